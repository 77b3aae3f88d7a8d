"""Samples for `not_found.md.j2`."""

from briefings.answers.types import Choice, NotFound

_CHOICES = (Choice("bridge", "The old bridge"), Choice("tower", "The tower"))

SAMPLES = (
    NotFound("topic", "brigde", _CHOICES),
    NotFound("person", "Bob", _CHOICES, near=False),
    NotFound("person", "Bob", ()),
    NotFound("topic", "brigade", _CHOICES, in_articles=True),
    NotFound("topic", "brigade", (), near=False, in_articles=True),
)
