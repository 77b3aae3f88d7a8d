"""Whatever came, changed and went before: answers use only what is stored now."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, select, update

from briefings.library import Library, Terms, postings
from briefings.library import derived as sums
from briefings.library.database import create_engine, reading, writing
from briefings.library.history import REMEMBERED
from briefings.library.tables import (
    actor_counts,
    evidence,
    outlets,
    removed,
    state,
    topic_counts,
    utterance_topics,
    utterances,
    voices,
    words,
)
from briefings.models import Article, Citation, Digest, Quote
from tests.briefings.library.digests import bridge
from tests.strategies import digests

_OF_THE_ROW = {"key", "place", "revision", "utterance"}
"""Columns that say when something was stored, not what."""


def derived(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Everything derived from the records, without keys and counters at 0."""
    found = {}
    with reading(library._engine) as connection:
        for table in (evidence, outlets, utterances, utterance_topics, voices, words):
            columns = [c for c in table.columns if c.name not in _OF_THE_ROW]
            found[table.name] = sorted(map(repr, connection.execute(select(*columns)).all()))
        for table in (topic_counts, actor_counts):
            columns = [c for c in table.columns if c.name not in _OF_THE_ROW]
            rows = connection.execute(select(*columns)).all()
            found[table.name] = sorted(repr(row) for row in rows if any(row[1:]))
    return found


def texts(digest: Digest) -> list[str]:
    return [
        *(article.headline for article in digest.articles),
        *(quote.text for quote in digest.quotes),
        *(actor.name for actor in digest.actors),
    ]


@pytest.mark.parametrize("most_new", [1, postings.MOST_NEW])
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(st.tuples(st.sampled_from("ab"), st.none() | digests()), max_size=4))
def test_the_history_of_changes_does_not_matter(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    most_new: int,
    history: list[tuple[str, Digest | None]],
) -> None:
    monkeypatch.setattr(postings, "MOST_NEW", most_new)
    for source in ("a", "b"):
        library.remove(source)
    for source, digest in history:
        if digest is None:
            library.remove(source)
        else:
            library.store(digest, source)
    with library.read() as reader:
        now = reader.digest()
    with Library.open("sqlite://") as fresh:
        with fresh.write() as writer:  # unchecked: one source's article may hide another's
            writer.put(now, "now")
        assert derived(library) == derived(fresh)
        asked = texts(now) + [text for _, digest in history if digest for text in texts(digest)]
        for text in asked:
            terms = Terms.of(text)
            with library.read() as ours, fresh.read() as theirs:
                hits = {(hit.kind, hit.id) for hit in ours.search(terms, 10_000)}
                assert hits == {(hit.kind, hit.id) for hit in theirs.search(terms, 10_000)}


def test_nothing_is_left_of_what_is_removed(library: Library) -> None:
    library.store(bridge(), "files")
    library.remove("files")
    assert not any(derived(library).values())


def report(number: int, **fields: object) -> Digest:
    """An article that reports the same words as others."""
    text = "“Nobody closes this harbour,” she said."
    article = Article(
        id=f"a{number}", headline=f"Report {number}", date_published="2026-02-01", text=text
    )
    quote = {
        "id": f"q{number}",
        "text": "Nobody closes this harbour,",
        "creator": None,
        "utterance": "harbour",
        "citation": Citation(article=article.id, exact="Nobody closes this harbour,"),
        "spoken_on": f"2026-01-{number:02}",
        **fields,
    }
    return Digest(articles=(article,), quotes=(Quote.model_validate(quote),))


def test_a_report_that_counts_again_takes_its_former_place(library: Library) -> None:
    library.store(report(1), "first")
    library.store(report(2), "second")
    library.store(report(1, recorded_in="The Morning Hour"), "first")
    before = derived(library)
    library.store(report(1, recorded_in="The Evening Hour"), "other")
    library.remove("other")
    assert derived(library) == before
    with library.read() as reader:
        (utterance,) = reader.utterances()
    assert utterance.newness == -date(2026, 1, 1).toordinal()


def test_another_report_of_a_common_quotation_reads_few_others(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library.write() as writer:
        for number in range(1, 200):
            writer.put(report(number, spoken_on="2026-01-01"), f"source {number}")
    read: list[str] = []

    def decode(section: str, payload: str) -> Any:
        read.append(payload)
        return real(section, payload)

    real = sums.decode
    monkeypatch.setattr(sums, "decode", decode)
    library.store(report(200, spoken_on="2026-01-02"), "one more")
    assert 0 < len(read) <= sums.MOST_REPORTS
    with library.read() as reader:
        (utterance,) = reader.utterances()
        assert len(utterance.quotes) == 200
        assert reader.counts(None).utterances == 1


def test_only_the_latest_removals_are_remembered(library: Library) -> None:
    library.store(bridge(), "files")
    library.remove("files")
    with writing(library._engine) as connection:
        assert connection.execute(select(removed.c.id)).all()
        connection.execute(update(state).values(revision=state.c.revision + REMEMBERED))
    library.store(report(1), "later")
    with reading(library._engine) as connection:
        assert not connection.execute(select(removed.c.id)).all()


def test_no_change_reads_a_whole_table(sqlite_url: str) -> None:
    """The cost would grow with the library. Checks SQLite's query plans."""
    asked: dict[str, Any] = {}

    def note(_c: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: Any) -> None:
        asked.setdefault(statement, values[0] if many else values)

    with Library.open(sqlite_url) as library:
        library.store(bridge(), "files")
        event.listen(Engine, "before_cursor_execute", note)
        try:
            library.store(Digest(), "files")
            library.store(bridge(), "files")
            library.remove("files")
        finally:
            event.remove(Engine, "before_cursor_execute", note)
    engine = create_engine(sqlite_url)
    with reading(engine) as connection:
        scanned = {
            (row[3], statement)
            for statement, values in asked.items()
            if statement.startswith(("SELECT", "DELETE", "UPDATE", "INSERT", "WITH"))
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            if re.fullmatch(r"SCAN library_\w+( USING .*)?", row[3])
        }
    engine.dispose()
    assert len(asked) > 30
    assert {one for one in scanned if one[0] not in SMALL} == set()


SMALL = frozenset({"SCAN library_state"})
"""Tables of one row."""
