"""A finished picture, and the size that pictures have."""

from dataclasses import dataclass

WIDTH = 800
"""Pixels: two to three times the width at which a phone shows a picture."""

MAX_HEIGHT = 1_600
"""Pixels. What the sketches let through stays below it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and what is seen on it, in words of at most `words.MAX_ALT` characters."""

    png: bytes
    alt: str
    width: int
    height: int
