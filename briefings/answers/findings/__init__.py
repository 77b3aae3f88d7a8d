"""One file a kind of finding: how the daily news know it, and when they correct it.

To add a kind, write its file with its `Finding` and list it in `FINDINGS`.
"""

from collections.abc import Iterable
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings import (
    discrepancies,
    events,
    key_points,
    positions,
    quotations,
)
from briefings.answers.findings.fact import Fact
from briefings.answers.findings.finding import Finding
from briefings.models import Topic

FINDINGS: tuple[Finding, ...] = (
    key_points.FINDING,
    quotations.UTTERANCE,
    quotations.QUOTATION,
    positions.HELD,
    positions.POSITION,
    discrepancies.FINDING,
    events.FINDING,
)

BY_KIND = {finding.kind: finding for finding in FINDINGS}


def facts_of(catalog: Catalog, topic: Topic, day: date) -> Iterable[Fact]:
    """All that the library says on the topic; of events, those that are ahead on `day`."""
    for finding in FINDINGS:
        yield from finding.facts(catalog, topic, day)
