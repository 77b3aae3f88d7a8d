"""Draws an acyclic graph in rows, every arrow downwards, as SVG.

Uses a small version of Sugiyama's method: rows by longest path, long arrows bent through the rows
between, the order within a row by the mean of the neighbours' places (keeping the best of several
sweeps), then places by least squares, subject to minimum distances. Nothing is random: the same
graph gives the same file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from html import escape
from itertools import pairwise

BOX_WIDTH, BOX_HEIGHT = 240, 80
GAP, ROW_GAP, BEND_WIDTH, MARGIN = 24, 40, 4, 28
BAND_HEAD = 34
_SWEEPS = 24
_TO_THE_MIDDLE = 0.3
"""How strongly the picture's middle pulls a box; an arrow's pull is 1."""
_TEXT_WIDTH = 33
"""How many small characters fit on a line of a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """The content of one node's box."""

    id: str
    title: str
    text: str
    tags: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Boxes drawn together under a heading; bands are drawn one below the other."""

    title: str
    boxes: Sequence[Box]


@dataclass(slots=True)
class Drawing:
    """All coordinates, in pixels: the centres of boxes and the points of arrows."""

    boxes: dict[str, tuple[float, float]] = field(default_factory=dict)
    arrows: dict[tuple[str, str], list[tuple[float, float]]] = field(default_factory=dict)
    heads: list[tuple[str, float]] = field(default_factory=list)
    width: float = 0
    height: float = 0


Edges = Collection[tuple[str, str]]


def reduced(edges: Edges) -> set[tuple[str, str]]:
    """The arrows no longer path replaces (transitive reduction): what reaches what is kept."""
    following = defaultdict(set)
    for start, end in edges:
        following[start].add(end)
    return {
        (start, end)
        for start, end in edges
        if not any(end in _reached(following, other) for other in following[start] - {end})
    }


def _reached(following: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for end in following.get(waiting.pop(), set()) - seen:
            seen.add(end)
            waiting.append(end)
    return seen


def rows_of(bands: Sequence[Band], edges: Edges) -> dict[str, int]:
    """Each box's row, 0 at the top: below all boxes that point at it, band after band.

    Raises:
        graphlib.CycleError: arrows form a cycle; its second argument lists it.
    """
    following: dict[str, set[str]] = defaultdict(set)
    for start, end in edges:
        following[start].add(end)
    band_of = {box.id: number for number, band in enumerate(bands) for box in band.boxes}
    heights: dict[str, int] = {}
    for node in TopologicalSorter(following).static_order():
        below = [heights[end] for end in following[node] if band_of[end] == band_of[node]]
        heights[node] = max(below, default=-1) + 1
    rows: dict[str, int] = {}
    top = 0
    for band in bands:
        tallest = max(heights.get(box.id, 0) for box in band.boxes)
        rows.update((box.id, top + tallest - heights.get(box.id, 0)) for box in band.boxes)
        top += tallest + 1
    return rows


def draw(bands: Sequence[Band], edges: Edges) -> Drawing:
    """Lay out the boxes and arrows of an acyclic graph."""
    ranks = rows_of(bands, edges)
    chains = {edge: _chain(edge, ranks) for edge in sorted(edges)}
    rows = _ordered(ranks, chains)
    places = _placed(rows, chains)
    drawing = Drawing()
    top = _tops(bands, ranks, drawing)
    for node, row in ranks.items():
        drawing.boxes[node] = (places[node], top[row] + BOX_HEIGHT / 2)
    left = min(x for x in places.values()) - BOX_WIDTH / 2 - MARGIN
    drawing.boxes = {node: (x - left, y) for node, (x, y) in drawing.boxes.items()}
    middles = {bend: places[bend] - left for row in rows for bend in row if bend not in ranks}
    for edge, chain in chains.items():
        drawing.arrows[edge] = _points(edge, chain, chains, drawing.boxes, middles, top)
    drawing.width = max(x for x, _ in drawing.boxes.values()) + BOX_WIDTH / 2 + MARGIN
    drawing.height = max(y for _, y in drawing.boxes.values()) + BOX_HEIGHT / 2 + MARGIN
    return drawing


def _tops(bands: Sequence[Band], ranks: Mapping[str, int], drawing: Drawing) -> dict[int, float]:
    """Where each row begins; the headings of bands take space too."""
    top: dict[int, float] = {}
    y = float(MARGIN)
    for band in bands:
        drawing.heads.append((band.title, y))
        y += BAND_HEAD
        for row in sorted({ranks[box.id] for box in band.boxes}):
            top[row] = y
            y += BOX_HEIGHT + ROW_GAP
    return top


def _chain(edge: tuple[str, str], ranks: Mapping[str, int]) -> list[str]:
    """An arrow's path: its two ends and a bend in each row between."""
    start, end = edge
    bends = [f"{start}>{end}@{row}" for row in range(ranks[start] + 1, ranks[end])]
    return [start, *bends, end]


