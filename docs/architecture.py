"""Draws the rooms of the house and their imports: docs/images/architecture.svg.

``make architecture`` redraws it; ``--check`` writes nothing and exits with 1 if the picture no
longer shows the code. Rooms, arrows and the boxes' sentences come from the code: a sentence is the
first of the room's docstring.
"""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError
from pathlib import Path

import grimp

from docs.layered import Band, Box, reduced, svg

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "architecture.svg"
_BANDS = {
    "bot": "bot: Discord, the command line, daily posts",
    "briefings": "briefings: articles and what they say; knows no chat platform",
}
_EDGES = {
    "discord": "Discord",
    "sqlalchemy": "database",
    "dbos": "queue",
    "httpx": "network",
    "aiohttp": "network",
}
"""Packages that connect a room to the outside, and their names in the picture."""


def room_of(module: str) -> str | None:
    """A module's room: the folder or file right below ``bot`` or ``briefings``."""
    top, _, rest = module.partition(".")
    name = rest.partition(".")[0]
    return f"{top}.{name}" if top in _BANDS and name and name != "__main__" else None


def imports() -> set[tuple[str, str]]:
    """Each room with each other room or outside package that its modules import."""
    graph = grimp.build_graph(*_BANDS, include_external_packages=True, cache_dir=None)
    return {
        (room, other)
        for module in graph.modules
        if (room := room_of(module))
        for one in graph.find_modules_directly_imported_by(module)
        if (other := room_of(one) or one) not in (room, *_BANDS)
    }


def first_sentence(room: str) -> str:
    """The first sentence of a room's docstring, or "" if it has none."""
    path = ROOT / room.replace(".", "/")
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    said = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split()).partition(". ")[0].rstrip(".")


def bands(found: set[tuple[str, str]]) -> Iterator[Band]:
    """The rooms of each half of the house, ordered by name."""
    rooms = {room for pair in found for room in pair if room_of(room)}
    for top, title in _BANDS.items():
        yield Band(
            title, [_box(room, found) for room in sorted(rooms) if room.startswith(f"{top}.")]
        )


def _box(room: str, found: set[tuple[str, str]]) -> Box:
    touched = sorted({_EDGES[other] for start, other in found if start == room and other in _EDGES})
    return Box(room, room.partition(".")[2], first_sentence(room), touched)


def picture() -> str:
    """The picture as SVG.

    Raises:
        graphlib.CycleError: rooms import each other in a cycle; its second argument lists it.
    """
    found = imports()
    edges = {edge for edge in found if room_of(edge[1])}
    caption = "The rooms of briefbot; an arrow leads from a room to what it imports."
    return svg(list(bands(found)), reduced(edges), caption)


def main() -> None:
    try:
        drawn = picture()
    except CycleError as circle:
        sys.exit(f"rooms import each other in a circle: {' -> '.join(circle.args[1])}")
    if "--check" not in sys.argv[1:]:
        PICTURE.write_text(drawn, encoding="utf-8")
    elif not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != drawn:
        sys.exit(f"{PICTURE.relative_to(ROOT)} no longer shows the code: run `make architecture`.")


if __name__ == "__main__":
    main()
