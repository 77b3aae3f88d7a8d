"""The same searches without a library: bare FTS5, RapidFuzz over names, tantivy."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from rapidfuzz import process
from rich.table import Table

from benchmarks.scale_data import News
from briefings.text.words import folded_words

ROUNDS = 30


def table(news: News, size: int, folder: Path, searches: Mapping[str, str]) -> Table:
    """How long others take to search the quotations of `size` articles."""
    found = Table("search", title=f"others, {size:,} articles' quotations: p50")
    columns = dict([*bare_fts5(news, size, folder), *tantivy_index(news, size, folder)])
    columns["RapidFuzz over names"] = fuzzy(news)
    for name in columns:
        found.add_column(name, justify="right")
    for name, text in searches.items():
        cells = []
        for ask in columns.values():
            times = []
            for _ in range(ROUNDS):
                started = time.perf_counter()
                ask(text)
                times.append(1_000 * (time.perf_counter() - started))
            cells.append(f"{statistics.median(times):.2f} ms")
        found.add_row(name, *cells)
    return found


def _texts(news: News, size: int) -> Iterator[tuple[int, str]]:
    for number in range(size):
        for index, text in enumerate(news.quotes(number)):
            yield number * 16 + index, " ".join(folded_words(text)[0])


def bare_fts5(news: News, size: int, folder: Path) -> Iterable[tuple[str, Callable[[str], object]]]:
    """A plain FTS5 table."""
    connection = sqlite3.connect(folder / "fts5.db")
    connection.execute("CREATE VIRTUAL TABLE quotes USING fts5(body)")
    with closing(connection.cursor()) as cursor:
        cursor.execute("BEGIN")
        cursor.executemany("INSERT INTO quotes (rowid, body) VALUES (?, ?)", _texts(news, size))
        cursor.execute("COMMIT")

    def asking(order: str) -> Callable[[str], object]:
        statement = f"SELECT rowid FROM quotes WHERE quotes MATCH ? ORDER BY {order} LIMIT 8"  # noqa: S608  # our own words

        def ask(text: str) -> object:
            query = " ".join(f'"{word}"' for word in folded_words(text)[0])
            return connection.execute(statement, (query,)).fetchall()

        return ask

    yield "FTS5 by rank", asking("rank")
    yield "FTS5 newest first", asking("rowid DESC")


def tantivy_index(
    news: News, size: int, folder: Path
) -> Iterable[tuple[str, Callable[[str], object]]]:
    """A tantivy index; nothing if tantivy is not installed."""
    try:
        import tantivy
    except ImportError:
        return
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("key", stored=True)
    schema.add_text_field("body")
    path = folder / "tantivy"
    path.mkdir()
    index = tantivy.Index(schema.build(), path=str(path))
    writer = index.writer(heap_size=100_000_000)
    for key, text in _texts(news, size):
        writer.add_document(tantivy.Document(key=key, body=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> object:
        query = " AND ".join(folded_words(text)[0])
        return searcher.search(index.parse_query(query, ["body"]), 8).hits

    yield "tantivy", ask


def fuzzy(news: News) -> Callable[[str], object]:
    names = [actor.name for actor in news.people]
    return lambda text: process.extract(text, names, limit=8)
