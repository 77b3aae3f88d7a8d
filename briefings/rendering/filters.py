"""What templates can do with values, beside printing them.

Each filter returns `Markdown`: what it takes from a value is escaped, what it adds is its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from briefings.answers.types import Reference, Report, Variant
from briefings.models import Article, Event, Quote, QuoteKind, QuoteStatus, Stance
from briefings.rendering import date_words as dates
from briefings.rendering.dialects.discord import Markdown, clean, escape, link, safe_url
from briefings.text.folding import fold
from briefings.text.wording import Change, Segment

MAX_LINKED = 450
"""Most characters that the addresses of one line's citations may take, of a message's 4,000;
past that the numbers stand plain and the list of sources tells where they lead."""
ANCHOR_WORDS = 8
"""Words of a citation that the list of sources shows, to find the place in the article by."""
HEADLINE_WORDS = 5
"""Words of a headline that tell two articles of one outlet apart."""

STANCES: Mapping[Stance, tuple[str, str]] = {
    Stance.FOR: ("●", "agrees"),
    Stance.CONDITIONAL: ("◐", "conditional"),
    Stance.AGAINST: ("○", "against"),
    Stance.UNCLEAR: ("?", "unclear"),
}
"""Told apart by shape and word, never by colour."""


class Named(Protocol):
    """An actor, a topic, a choice."""

    @property
    def name(self) -> str: ...


def date(value: datetime | str | None, width: str = "long") -> Markdown:
    """A moment as a timestamp in the reader's own zone; an EDTF date in words."""
    if isinstance(value, datetime):
        return Markdown(dates.timestamp(value))
    return Markdown(dates.in_words(value, width))


def day(value: datetime | str | None, width: str = "long") -> Markdown:
    """A date in words, also of a moment: its day where it was written."""
    return date(value.date().isoformat() if isinstance(value, datetime) else value, width)


def by_article(
    references: Iterable[Reference], most: int = 6
) -> list[tuple[Article, list[Reference]]]:
    """References by the article they lead to, in the order of first use.

    At most `most` stand together: what is too long for a message could not be shown at all.
    """
    together: dict[str, list[Reference]] = {}
    for reference in references:
        together.setdefault(reference.article.id, []).append(reference)
    return [
        (group[start].article, group[start : start + most])
        for group in together.values()
        for start in range(0, len(group), most)
    ]


def when(event: Event) -> Markdown:
    """The days of an event, from its start to its end where it has one."""
    return Markdown(dates.days_of(event))


def cite(numbers: Iterable[int], references: Sequence[Reference] = ()) -> Markdown:
    """Citation numbers, ``[1] [2]``, each leading to its place where there is an address."""
    known = {reference.number: reference.url for reference in references}
    shown, room = [], MAX_LINKED
    for number in numbers:
        address = safe_url(known.get(number)) or ""
        room -= len(address)
        shown.append(rf"[\[{number}\]]({address})" if address and room >= 0 else rf"\[{number}\]")
    return Markdown(" ".join(shown))


def quoted(quote: Quote | str) -> Markdown:
    """A block quote of the words in quotation marks, one line of it a paragraph.

    Nothing is added inside the marks. A fragment stands between ellipses outside them.
    """
    text = quote if isinstance(quote, str) else quote.text
    paragraphs = [escape(line) for line in text.splitlines() if clean(line).strip()]
    before, after = "", ""
    if isinstance(quote, Quote) and quote.kind is QuoteKind.FRAGMENT:
        before, after = "… ", " …"
    body = "\n> ".join(paragraphs or [escape(text)])
    return Markdown(f"> {before}“{body}”{after}")


def unnamed(quote: Quote) -> Markdown:
    """What stands in a speaker's place: nobody is clearly named, or the words were not said."""
    if quote.status is not QuoteStatus.SAID:
        return Markdown(f"Reported as {quote.status}, not as said")
    return Markdown("The article names no clear speaker")


def anchor(text: str, most: int = ANCHOR_WORDS) -> Markdown:
    """The first words of `text` in quotation marks; an ellipsis after them says there are more."""
    words = text.split()
    shown = escape(" ".join(words[:most]))
    return Markdown(f"“{shown}”{' …' if len(words) > most else ''}")


def told_apart(article: Article, references: Iterable[Reference]) -> Markdown:
    """What a list of sources says of an article after its outlet: its day, where it is known.

    Where that leaves it like another article of the list, how its headline begins.
    """
    known = day(article.date_published, "short") if article.date_published else None
    namesakes = (
        other.article.date_published
        for other in references
        if other.article.id != article.id and outlet(other.article) == outlet(article)
    )
    alike = any(
        known is None or (published and day(published, "short") == known) for published in namesakes
    )
    headline = anchor(article.headline, HEADLINE_WORDS) if alike else None
    return Markdown(", ".join(filter(None, (known, headline))))


def segments(parts: Iterable[Segment]) -> Markdown:
    """A comparison: removed words struck, added ones bold."""
    return Markdown(" ".join(filter(None, map(_segment, parts))))


