"""One file per kind of finding: how the daily news identifies it, and when it corrects it.

To add a kind, write its file with its `Finding` and list it in `FINDINGS`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from briefings.answers.catalog import Catalog
from briefings.answers.findings import (
    discrepancies,
    events,
    headlines,
    key_points,
    positions,
    quotations,
)
from briefings.answers.findings.fact import Fact
from briefings.answers.findings.finding import Finding
from briefings.models import Topic

Seen = Mapping[str, Mapping[str, Any]]
"""The memory of what was seen; see `briefings.answers.news`."""

FINDINGS: tuple[Finding, ...] = (
    headlines.FINDING,
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
    """The latest findings on the topic; only events that are ahead on `day`."""
    for finding in FINDINGS:
        yield from finding.facts(catalog, topic, day)


def facts_now(catalog: Catalog, seen: Seen, day: date) -> Iterable[Fact]:
    """What the library now says instead of posted facts in our own words."""
    shown: dict[str, dict[str, Mapping[str, Any]]] = {}
    for key, entry in seen.items():
        kind, _, identity = key.partition(":")
        if "text" in entry and "words" not in entry:
            shown.setdefault(kind, {})[identity] = entry
    for kind, entries in shown.items():
        yield from BY_KIND[kind].now(catalog, entries, day)
