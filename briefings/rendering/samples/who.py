"""Samples for `who.md.j2`."""

from briefings.answers.types import TopicStance, Who
from briefings.models import Stance
from briefings.rendering.samples.material import (
    CITY,
    LINE,
    MAYOR,
    PLAIN_UTTERANCE,
    REFERENCES,
    TOPIC,
    UTTERANCE,
)

_STANCE = TopicStance(TOPIC, LINE, Stance.CONDITIONAL, TOPIC.issues[0])

SAMPLES = (
    Who(MAYOR, CITY, (), (_STANCE,), (UTTERANCE,), 3, REFERENCES),
    Who(CITY, None, (MAYOR,), (), (PLAIN_UTTERANCE,), 1, ()),
    Who(CITY, None, (), (), (), 0, ()),
)
