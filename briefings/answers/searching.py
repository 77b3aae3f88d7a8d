"""Search results: names first, then what the library finds in articles and quotations."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from briefings.answers.catalog import Catalog
from briefings.answers.paging import page_of
from briefings.answers.questions import AskSearch
from briefings.answers.types import Change, Empty, Hit, HitKind, Refused, SearchResults, Segment
from briefings.matching import Found, fold
from briefings.models import Article, Quote

PER_PAGE = 8
MOST_HITS = 200
"""Hits asked of the library: 25 pages, more than anybody leafs through."""
_EXCERPT = 24
"""Words of an excerpt."""


class LibraryHit(Protocol):
    """A record that a search of the library found."""

    @property
    def kind(self) -> str:
        """ "article" or "quote"; hits of other kinds are passed over."""

    @property
    def id(self) -> str:
        """The record's id in the digest."""


class Search(Protocol):
    """Full-text search: the best hits first, at most `limit`."""

    async def __call__(self, text: str, *, limit: int) -> Sequence[LibraryHit]: ...


async def search(
    catalog: Catalog, question: AskSearch, library: Search | None
) -> SearchResults | Empty | Refused:
    """Search the library; without one (`library` is None), the digest's own texts."""
    text = question.text.strip()
    wanted = fold(text).split()
    if not wanted:
        return Refused("There is no letter and no digit to search for. Give a word or two.")
    if library is None:
        records = _scan(catalog, wanted)
    else:
        found = await library(text, limit=MOST_HITS)
        records = [record for hit in found if (record := _record(catalog, hit))]
    named = _names(catalog, text)
    results: list[Hit | Article | Quote] = [*named, *_once(records)]
    if not results:
        return Empty(
            f"Nothing in the library has the words “{text}”.",
            catalog.topic_choices(catalog.topics),
        )
    page, pages = page_of(results, question.page, PER_PAGE)
    hits = (one if isinstance(one, Hit) else _hit(catalog, one, wanted) for one in page)
    return SearchResults(text, tuple(hits), pages)


def _once(records: Iterable[Article | Quote]) -> list[Article | Quote]:
    """Of several reports of the same words only the first found."""
    once: dict[object, Article | Quote] = {}
    for record in records:
        if isinstance(record, Quote):
            once.setdefault((record.utterance, record.creator), record)
        else:
            once.setdefault(record.id, record)
    return list(once.values())


def _names(catalog: Catalog, text: str) -> list[Hit]:
    """The people and topics that the text names."""
    hits = []
    for kind, matcher in ((HitKind.PERSON, catalog.people), (HitKind.TOPIC, catalog.subjects)):
        finding = matcher.find(text)
        if isinstance(finding, Found):
            hits.append(Hit(kind, finding.id, matcher.name(finding.id).name))
    return hits


def _record(catalog: Catalog, hit: LibraryHit) -> Article | Quote | None:
    if hit.kind == HitKind.ARTICLE:
        return catalog.articles.get(hit.id)
    return catalog.quotes.get(hit.id) if hit.kind == HitKind.QUOTE else None


def _scan(catalog: Catalog, wanted: Sequence[str]) -> list[Article | Quote]:
    """Quotations, newest first, and then articles that hold words beginning as all those wanted."""
    said = [
        next((quote for quote in one.quotes if _has(quote.text, wanted, all)), one.lead)
        for one in catalog.spoken
        if one.mentions(wanted)
    ]
    articles = [
        catalog.articles[article]
        for article, text in catalog.article_words.items()
        if all(f" {word}" in text for word in wanted)
    ]
    return [*said[:MOST_HITS], *articles]


def _hit(catalog: Catalog, record: Article | Quote, wanted: Sequence[str]) -> Hit:
    if isinstance(record, Article):
        texts = [text for text in (record.summary, record.text) if text]
        shown = next((text for text in texts if _has(text, wanted, any)), next(iter(texts), ""))
        return Hit(
            HitKind.ARTICLE,
            record.id,
            record.headline,
            excerpt=excerpt(shown, wanted),
            article=record,
        )
    speaker = catalog.actors.get(record.creator) if record.creator else None
    report = catalog.report(record)
    return Hit(
        HitKind.QUOTE,
        record.id,
        speaker.name if speaker else report.article.headline,
        excerpt=excerpt(record.text, wanted),
        report=report,
        article=report.article,
        speaker=speaker,
    )


def _has(text: str, wanted: Sequence[str], how_many: Callable[[Iterable[bool]], bool]) -> bool:
    """Does the text hold words that begin with any, or all, of the folded words wanted?"""
    folded = f" {fold(text)}"
    return how_many(f" {word}" in folded for word in wanted)


def excerpt(text: str, wanted: Sequence[str]) -> tuple[Segment, ...]:
    """About 24 words of `text` around the first match, matching words marked as added."""
    tokens = text.split()
    marked = [any(word.startswith(tuple(wanted)) for word in fold(t).split()) for t in tokens]
    first = marked.index(True) if True in marked else 0
    start = max(0, min(first - _EXCERPT // 3, len(tokens) - _EXCERPT))
    segments: list[Segment] = []
    for token, match in list(zip(tokens, marked, strict=True))[start : start + _EXCERPT]:
        change = Change.ADDED if match else Change.SAME
        if segments and segments[-1].change is change:
            segments[-1] = Segment(change, f"{segments[-1].text} {token}")
        else:
            segments.append(Segment(change, token))
    if segments and start > 0:
        segments[0] = Segment(segments[0].change, f"… {segments[0].text}")
    if segments and start + _EXCERPT < len(tokens):
        segments[-1] = Segment(segments[-1].change, f"{segments[-1].text} …")
    return tuple(segments)
