"""Search results: the people and topics that the text names, then what the library finds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind
from briefings.answers.paging import page_of
from briefings.answers.parts import Empty, Pages, Refused, Report, Ways
from briefings.answers.questions import AskBrief, AskQuotes, AskSearch, AskSources, AskWho
from briefings.library.searching import Excerpt, SearchHit
from briefings.matching import Found, fold
from briefings.models import Actor, Article, Quote
from briefings.text.wording import Change, Segment

PER_PAGE = 8
MOST_HITS = 200
"""Hits asked of the library: 25 pages, more than anybody leafs through."""


class HitKind(StrEnum):
    ARTICLE = "article"
    QUOTE = "quote"
    PERSON = "person"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Hit:
    kind: HitKind
    id: str
    title: str
    excerpt: tuple[Segment, ...] = ()
    """Matching words are `Change.ADDED`, the others `Change.SAME`."""
    report: Report | None = None
    article: Article | None = None
    speaker: Actor | None = None


@dataclass(frozen=True, slots=True)
class SearchResults:
    text: str
    hits: tuple[Hit, ...]
    pages: Pages


class Search(Protocol):
    """Full-text search, such as `Library.search`: the nearest hits first, at most `limit`."""

    async def __call__(self, text: str, *, limit: int) -> Sequence[SearchHit]: ...


async def search(
    catalog: Catalog, question: AskSearch, library: Search | None
) -> SearchResults | Empty | Refused:
    """Search names, which forgives spelling, and the library; without one, names alone."""
    found = await library(question.text, limit=MOST_HITS) if library else ()
    return results(catalog, question, found)


def respond(
    catalog: Catalog, question: AskSearch, _: date | None
) -> SearchResults | Empty | Refused:
    return results(catalog, question, ())


def results(
    catalog: Catalog, question: AskSearch, found: Sequence[SearchHit]
) -> SearchResults | Empty | Refused:
    text = question.text.strip()
    if not fold(text):
        return Refused("There is no letter and no digit to search for. Give a word or two.")
    known = (hit for one in found if (hit := _hit(catalog, one)))
    hits = _once((*_names(catalog, text), *known))
    if not hits:
        return Empty(
            f"Nothing in the library has the words “{text}”.",
            catalog.topic_choices(filter(catalog.has_evidence, catalog.topics)),
        )
    page, pages = page_of(hits, question.page, PER_PAGE)
    return SearchResults(text, page, pages)


def _names(catalog: Catalog, text: str) -> list[Hit]:
    """The person and the topic that the text names."""
    hits = []
    person, topic = catalog.people.find(text), catalog.subjects.find(text)
    if isinstance(person, Found):
        hits.append(_person(catalog, person.id))
    if isinstance(topic, Found) and catalog.has_evidence(topic.id):
        hits.append(Hit(HitKind.TOPIC, topic.id, catalog.topics[topic.id].name))
    return hits


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """Of several reports of the same words, and of a name found twice, only the first."""
    once: dict[tuple[str | None, ...], Hit] = {}
    for hit in hits:
        quote = hit.report.quote if hit.report else None
        key = (quote.utterance, quote.creator) if quote else (hit.id,)
        once.setdefault((hit.kind, *key), hit)
    return list(once.values())


def _hit(catalog: Catalog, found: SearchHit) -> Hit | None:
    """What the library found, as the digest has it; null where the digest no longer has it."""
    kind = HitKind(found.kind)
    if kind is HitKind.ARTICLE and found.id in catalog.articles:
        return _article(catalog.articles[found.id], found.excerpt)
    if kind is HitKind.QUOTE and found.id in catalog.quotes:
        return _quote(catalog, catalog.quotes[found.id], found.excerpt)
    if kind is HitKind.PERSON and found.id in catalog.actors:
        return _person(catalog, found.id)
    if kind is HitKind.TOPIC and found.id in catalog.topics and catalog.has_evidence(found.id):
        return Hit(kind, found.id, catalog.topics[found.id].name, segments(found.excerpt))
    return None


def _person(catalog: Catalog, actor_id: str) -> Hit:
    actor = catalog.actors[actor_id]
    role = (Segment(Change.SAME, actor.job_title),) if actor.job_title else ()
    return Hit(HitKind.PERSON, actor.id, actor.name, role, speaker=actor)


def _article(article: Article, excerpt: Excerpt) -> Hit:
    if excerpt.text in (article.publisher, article.provider):  # they stand below it anyway
        excerpt = Excerpt(article.summary or "")
    return Hit(HitKind.ARTICLE, article.id, article.headline, segments(excerpt), article=article)


def _quote(catalog: Catalog, quote: Quote, excerpt: Excerpt) -> Hit:
    speaker = catalog.actors.get(quote.creator) if quote.creator else None
    report = catalog.report(quote)
    return Hit(
        HitKind.QUOTE,
        quote.id,
        speaker.name if speaker else report.article.headline,
        segments(excerpt),
        report=report,
        article=report.article,
        speaker=speaker,
    )


def segments(excerpt: Excerpt) -> tuple[Segment, ...]:
    """The excerpt in runs of whole words, the matching ones as added; "…" where it goes on."""
    runs: list[tuple[Change, list[str]]] = []
    for word in re.finditer(r"\S+", excerpt.text):
        matches = any(start < word.end() and word.start() < end for start, end in excerpt.matches)
        change = Change.ADDED if matches else Change.SAME
        if not runs or runs[-1][0] is not change:
            runs.append((change, []))
        runs[-1][1].append(word.group())
    if excerpt.starts_inside:
        runs.insert(0, (Change.SAME, ["…"]))
    if excerpt.ends_inside:
        runs.append((Change.SAME, ["…"]))
    return tuple(Segment(change, " ".join(words)) for change, words in runs)


def _open(hit: Hit) -> tuple[str, AskBrief | AskWho | AskQuotes | AskSources]:
    """What shows more of a hit."""
    if hit.kind is HitKind.TOPIC:
        return f"Brief: {hit.title}", AskBrief(hit.id)
    if hit.kind is HitKind.PERSON:
        return f"Who: {hit.title}", AskWho(hit.id)
    if hit.speaker:
        return f"Quotes: {hit.speaker.name}", AskQuotes(hit.speaker.id)
    return "All sources", AskSources()


def ways_on(answer: SearchResults) -> Ways:
    return map(_open, answer.hits)


KIND = Kind(
    "search",
    AskSearch,
    SearchResults,
    respond,
    ways_on,
    again=lambda answer: AskSearch(answer.text),
)
