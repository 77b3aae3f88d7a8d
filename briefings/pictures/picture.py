"""A finished picture, and the size of pictures."""

from dataclasses import dataclass

WIDTH = 800
"""Pixels: two to three times the width at which a phone shows a picture."""

MAX_HEIGHT = 1_600
"""Pixels. The sketches' limits stay below it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and its description, at most `alt_text.MAX_ALT` characters long."""

    png: bytes
    alt: str
    width: int
    height: int
