"""When readers had their last briefs: the rule and the storage, on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.daily import last_briefs
from bot.daily.last_briefs import (
    KEEP_BRIEFS,
    PRIVATE,
    SITTING,
    Given,
    LastBrief,
    LastBriefs,
    is_first_sitting,
    last_of,
    since_last,
)
from briefings.answers.since import Since

MONDAY = datetime(2026, 11, 23, 18, 40, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
READER, SOMEBODY = 200_000_000_000_000_001, 200_000_000_000_000_002
SERVER, OTHER = 100_000_000_000_000_001, 100_000_000_000_000_002


@pytest.fixture
def kept(engine: sa.Engine) -> LastBriefs:
    return LastBriefs(engine)


def given(at: datetime, next_place: int, **values: Any) -> Given:
    filled = {"user": READER, "topic": "summit", "former": (), "place": SERVER}
    return Given(at=at, next_place=next_place, **{**filled, **values})


class Asking:
    """A reader who asks repeatedly and is remembered each time."""

    def __init__(self, kept: LastBriefs) -> None:
        self.kept = kept

    def ask(
        self,
        at: datetime,
        next_place: int,
        *former: str,
        topic: str = "summit",
        place: int = SERVER,
    ) -> Since | None:
        last = last_of(self.kept.of(READER), {topic, *former}, place)
        since = since_last(last, at)
        self.kept.note([given(at, next_place, topic=topic, former=former, place=place)])
        return since


@pytest.fixture
def reader(kept: LastBriefs) -> Asking:
    return Asking(kept)


def test_the_first_brief_follows_none(reader: Asking) -> None:
    assert reader.ask(MONDAY, 10) is None


def test_the_next_one_shows_what_arrived_since(reader: Asking) -> None:
    reader.ask(MONDAY, 10)
    assert reader.ask(MONDAY + 2 * DAY, 20) == Since(MONDAY, 10)


def test_a_second_look_shows_the_same_marks(reader: Asking) -> None:
    reader.ask(MONDAY, 10)
    wednesday = MONDAY + 2 * DAY
    # Each look extends the sitting, and what arrives during it is marked too.
    for minutes, next_place in ((0, 20), (5, 20), (50, 21), (109, 22)):
        assert reader.ask(wednesday + minutes * MINUTE, next_place) == Since(MONDAY, 10)
    later = wednesday + 109 * MINUTE + SITTING
    assert reader.ask(later, 23) == Since(wednesday + 109 * MINUTE, 22)


def test_in_a_first_sitting_what_arrives_during_it_is_new(reader: Asking) -> None:
    reader.ask(MONDAY, 10)
    assert reader.ask(MONDAY + 20 * MINUTE, 11) == Since(MONDAY, 10)
    assert reader.ask(MONDAY + 40 * MINUTE, 12) == Since(MONDAY, 10)


def test_a_first_sitting_lasts_until_something_arrives(kept: LastBriefs) -> None:
    for minutes in (0, 2, 50, 100):
        now = MONDAY + minutes * MINUTE
        last = last_of(kept.of(READER), {"summit"}, SERVER)
        assert is_first_sitting(last, now) is (minutes > 0)
        kept.note([given(now, 10 + minutes, marked=False)])
    later = MONDAY + DAY
    last = last_of(kept.of(READER), {"summit"}, SERVER)
    assert not is_first_sitting(last, later)
    assert since_last(last, later) == Since(MONDAY + 100 * MINUTE, 110)


def test_a_brief_that_could_not_be_marked_does_not_change_the_sitting(reader: Asking) -> None:
    reader.ask(MONDAY, 10)
    tuesday = MONDAY + DAY
    reader.ask(tuesday, 20)
    reader.kept.note([given(tuesday + MINUTE, 20, marked=False)])
    assert reader.ask(tuesday + 2 * MINUTE, 20) == Since(MONDAY, 10)


def test_each_topic_and_each_reader_has_its_own(reader: Asking, kept: LastBriefs) -> None:
    reader.ask(MONDAY, 10)
    assert reader.ask(MONDAY + DAY, 20, topic="bridge") is None
    assert kept.of(SOMEBODY) == []


def test_reading_elsewhere_is_visible_in_no_server(reader: Asking) -> None:
    reader.ask(MONDAY, 10)
    reader.ask(MONDAY + DAY, 20, place=PRIVATE)
    assert reader.ask(MONDAY + 2 * DAY, 30, place=OTHER) is None
    assert reader.ask(MONDAY + 3 * DAY, 40) == Since(MONDAY, 10)
    # Only the reader sees a private reply: there all briefs count.
    assert reader.ask(MONDAY + 4 * DAY, 50, place=PRIVATE) == Since(MONDAY + 3 * DAY, 40)


def test_a_brief_on_a_story_counts_for_the_one_it_became(reader: Asking) -> None:
    reader.ask(MONDAY, 10, topic="story-a")
    reader.ask(MONDAY + DAY, 20, topic="story-b")
    joined = MONDAY + 2 * DAY
    assert reader.ask(joined, 30, "story-b", "story-x", topic="story-a") == Since(MONDAY + DAY, 20)
    assert reader.ask(joined + DAY, 40, "story-b", topic="story-a") == Since(joined, 30)


@pytest.mark.parametrize("back", [5 * MINUTE, 40 * DAY])
def test_a_clock_set_back_loses_nothing(reader: Asking, back: timedelta) -> None:
    reader.ask(MONDAY, 10)
    reader.ask(MONDAY + 50 * DAY, 20)
    now = MONDAY + 50 * DAY - back
    since = reader.ask(now, 30)
    # Within an hour it is the same sitting; else the last brief was now at the latest.
    assert since == (Since(MONDAY, 10) if back < SITTING else Since(now, 20))
    assert reader.ask(now + DAY, 40) == Since(now, 30)


def test_marks_continue_after_a_clock_was_a_year_ahead(reader: Asking) -> None:
    reader.ask(MONDAY + 365 * DAY, 10, place=OTHER)
    reader.ask(MONDAY, 20, place=PRIVATE)
    assert reader.ask(MONDAY + DAY, 30, place=PRIVATE) == Since(MONDAY, 20)


def test_a_row_is_small_and_reads_back(reader: Asking, kept: LastBriefs) -> None:
    reader.ask(MONDAY, 10)
    reader.ask(MONDAY + 2 * DAY, 20)
    (row,) = kept.of(READER)
    assert row == LastBrief("summit", SERVER, MONDAY + 2 * DAY, 20, Since(MONDAY, 10))


def test_it_is_deleted_after_ninety_days(reader: Asking, kept: LastBriefs) -> None:
    assert timedelta(days=90) == KEEP_BRIEFS
    reader.ask(MONDAY, 10)
    reader.ask(MONDAY + DAY, 20, topic="bridge")
    assert kept.prune(MONDAY + KEEP_BRIEFS) == 0
    assert kept.prune(MONDAY + KEEP_BRIEFS + MINUTE) == 1
    assert [one.topic for one in kept.of(READER)] == ["bridge"]


def test_a_readers_latest_briefs_are_kept(
    kept: LastBriefs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_briefs, "MOST", 3)
    kept.note([given(MONDAY + n * DAY, 10, topic=f"topic-{n}") for n in range(5)])
    assert [one.topic for one in kept.of(READER)] == ["topic-4", "topic-3", "topic-2"]


def test_it_survives_a_restart_and_other_processes_see_it(
    kept: LastBriefs, engine: sa.Engine
) -> None:
    kept.note([given(MONDAY, 10)])
    engine.dispose()  # a new connection, as from a new process
    assert LastBriefs(engine).of(READER)[0].at == MONDAY


def test_many_briefs_are_written_at_once_one_after_the_other(kept: LastBriefs) -> None:
    kept.note(
        [
            given(MONDAY, 10),
            given(MONDAY, 10, user=SOMEBODY),
            given(MONDAY + DAY, 20),
            given(MONDAY + DAY + MINUTE, 20),
        ]
    )
    (row,) = kept.of(READER)
    assert (row.at, row.since) == (MONDAY + DAY + MINUTE, Since(MONDAY, 10))
    assert len(kept.of(SOMEBODY)) == 1


def test_it_is_deleted_for_a_reader_and_for_a_server(reader: Asking, kept: LastBriefs) -> None:
    reader.ask(MONDAY, 10)
    reader.ask(MONDAY, 10, place=PRIVATE)
    kept.note([given(MONDAY, 10, user=SOMEBODY)])
    assert kept.forget_place(SERVER) == 2
    assert kept.forget_user(READER) == 1
    assert kept.of(READER) == kept.of(SOMEBODY) == []
