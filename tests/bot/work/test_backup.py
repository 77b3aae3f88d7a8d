"""A backup of a running bot gives the same answers and repeats no post."""

import asyncio
import json
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.daily.ledger import Ledger
from bot.daily.migrations import migrate
from bot.daily.store import Store
from bot.daily.tables import Outcome
from bot.discord.client import Briefbot
from bot.service import BriefingService
from bot.settings import bundled_digest
from bot.work import backup
from bot.work.backup import DATABASE, MANIFEST, QUEUE, BackupError
from bot.work.membership import TakenError
from briefings.answers.questions import AskBrief
from briefings.library.database import create_engine
from briefings.translations.message import restored
from tests.bot.cli.conftest import run
from tests.bot.work.harness import due_now
from tests.loopback import ChannelKind, Guild, LoopbackDiscord
from tests.loopback.tinybot import pointed_at, ready
from tests.waiting import until


@pytest.fixture
def database(stored_digest: Path, tmp_path: Path) -> str:
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "briefbot.sqlite3"
    shutil.copy(stored_digest, path)
    return f"sqlite:///{path}"


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as discord:
        discord.guild("Readers", {"news": ChannelKind.TEXT})
        yield discord


@asynccontextmanager
async def living(database: str, discord: LoopbackDiscord) -> AsyncIterator[Briefbot]:
    async with BriefingService.open(database, [bundled_digest()]) as service, pointed_at(discord):
        bot = Briefbot(service, database=database, guild_ready_timeout=0.02)
        life = asyncio.create_task(bot.start(discord.token))
        await discord.connected()
        await ready(bot)
        try:
            yield bot
        finally:
            await bot.close()
            await life


def subscribe(database: str, guild: Guild) -> str:
    """A daily briefing that became due a minute ago."""
    engine = create_engine(database)
    migrate(engine)
    made = due_now(guild.id, guild["news"].id)
    Store(engine).add(made, limit=9)
    engine.dispose()
    return made.id


def outcome(database: str, subscription: str) -> tuple[Outcome, str]:
    engine = create_engine(database)
    (last,) = Ledger(engine).last(subscription)
    engine.dispose()
    return last.outcome, str(restored(last.reason))


async def posted(discord: LoopbackDiscord, bot: Briefbot) -> int:
    """How many messages there are once nothing is due."""
    assert bot.daily is not None
    daily = bot.daily
    await until(lambda: "planner" in daily.watchdog.names)

    def busy() -> bool:
        due, now = daily.store.next_due(), daily.clock()
        return due is None or due <= now or bool(daily.ledger.open_since(now + timedelta(days=1)))

    await until(lambda: not busy())
    return len(discord.posts())


async def test_posts_made_after_the_backup_are_not_repeated(
    database: str, discord: LoopbackDiscord, tmp_path: Path
) -> None:
    (guild,) = discord.world.guilds.values()
    subscribe(database, guild)
    backup.back_up(database, tmp_path / "copy")
    async with living(database, discord) as bot:
        before = await posted(discord, bot)
        answers = [(await bot.service.reply(AskBrief("summit"))).blocks]
    assert before > 0
    said = await backup.restore(database, tmp_path / "copy", replace=True)
    assert any("written off" in line for line in said)
    async with living(database, discord) as bot:
        assert await posted(discord, bot) == before
        answers.append((await bot.service.reply(AskBrief("summit"))).blocks)
    assert answers[0] == answers[1]


async def test_due_posts_can_be_made_if_the_operator_knows_they_were_not(
    database: str, discord: LoopbackDiscord, tmp_path: Path
) -> None:
    (guild,) = discord.world.guilds.values()
    subscribe(database, guild)
    backup.back_up(database, tmp_path / "copy")
    await backup.restore(database, tmp_path / "copy", replace=True, post_due=True)
    async with living(database, discord) as bot:
        assert await posted(discord, bot) > 0


async def test_a_running_bot_is_backed_up_and_the_copy_is_complete(
    database: str, discord: LoopbackDiscord, tmp_path: Path
) -> None:
    (guild,) = discord.world.guilds.values()
    one = subscribe(database, guild)
    async with living(database, discord) as bot:
        await posted(discord, bot)
        stop = threading.Event()
        writing = asyncio.create_task(asyncio.to_thread(write_until, database, stop))
        said = await asyncio.to_thread(backup.back_up, database, tmp_path / "copy")
        stop.set()
        assert await writing > 0
        with pytest.raises(TakenError, match="another process already posts"):
            await backup.restore(database, tmp_path / "copy", replace=True)
        reply = (await bot.service.reply(AskBrief("summit"))).blocks
    assert [line.partition(":")[0] for line in said] == [QUEUE, DATABASE]
    other = f"sqlite:///{tmp_path / 'other' / 'briefbot.sqlite3'}"
    await backup.restore(other, tmp_path / "copy")
    assert outcome(other, one)[0] is Outcome.POSTED
    async with BriefingService.open(other, [bundled_digest()]) as service:
        assert (await service.reply(AskBrief("summit"))).blocks == reply


