"""Samples for `privacy.md.j2`."""

from briefings.answers.types import Privacy

SAMPLES = (Privacy(),)
