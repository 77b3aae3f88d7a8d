"""The articles that answers rest on, with what each carries."""

from briefings.answers.catalog import Catalog
from briefings.answers.paging import page_of
from briefings.answers.questions import AskSources
from briefings.answers.types import Empty, Source, Sources
from briefings.models import Topic

PER_PAGE = 10


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
