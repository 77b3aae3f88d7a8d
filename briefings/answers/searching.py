"""Search results: the people and topics that the text names, then what the library finds."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind
from briefings.answers.paging import paged
from briefings.answers.parts import Empty, Pages, Refused, Report, Ways
from briefings.answers.questions import AskBrief, AskQuotes, AskSearch, AskSources, AskWho
from briefings.library import Excerpt, Ranked, SearchHit, SearchKind, Terms
from briefings.matching import Found
from briefings.models import Actor, Article, Quote
from briefings.text.folding import fold
from briefings.text.wording import Change, Segment
from briefings.translations import Message, gettext

PER_PAGE = 4
WAYS = 3
"""How many next steps a page of results has."""
MOST_HITS = 200
"""How many hits the library is asked for: 50 pages, more than anybody reads."""


_MINOR = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "that",
        "the",
        "this",
        "to",
        "was",
        "with",
    ]
)


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
    kinds: tuple[tuple[HitKind, int], ...] = ()
    """How many hits there are of each kind, over all pages."""


def respond(
    catalog: Catalog, question: AskSearch, _: date | None
) -> SearchResults | Empty | Refused:
    """Search names, which forgives spelling, and the library."""
    text = question.text.strip()
    if not fold(text):
        return Refused(gettext("There is no letter or digit to search for. Give a word or two."))
    terms = Terms.of(text)
    found = _once((*_names(catalog, text), *catalog.reader.ranked(terms, MOST_HITS)), catalog)
    if not found:
        return Empty(
            gettext("Nothing in the library has the words “%(text)s”.", text=text),
            catalog.topic_choices(catalog.directory.has_evidence),
        )
    pages = paged(question.page, len(found), PER_PAGE)
    start = pages.offset(PER_PAGE)
    counted = Counter(HitKind(one.kind.value) for one in found)
    kinds = tuple((kind, counted[kind]) for kind in HitKind if counted[kind])
    hits = _hits(catalog, found[start : start + PER_PAGE], terms)
    return SearchResults(text, hits, pages, kinds)


def _names(catalog: Catalog, text: str) -> Iterable[Ranked]:
    """The person and the topic that the text names."""
    person, topic = catalog.directory.find_person(text), catalog.directory.find_topic(text)
    if isinstance(person, Found):
        yield Ranked(SearchKind.PERSON, person.id)
    if isinstance(topic, Found):
        yield Ranked(SearchKind.TOPIC, topic.id)


def _once(found: Iterable[Ranked], catalog: Catalog) -> list[Ranked]:
    """Only the first of several reports of the same words, or of a name found twice."""
    once: dict[tuple[object, ...], Ranked] = {}
    for one in found:
        if one.kind is SearchKind.TOPIC and not catalog.topic_counts(one.id).articles:
            continue
        once.setdefault((one.kind, one.said or one.key, one.id), one)
    return list(once.values())


def _hits(catalog: Catalog, page: Sequence[Ranked], terms: Terms) -> tuple[Hit, ...]:
    shown = catalog.reader.hits(page, terms)
    catalog.need(hit.quote.citation for hit in shown.values() if hit.quote)
    hits = (_hit(catalog, one, shown.get(one)) for one in page)
    return tuple(hit for hit in hits if hit)


def _hit(catalog: Catalog, found: Ranked, shown: SearchHit | None) -> Hit | None:
    """What was found, as the library has it; None if it no longer has it."""
    if found.kind is SearchKind.PERSON:
        actor = catalog.actors.get(found.id)
        return _person(actor) if actor else None
    if found.kind is SearchKind.TOPIC:
        topic = catalog.subjects((found.id,)).get(found.id)
        return Hit(HitKind.TOPIC, topic.id, topic.name) if topic else None
    if shown is None:
        return None
    if shown.quote:
        return _quote(catalog, shown.quote, shown.excerpt)
    article = catalog.article(shown.id)
    return _article(article, shown.excerpt) if article else None


def _person(actor: Actor) -> Hit:
    role = (Segment(Change.SAME, actor.job_title),) if actor.job_title else ()
    return Hit(HitKind.PERSON, actor.id, actor.name, role, speaker=actor)


def _article(article: Article, excerpt: Excerpt) -> Hit:
    if excerpt.text in (article.publisher, article.provider):  # they are shown below it anyway
        excerpt = Excerpt(article.summary or "")
    return Hit(HitKind.ARTICLE, article.id, article.headline, segments(excerpt), article=article)


def _quote(catalog: Catalog, quote: Quote, excerpt: Excerpt) -> Hit | None:
    speaker = catalog.actors.get(quote.creator) if quote.creator else None
    report = catalog.report(quote)
    if report is None:
        return None
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
    """The excerpt in runs of whole words, the matching ones as added; "…" where it is cut.

    Words like "the" match everywhere, so they are not marked.
    """
    runs: list[tuple[Change, list[str]]] = []
    left = deque(excerpt.matches)
    for word in re.finditer(r"\S+", excerpt.text):
        while left and left[0][1] <= word.start():
            left.popleft()
        matches = bool(left) and left[0][0] < word.end()
        change = Change.ADDED if matches and fold(word.group()) not in _MINOR else Change.SAME
        if not runs or runs[-1][0] is not change:
            runs.append((change, []))
        runs[-1][1].append(word.group())
    if excerpt.starts_inside:
        runs.insert(0, (Change.SAME, ["…"]))
    if excerpt.ends_inside:
        runs.append((Change.SAME, ["…"]))
    return tuple(Segment(change, " ".join(words)) for change, words in runs)


def _open(hit: Hit) -> tuple[Message, AskBrief | AskWho | AskQuotes | AskSources]:
    """The button and question that show more of a hit."""
    if hit.kind is HitKind.TOPIC:
        return gettext("Brief: %(name)s", name=hit.title), AskBrief(hit.id)
    if hit.kind is HitKind.PERSON:
        return gettext("Who: %(name)s", name=hit.title), AskWho(hit.id)
    if hit.speaker:
        return gettext("Quotes: %(name)s", name=hit.speaker.name), AskQuotes(hit.speaker.id)
    return gettext("All sources"), AskSources()


def ways_on(answer: SearchResults) -> Ways:
    return list(map(_open, answer.hits))[:WAYS]


KIND = Kind(
    "search",
    AskSearch,
    SearchResults,
    respond,
    ways_on,
    again=lambda answer: AskSearch(answer.text),
)
