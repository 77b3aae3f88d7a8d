"""The articles that answers rest on, with what each carries."""

from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind, maybe_on_topic, ways_on_topic
from briefings.answers.paging import paged
from briefings.answers.parts import Empty, Holdings, Otherwise, Pages, SourceCounts
from briefings.answers.questions import AskSources
from briefings.models import Article, Topic
from briefings.translations import gettext

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Source:
    article: Article
    quotes: int
    """How many quotations the digest takes from it."""
    citations: int
    """How many other lines of the digest (on the topic) rest on it."""


@dataclass(frozen=True, slots=True)
class Sources:
    topic: Topic | None
    counts: SourceCounts
    sources: tuple[Source, ...]
    pages: Pages
    holdings: Holdings | None = None


def sources(catalog: Catalog, question: AskSources, topic: Topic | None) -> Sources | Empty:
    """Articles with the most in the library first, machine-written ones last."""
    topic_id = topic.id if topic else None
    counts = catalog.counts(topic)
    pages = paged(question.page, counts.articles, PER_PAGE)
    page = catalog.reader.evidence(topic_id, offset=pages.offset(PER_PAGE), limit=PER_PAGE)
    if not page:
        return Empty(
            gettext("The library holds no articles on %(topic)s.", topic=topic.name)
            if topic
            else gettext("The library holds no articles."),
            catalog.topic_choices(catalog.directory.has_evidence),
        )
    found = tuple(Source(one.article, one.quotes, one.citations) for one in page)
    return Sources(topic, counts, found, pages, catalog.holdings(topic) if topic else None)


def respond(catalog: Catalog, question: AskSources, _: date | None) -> Sources | Otherwise:
    return maybe_on_topic(
        catalog,
        question.topic,
        catalog.directory.has_evidence,
        lambda topic: sources(catalog, question, topic),
    )


KIND = Kind(
    "sources",
    AskSources,
    Sources,
    respond,
    ways_on=lambda answer: ways_on_topic(answer.holdings),
    again=lambda answer: AskSources(answer.topic.id if answer.topic else None),
)
