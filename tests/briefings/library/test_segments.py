"""SQLite's full-text indexes stay in few segments, however many changes they had."""

from pathlib import Path

import pytest

from briefings.library import Library, SearchHit, Terms, segments, store
from briefings.library.database import create_engine, reading
from briefings.library.segments import FEW, INDEXES, count_segments, merge_segments
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


def pieces(url: str) -> list[int]:
    """How many segments each index has."""
    engine = create_engine(url)
    with reading(engine) as connection:
        counts = [count_segments(connection, name) for name in INDEXES]
    engine.dispose()
    return counts


def test_many_small_changes_leave_few_segments_and_lose_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/library.db"
    with Library.open(url) as library:
        most = 0
        for number in range(CHANGES):
            library.store(told(number), f"source {number}")
            most = max(most, *pieces(url))
        assert most <= 2 * FEW
        for text in ("ferry", "harbour keeper"):
            assert len(found(library, text)) == 8
        for number in range(0, CHANGES, 7):
            assert found(library, f"boat {number}")


def logbook(number: int) -> Digest:
    """An article with enough words to fill some index pages."""
    words = " ".join(f"berth{number * 5_000 + word}" for word in range(2_500))
    article = Article(
        id=f"log-{number}",
        headline=f"The log of day {number}",
        date_published="2026-02-01",
        text=f"The harbour's log: {words}.",
    )
    return Digest(articles=(article,))


def test_large_segments_are_merged_bit_by_bit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, asked = f"sqlite:///{tmp_path}/library.db", ("log", "berth5017", "berth27")
    with Library.open(url) as library:
        with monkeypatch.context() as patched:
            patched.setattr(store, "merge_segments", lambda _: None)
            for number in range(FEW + 1):
                library.store(logbook(number), f"source {number}")
        assert pieces(url)[0] == FEW + 1
        before = [found(library, text) for text in asked]
        assert all(before)
        monkeypatch.setattr(segments, "STEP_PAGES", 1)
        engine, rounds = create_engine(url), 0
        while pieces(url)[0] > 1:
            merge_segments(engine, steps=1)
            rounds += 1
            assert [found(library, text) for text in asked] == before
        assert rounds > FEW  # one step was not enough, and the work was finished
        merge_segments(engine)
        assert pieces(url)[0] == 1
        engine.dispose()
