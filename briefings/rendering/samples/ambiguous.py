"""Samples for `ambiguous.md.j2`."""

from briefings.answers.types import Ambiguous, Choice

_CHOICES = (Choice("bridge", "The old bridge"), Choice("tower", "The tower"))

SAMPLES = (Ambiguous("person", "Ada", _CHOICES), Ambiguous("side", "x", ()))
