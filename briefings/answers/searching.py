"""Search results: names first, then what the library finds in articles and quotations."""

from collections.abc import Sequence
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
    hits = [*_names(catalog, text), *(_hit(catalog, record, wanted) for record in records)]
    if not hits:
        return Empty(
            f"Nothing in the library has the words “{text}”.", catalog.topic_choices(catalog.topics)
        )
    page, pages = page_of(hits, question.page, PER_PAGE)
    return SearchResults(text, page, pages)


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
    said = [one.lead for one in catalog.spoken if one.mentions(wanted)]
    articles = [
        article
        for article in catalog.articles.values()
        if _mentions(f"{article.headline} {article.summary or ''} {article.text or ''}", wanted)
    ]
    return [*said[:MOST_HITS], *articles]


def _mentions(text: str, wanted: Sequence[str]) -> bool:
    folded = f" {fold(text)}"
    return all(f" {word}" in folded for word in wanted)


def _hit(catalog: Catalog, record: Article | Quote, wanted: Sequence[str]) -> Hit:
    if isinstance(record, Article):
        body = record.summary or record.text or ""
        source = record.text if record.text and not _any(body, wanted) else body
        return Hit(
            HitKind.ARTICLE,
            record.id,
            record.headline,
            excerpt=excerpt(source or "", wanted),
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


def _any(text: str, wanted: Sequence[str]) -> bool:
    folded = f" {fold(text)}"
    return any(f" {word}" in folded for word in wanted)


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
