"""Last briefs are remembered without delaying an answer: on both databases, slow and gone."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
import structlog

from bot.daily import reader_memory
from bot.daily.last_briefs import LastBriefs
from bot.daily.migrations import migrate
from bot.daily.reader_memory import ReaderMemory
from briefings.library.database import close_engine, create_engine
from tests.bot.daily.test_last_briefs import DAY, MONDAY, READER, given
from tests.postgres import new_database
from tests.waiting import LAST_RESORT

AWAY = sa.text("ALTER TABLE reader_last_briefs RENAME TO away")
BACK = sa.text("ALTER TABLE away RENAME TO reader_last_briefs")


@pytest.fixture
async def memory(engine: sa.Engine) -> AsyncIterator[ReaderMemory]:
    memory = ReaderMemory(LastBriefs(engine), patience=LAST_RESORT)
    yield memory
    await memory.stop()


async def test_a_noted_brief_is_remembered(memory: ReaderMemory) -> None:
    memory.note(given(MONDAY, 10))
    memory.note(given(MONDAY + DAY, 20, topic="bridge"))
    await memory.written()
    kept = await memory.of(READER)
    assert kept is not None
    assert [one.topic for one in kept] == ["bridge", "summit"]


async def test_the_rest_is_written_at_the_end(engine: sa.Engine) -> None:
    memory = ReaderMemory(LastBriefs(engine))
    memory.note(given(MONDAY, 10))
    await memory.stop()
    assert len(LastBriefs(engine).of(READER)) == 1


async def test_a_failing_database_is_one_line_of_the_log_and_no_marks(
    memory: ReaderMemory, engine: sa.Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(AWAY)
    with structlog.testing.capture_logs() as lines:
        assert await memory.of(READER) is None
        memory.note(given(MONDAY, 10))
        await memory.written()
    with engine.begin() as connection:
        connection.execute(BACK)
    assert [line["event"] for line in lines] == ["last_briefs_unread", "last_briefs_unwritten"]
    assert all("reader_last_briefs" in line["reason"] for line in lines)
    assert all("\n" not in line["reason"] for line in lines)
    assert str(READER) not in str(lines)
    memory.note(given(MONDAY, 10))  # it continues by itself
    await memory.written()
    assert len(await memory.of(READER) or ()) == 1


async def test_the_log_says_the_same_once_a_minute(engine: sa.Engine) -> None:
    moments = iter((1000.0, 1001.0, 1059.0, 1060.0))
    memory = ReaderMemory(LastBriefs(engine), patience=LAST_RESORT, clock=lambda: next(moments))
    with engine.begin() as connection:
        connection.execute(AWAY)
    with structlog.testing.capture_logs() as lines:
        for _ in range(4):
            assert await memory.of(READER) is None
    await memory.stop()
    assert [line["event"] for line in lines] == ["last_briefs_unread"] * 2


async def test_a_reader_who_waits_too_long_is_answered_without_marks(postgres: str) -> None:
    engine = create_engine(new_database(postgres))
    migrate(engine)
    memory = ReaderMemory(LastBriefs(engine), patience=0.01)
    with engine.begin() as blocker:
        blocker.execute(sa.text("LOCK TABLE reader_last_briefs"))
        with structlog.testing.capture_logs() as lines:
            assert await memory.of(READER) is None
    assert [line["event"] for line in lines] == ["last_briefs_late"]
    memory.patience = LAST_RESORT
    assert await memory.of(READER) == []
    await memory.stop()
    close_engine(engine)


async def test_not_everybody_waits_for_a_hanging_database(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_memory, "MOST_READING", 1)
    memory = ReaderMemory(LastBriefs(engine), patience=LAST_RESORT)
    first = asyncio.ensure_future(memory.of(READER))
    await asyncio.sleep(0)  # it is asked, but not yet answered
    assert await memory.of(READER) is None
    assert await first == []
    assert await memory.of(READER) == []
    await memory.stop()


async def test_unwritable_briefs_do_not_fill_memory(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_memory, "MOST_UNWRITTEN", 3)
    memory = ReaderMemory(LastBriefs(engine))
    for number in range(10):
        memory.note(replace(given(MONDAY, 10), topic=f"topic-{number}"))
    await memory.stop()
    assert len(LastBriefs(engine).of(READER)) == 3