def wordings(variants: Iterable[Variant], most: int = 2) -> Markdown:
    """Lines of small print for other wordings, each once, after who printed it.

    They are comparisons, and say so: nobody printed the struck words there.
    """
    found: dict[str, list[Variant]] = {}
    for variant in variants:
        found.setdefault(_bare(variant.report.quote.text), []).append(variant)
    lines = []
    for same in list(found.values())[:most]:
        reports = [variant.report for variant in same]
        back = all(report.quote.retranslated for report in reports)
        lead = "Compared with the translation back" if back else "Compared with the wording"
        lines.append(f"-# {lead} in {printed(reports)}: {wording(same[0].segments)}\n")
    if len(found) > most:
        lines.append(f"-# … and in {plural(len(found) - most, 'other wording')}\n")
    return Markdown("".join(lines))


def carrying(reports: Sequence[Report], words: str) -> Sequence[Report]:
    """The reports that print just these words; all of them where none does."""
    bare = _bare(words)
    return [report for report in reports if bare in _bare(report.quote.text)] or reports


def _bare(text: str) -> str:
    """Letters and digits alone, so that marks and capitals make no difference."""
    return fold(text).replace(" ", "")


def wording(parts: Sequence[Segment]) -> Markdown:
    """Another wording in quotation marks, what differs from the leading one made visible.

    Where most words differ (a translation back, say) what was removed would only hide what was
    printed: then the printed words stand alone, those of its own bold.
    """
    sizes = dict.fromkeys(Change, 0)
    for part in parts:
        sizes[part.change] += len(part.text)
    if sizes[Change.SAME] < sizes[Change.ADDED] + sizes[Change.REMOVED]:
        parts = [part for part in parts if part.change is not Change.REMOVED] or parts
    return Markdown(f"“{segments(parts)}”")


def _segment(part: Segment) -> str:
    text = escape(part.text.strip())
    if not text.strip():
        return ""
    match part.change:
        case Change.REMOVED:
            # A tilde at the end would close the strike early; a word joiner keeps it apart.
            return f"~~{text}\u2060~~" if text.endswith("~") else f"~~{text}~~"
        case Change.ADDED:
            return f"**{text}**"
        case _:
            return text


def outlet(article: Article) -> Markdown:
    """The outlet and, where another reported it first-hand, that one: "The Mainichi (AP)"."""
    name = article.outlet
    if article.provider and article.provider != article.publisher:
        name = f"{name} ({article.provider})"
    if article.is_machine_written:
        name = f"{name}, machine-written"
    return escape(name)


def printed(reports: Iterable[Report], most: int = 4) -> Markdown:
    """Where words were printed: each outlet once, leading to the place."""
    outlets: dict[Markdown, list[Report]] = {}
    for report in reports:
        outlets.setdefault(outlet(report.article), []).append(report)
    shown = []
    for name, found in list(outlets.items())[:most]:
        address = next((report.url for report in found if report.url), None)
        shown.append(link(name, address) + (f" ×{len(found)}" if len(found) > 1 else ""))
    rest = f" and {plural(len(outlets) - most, 'other')}" if len(outlets) > most else ""
    return Markdown(" · ".join(shown) + rest)


def stance(value: Stance) -> Markdown:
    """A stance as a shape and a word that stay on one line: "● agrees"."""
    shape, word = STANCES[value]
    return Markdown(f"{shape}\u00a0{word}")


def shape(value: Stance) -> Markdown:
    """A stance's shape alone, where the word stands beside it anyway."""
    return Markdown(STANCES[value][0])


def names(items: Iterable[Named | str], most: int = 6, last: str = "and") -> Markdown:
    """Names as a list that reads: "A, B and C", "A, B and 4 others"."""
    texts = [escape(item if isinstance(item, str) else item.name) for item in items]
    if len(texts) > most:
        texts = [*texts[: most - 1], Markdown(f"{len(texts) - most + 1} others")]
    if len(texts) < 2:
        return Markdown("".join(texts))
    return Markdown(f"{', '.join(texts[:-1])} {last} {texts[-1]}")


def plural(count: int, one: str, many: str | None = None) -> Markdown:
    """A count with its noun: "1 article", "2,000 articles"."""
    return Markdown(f"{count:,} {escape(one if count == 1 else many or one + 's')}")


def code(value: object) -> Markdown:
    """`value` as inline code, in which nothing is escaped: a backtick becomes an apostrophe."""
    return Markdown(f"`{clean(str(value)).strip().replace('`', '’') or ' '}`")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "anchor": anchor,
    "by_article": by_article,
    "carrying": carrying,
    "cite": cite,
    "code": code,
    "date": date,
    "day": day,
    "link": link,
    "names": names,
    "outlet": outlet,
    "plural": plural,
    "printed": printed,
    "quoted": quoted,
    "segments": segments,
    "shape": shape,
    "stance": stance,
    "told_apart": told_apart,
    "unnamed": unnamed,
    "when": when,
    "wording": wording,
    "wordings": wordings,
}
