"""How long pictures take to draw, and to fetch from the cache.

Draws the bundled digest's pictures and the fullest possible ones. Prints, per picture, the time to
draw it (with fonts loaded), the time of a cache look-up, and the file's size.

    python -m benchmarks.pictures [--rounds N] [--save FOLDER]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.discord.pictures import Pictures
from bot.service import BriefingService
from bot.settings import bundled_digest
from briefings.answers.questions import AskBrief, AskPositions
from briefings.models import Stance
from briefings.pictures.drawing import draw
from briefings.pictures.sketches import (
    MAX_POINTS,
    MAX_ROWS,
    MatrixRow,
    MatrixSketch,
    Sketch,
    Support,
    SupportSketch,
    sketch,
)

LONG = (
    "평화 협정과 安全保障, Безопасность and a name that takes more than one line of a picture, " * 3
)
FULLEST: dict[str, Sketch] = {
    "fullest table": MatrixSketch(
        LONG, ("European Union",) * 3, (MatrixRow(LONG, (*Stance,)[:3]),) * MAX_ROWS, more=9
    ),
    "fullest support": SupportSketch(
        LONG, (Support(LONG, ("Yonhap 연합뉴스",) * 30),) * MAX_POINTS, more=9
    ),
}


async def bundled() -> dict[str, Sketch]:
    """The pictures of the bundled digest's topics."""
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/benchmark.sqlite3"
        async with BriefingService.open(database, [bundled_digest()]) as service:
            for topic in service.answers.directory.subjects:
                for question in (AskPositions(topic), AskBrief(topic)):
                    if found := sketch(await service.ask(question)):
                        made[f"{type(found).__name__} {topic}"] = found
    return made


async def measure(rounds: int, save: Path | None, console: Console) -> None:
    sketches = {**await bundled(), **FULLEST}
    pictures = Pictures(longest_wait=60)
    table = Table("picture", "p50 ms", "worst ms", "cached ms", "size", "kB", title="Pictures")
    for name, one in sketches.items():
        first = await pictures.image(one)  # loads the fonts and their characters
        assert first is not None  # noqa: S101  # without the extra there is nothing to measure
        drawn = []
        for _ in range(rounds):
            began = time.perf_counter()
            picture = draw(one)
            drawn.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        for _ in range(rounds):
            await pictures.image(one)
        cached = (time.perf_counter() - began) * 1000 / rounds
        table.add_row(
            name,
            f"{statistics.median(drawn):.0f}",
            f"{max(drawn):.0f}",
            f"{cached:.3f}",
            f"{picture.width} × {picture.height}",
            f"{len(picture.png) / 1000:.0f}",
        )
        if save is not None:
            (save / f"{name.replace(' ', '-')}.png").write_bytes(picture.png)
    await pictures.close()
    console.print(table)
    console.print("asked: ≤ 150 ms drawn, ≤ 1 ms cached")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="drawings of each picture")
    parser.add_argument("--save", type=Path, help="a folder to write the pictures to")
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.rounds, arguments.save, Console(width=100)))


if __name__ == "__main__":
    main()
