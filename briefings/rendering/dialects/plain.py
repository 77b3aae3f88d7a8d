"""Plain text, for an e-mail or a terminal without colours: only characters.

Addresses are written out, once for each place, in the list of sources.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from briefings.rendering.dialects.dialect import Markup
from briefings.rendering.dialects.untrusted import (
    INVISIBLE,
    clean,
    is_invisible,
    no_layout_mark,
    safe_url,
)
from briefings.translations import pgettext


class PlainDialect:
    """`briefings.rendering.dialects.dialect.Dialect` for text without markup."""

    name = "plain"
    removed_example = pgettext("legend", "so")
    added_example = pgettext("legend", "so")

    def escape(self, value: object) -> Markup:
        if type(value) is Markup:
            return value
        given = str(value)
        text = clean(given)
        if given and is_invisible(text):
            return Markup(INVISIBLE if given.strip() else " ")
        return Markup(no_layout_mark(text))

    def strong(self, text: Markup) -> Markup:
        return Markup(text.strip())

    def emphasis(self, text: Markup) -> Markup:
        return Markup(text.strip())

    def removed(self, text: Markup) -> Markup:
        return Markup(f"[-{text.strip()}-]") if text.strip() else Markup()

    def added(self, text: Markup) -> Markup:
        return Markup(f"*{text.strip()}*") if text.strip() else Markup()

    def code(self, text: str) -> Markup:
        return Markup(clean(text).strip())

    def command(self, name: str) -> Markup:
        return self.code(f"/{name}")

    def link(self, label: object, url: str | None, read: str = "read") -> Markup:  # noqa: ARG002  # the address is written out
        text = self.escape(label).strip()
        address = f"<{found}>" if (found := safe_url(url)) else ""
        return Markup(" ".join(filter(None, (text, address))))

    def citations(self, places: Iterable[tuple[int, str | None]]) -> Markup:
        return Markup(" ".join(f"[{number}]" for number, _ in places))

    def source(self, number: int, words: Markup, url: str | None) -> Markup:
        return self.link(Markup(f"[{number}] {words}"), url)

    def moment(self, moment: datetime, day: str) -> Markup:  # noqa: ARG002  # as it says
        """The day where it was written: a text has one time zone for all readers."""
        return Markup(day)

    def heading(self, text: Markup) -> Markup:
        return Markup(f"{text}\n{'-' * len(text)}")

    def small(self, text: Markup) -> Markup:
        return text

    def item(self, text: Markup, number: int | None = None) -> Markup:
        return Markup(f"{'-' if number is None else f'{number}.'} {text}")

    def quotation(self, paragraphs: Sequence[Markup]) -> Markup:
        return Markup("\n".join(f"> {paragraph}" for paragraph in paragraphs))


PLAIN = PlainDialect()
