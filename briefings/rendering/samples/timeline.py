"""Samples for `timeline.md.j2`."""

from briefings.answers.types import Pages, Timeline, TimelineEntry
from briefings.rendering.samples.material import (
    CITY,
    EVENT,
    MAYOR,
    PAGES,
    PLAIN_EVENT,
    REFERENCES,
    TOPIC,
)

SAMPLES = (
    Timeline(
        TOPIC,
        (
            TimelineEntry(PLAIN_EVENT, (), (2,)),
            TimelineEntry(EVENT, (MAYOR, CITY), (1,), ("Wire",)),
        ),
        REFERENCES,
        PAGES,
    ),
    Timeline(None, (TimelineEntry(PLAIN_EVENT, (CITY,), ()),), (), Pages()),
    Timeline(None, (), (), Pages()),
)
