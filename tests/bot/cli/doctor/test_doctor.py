"""The doctor finds what is wrong with a set-up and says what to do."""

import asyncio
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.cli.doctor.examine import CHECKS, asking
from bot.cli.doctor.finding import Answer, Case, Finding, Level
from bot.settings import Settings, load_settings
from briefings.library.database import create_engine
from briefings.sources.migrations import migrate as migrate_sources
from briefings.sources.model import Kind, Source
from briefings.sources.store import SourceStore
from briefings.sources.tables import sources
from tests.bot.cli.conftest import run
from tests.loopback import LoopbackDiscord
from tests.postgres import new_database

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HERE = {"permissions": str(1 << 3), "name": "Readers"}

Answers = dict[str, Answer]


@pytest.fixture
def data(stored_digest: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy(stored_digest, folder / "briefbot.sqlite3")
    (folder / "briefbot.sqlite3").chmod(0o600)
    return folder


def well() -> Answers:
    return {
        "/users/@me": Answer(200, {"username": "briefbot"}, NOW),
        "/oauth2/applications/@me": Answer(200, {"flags": 0}),
        "/gateway/bot": Answer(200, {"session_start_limit": {"remaining": 1000}}),
        "/users/@me/guilds": Answer(200, [HERE]),
    }


def case(data: Path, answers: Answers | None = None, **settings: Any) -> Case:
    told = well() | (answers or {})
    settings = {"discord_token": "token", "data_dir": data, **settings}

    async def ask(path: str) -> Answer:
        return told[path]

    return Case(
        load_settings(**settings),
        ask=ask,
        now=lambda: NOW,
        free_bytes=lambda _: 50_000_000_000,
        has_module=lambda _: True,
    )


async def found(case: Case) -> dict[str, list[Finding]]:
    return {name: list(await check(case)) for name, check in CHECKS.items()}


async def troubles(case: Case) -> list[tuple[str, Finding]]:
    return [
        (name, one)
        for name, findings in (await found(case)).items()
        for one in findings
        if one.level is not Level.GOOD
    ]


async def test_a_good_set_up_has_no_problems(data: Path) -> None:
    everything = await found(case(data))
    assert await troubles(case(data)) == []
    assert all(everything.values())


async def test_before_the_first_start_nothing_is_missing(tmp_path: Path) -> None:
    assert await troubles(case(tmp_path / "new")) == []
    assert not (tmp_path / "new").exists()


def garbage(name: str) -> Callable[[Path], None]:
    return lambda data: (data / name).write_bytes(b"garbage, no database" * 500) and None


def newer(data: Path) -> None:
    with closing(sqlite3.connect(data / "briefbot.sqlite3")) as there, there:
        there.execute("UPDATE library_version SET version_num = 'v9999'")


def older(data: Path) -> None:
    with closing(sqlite3.connect(data / "briefbot.sqlite3")) as there, there:
        there.execute("UPDATE library_version SET version_num = 'v0001'")


def open_to_others(data: Path) -> None:
    (data / "briefbot.sqlite3").chmod(0o644)


def a_file_instead(data: Path) -> None:
    shutil.rmtree(data)
    data.write_text("")


@pytest.mark.parametrize(
    ("damage", "check", "level", "said", "todo"),
    [
        (garbage("briefbot.sqlite3"), "database", Level.BAD, "no SQLite database", "restore"),
        (garbage("briefbot-queue.sqlite3"), "database", Level.BAD, "no SQLite", "restore"),
        (newer, "migrations", Level.BAD, "a newer program's (v9999", "update the program"),
        (older, "migrations", Level.NOTE, "an older program's (v0001", "make a backup"),
        (open_to_others, "files", Level.NOTE, "other users can read", "chmod 600"),
        (a_file_instead, "files", Level.BAD, "can't be written to", "BRIEFBOT_DATA_DIR"),
    ],
)
async def test_problems_with_files_are_found(
    data: Path, damage: Callable[[Path], None], check: str, level: Level, said: str, todo: str
) -> None:
    damage(data)
    there = [one for name, one in await troubles(case(data)) if name == check]
    assert [one.level for one in there] == [level]
    assert said in there[0].said
    assert todo in there[0].todo


LOGIN = "/users/@me"
APPLICATION = "/oauth2/applications/@me"
GATEWAY = "/gateway/bot"
GUILDS = "/users/@me/guilds"


@pytest.mark.parametrize(
    ("answers", "check", "level", "said"),
    [
        ({LOGIN: Answer(401, {})}, "token", Level.BAD, "refuses the token"),
        ({LOGIN: Answer(0, None, error="no route")}, "token", Level.BAD, "reached: no route"),
        ({LOGIN: Answer(503, None)}, "token", Level.BAD, "busy (503)"),
        ({LOGIN: Answer(403, None)}, "token", Level.BAD, "answers 403"),
        ({APPLICATION: Answer(200, {"interactions_endpoint_url": "https://a.example"})},
         "application", Level.BAD, "Interactions Endpoint URL"),
        ({APPLICATION: Answer(200, {"flags": 1 << 19})}, "application", Level.NOTE, "privileged"),
        ({GATEWAY: Answer(200, {"session_start_limit": {"remaining": 0}})},
         "application", Level.BAD, "log in 0 more times"),
        ({GATEWAY: Answer(200, {"session_start_limit": {"remaining": 9}})},
         "application", Level.NOTE, "log in 9 more times"),
        ({GUILDS: Answer(200, [])}, "permissions", Level.NOTE, "in no server"),
        ({GUILDS: Answer(500, None)}, "permissions", Level.NOTE, "can't be had"),
        ({GUILDS: Answer(200, [{"name": "Readers", "permissions": str(1 << 10 | 1 << 11)}])},
         "permissions", Level.NOTE, "lacks Embed Links, Attach Files, Read Message History"),
        ({LOGIN: Answer(200, {}, NOW - timedelta(seconds=30))}, "clock", Level.NOTE, "30 seconds"),
        ({LOGIN: Answer(200, {}, NOW + timedelta(hours=1))}, "clock", Level.BAD, "3,600 seconds"),
    ],
)  # fmt: skip
async def test_problems_with_discord_are_found(
    data: Path, answers: Answers, check: str, level: Level, said: str
) -> None:
    ((name, one),) = await troubles(case(data, answers))
    assert (name, one.level) == (check, level)
    assert said in one.said
    assert one.todo


async def test_many_servers_without_permissions_are_counted(data: Path) -> None:
    guilds = [{"name": f"Server {number}", "permissions": "0"} for number in range(12)]
    there = await troubles(case(data, {GUILDS: Answer(200, guilds)}))
    assert len(there) == 11
    assert "2 more servers" in there[-1][1].said


async def test_a_missing_token_and_a_wrong_database_are_found(data: Path) -> None:
    wrong = case(data, discord_token="", database_url="postgresql://ada:pw@127.0.0.1:1/x")
    there = dict(await troubles(wrong))
    assert there["token"].said == "DISCORD_TOKEN is not set"
    assert "can't be reached" in there["database"].said
    assert there["database"].todo
    there = dict(await troubles(case(data, database_url="mysql://host/x")))
    assert "no database known" in there["database"].said


async def test_postgresql_is_checked_too(data: Path, postgres: str) -> None:
    there = await found(case(data, database_url=new_database(postgres)))
    assert [one.said.rpartition(" ")[2] for one in there["database"]] == ["answers"]
    assert all(one.level is Level.GOOD for findings in there.values() for one in findings)


async def test_broken_digests_and_templates_are_found(data: Path, tmp_path: Path) -> None:
    digest, templates = tmp_path / "digest", tmp_path / "templates"
    digest.mkdir()
    templates.mkdir()
    (templates / "help.md.j2").write_text("# T\n\n{{ nothing }}")
    for number in range(12):
        (digest / f"{number}.yaml").write_text("topics: [")
    there = await troubles(case(data, digest=(digest,), templates=templates))
    assert {name for name, _ in there} == {"digest"}
    assert "help.md.j2:3" in there[-1][1].said
    assert "2 more problems" in there[-2][1].said


async def test_a_full_disk_missing_extras_and_old_zones_are_found(data: Path) -> None:
    plain = case(data)
    there = dict(await troubles(replace(plain, free_bytes=lambda _: 1_000_000)))
    assert there["disk"].level is Level.BAD
    there = dict(await troubles(replace(plain, free_bytes=lambda _: 500_000_000)))
    assert there["disk"].level is Level.NOTE
    there_all = await troubles(replace(plain, has_module=lambda _: False))
    assert [one.said.split("'")[1] for _, one in there_all] == ["pictures", "playground"]
    unpictured = replace(case(data, pictures=False), has_module=lambda _: False)
    assert len(await troubles(unpictured)) == 1
    late = replace(case(data), now=lambda: NOW.replace(year=2040))
    assert "zone data is of" in dict(await troubles(late))["time zones"].said


async def test_an_unknown_zone_is_found(data: Path) -> None:
    from bot.daily.migrations import migrate
    from bot.daily.store import Store
    from tests.bot.daily.subscribing import subscription

    engine = create_engine(f"sqlite:///{data / 'briefbot.sqlite3'}")
    migrate(engine)
    Store(engine).add(subscription(zone="Mars/Olympus"), limit=9)
    engine.dispose()
    there = dict(await troubles(case(data)))
    assert "Mars/Olympus" in there["time zones"].said
    assert "tzdata" in there["time zones"].todo


async def test_sources_that_fail_are_found(data: Path) -> None:
    engine = create_engine(f"sqlite:///{data / 'briefbot.sqlite3'}")
    migrate_sources(engine)
    store = SourceStore(engine)
    for number in range(12):
        store.add(
            Source(
                id=f"id{number}",
                name=f"Paper {number}",
                kind=Kind.FEED,
                address=f"https://paper.example/{number}",
                added_at=NOW,
            )
        )
    assert "all of 12" in (await found(case(data)))["sources"][0].said
    failing = {"failures": 3, "failing_since": NOW, "last_try": NOW, "problem": "it is gone"}
    with engine.begin() as connection:
        connection.execute(sa.update(sources).values(**failing))
    engine.dispose()
    there = await troubles(case(data))
    assert {name for name, _ in there} == {"sources"}
    assert len(there) == 11
    assert "briefbot sources test https://paper.example/" in there[0][1].todo
    assert "2 more sources" in there[-1][1].said


async def test_unknown_settings_and_readable_secrets_are_found(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFBOT_PICTURE", "off")
    (tmp_path / ".env").write_text("DISCORD_TOKEN=x\n")
    (tmp_path / ".env").chmod(0o644)
    there = [one for name, one in await troubles(case(data)) if name == "settings"]
    assert "did you mean BRIEFBOT_PICTURES" in there[0].said
    assert there[1].todo == "chmod 600 .env"


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as discord:
        discord.guild()
        yield discord


async def test_the_command_asks_discord_and_prints_a_line_for_each_check(
    discord: LoopbackDiscord, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", discord.token)
    monkeypatch.setenv("BRIEFBOT_DISCORD_API", discord.base_url)
    result = await asyncio.to_thread(run, "doctor")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0, result.output
    assert len(lines) >= len(CHECKS) - 1
    assert any("Discord knows the token: it is briefbot's" in line for line in lines)
    monkeypatch.setenv("DISCORD_TOKEN", "wrong")
    result = await asyncio.to_thread(run, "doctor")
    assert result.exit_code == 1
    assert "PROBLEM token: Discord refuses the token → copy it again" in result.stdout
    assert "wrong" not in result.stdout


async def test_a_failing_check_does_not_stop_the_others(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: Case) -> list[Finding]:
        raise ValueError("two\nlines")

    monkeypatch.setitem(CHECKS, "token", broken)
    result = await asyncio.to_thread(run, "doctor")
    assert "token: the check itself failed: ValueError: two lines → please report" in result.stdout
    assert "disk:" in result.stdout


async def test_an_unreachable_discord_is_reported() -> None:
    with socket.socket() as deaf:  # holds the port, and accepts no connection
        deaf.bind(("127.0.0.1", 0))
        api = f"http://127.0.0.1:{deaf.getsockname()[1]}/api"
        settings: Settings = load_settings(discord_api=api)
        async with asking(settings) as real:
            answer = await real.ask("/users/@me")
    assert answer.status == 0
    assert answer.error
    assert real.free_bytes(Path.cwd()) > 0
    assert real.has_module("json")
    assert not real.has_module("no_such_module")