def _ordered(
    ranks: Mapping[str, int], chains: Mapping[tuple[str, str], Sequence[str]]
) -> list[list[str]]:
    """The nodes and bends of each row from left to right, with few crossings."""
    rows: list[list[str]] = [[] for _ in range(max(ranks.values()) + 1)]
    for node in sorted(ranks):
        rows[ranks[node]].append(node)
    for (start, _), chain in chains.items():
        for step, bend in enumerate(chain[1:-1], 1):
            rows[ranks[start] + step].append(bend)
    links = [pair for chain in chains.values() for pair in pairwise(chain)]
    best = [list(row) for row in rows]
    for sweep in range(_SWEEPS):
        _sort_rows(rows, links, downwards=sweep % 2 == 0)
        if _crossings(rows, links) < _crossings(best, links):
            best = [list(row) for row in rows]
    _swap(best, links)
    return best


def _sort_rows(rows: list[list[str]], links: Sequence[tuple[str, str]], *, downwards: bool) -> None:
    neighbours = defaultdict(list)
    for above, below in links:
        neighbours[below if downwards else above].append(above if downwards else below)
    order = rows[1:] if downwards else rows[-2::-1]
    place = {node: float(at) for row in rows for at, node in enumerate(row)}
    for row in order:
        means = {
            node: sum(place[other] for other in neighbours[node]) / len(neighbours[node])
            if neighbours[node]
            else place[node]
            for node in row
        }
        row.sort(key=means.__getitem__)
        place.update((node, float(at)) for at, node in enumerate(row))


def _crossings(rows: Sequence[Sequence[str]], links: Sequence[tuple[str, str]]) -> int:
    row_of = {node: number for number, row in enumerate(rows) for node in row}
    place = {node: at for row in rows for at, node in enumerate(row)}
    by_row = defaultdict(list)
    for above, below in links:
        by_row[row_of[above]].append((place[above], place[below]))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for found in by_row.values()
        for at, one in enumerate(found)
        for other in found[at + 1 :]
    )


def _swap(rows: list[list[str]], links: Sequence[tuple[str, str]]) -> None:
    """Swap neighbours as long as that reduces crossings."""
    fewest, better = _crossings(rows, links), True
    while better:
        better = False
        for row in rows:
            for at in range(len(row) - 1):
                row[at], row[at + 1] = row[at + 1], row[at]
                now = _crossings(rows, links)
                if now < fewest:
                    fewest, better = now, True
                else:
                    row[at], row[at + 1] = row[at + 1], row[at]


def _placed(
    rows: Sequence[Sequence[str]], chains: Mapping[tuple[str, str], Sequence[str]]
) -> dict[str, float]:
    """The centre of each node, in pixels from the middle: near its neighbours, none too close."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    bends: set[str] = set()
    for chain in chains.values():
        bends.update(chain[1:-1])
        for above, below in pairwise(chain):
            # Between two bends an arrow should be straight: such links pull harder.
            pull = 16 if above in bends and below in bends else 1
            neighbours[above] += [below] * pull
            neighbours[below] += [above] * pull
    widths = {node: BEND_WIDTH if node in bends else BOX_WIDTH for row in rows for node in row}
    place = {
        node: at * (BOX_WIDTH + GAP) - len(row) * (BOX_WIDTH + GAP) / 2
        for row in rows
        for at, node in enumerate(row)
    }
    for sweep in range(400):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [
                sum(map(place.__getitem__, neighbours[node]))
                / (len(neighbours[node]) + _TO_THE_MIDDLE)
                for node in row
            ]
            least = [(widths[a] + widths[b]) / 2 + GAP for a, b in pairwise(row)]
            weights = [8.0 if node in bends else 1.0 for node in row]
            place.update(zip(row, spread(wanted, least, weights), strict=True))
    return {node: round(x, 1) for node, x in place.items()}


def spread(
    wanted: Sequence[float], least: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """Places in order, as near to the wanted ones as the minimum distances allow.

    Weighted least squares by pooling adjacent violators: neighbours that would be too close share
    the mean of their wanted places.
    """
    offsets = [0.0]
    for distance in least:
        offsets.append(offsets[-1] + distance)
    pools: list[tuple[float, float, int]] = []
    for value, offset, weight in zip(wanted, offsets, weights, strict=True):
        mean, mass, size = value - offset, weight, 1
        while pools and pools[-1][0] > mean:
            other, heavy, count = pools.pop()
            mean = (mean * mass + other * heavy) / (mass + heavy)
            mass, size = mass + heavy, size + count
        pools.append((mean, mass, size))
    flat = [mean for mean, _, size in pools for _ in range(size)]
    return [place + offset for place, offset in zip(flat, offsets, strict=True)]


def _points(
    edge: tuple[str, str],
    chain: Sequence[str],
    chains: Mapping[tuple[str, str], Sequence[str]],
    boxes: Mapping[str, tuple[float, float]],
    middles: Mapping[str, float],
    top: Mapping[int, float],
) -> list[tuple[float, float]]:
    """An arrow's points, from the lower edge of a box to the upper edge of another."""
    start, end = edge

    def x_of(node: str) -> float:
        return boxes[node][0] if node in boxes else middles[node]

    def port(node: str, ends: Iterable[tuple[float, tuple[str, str]]]) -> float:
        order = [other for _, other in sorted(ends)]
        share = BOX_WIDTH * 0.8 / (len(order) + 1)
        return boxes[node][0] + share * (order.index(edge) + 1) - BOX_WIDTH * 0.4

    leaving = port(start, ((x_of(way[1]), one) for one, way in chains.items() if one[0] == start))
    coming = port(end, ((x_of(way[-2]), one) for one, way in chains.items() if one[1] == end))
    points = [(leaving, boxes[start][1] + BOX_HEIGHT / 2)]
    for bend in chain[1:-1]:
        y = top[int(bend.rpartition("@")[2])]
        points += [(middles[bend], y), (middles[bend], y + BOX_HEIGHT)]
    return [*points, (coming, boxes[end][1] - BOX_HEIGHT / 2 - 4)]


_HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"
 height="{height}" role="img" aria-label="{caption}">
<style>
  text {{ font-family: "Noto Sans", "DejaVu Sans", "Helvetica Neue", Arial, sans-serif; }}
  .band {{ font-size: 15px; font-weight: 600; fill: #57606a; paint-order: stroke;
          stroke: #ffffff; stroke-width: 5px; }}
  .title {{ font-size: 15px; font-weight: 600; fill: #1f2328; }}
  .text {{ font-size: 11px; fill: #424a53; }}
  .tag {{ font-size: 10px; fill: #8250df; text-anchor: end; }}
  .arrow {{ fill: none; stroke: #6e7781; stroke-width: 1.4; marker-end: url(#head); }}
  .box0 {{ fill: #ddf4ff; stroke: #54aeff; }}
  .box1 {{ fill: #dafbe1; stroke: #4ac26b; }}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="5" refY="4" markerWidth="7" markerHeight="7"
 orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#6e7781"/></marker></defs>
<rect width="{width}" height="{height}" fill="#ffffff"/>"""
_BOX = """\
<rect class="box{colour}" x="{left:g}" y="{top:g}" width="{width}" height="{height}" rx="8"/>"""


def svg(bands: Sequence[Band], edges: Edges, caption: str) -> str:
    """The picture as SVG text; `caption` describes it to those who can't see it."""
    drawing = draw(bands, edges)
    width, height = round(drawing.width), round(drawing.height)
    parts = [_HEAD.format(width=width, height=height, caption=escape(caption))]
    parts += [f'<path class="arrow" d="{_path(way)}"/>' for way in drawing.arrows.values()]
    parts += [_text("band", MARGIN, y + 14, title) for title, y in drawing.heads]
    for number, band in enumerate(bands):
        for box in band.boxes:
            parts += _box(box, drawing.boxes[box.id], number)
    return "\n".join([*parts, "</svg>", ""])


def _text(kind: str, x: float, y: float, text: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A line through the points: straight if vertical, else an S with vertical ends."""
    (x, y), *rest = points
    steps = [f"M{x:g} {y:g}"]
    for to_x, to_y in rest:
        middle = (y + to_y) / 2
        bent = f"C{x:g} {middle:g} {to_x:g} {middle:g} {to_x:g} {to_y:g}"
        steps.append(f"L{to_x:g} {to_y:g}" if to_x == x else bent)
        x, y = to_x, to_y
    return " ".join(steps)


def _box(box: Box, centre: tuple[float, float], colour: int) -> Iterator[str]:
    left, top = centre[0] - BOX_WIDTH / 2, centre[1] - BOX_HEIGHT / 2
    yield _BOX.format(colour=colour, left=left, top=top, width=BOX_WIDTH, height=BOX_HEIGHT)
    yield _text("title", left + 10, top + 21, box.title)
    if box.tags:
        yield _text("tag", left + BOX_WIDTH - 10, top + 20, " · ".join(box.tags))
    for number, line in enumerate(wrapped(box.text)):
        yield _text("text", left + 10, top + 38 + 14 * number, line)


def wrapped(text: str, lines: int = 3) -> list[str]:
    """`text` in lines that fit a box; an ellipsis if it is longer."""
    found: list[str] = []
    for word in text.split():
        if found and len(found[-1]) + 1 + len(word) <= _TEXT_WIDTH:
            found[-1] += f" {word}"
        else:
            found.append(word)
    if len(found) > lines:
        found = found[:lines]
        found[-1] = f"{found[-1][: _TEXT_WIDTH - 2]} …"
    return found
