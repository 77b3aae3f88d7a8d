"""Samples for `brief.md.j2`."""

from briefings.answers.types import Brief
from briefings.rendering.samples.material import (
    COUNTS,
    DISCREPANCY,
    EVENT,
    LINE,
    ONE,
    PLAIN_UTTERANCE,
    REFERENCES,
    TOPIC,
    UTTERANCE,
)

SAMPLES = (
    Brief(
        TOPIC,
        "2025-03-02",
        COUNTS,
        (LINE,),
        (UTTERANCE, PLAIN_UTTERANCE),
        (DISCREPANCY,),
        REFERENCES,
        (EVENT,),
        full=True,
    ),
    Brief(TOPIC, None, ONE, (), (), (), ()),
)
