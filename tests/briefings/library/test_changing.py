"""Whatever came, changed and went before: answers rest on what there is now."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from briefings.library import Library, Terms
from briefings.library.database import reading
from briefings.library.tables import (
    actor_counts,
    evidence,
    outlets,
    topic_counts,
    utterance_topics,
    utterances,
    voices,
    words,
)
from briefings.models import Digest
from tests.briefings.library.digests import bridge
from tests.strategies import digests

_OF_THE_ROW = {"key", "place", "revision", "utterance"}
"""Columns that tell when something was stored, not what."""


def derived(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """All that is made from the records, without keys and counters at 0."""
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


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(st.tuples(st.sampled_from("ab"), st.none() | digests()), max_size=4))
def test_the_way_that_led_here_does_not_matter(
    library: Library, history: list[tuple[str, Digest | None]]
) -> None:
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
        with fresh.write() as writer:  # unchecked: one source's article may shadow another's
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
