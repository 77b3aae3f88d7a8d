"""Where reports differ, claim against claim."""

from briefings.answers.catalog import Catalog
from briefings.answers.numbering import References
from briefings.answers.paging import page_of
from briefings.answers.questions import AskDifferences
from briefings.answers.types import DifferenceItem, Differences, Empty
from briefings.models import Topic

PER_PAGE = 4


def differences(
    catalog: Catalog, question: AskDifferences, topic: Topic | None
) -> Differences | Empty:
    everything = catalog.digest.discrepancies
    found = [d for d in everything if topic is None or topic.id in d.topics]
    if not found:
        about = f" on {topic.name}" if topic else ""
        return Empty(
            f"No differences between the reports{about} are noted.",
            catalog.topic_choices(t for d in everything for t in d.topics),
        )
    page, pages = page_of(found, question.page, PER_PAGE)
    references = References(catalog)
    items = tuple(
        DifferenceItem(d, tuple(references.line(c.text, c.citations) for c in d.claims))
        for d in page
    )
    holdings = catalog.holdings(topic) if topic else None
    return Differences(topic, items, references.listed(), pages, holdings)
