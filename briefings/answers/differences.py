"""Where reports differ, claim against claim."""

from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind, maybe_on_topic, ways_on_topic
from briefings.answers.numbering import SHORT, References
from briefings.answers.paging import paged
from briefings.answers.parts import CitedLine, Empty, Holdings, Otherwise, Pages, Reference
from briefings.answers.questions import AskDifferences
from briefings.models import Discrepancy, Topic
from briefings.translations import gettext

PER_PAGE = 2
MOST_CLAIMS = 6
"""How many sides of a difference are shown."""


@dataclass(frozen=True, slots=True)
class DifferenceItem:
    discrepancy: Discrepancy
    claims: tuple[CitedLine, ...]
    omitted: int = 0
    """How many claims are not shown."""


@dataclass(frozen=True, slots=True)
class Differences:
    topic: Topic | None
    items: tuple[DifferenceItem, ...]
    references: tuple[Reference, ...]
    pages: Pages
    holdings: Holdings | None = None


def differences(
    catalog: Catalog, question: AskDifferences, topic: Topic | None
) -> Differences | Empty:
    directory, topic_id = catalog.directory, topic.id if topic else None
    pages = paged(question.page, catalog.topic_counts(topic_id).discrepancies, PER_PAGE)
    found = catalog.reader.discrepancies(topic_id, offset=pages.offset(PER_PAGE), limit=PER_PAGE)
    if not found:
        return Empty(
            gettext("No differences between the reports on %(topic)s are noted.", topic=topic.name)
            if topic
            else gettext("No differences between the reports are noted."),
            catalog.topic_choices(directory.has_differences),
        )
    claims = [claim for one in found for claim in one.claims[:MOST_CLAIMS]]
    catalog.need(cited for claim in claims for cited in claim.citations)
    references = References(catalog)
    items = tuple(item(references, one) for one in found)
    items = tuple(one for one in items if len(one.claims) > 1)
    holdings = catalog.holdings(topic) if topic else None
    return Differences(topic, items, references.listed(), pages, holdings)


def item(references: References, one: Discrepancy, most: int = MOST_CLAIMS) -> DifferenceItem:
    """A difference with the first `most` claims of the library's articles."""
    lines = (references.statement(claim, most=SHORT) for claim in one.claims[:most])
    shown = tuple(line for line in lines if line.numbers)
    return DifferenceItem(one, shown, max(0, len(one.claims) - most))


def respond(catalog: Catalog, question: AskDifferences, _: date | None) -> Differences | Otherwise:
    return maybe_on_topic(
        catalog,
        question.topic,
        catalog.directory.has_differences,
        lambda topic: differences(catalog, question, topic),
    )


KIND = Kind(
    "differences",
    AskDifferences,
    Differences,
    respond,
    ways_on=lambda answer: ways_on_topic(answer.holdings),
    again=lambda answer: AskDifferences(answer.topic.id if answer.topic else None),
)
