"""Samples for `quotes.md.j2`."""

from briefings.answers.types import Pages, Quotes
from briefings.rendering.samples.material import MAYOR, PAGES, PLAIN_UTTERANCE, TOPIC, UTTERANCE

SAMPLES = (
    Quotes(MAYOR, TOPIC, "bridge", (UTTERANCE, PLAIN_UTTERANCE), PAGES),
    Quotes(MAYOR, None, None, (PLAIN_UTTERANCE,), Pages(items=1)),
)
