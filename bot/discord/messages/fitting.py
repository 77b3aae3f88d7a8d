"""Shortens a block that no message could hold.

Nothing is cut in the middle: a quotation or a line is shown whole or is replaced by a line that
says how long it is. The line with its source and link is short, so it stays.
"""

import re

from bot.discord.messages.measure import length
from bot.discord.messages.plain import plain
from briefings.rendering.dialects.discord import QUOTE, SMALL
from briefings.translations import ENGLISH, Language, ngettext

_LINK = re.compile(r"\]\([^)]*\)")


def fit(text: str, room: int, language: Language = ENGLISH) -> str:
    """`text` in at most `room` UTF-16 units, the longest passages replaced until it fits.

    Args:
        room: at least 200.
    """
    if length(text) <= room:
        return text
    passages = _passages(text)
    for index in sorted(range(len(passages)), key=lambda at: -length(passages[at])):
        passages[index] = _instead(passages[index], language)
        if length("\n".join(passages)) <= room:
            return "\n".join(passages)
    return _first(passages, room, language)


def _passages(text: str) -> list[str]:
    """The lines of `text`; those of one block quote stay together."""
    passages: list[str] = []
    for line in text.split("\n"):
        if line.startswith(QUOTE) and passages and passages[-1].startswith(QUOTE):
            passages[-1] = f"{passages[-1]}\n{line}"
        else:
            passages.append(line)
    return passages


def _instead(passage: str, language: Language) -> str:
    """The replacement for `passage`; the passage itself if that is no longer."""
    shown = plain(_LINK.sub("", passage.replace(QUOTE, "")))
    if passage.startswith(QUOTE):
        notice = ngettext(
            "A quotation of %(count)s character is left out: it is too long for a message. "
            "The source has it whole.",
            "A quotation of %(count)s characters is left out: it is too long for a message. "
            "The source has it whole.",
            len(shown),
        )
    else:
        notice = ngettext(
            "A passage of %(count)s character is left out: it is too long for a message. "
            "The source has it whole.",
            "A passage of %(count)s characters is left out: it is too long for a message. "
            "The source has it whole.",
            len(shown),
        )
    return min(passage, f"*{language.say(notice)}*", key=length)


def _first(passages: list[str], room: int, language: Language) -> str:
    """As many of the first `passages` as fit, and how many are left out."""
    kept: list[str] = []

    def rest(count: int) -> str:
        more = ngettext("… %(count)s more line", "… %(count)s more lines", count)
        return f"{SMALL}{language.say(more)}"

    used = length(rest(len(passages)))
    for passage in passages:
        used += length(passage) + 1
        if used > room:
            break
        kept.append(passage)
    return "\n".join([*kept, rest(len(passages) - len(kept))])
