"""Names follow the library: whatever came and went, they equal a full read of it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.answers import Answers
from briefings.answers.catalog import Catalog
from briefings.answers.directory import Directory
from briefings.answers.positions import positions
from briefings.answers.questions import AskBrief, AskQuotes
from briefings.answers.types import Brief, NotFound, Positions, Quotes
from briefings.answers.who import who
from briefings.library import Library, Version
from briefings.models import Digest
from tests.briefings.answers.building import (
    a_point,
    a_position,
    a_quote,
    a_topic,
    an_actor,
    an_article,
    the_digest,
)
from tests.libraries import library_of

ACTORS = ("ada", "bo", "cy", "league")
NAMES = st.sampled_from(["Ada Berg", "Bo Lind", "The League", "Cy Marsh"])


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """An article with words and positions of a few people, with some affiliations."""
    there = draw(st.sets(st.sampled_from(ACTORS)))
    actors = tuple(
        an_actor(
            one,
            draw(NAMES),
            job_title=draw(st.sampled_from([None, "envoy"])),
            affiliation=draw(st.sampled_from([None, *sorted(there)[:number]])),
        )
        for number, one in enumerate(sorted(there))
    )
    speakers = st.sampled_from(sorted(there)) if there else st.none()
    topics = tuple(
        a_topic(one, draw(st.sampled_from(["The lake", "The bridge"])))
        for one in draw(st.sets(st.sampled_from(["lake", "bridge"])))
    )
    on = st.sets(st.sampled_from([topic.id for topic in topics])) if topics else st.just(set())
    return Digest(
        articles=(an_article(publisher=draw(st.sampled_from(["Daily", "The Gazette"]))),),
        actors=actors,
        topics=topics,
        quotes=tuple(
            a_quote(f"q{i}", draw(speakers), f"We said {i}.", topics=tuple(draw(on)))
            for i in range(draw(st.integers(0, 3)))
        ),
        positions=tuple(
            a_position(f"p{i}", draw(speakers), "So.", topic=topics[0].id)
            for i in range(draw(st.integers(0, 2)) if topics and there else 0)
        ),
    )


def told(directory: Directory) -> dict[str, Any]:
    """The answers to everything a directory can be asked."""
    actors, topics = directory.actors, directory.subjects
    return {
        "actors": dict(actors),
        "topics": dict(topics),
        "sides": {one: directory.side(one).id for one in actors},
        "within": {one: set(directory.within(one)) for one in actors},
        "weights": {one: directory.weight(one) for one in actors},
        "quoted": set(filter(directory.is_quoted, actors)),
        "counts": {one: directory.counts(one) for one in (None, *topics)},
        "holders": {one: set(directory.holders(one)) for one in topics},
        "held": set(filter(directory.has_positions, topics)),
        "completed": [
            (
                directory.complete_person(typed),
                directory.complete_topic(typed),
                directory.complete_side("lake", typed),
                directory.complete_side("", typed),
                directory.find_person(typed),
                directory.find_topic(typed),
            )
            for typed in ("", "b", "berg", "league", "lind", "the lake", "birdge")
        ],
        "outlets": [directory.is_outlet(name) for name in ("Daily", "gazette", "Courier")],
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from("ab"), st.none() | digests()), min_size=1, max_size=5))
def test_following_gives_what_reading_everything_gives(
    history: list[tuple[str, Digest | None]],
) -> None:
    library = library_of(Digest())
    with library.read() as reader:
        directory = Directory(reader)
    for source, digest in history:
        change(library, source, digest)
        with library.read() as reader:
            assert directory.follow(reader)
            assert directory.version == reader.version
            assert told(directory) == told(Directory(reader))


def change(library: Library, source: str, digest: Digest | None) -> None:
    if digest is None:
        library.remove(source)
    else:
        library.store(digest, source)


def test_a_new_article_is_served_at_the_next_question() -> None:
    library = library_of(the_digest())
    answers = Answers(library)
    assert isinstance(answers.ask(AskBrief("harbour")), NotFound)
    news = Digest(
        articles=(an_article("post"),),
        actors=(an_actor("bo-lind", "Bo Lind"),),
        topics=(a_topic("harbour", "The harbour", key_points=(a_point("It opens.", "post"),)),),
        quotes=(a_quote("l1", "bo-lind", "It opens, at last.", "post", topics=("harbour",)),),
    )
    library.store(news, "post")
    assert isinstance(answers.ask(AskBrief("harbour")), Brief)
    assert isinstance(answers.ask(AskQuotes("lind", "harbour")), Quotes)
    assert [one.id for one in answers.complete_topic("harb")] == ["harbour"]
    library.remove("post")
    assert answers.follow()
    assert not answers.follow()
    assert answers.complete_topic("harb") == []
    assert isinstance(answers.ask(AskBrief("harbour")), NotFound)


def test_a_topic_may_be_added_while_another_thread_iterates() -> None:
    library = library_of(the_digest())
    answers = Answers(library)
    going = iter(answers.directory.subjects.values())
    first = next(going)
    library.store(Digest(topics=(a_topic("harbour", "The harbour"),)), "post")
    assert answers.follow()
    assert "harbour" not in {topic.id for topic in (first, *going)}
    assert "harbour" in answers.directory.subjects


def test_an_actor_may_be_added_while_another_thread_iterates() -> None:
    library = library_of(the_digest())
    answers = Answers(library)
    going = iter(answers.directory.actors.values())
    first = next(going)
    library.store(Digest(actors=(an_actor("bo-lind", "Bo Lind"),)), "post")
    assert answers.follow()
    assert "bo-lind" not in {actor.id for actor in (first, *going)}
    assert "bo-lind" in answers.directory.actors


def test_an_actor_removed_during_a_question_is_in_the_answer(tmp_path: Path) -> None:
    holder = an_actor("bo-lind", "Bo Lind", affiliation="league")
    league = an_actor("league", "The League")
    leaving = Digest(actors=(holder, league), positions=(a_position("p9", "bo-lind", "No."),))
    with Library.open(f"sqlite:///{tmp_path / 'library.db'}") as library:
        for source, digest in (("files", the_digest()), ("post", leaving)):
            with library.write() as writer:
                writer.put(digest, source)
        directory = Answers(library).directory
        with library.read() as reader:
            catalog = Catalog(directory, reader)
            library.remove("post")
            with library.read() as newer:
                assert directory.follow(newer)
            assert "bo-lind" not in directory.actors
            answer = positions(catalog, catalog.topics(("summit",))["summit"], [holder])
            assert who(catalog, league).actor == league
    assert isinstance(answer, Positions)
    assert [cell and cell.voice for row in answer.rows for cell in row.cells] == [holder]


def test_records_of_a_replaced_database_are_not_shown() -> None:
    """A restored backup does not know keys given since: it gives them again."""

    def news(text: str) -> Digest:
        return Digest(
            articles=(an_article("post"),),
            actors=(an_actor("bo-lind", "Bo Lind"),),
            quotes=(a_quote("l1", "bo-lind", text, "post", topics=()),),
        )

    def words() -> str:
        answer = answers.ask(AskQuotes("lind"))
        assert isinstance(answer, Quotes)
        return answer.utterances[0].lead.quote.text

    library = library_of(the_digest())
    answers = Answers(library)
    backup = sqlite3.connect(":memory:")
    driver(library).backup(backup)
    library.store(news("It opens, at last."), "post")
    assert words() == "It opens, at last."
    with closing(backup):
        backup.backup(driver(library))
    assert answers.follow()
    library.store(news("It stays closed."), "post")
    assert answers.follow()
    assert words() == "It stays closed."


def driver(library: Library) -> Any:
    """SQLite's connection to a library in memory."""
    with library._engine.connect() as connection:
        return connection.connection.driver_connection


