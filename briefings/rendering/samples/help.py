"""Samples for `help.md.j2`."""

from briefings.answers.types import Help
from briefings.rendering.samples.material import CITY, MAYOR, TOPIC

SAMPLES = (Help((TOPIC,), (MAYOR, CITY)), Help((), ()))
