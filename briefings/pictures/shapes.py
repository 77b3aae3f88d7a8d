"""Marks: small shapes that differ without colour, drawn large and reduced for smooth edges."""

from enum import Enum, auto
from functools import lru_cache

from PIL import Image, ImageDraw

from briefings.pictures.fonts import Face, font

_SCALE = 4
_ON, _OFF = 255, 0


class Mark(Enum):
    CHECK = auto()
    """A disc with a check mark."""
    HALF = auto()
    """A ring, its left half filled."""
    CROSS = auto()
    """A square with a cross."""
    QUESTION = auto()
    """A ring with a question mark."""
    BLOCK = auto()
    """A square with round corners."""


@lru_cache(maxsize=64)
def mask(mark: Mark, size: int) -> Image.Image:
    """Where `mark` of `size` pixels has colour; the rest is transparent."""
    full = size * _SCALE
    image = Image.new("L", (full, full), _OFF)
    _draw(ImageDraw.Draw(image), mark, full)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _draw(pen: ImageDraw.ImageDraw, mark: Mark, full: int) -> None:
    box = (0, 0, full - 1, full - 1)
    stroke = max(full // 9, _SCALE)

    def at(x: float, y: float) -> tuple[float, float]:
        return full * x, full * y

    match mark:
        case Mark.CHECK:
            pen.ellipse(box, fill=_ON)
            line = [at(0.27, 0.52), at(0.44, 0.69), at(0.75, 0.34)]
            pen.line(line, fill=_OFF, width=stroke, joint="curve")
        case Mark.HALF:
            pen.ellipse(box, outline=_ON, width=stroke)
            pen.pieslice(box, 90, 270, fill=_ON)
        case Mark.CROSS:
            pen.rounded_rectangle(box, radius=full // 12, fill=_ON)
            pen.line([at(0.27, 0.27), at(0.73, 0.73)], fill=_OFF, width=stroke)
            pen.line([at(0.27, 0.73), at(0.73, 0.27)], fill=_OFF, width=stroke)
        case Mark.QUESTION:
            pen.ellipse(box, outline=_ON, width=stroke * 3 // 4)
            sign = font(Face.LATIN, round(full * 0.68), True)
            pen.text(at(0.5, 0.5), "?", font=sign, fill=_ON, anchor="mm")
        case Mark.BLOCK:
            pen.rounded_rectangle(box, radius=full // 5, fill=_ON)
