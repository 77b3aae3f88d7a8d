"""Samples for `brief.md.j2`."""

from dataclasses import replace
from datetime import UTC, datetime

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
    Brief(
        TOPIC,
        "2025-03-02",
        COUNTS,
        (replace(LINE, new=True), LINE),
        (UTTERANCE,),
        (DISCREPANCY,),
        REFERENCES,
        (EVENT,),
        omitted=2,
        last_brief=datetime(2025, 3, 1, 8, 30, tzinfo=UTC),
        new=6,
        new_omitted=2,
        new_ids=frozenset((UTTERANCE.id, DISCREPANCY.id, EVENT.id)),
    ),
    Brief(TOPIC, None, ONE, (LINE,), (), (), (), last_brief=datetime(2025, 3, 1, tzinfo=UTC)),
)
