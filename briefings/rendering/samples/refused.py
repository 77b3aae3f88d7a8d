"""Samples for `refused.md.j2`."""

from briefings.answers.types import Refused

SAMPLES = (Refused("That is longer than 100 characters."),)
