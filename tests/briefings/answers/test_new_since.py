"""What is new since a reader's last brief comes first, with a mark."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from briefings.answers import Answers
from briefings.answers.next_steps import next_steps
from briefings.answers.questions import AskBrief, AskCited, Detail
from briefings.answers.since import Since
from briefings.answers.types import Brief, Cited
from briefings.library import Library
from briefings.models import Article, Digest, KeyPoint
from tests.briefings.answers.building import (
    a_difference,
    a_point,
    a_quote,
    a_topic,
    an_actor,
    an_article,
    an_event,
)
from tests.libraries import library_of

MONDAY = datetime(2026, 11, 23, 18, 40, 31, tzinfo=UTC)
OLD = tuple(a_point(f"Old point {number}.", "daily") for number in range(1, 6))


def story(points: tuple[KeyPoint, ...], *articles: Article, **records: Any) -> Digest:
    topic = a_topic(key_points=points)
    actors = tuple(an_actor(name, name.title()) for name in ("ada", "ben", "cleo", "dan"))
    return Digest(articles=articles, topics=(topic,), actors=actors, **records)


FIRST = story(
    OLD,
    an_article("daily"),
    an_article("gazette"),
    quotes=(
        a_quote("a", "ada", "It is a very old bridge."),
        a_quote("b", "ben", "Nobody asked the town."),
        a_quote("c", "cleo", "We shall see about it.", "gazette"),
    ),
    discrepancies=(a_difference("length", ("90 metres", "daily"), ("80 metres", "gazette")),),
    events=(an_event("vote", "2026-12-01", status="planned"),),
)


def with_more(*more: KeyPoint, **changed: Any) -> Digest:
    """The same with an article from `courier` and its findings."""
    records: dict[str, Any] = {name: getattr(FIRST, name) for name in ("quotes", "events")}
    records["discrepancies"] = FIRST.discrepancies
    for name, added in changed.items():
        records[name] = (*records[name], *added)
    return story((*OLD, *more), *FIRST.articles, an_article("courier"), **records)


class Reader:
    """A reader who asks about the summit repeatedly."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.answers = Answers(library)
        self.since = Since.FIRST

    def ask(self, detail: Detail = Detail.SHORT) -> Brief:
        question = AskBrief("summit", detail, self.since)
        answer = self.answers.ask(question, today=date(2026, 11, 25))
        assert isinstance(answer, Brief)
        return answer

    def remember(self) -> None:
        self.since = Since(MONDAY, self.ask().next_place)

    def comes(self, digest: Digest) -> None:
        with self.library.write() as writer:
            writer.put(digest, "files")


@pytest.fixture
def reader() -> Reader:
    return Reader(library_of(FIRST))


def said(answer: Brief) -> list[tuple[str, bool]]:
    return [(line.text, line.new) for line in answer.key_points]


def test_nothing_is_marked_in_a_first_brief(reader: Reader) -> None:
    answer = reader.ask()
    assert (answer.last_brief, answer.new, answer.new_ids) == (None, 0, frozenset())
    assert not any(line.new for line in answer.key_points)


def test_a_reader_who_missed_nothing_is_told_that_nothing_is_new(reader: Reader) -> None:
    reader.remember()
    answer = reader.ask()
    assert answer.last_brief == MONDAY.replace(second=0)
    assert (answer.new, answer.new_ids) == (0, frozenset())
    assert said(answer) == [(point.text, False) for point in OLD]


def test_what_only_a_later_article_says_comes_first(reader: Reader) -> None:
    reader.remember()
    reader.comes(with_more(a_point("The bridge is shut.", "courier")))
    answer = reader.ask()
    assert said(answer)[:2] == [("The bridge is shut.", True), ("Old point 1.", False)]
    assert (answer.new, answer.new_omitted) == (1, 0)
    assert answer.key_points[0].numbers == (1,)  # numbers follow the displayed order


def test_what_an_earlier_article_also_says_is_not_new(reader: Reader) -> None:
    reader.remember()
    reader.comes(
        with_more(
            a_point("More carry it now.", "daily", "courier"),
            a_point("Nobody carries it any more.", "gone"),
        )
    )
    assert reader.ask(Detail.FULL).new == 0


def test_an_article_that_changed_is_not_a_new_one(reader: Reader) -> None:
    reader.remember()
    corrected = an_article("daily", headline="Another headline")
    changed = FIRST.model_copy(update={"articles": (corrected, FIRST.articles[1])})
    reader.comes(changed)
    assert reader.ask().new == 0


def test_new_items_left_out_of_a_short_brief_are_counted(reader: Reader) -> None:
    reader.remember()
    reader.comes(with_more(*(a_point(f"New point {number}.", "courier") for number in range(7))))
    short, full = reader.ask(), reader.ask(Detail.FULL)
    assert [line.new for line in short.key_points] == [True] * 5
    assert (short.new, short.new_omitted) == (7, 2)
    assert (full.new, full.new_omitted) == (7, 0)
    assert [line.new for line in full.key_points] == [True] * 7 + [False] * 5


def test_quotations_differences_and_planned_events_are_marked_too(reader: Reader) -> None:
    reader.remember()
    reader.comes(
        with_more(
            quotes=(
                a_quote("d", "dan", "The bridge is open again.", "courier"),
                a_quote("a2", "ada", "It is a very old bridge.", "courier", utterance="u-a"),
            ),
            discrepancies=(
                a_difference("cost", ("5 million", "daily"), ("7 million", "courier")),
                a_difference("age", ("90 years", "daily"), ("80", "gazette"), ("70", "courier")),
            ),
            events=(
                an_event(
                    "party",
                    "2026-12-24",
                    status="planned",
                    citations=(a_point("p", "courier").citations),
                ),
            ),
        )
    )
    answer = reader.ask()
    # Old words in a new article stay old.
    assert answer.quotes[0].lead.quote.creator == "dan"
    assert [one.id in answer.new_ids for one in answer.quotes] == [True, False, False]
    # A third side makes no new difference; a difference that has arisen does.
    assert answer.differences[0].id == "cost"
    assert {"cost", "length", "age"} & answer.new_ids == {"cost"}
    assert [(one.id, one.id in answer.new_ids) for one in answer.ahead] == [
        ("vote", False),
        ("party", True),
    ]
    assert answer.new == len(answer.new_ids) == 3


def test_the_full_brief_and_the_sources_keep_the_marks(reader: Reader) -> None:
    reader.remember()
    reader.comes(with_more(a_point("The bridge is shut.", "courier")))
    answer = reader.ask()
    question = AskBrief("summit", Detail.SHORT, reader.since)
    asked = [way.question for way in next_steps(answer, question)]
    assert AskBrief("summit", Detail.FULL, reader.since) in asked
    cited = reader.answers.ask(AskCited(question))
    assert isinstance(cited, Cited)
    assert cited.articles[0].article.id == "courier"


def test_a_library_restored_to_before_that_brief_marks_nothing(reader: Reader) -> None:
    reader.since = Since(MONDAY, 10**6)
    answer = reader.ask()
    assert (answer.last_brief, answer.new) == (None, 0)