@pytest.mark.parametrize("revision", [-20_000, 10**9])
def test_names_are_reread_if_they_cannot_be_followed(revision: int) -> None:
    """After too many changes, or after another database replaced this one."""
    library = library_of(the_digest())
    answers = Answers(library)
    known = answers.directory
    known.version = Version(revision, 1)
    assert answers.follow()
    assert answers.directory is not known
    assert answers.directory.version == library.version()


def test_circular_affiliations_end_somewhere() -> None:
    """No single source brings such a cycle, but two together may."""
    actors = (
        an_actor("ada", "Ada Berg", affiliation="bo"),
        an_actor("bo", "Bo Lind", affiliation="ada"),
    )
    directory = Answers(library_of(Digest(articles=(an_article(),), actors=actors))).directory
    assert directory.side("ada").id == "bo"
    assert set(directory.within("ada")) == {"ada", "bo"}


def test_reports_that_two_sources_bring_are_one_utterance() -> None:
    library = library_of(Digest())
    for number, source in enumerate(("daily", "courier")):
        library.store(
            Digest(
                articles=(an_article(source),),
                actors=(an_actor("ada-berg", "Ada Berg"),),
                quotes=(
                    a_quote(
                        f"q{number}", "ada-berg", "We stay.", source, utterance="stay", topics=()
                    ),
                ),
            ),
            source,
        )
    answer = Answers(library).ask(AskQuotes("berg"))
    assert isinstance(answer, Quotes)
    (said,) = answer.utterances
    assert {report.article.id for report in said.reports} == {"daily", "courier"}
    assert answer.pages.items == 1


def test_a_position_that_moves_to_another_actor_is_followed() -> None:
    def digest(holder: str) -> Digest:
        return Digest(
            articles=(an_article(),),
            actors=(an_actor("ada", "Ada Berg"), an_actor("bo", "Bo Lind")),
            topics=(a_topic("lake", "The lake"),),
            positions=(a_position("p", holder, "So.", topic="lake"),),
        )

    library = library_of(digest("ada"))
    with library.read() as reader:
        directory = Directory(reader)
    library.store(digest("bo"), "files")
    with library.read() as reader:
        directory.follow(reader)
    assert set(directory.holders("lake")) == {"bo"}
