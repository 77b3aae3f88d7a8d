"""The doctor checks the shards: there are enough, and some process runs each."""

from pathlib import Path
from typing import Any

import pytest

from bot.cli.doctor import shards_check
from bot.cli.doctor.finding import Answer, Case, Finding, Level
from bot.daily.migrations import migrate
from bot.settings import load_settings
from bot.shards import Shards
from bot.work.membership import Shared
from briefings.library.database import create_engine
from tests.postgres import new_database


async def found(
    folder: Path, recommended: int | None = None, **settings: Any
) -> list[tuple[Level, str]]:
    async def ask(path: str) -> Answer:
        assert path == "/gateway/bot"
        return Answer(200, {"shards": recommended})

    case = Case(
        load_settings(data_dir=folder, **settings),
        ask=ask,
        now=lambda: pytest.fail("no clock is needed"),
        free_bytes=lambda _: 0,
        has_module=lambda _: True,
        shared={} if recommended is None else {"logged_in": True},
    )
    findings: list[Finding] = await shards_check.check(case)
    return [(one.level, f"{one.said} → {one.todo}") for one in findings]


POSTGRES = "postgresql://nobody@127.0.0.1:9/nothing"


@pytest.mark.parametrize(
    ("settings", "recommended", "level", "said"),
    [
        ({}, 3, Level.GOOD, "this process is to run all shards; Discord recommends 3"),
        ({"shards": "0-1/2"}, 2, Level.GOOD, "this process is to run 0-1/2"),
        ({"shards": "0-1/2"}, 3, Level.NOTE, "raise the number of shards"),
        ({"shards": "0-1/2"}, 6, Level.BAD, "recommends 6: it will refuse them"),
        ({"shards": "0-0/2"}, 2, Level.BAD, "set BRIEFBOT_DATABASE_URL to a PostgreSQL"),
        ({"shards": "0-0/2", "database_url": POSTGRES}, 2, Level.GOOD, "is to run 0-0/2"),
    ],
)
async def test_the_configured_shards_are_checked(
    tmp_path: Path, settings: dict[str, Any], recommended: int, level: Level, said: str
) -> None:
    ((there, line),) = await found(tmp_path, recommended, **settings)
    assert there is level
    assert said in line


async def test_without_a_login_discord_is_not_asked(tmp_path: Path) -> None:
    assert await found(tmp_path) == []


async def test_shards_that_no_process_runs_are_named(tmp_path: Path, postgres: str) -> None:
    url = new_database(postgres)
    assert await found(tmp_path, database_url=url) == []
    engine = create_engine(url)
    migrate(engine)
    assert await found(tmp_path, database_url=url) == []
    one, other, *others = (Shared(engine) for _ in range(4))
    for process, shards in ((one, Shards(0, 1, 8)), (other, Shards(4, 4, 8))):
        await process.join()
        await process.claim(shards)
    running, missing = await found(tmp_path, database_url=url)
    assert f"{one.name} 0-1/8, {other.name} 4-4/8" in running[1]
    assert missing[0] is Level.NOTE
    assert "nobody runs shards 2-3, 5-7 of 8" in missing[1]
    for process, shards in zip(others, (Shards(2, 3, 8), Shards(5, 6, 8)), strict=True):
        await process.join()
        await process.claim(shards)
    assert "nobody runs shard 7 of 8" in (await found(tmp_path, database_url=url))[1][1]
    for process in (one, other, *others):
        await process.leave()
    engine.dispose()


async def test_a_process_with_all_shards_leaves_none_unrun(tmp_path: Path, postgres: str) -> None:
    url = new_database(postgres)
    engine = create_engine(url)
    migrate(engine)
    one = Shared(engine)
    await one.join()
    await one.claim(None)
    assert await found(tmp_path, database_url=url) == [
        (Level.GOOD, f"processes that run now: {one.name} all → ")
    ]
    await one.leave()
    engine.dispose()
