r"""Discord's Markdown: text from articles in, text that can do nothing out.

`escape` guards every value that a template prints: whatever it contains, a reader sees only its
words.

The rules follow Discord's help page on text formatting
(https://support.discord.com/hc/en-us/articles/210298617) and its reference of mentions and
timestamps (https://docs.discord.com/developers/reference#message-formatting). A backslash before
any ASCII punctuation mark makes it plain, in Discord as in CommonMark.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from briefings.rendering.dialects.dialect import Markup
from briefings.rendering.dialects.untrusted import INVISIBLE, clean, is_invisible, safe_url
from briefings.translations import pgettext

HEADING = "### "
SMALL = "-# "
ITEM = "- "
QUOTE = "> "
MAX_LINKED = 450
"""The most characters for the addresses of one line's citations, out of a message's 4,000;
beyond that the numbers are plain and the list of sources gives the addresses."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""A number without an address must not look like a broken link."""
_REMEMBERED = 600
"""The longest text whose escaped form is cached, in characters. With the cache's size, they take
at most a few megabytes."""

_SPECIAL = re.compile(
    r"[\\*_~|`\[\]<@]"  # emphasis, spoiler, code, link, mention, emoji, timestamp
    r"|:(?!\s)"  # an address's scheme, an emoji's name
    r"|&(?=#?\w+;)"  # a character reference: plain in Discord, decoded by CommonMark
    r"|(?<=discord)\.|(?<=discordapp)\.",  # an invite, which Discord expands without a scheme
    re.IGNORECASE,
)
_LEADING = re.compile(r"\s*(?:[0-9]*(?=[.)](?:\s|$))|(?=[#>\-+=]))")
_LOOSE_BRACKET = re.compile(r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*")


def escape(value: object) -> Markup:
    """`value` as Markdown that shows exactly its words, wherever on a line it is."""
    if type(value) is Markup:
        return value
    text = value if isinstance(value, str) else str(value)
    return _remembered(text) if len(text) <= _REMEMBERED else _escaped(text)


def _escaped(given: str) -> Markup:
    text = clean(given)
    if given and is_invisible(text):
        return Markup(INVISIBLE if given.strip() else " ")
    text = _SPECIAL.sub(r"\\\g<0>", text)
    # The value may begin a line, where other characters have a meaning.
    if leading := _LEADING.match(text):
        text = f"{text[: leading.end()]}\\{text[leading.end() :]}"
    return Markup(text)


_remembered = lru_cache(maxsize=4096)(_escaped)
"""Cached: names, headlines and key points are shown again and again."""


def link(label: object, url: str | None, read: str = "read") -> Markup:
    """`label` leading to `url`; only the label if there is no address.

    Discord shows a link whose label looks like an address, or has a lone bracket in it, as raw
    text: such a label stays plain, followed by a linked word.
    """
    text = Markup(escape(label).strip())
    address = safe_url(url)
    if address is None:
        return text
    if not text:
        return Markup(f"[{read}]({address})")
    plain = text.replace("\\[", "[").replace("\\]", "]")
    if "://" in text.replace("\\", "") or not _LOOSE_BRACKET.fullmatch(plain):
        return Markup(f"{text} ([{read}]({address}))")
    return Markup(f"[{text}]({address})")


def raised(number: int) -> str:
    """The number of a citation without an address, like a footnote's."""
    return str(number).translate(_RAISED)


def timestamp(moment: datetime, style: str = "D") -> Markup:
    """`moment` (aware), shown to each reader in their own time zone.

    Source of the styles: https://docs.discord.com/developers/reference#message-formatting
    """
    return Markup(f"<t:{int(moment.timestamp())}:{style}>")


class DiscordDialect:
    """`briefings.rendering.dialects.dialect.Dialect` for Discord."""

    name = "discord"
    removed_example = pgettext("legend", "struck")
    added_example = pgettext("legend", "bold")

    escape = staticmethod(escape)
    link = staticmethod(link)

    def strong(self, text: Markup) -> Markup:
        return _between("**", text)

    def emphasis(self, text: Markup) -> Markup:
        return _between("*", text)

    def removed(self, text: Markup) -> Markup:
        # A final tilde would close the strikethrough early; a word joiner separates it.
        shown = text.strip()
        return _between("~~", Markup(f"{shown}\u2060") if shown.endswith("~") else text)

    def added(self, text: Markup) -> Markup:
        return _between("**", text)

    def code(self, text: str) -> Markup:
        """Inline code has no escapes, so a backtick becomes an apostrophe."""
        return Markup(f"`{clean(text).strip().replace('`', '’') or ' '}`")

    def command(self, name: str) -> Markup:
        return self.code(f"/{name}")

    def citations(self, places: Iterable[tuple[int, str | None]]) -> Markup:
        shown, room = [], MAX_LINKED
        for number, url in places:
            address = safe_url(url) or ""
            room -= len(address)
            linked = address and room >= 0
            shown.append(rf"[\[{number}\]]({address})" if linked else raised(number))
        return Markup(" ".join(shown))

    def source(self, number: int, words: Markup, url: str | None) -> Markup:
        # Cited lines already lead there, so the list need not.
        return Markup(rf"\[{number}\] {words}" if safe_url(url) else f"{raised(number)} {words}")

    def moment(self, moment: datetime, day: str) -> Markup:  # noqa: ARG002  # Discord writes it
        return timestamp(moment)

    def heading(self, text: Markup) -> Markup:
        return Markup(f"{HEADING}{text}")

    def small(self, text: Markup) -> Markup:
        return Markup(f"{SMALL}{text}")

    def item(self, text: Markup, number: int | None = None) -> Markup:
        return Markup(f"{ITEM if number is None else f'{number}. '}{text}")

    def quotation(self, paragraphs: Sequence[Markup]) -> Markup:
        return Markup(QUOTE + f"\n{QUOTE}".join(paragraphs))


DISCORD = DiscordDialect()


def _between(mark: str, text: Markup) -> Markup:
    """`text` between two marks, which count only where they touch a word."""
    shown = text.strip()
    return Markup(f"{mark}{shown}{mark}") if shown else Markup()
