"""Languages other than English: from their catalogue, and from Unicode's CLDR through Babel."""

import gettext as stdlib
import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefings.translations.language import Language
from briefings.translations.message import Message, pgettext

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages.catalog import Catalog

CATALOGUES = Path(__file__).parent / "catalogues"
"""A file for each language, such as `de.po`, read directly without compiling."""


class TranslatedLanguage(Language):
    """A language with a catalogue. What the catalogue lacks appears in English."""

    __slots__ = ()

    def _text(self, message: Message) -> str:
        known = _texts(self.tag)
        if message.plural:
            if message.context:
                return known.npgettext(message.context, message.text, message.plural, message.count)
            return known.ngettext(message.text, message.plural, message.count)
        if message.context:
            return known.pgettext(message.context, message.text)
        return known.gettext(message.text)

    def number(self, value: int) -> str:
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=_locale(self.tag)))

    def listed(self, texts: Sequence[str], last: str = "and") -> str:
        if len(texts) < 2:
            return "".join(texts)
        if last == ",":
            return self.say(pgettext("list", ", ")).join(texts)
        from babel.lists import format_list

        style: Literal["standard", "or"] = "or" if last == "or" else "standard"
        return format_list(list(texts), style=style, locale=_locale(self.tag))

    def dated(self, year: int, month: int = 0, day: int = 0, width: str = "long") -> str:
        from babel.dates import format_date, format_skeleton

        if not 1 <= year <= 9999:
            return super().dated(year, month, day, width)
        at = date(year, month or 1, day or 1)
        letters = "MMMM" if width == "long" else "MMM"
        if day and width == "long":
            return format_date(at, "long", locale=_locale(self.tag))
        skeleton = f"y{letters if month else ''}{'d' if day else ''}"
        return str(format_skeleton(skeleton, at, locale=_locale(self.tag)))

    def days(self, year: int, month: int, first: int, last: int, width: str = "long") -> str:
        from babel.dates import format_date

        if not 1 <= year <= 9999:
            return super().days(year, month, first, last, width)
        # CLDR has intervals only with short names of months.
        patterns = _locale(self.tag).interval_formats["yMMMd"]["d"]
        if width == "long":
            patterns = [pattern.replace("MMM", "MMMM") for pattern in patterns]
        ends = (date(year, month, day) for day in (first, last))
        return "".join(
            format_date(end, pattern, locale=_locale(self.tag))
            for end, pattern in zip(ends, patterns, strict=True)
        )

    def full_date(self, day: date) -> str:
        from babel.dates import format_date

        return format_date(day, "full", locale=_locale(self.tag))

    def weekday(self, number: int, width: str = "long") -> str:
        names = _locale(self.tag).days["format"][{"long": "wide", "short": "abbreviated"}[width]]
        return str(names[number])


def read(tag: str) -> "Catalog":
    """The catalogue of a language.

    Raises:
        OSError: there is none.
    """
    from babel.messages.pofile import read_po

    with (CATALOGUES / f"{tag}.po").open("rb") as file:
        return read_po(file, locale=tag.replace("-", "_"), abort_invalid=True)


@cache
def _texts(tag: str) -> stdlib.GNUTranslations:
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, read(tag))
    compiled.seek(0)
    return stdlib.GNUTranslations(compiled)


@cache
def _locale(tag: str) -> "Locale":
    from babel import Locale

    return Locale.parse(tag, sep="-")
