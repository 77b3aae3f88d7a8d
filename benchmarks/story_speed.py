"""From text to updated story: articles a second, by stage and size of the library.

    python -m benchmarks.story_speed [--sizes 1000 10000 100000] [--articles N] [--cache FOLDER]
    python -m benchmarks.story_speed --gold       # the gold's articles, into an empty library

One process adds articles about made-up events (`story_data`) to a SQLite library of each size, as
the command line does. A library's newest `COMPARED` articles became stories as they came; older
ones are filled in as by `scale_fill`. Libraries are made once and kept in the cache; measurements
run on a copy. Figures of stages are CPU time.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import story_data
from benchmarks.scale_data import News
from benchmarks.scale_fill import sqlite_library
from benchmarks.stories import gold
from bot.operations.memory import busy
from briefings.ingest import Ingestor, pipeline, stories, story_keeper
from briefings.library import Library
from briefings.reading import ReadArticle

CACHE = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "briefbot-scale"
COMPARED = 20_000
"""How many articles grouping compares with."""
ALONE = 20
"""How many articles are added one by one."""
_LAYOUT = 1
"""Raise it when the contents change: older files are then filled again."""

_STAGES: Sequence[tuple[str, Any, str]] = (
    ("quotations", pipeline, "analyse"),
    ("reading for stories", story_keeper, "read_article"),
    ("word vector", story_keeper, "vector"),
    ("grouping", stories.Stories, "group"),
    ("telling stories", story_keeper, "tell"),
    ("records of stories", stories, "put_stories"),
)
"""The stages: by name, a function called for each. The rest is the library's time."""


@contextmanager
def stages() -> Iterator[dict[str, float]]:
    """CPU time by stage, in seconds, while the context lasts."""
    spent: dict[str, float] = defaultdict(float)

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return function(*given, **named)
            finally:
                spent[stage] += time.process_time() - began

        return measured

    before = [(holder, name, getattr(holder, name)) for _, holder, name in _STAGES]
    for stage, holder, name in _STAGES:
        setattr(holder, name, timed(stage, getattr(holder, name)))
    try:
        yield spent
    finally:
        for holder, name, function in before:
            setattr(holder, name, function)


def measure(
    url: str, articles: Sequence[ReadArticle], alone: Sequence[ReadArticle]
) -> dict[str, str]:
    """The figures of one library, as printed."""
    with Library.open(url) as library, busy(), stages() as spent:
        ingestor = Ingestor(library)
        list(ingestor.add(alone[:1]))  # it takes over what is stored
        spent.clear()
        began, cpu = time.perf_counter(), time.process_time()
        stored = sum(1 for _ in ingestor.add(articles))
        cpu, wall = time.process_time() - cpu, time.perf_counter() - began
        found = {
            "articles a second": f"{stored / wall:.0f}",
            "articles a second of processor time": f"{stored / cpu:.0f}",
        }
        spent["library"] = cpu - sum(spent.values())
        for stage, seconds in spent.items():
            found[f"{stage}, ms an article"] = f"{1_000 * seconds / stored:.2f}"
        times = []
        for article in alone[1:]:
            began = time.perf_counter()
            list(ingestor.add([article]))
            times.append(1_000 * (time.perf_counter() - began))
        if times:
            found["one by one, ms: median / longest"] = (
                f"{statistics.median(times):.0f} / {max(times):.0f}"
            )
    return found


@contextmanager
def filled(cache: Path, size: int, console: Console) -> Iterator[str]:
    """The URL of a copy of a library with `size` articles."""
    kept = cache / f"stories-{_LAYOUT}-{size}.db"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        old = max(0, size - COMPARED)
        making = kept.with_suffix(".making")
        for leftover in cache.glob(f"{making.name}*"):
            leftover.unlink()
        if old:
            with sqlite_library(cache, News(), old) as url:
                shutil.copyfile(url.removeprefix("sqlite:///"), making)
        with Library.open(f"sqlite:///{making}") as library:
            began = time.perf_counter()
            for _ in Ingestor(library).add(map(story_data.article, range(size - old))):
                pass
            took = time.perf_counter() - began
        console.print(
            f"made stories of {size - old:,} articles, {(size - old) / took:.0f} a second"
        )
        making.rename(kept)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        copy = Path(folder) / "library.db"
        shutil.copyfile(kept, copy)
        yield f"sqlite:///{copy}"


def gold_articles() -> list[ReadArticle]:
    return [
        ReadArticle(
            text=item.text,
            headline=item.headline,
            publisher=item.id.split("-")[0],
            date_published=item.day.isoformat(),
            in_language="en",
            url=f"https://news.example/{number}",
        )
        for number, item in enumerate(sorted(gold(), key=lambda item: (item.day, item.id)))
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--articles", type=int, default=500, help="how many are ingested")
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--gold", action="store_true", help="the gold's articles instead")
    options = parser.parse_args()
    console, rows = Console(), dict[str, list[str]]()
    table = Table("", title="from text to updated story, SQLite, one process")
    if options.gold:
        table.add_column("gold", justify="right")
        with tempfile.TemporaryDirectory() as folder:
            given = gold_articles()
            for name, figure in measure(f"sqlite:///{folder}/library.db", given, ()).items():
                rows[name] = [figure]
    else:
        for size in options.sizes:
            table.add_column(f"{size:,}", justify="right")
            numbers = range(min(size, COMPARED), min(size, COMPARED) + options.articles + ALONE + 1)
            given = [story_data.article(number) for number in numbers]
            with filled(options.cache, size, console) as url:
                few, many = given[: ALONE + 1], given[ALONE + 1 :]
                for name, figure in measure(url, many, few).items():
                    rows.setdefault(name, []).append(figure)
    for name, figures in rows.items():
        table.add_row(name, *figures)
    console.print(table)


if __name__ == "__main__":
    main()
