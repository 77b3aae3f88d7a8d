"""Samples for `empty.md.j2`."""

from briefings.answers.types import Choice, Empty

_CHOICES = (Choice("bridge", "The old bridge"), Choice("tower", "The tower"))

SAMPLES = (Empty("Nobody spoke on it.", _CHOICES), Empty("The library is empty."))
