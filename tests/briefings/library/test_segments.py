"""SQLite's full-text indexes stay in few pieces, however many changes made them."""

from pathlib import Path

import pytest

from briefings.library import Library, SearchHit, Terms, segments
from briefings.library.database import create_engine, reading
from briefings.library.segments import INDEXES, MOST_SEGMENTS, Merger, count_segments
from briefings.models import Article, Citation, Digest, Quote

CHANGES = 100


def told(number: int) -> Digest:
    text = f"Ferry {number} left the harbour. “Boat {number} will be back,” said the keeper."
    article = Article(
        id=f"ferry-{number}",
        headline=f"Ferry {number} leaves",
        date_published="2026-02-01",
        text=text,
    )
    words = f"Boat {number} will be back,"
    quote = Quote(
        id=f"keeper-{number}",
        text=words,
        creator=None,
        spoken_on="2026-02-01",
        utterance=f"keeper-{number}",
        citation=Citation(article=article.id, exact=words),
    )
    return Digest(articles=(article,), quotes=(quote,))


def found(library: Library, text: str) -> list[SearchHit]:
    with library.read() as reader:
        return list(reader.search(Terms.of(text), 8))


def test_many_small_changes_leave_few_segments_and_lose_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/library.db"
    most = 0
    with Library.open(url) as library:
        engine = create_engine(url)
        for number in range(CHANGES):
            library.store(told(number), f"source {number}")
            with reading(engine) as connection:
                most = max(most, *(count_segments(connection, name) for name in INDEXES))
        assert 4 < most <= MOST_SEGMENTS
        before = [found(library, text) for text in ("ferry", "harbour keeper", "boat 17", "93")]
        assert all(before)
        Merger(engine).go_on(most=1)
        with reading(engine) as connection:
            assert [count_segments(connection, name) for name in INDEXES] == [1, 1]
        engine.dispose()
    with Library.open(url) as library:
        after = [found(library, text) for text in ("ferry", "harbour keeper", "boat 17", "93")]
    assert after == before


def logbook(number: int) -> Digest:
    """An article of so many words that indexing it takes some pages."""
    words = " ".join(f"berth{number * 5_000 + word}" for word in range(2_500))
    article = Article(
        id=f"log-{number}",
        headline=f"The log of day {number}",
        date_published="2026-02-01",
        text=f"The harbour's log: {words}.",
    )
    return Digest(articles=(article,))


def test_a_large_index_is_merged_bit_by_bit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "STEP_PAGES", 1)
    url, name = f"sqlite:///{tmp_path}/library.db", "library_article_words"
    with Library.open(url) as library:
        for number in range(6):
            library.store(logbook(number), f"source {number}")
        before = [found(library, text) for text in ("log", "berth5017", "berth27")]
        engine = create_engine(url)
        merger, rounds, pieces = Merger(engine), 0, 2
        while pieces > 1:
            merger.go_on(most=1, steps=1)
            rounds += 1
            with reading(engine) as connection:
                pieces = count_segments(connection, name)
            assert [found(library, text) for text in ("log", "berth5017", "berth27")] == before
        assert rounds > 2  # one step was not enough, and what was begun was ended
        for _ in range(3):
            merger.go_on(steps=1)
        with reading(engine) as connection:
            assert count_segments(connection, name) == 1
        engine.dispose()
