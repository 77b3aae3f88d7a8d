"""Samples for `differences.md.j2`."""

from briefings.answers.types import CitedLine, DifferenceItem, Differences, Pages
from briefings.rendering.samples.material import DISCREPANCY, LINE, PAGES, REFERENCES, TOPIC

SAMPLES = (
    Differences(
        TOPIC,
        (
            DifferenceItem(DISCREPANCY, (LINE, LINE), 2),
            DifferenceItem(
                DISCREPANCY.model_copy(update={"note": None}),
                (CitedLine("For a year.", ()),),
            ),
        ),
        REFERENCES,
        PAGES,
    ),
    Differences(None, (DifferenceItem(DISCREPANCY, (LINE,)),), (), Pages()),
    Differences(None, (), (), Pages()),
)
