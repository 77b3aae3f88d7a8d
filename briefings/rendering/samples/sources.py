"""Samples for `sources.md.j2`."""

from briefings.answers.types import Pages, Source, Sources
from briefings.rendering.samples.material import COUNTS, HERALD, ONE, PAGES, TOPIC, UNSIGNED

SAMPLES = (
    Sources(TOPIC, COUNTS, (Source(HERALD, 3, 1), Source(UNSIGNED, 0, 2)), PAGES),
    Sources(None, ONE, (Source(UNSIGNED, 1, 0),), Pages()),
)
