"""The articles that answers rest on, with what each carries."""

from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind, maybe_on_topic, ways_on_topic
from briefings.answers.paging import page_of
from briefings.answers.parts import Empty, Holdings, Otherwise, Pages, SourceCounts
from briefings.answers.questions import AskSources
from briefings.models import Article, Topic

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
    """Articles with most in the digest first, machine-written ones last."""
    key = topic.id if topic else None
    found = [
        Source(
            article,
            quotes=catalog.quote_counts[key][article.id],
            citations=catalog.citation_counts[key][article.id],
        )
        for article in catalog.evidence(key)
    ]
    if not found:
        about = f" on {topic.name}" if topic else ""
        return Empty(
            f"The library holds no articles{about}.",
            catalog.topic_choices(filter(catalog.has_evidence, catalog.topics)),
        )
    found.sort(key=lambda s: (s.article.is_machine_written, -(s.quotes + s.citations)))
    page, pages = page_of(found, question.page, PER_PAGE)
    holdings = catalog.holdings(topic) if topic else None
    return Sources(topic, catalog.counts(key), page, pages, holdings)


def respond(catalog: Catalog, question: AskSources, _: date | None) -> Sources | Otherwise:
    return maybe_on_topic(
        catalog,
        question.topic,
        catalog.has_evidence,
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
