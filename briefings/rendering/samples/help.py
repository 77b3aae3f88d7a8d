"""Samples for `help.md.j2`."""

from briefings.answers.types import Help
from briefings.library import Subject
from briefings.rendering.samples.material import CITY, MAYOR, TOPIC

SAMPLES = (Help((Subject(TOPIC.id, TOPIC.name),), (MAYOR, CITY)), Help((), (), on_platform=False))
