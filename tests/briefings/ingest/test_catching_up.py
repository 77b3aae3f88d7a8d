"""A library from an earlier version gets its stories; its articles are unchanged."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from briefings.ingest import Ingestor, source_of
from briefings.ingest.pipeline import with_people
from briefings.ingest.stories import Stories
from briefings.library import Library
from briefings.library.database import create_engine, writing
from briefings.models import Article, Digest
from tests.briefings.ingest.story_articles import both, many
from tests.briefings.ingest.test_stories import TWO, partition, sound
from tests.libraries import library_of

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)


def stories(library: Library) -> Stories:
    return Stories(library, clock=lambda: NOW)


@pytest.fixture
def former(url: str) -> Iterator[str]:
    """The URL of a library with the tables of layout v0003 and articles in them."""
    elsewhere = library_of(Digest())
    stored = list(Ingestor(elsewhere, clock=lambda: NOW).add(both()))
    with Library.open(url) as library:
        for one in stored:
            with elsewhere.read() as reader:
                library.store(with_people([one], reader), source_of(one.article.id))
        library.store(Digest(articles=(_by_hand(),)), "files")
    take_back(url)
    return url


def _by_hand() -> Article:
    return Article(
        id="by-hand", headline="A word of ours", date_published="2026-03-01", text="We saw it."
    )


def take_back(url: str) -> None:
    """Give a library the tables from before there were stories."""
    engine = create_engine(url)
    with writing(engine) as connection:
        for table in ("stories", "story_articles", "story_edits", "story_state"):
            connection.execute(text(f"DROP TABLE library_{table}"))
        connection.execute(text("ALTER TABLE library_evidence DROP COLUMN part"))
        connection.execute(text("DROP TABLE library_postings"))
        connection.execute(text("ALTER TABLE library_state DROP COLUMN archived"))
        connection.execute(text("UPDATE library_state SET indexed_by = 2"))
        for table in ("article_words_of", "quote_words_of"):
            connection.execute(text(f"DROP TABLE IF EXISTS library_{table}"))
        connection.execute(text("UPDATE library_version SET version_num = 'v0003'"))
    engine.dispose()


def test_articles_of_an_earlier_version_become_stories(former: str) -> None:
    with Library.open(former) as library:
        with library.read() as reader:
            before = reader.digest()
        assert not before.topics
        assert list(stories(library).catch_up()) == [6]
        library.remove("files")  # no stories are made from hand-written digests
        digest = sound(library)
        assert partition(library) == TWO
        assert set(digest.articles) == set(before.articles) - {_by_hand()}
        assert {one.id: one.text for one in digest.quotes} == {
            one.id: one.text for one in before.quotes
        }
        assert list(stories(library).catch_up()) == []


def test_catching_up_resumes_where_it_stopped(former: str) -> None:
    with Library.open(former) as library:
        next(stories(library).catch_up(at_once=2))
        with library.read() as reader:
            assert sum(one.articles for one in reader.stories()) == 2
        # Meanwhile articles arrive; some were stored before.
        list(Ingestor(library, clock=lambda: NOW).add([*both(), *many(3)]))
        assert sum(stories(library).catch_up(at_once=3)) == 4
        library.remove("files")
        sound(library)
        assert partition(library) > TWO


def test_another_versions_findings_are_reread(url: str) -> None:
    with Library.open(url) as library:
        list(Ingestor(library, clock=lambda: NOW).add(both()))
        list(stories(library).catch_up())
        before = sound(library)
    engine = create_engine(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE library_story_state SET made_by = -1"))
        connection.execute(
            text(
                "UPDATE library_story_articles SET made_by = -1, "
                "findings = grouped_by, grouped_by = findings"
            )
        )
        connection.execute(text("UPDATE library_stories SET due = :due"), {"due": True})
    engine.dispose()
    with Library.open(url) as library:
        late = Stories(library, clock=lambda: NOW)
        late.tell_due()  # nothing can be published yet
        with library.read() as reader:
            assert reader.stories_due()
        # An article that arrives before all are reread gets its own number.
        list(Ingestor(library, clock=lambda: NOW).add(many(1)))
        assert sum(late.catch_up()) == 6
        with library.read() as reader:
            assert not reader.stories_due()
        after = sound(library)
        assert partition(library) > TWO
        assert {one.id for one in before.topics} < {one.id for one in after.topics}


def test_an_article_removed_while_it_is_read_is_in_no_story(former: str) -> None:
    with Library.open(former) as library:
        with library.read() as reader:
            page = [id_ for _, id_ in reader.unread(1, "ingested:", 0, 9)]
            late = stories(library)
            late.open()
            prepared = late.read_again(reader, page)
        library.remove(source_of(page[0]))
        library.remove("files")
        late.store_again(prepared)
        assert len(sound(library).articles) == 5
