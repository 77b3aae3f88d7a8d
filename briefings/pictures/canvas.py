"""A card to draw on: colours, text, marks and, at the end, a PNG.

A picture has its own background, so that it looks the same in Discord's dark and light themes.
"""

import io
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import product

from PIL import Image, ImageDraw

from briefings.pictures.fonts import LEADING, Face, font, runs, width_of, wrap
from briefings.pictures.picture import MAX_HEIGHT, WIDTH, Picture
from briefings.pictures.shapes import Mark, mask

MARGIN = 28
INNER = WIDTH - 2 * MARGIN

Colour = tuple[int, int, int]
Stroke = Callable[[ImageDraw.ImageDraw], None]

BACKGROUND: Colour = (30, 32, 38)
PANEL: Colour = (43, 46, 54)
TEXT: Colour = (242, 243, 245)
MUTED: Colour = (181, 186, 193)
LINE: Colour = (98, 104, 116)

# Okabe and Ito's colours, which colour-blind readers can distinguish
# (https://jfly.uni-koeln.de/color/); their green is lighter here, for a dark background.
BLUE: Colour = (86, 180, 233)
YELLOW: Colour = (240, 228, 66)
ORANGE: Colour = (230, 159, 0)
GREEN: Colour = (40, 190, 145)

SMALL, BODY, TITLE = 34, 38, 42
"""Font sizes in pixels. A phone 400 wide shows a picture some 270 wide, a third of its size."""

_SHADES = 8
"""Steps between two colours: as many as smooth letter edges need."""


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """All colours of a picture: each background shading into each colour on it."""
    inks = (TEXT, MUTED, LINE, BLUE, YELLOW, ORANGE, GREEN)
    values: list[int] = []
    for ground, ink in product((BACKGROUND, PANEL), inks):
        for step in range(_SHADES + 1):
            pairs = zip(ground, ink, strict=True)
            values += (round(low + (high - low) * step / _SHADES) for low, high in pairs)
    palette = Image.new("P", (1, 1))
    palette.putpalette(values)
    return palette


class Card:
    """A picture under construction. `y` is where the next item goes; it grows downwards.

    Items are remembered until the height is known: pixels take megabytes.
    """

    def __init__(self, title: str, *, caption: int | None = None) -> None:
        """Begin with the title, or with a caption of that size if the title is above anyway."""
        self._strokes: list[Stroke] = []
        self.y: float = MARGIN - 6
        if caption:
            self.paragraph(title, MARGIN, INNER, size=caption, colour=MUTED, lines=1)
        else:
            self.paragraph(title, MARGIN, INNER, size=TITLE, bold=True, lines=2)
        self.y += 12

    def paragraph(
        self,
        text: str,
        x: float,
        width: float,
        *,
        size: int = BODY,
        bold: bool = False,
        colour: Colour = TEXT,
        lines: int = 3,
    ) -> float:
        """Draw wrapped text at `y`, which moves below it. Returns where its last line ends."""
        end = x
        for line in wrap(text, width, size, bold=bold, lines=lines):
            end = self.text(line, x, self.y, size=size, bold=bold, colour=colour)
            self.y += leading(size)
        return end

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: int = BODY,
        bold: bool = False,
        colour: Colour = TEXT,
    ) -> float:
        """Draw one line, its top at `y`. Returns where it ends."""
        for face, run in runs(text):
            # The East Asian font has one weight; a stroke around the letters makes it bold.
            stroke = 0.6 if bold and face is Face.EAST_ASIAN else 0
            self._strokes.append(
                partial(
                    ImageDraw.ImageDraw.text,
                    xy=(x, y + size * 1.05),  # a common baseline: the fonts' ascents differ
                    text=run,
                    font=font(face, size, bold),
                    fill=colour,
                    anchor="ls",
                    stroke_width=stroke,
                )
            )
            x += width_of(run, size, bold=bold)
        return x

    def mark(self, mark: Mark, x: float, y: float, size: int, colour: Colour) -> None:
        """Draw a mark of `size` pixels, its centre at (`x`, `y`)."""
        corner = round(x - size / 2), round(y - size / 2)
        self._strokes.append(
            partial(ImageDraw.ImageDraw.bitmap, xy=corner, bitmap=mask(mark, size), fill=colour)
        )

    def panel(self, top: float, bottom: float) -> None:
        """Draw a stripe across the card, under what is drawn later."""
        box = (MARGIN - 14, top, WIDTH - MARGIN + 14, bottom)
        draw = ImageDraw.ImageDraw.rounded_rectangle
        self._strokes.append(partial(draw, xy=box, radius=10, fill=PANEL))

    def finish(self, alt: str) -> Picture:
        height = min(round(self.y) + MARGIN - 10, MAX_HEIGHT)
        image = Image.new("RGB", (WIDTH, height), BACKGROUND)
        pen = ImageDraw.Draw(image)
        for stroke in self._strokes:
            stroke(pen)
        # With a palette of its few colours the file is a third of the size and looks the same.
        image = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=6)
        return Picture(buffer.getvalue(), alt, WIDTH, height)


def leading(size: int) -> int:
    """Pixels from one line of text to the next."""
    return round(size * LEADING)