def write_until(database: str, stop: threading.Event) -> int:
    """Write in many small transactions, as a busy bot does; return how many."""
    writes = 0
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"), timeout=60)) as there:
        there.execute("CREATE TABLE busy (n INTEGER)")
        while not stop.is_set() or not writes:
            with there:
                there.execute("INSERT INTO busy VALUES (?)", (writes,))
            writes += 1
    return writes


async def test_deliveries_under_way_are_closed_with_the_reason(
    database: str, tmp_path: Path, discord: LoopbackDiscord
) -> None:
    (guild,) = discord.world.guilds.values()
    one = subscribe(database, guild)
    engine = create_engine(database)
    (due,) = Store(engine).of_guild(guild.id)
    assert due.next_due is not None
    Ledger(engine).open(one, due.next_due.date(), due.next_due, due.next_due)
    engine.dispose()
    backup.back_up(database, tmp_path / "copy")
    await backup.restore(database, tmp_path / "copy", replace=True)
    ending, reason = outcome(database, one)
    assert ending is Outcome.MISSED
    assert reason.startswith("The bot's data was restored from a backup of")


def test_an_existing_database_is_kept_aside(database: str, tmp_path: Path) -> None:
    backup.back_up(database, tmp_path / "copy")
    with pytest.raises(BackupError, match="restore with --replace"):
        asyncio.run(backup.restore(database, tmp_path / "copy"))
    said = asyncio.run(backup.restore(database, tmp_path / "copy", replace=True))
    assert "kept as briefbot.sqlite3.before-" in said[0]
    assert list((tmp_path / "data").glob("briefbot.sqlite3.before-*"))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda copy: (copy / MANIFEST).unlink(), "is no backup"),
        (lambda copy: (copy / MANIFEST).write_text("{}"), "is no backup"),
        (lambda copy: (copy / MANIFEST).write_text("[]"), "is no backup"),
        (lambda copy: (copy / DATABASE).unlink(), "is not whole"),
        (lambda copy: (copy / DATABASE).write_bytes(b"SQLite"), "is damaged"),
        (lambda copy: rewrite(copy, format=2), "another version"),
        (lambda copy: rewrite(copy, files={}), "is not whole"),
        (lambda copy: rewrite(copy, files={"../x": ""}), "is not whole"),
        (lambda copy: rewrite(copy, made_at="yesterday"), "is no backup"),
    ],
)
def test_a_damaged_backup_changes_nothing(
    database: str, tmp_path: Path, damage: object, said: str
) -> None:
    backup.back_up(database, tmp_path / "copy")
    assert callable(damage)
    damage(tmp_path / "copy")
    before = sorted(path.name for path in (tmp_path / "data").iterdir())
    with pytest.raises(BackupError, match=said):
        asyncio.run(backup.restore(database, tmp_path / "copy", replace=True))
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == before


def rewrite(copy: Path, **changes: object) -> None:
    manifest = json.loads((copy / MANIFEST).read_text())
    (copy / MANIFEST).write_text(json.dumps({**manifest, **changes}))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///nowhere/x.sqlite3", "nothing to back up"),
        ("sqlite://", "in memory"),
        ("postgresql://host/name", "pg_dump"),
    ],
)
def test_what_cannot_be_backed_up_is_reported(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(BackupError, match=said):
        backup.back_up(url, tmp_path / "copy")


def test_a_damaged_database_is_not_backed_up(database: str, tmp_path: Path) -> None:
    path = Path(database.removeprefix("sqlite:///"))
    path.write_bytes(path.read_bytes()[:50_000] + b"\xff" * 9_000)
    with pytest.raises(BackupError, match="can't be made"):
        backup.back_up(database, tmp_path / "copy")
    assert not list(tmp_path.glob("copy*"))


def test_the_commands_say_what_they_did_or_why_not(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("backup", "copy")
    assert "backed up to copy" in made.stdout
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    assert "copy exists: name a new folder" in run("backup", "copy").stderr
    refused = run("restore", "copy")
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
    assert "restored" in run("restore", "copy", "--replace").stdout
