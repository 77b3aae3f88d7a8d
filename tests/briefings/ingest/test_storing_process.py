"""A separate process stores articles as this one would."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.identity import Sameness
from briefings.ingest.storing import Kept, Storing, StoringHere
from briefings.ingest.storing_process import StoringProcess
from briefings.library import Library, LibraryError
from briefings.reading import ReadArticle
from tests.briefings.ingest.story_articles import many

NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
TEXT = "The pier needs a roof. “It rains on all of us,” Mayor Anna Holt said on Monday in Ellery."


@pytest.fixture(params=["here", "process"])
def storing(request: pytest.FixtureRequest, url: str) -> Iterator[tuple[Storing, Library]]:
    with Library.open(url) as library:
        made: Storing = StoringHere(library, clock=lambda: NOW)
        if request.param == "process":
            made = StoringProcess(url, clock=lambda: NOW)
        yield made, library
        made.close()


def test_articles_are_stored_withdrawn_and_restored(storing: tuple[Storing, Library]) -> None:
    store, library = storing
    article = ReadArticle(text=TEXT, headline="Pier", publisher="The Quay")
    (kept,) = store.add([article])
    assert kept == Kept(Sameness.NEW, article.id)
    assert store.add([]) == []
    assert store.add([article]) == [Kept(Sameness.KNOWN, article.id)]
    assert store.withdraw([kept.article]) == 1
    with library.read() as reader:
        assert str(reader.articles([kept.article])[kept.article].withdrawn_on) == "2026-03-06"
        (quote,) = reader.quotes_in([kept.article])
    assert quote.text == "It rains on all of us"
    assert (store.restore([kept.article]), store.restore([kept.article])) == (1, 0)


def test_stories_are_kept_in_steps(storing: tuple[Storing, Library]) -> None:
    store, library = storing
    store.add(many(6))
    with library.write() as writer:
        writer.stories.keep_state(made_by=0)
    assert store.catch_up(4) is None  # all have this version
    store.tell_due()
    store.rest()
    assert store.add(many(1))[0].sameness is Sameness.KNOWN


def test_a_killed_process_is_replaced(url: str) -> None:
    with Library.open(url):
        store = StoringProcess(url, clock=lambda: NOW)
        first, second = many(2)
        store.add([first])
        process = store._process
        assert process is not None
        process.kill()
        process.wait()
        assert store.add([first, second])[1].sameness is Sameness.NEW
        store.close()
        assert store._process is None


def test_a_process_that_stops_midway_is_reported(url: str) -> None:
    with Library.open(url):
        store = StoringProcess(url, clock=lambda: NOW)
        store.tell_due()
        process = store._process
        assert process is not None
        process.kill()
        process.wait()
        process.poll = lambda: None  # type: ignore[method-assign]  # as if it died a moment later
        with pytest.raises(RuntimeError, match="broke off"):
            store.add(many(1))
        store.close()


def test_an_unusable_database_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    store = StoringProcess(f"sqlite:///{tmp_path}/file/library.sqlite3", clock=lambda: NOW)
    with pytest.raises(LibraryError, match="file"):
        store.add(many(1))
    assert store._process is None


def test_an_error_is_reported_and_the_next_article_stored(url: str) -> None:
    with Library.open(url):
        store = StoringProcess(url, clock=lambda: NOW)
        with pytest.raises(RuntimeError, match="KeyError"):
            store._ask({"do": "something else"})
        assert store.add(many(1))[0].sameness is Sameness.NEW
        store.close()
