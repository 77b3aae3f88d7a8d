"""Settings are reloaded while the bot runs; wrong ones change nothing."""

import asyncio
import logging
import shutil
import signal
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.discord import run
from bot.discord.client import Briefbot
from bot.discord.reloading import Reloader, permit
from bot.service import BriefingService
from bot.settings import bundled_digest, load_settings
from bot.sources import following
from tests.bot import processes
from tests.loopback import LoopbackDiscord
from tests.waiting import LAST_RESORT


class Case:
    """A bot and the file with its settings."""

    def __init__(self, bot: Briefbot, folder: Path) -> None:
        self.bot = bot
        self._file = folder / "briefbot.toml"
        self.reloader = Reloader(bot, load_settings(), load_settings)

    async def reload(self, *lines: str) -> list[dict[str, Any]]:
        """Write the settings and have them reloaded; return the log."""
        await asyncio.to_thread(self.write, *lines)
        with structlog.testing.capture_logs() as logs:
            await self.reloader.reload()
        return [dict(line) for line in logs if str(line["event"]).startswith("settings_")]

    def write(self, *lines: str) -> None:
        self._file.write_text("\n".join(lines) + "\n")


@pytest.fixture
async def case(
    service: BriefingService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Case]:
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    bot = Briefbot(
        service,
        database=f"sqlite:///{tmp_path / 'bot.sqlite3'}",
        feeds=permit(settings),
        pictures=False,
    )
    yield Case(bot, tmp_path)
    await bot.close()


def event(logs: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = [line for line in logs if line["event"] == name]
    return found


async def test_limits_take_effect_at_once(case: Case) -> None:
    bot = case.bot
    assert bot.daily is not None
    assert bot.daily_responses is not None
    assert bot.feeds is not None
    feeds = await asyncio.to_thread(bot.feeds._feeds)
    logs = await case.reload(
        "briefbot_daily_limit = 7",
        "briefbot_catch_up_hours = 2",
        "briefbot_requests_per_second = 11",
        'briefbot_feeds_servers = "123456789012345678"',
        "briefbot_feeds_tries = 2",
    )
    assert event(logs, "settings_reloaded")["changed"] == [
        "BRIEFBOT_FEEDS_SERVERS: unset → 123456789012345678",
        "BRIEFBOT_FEEDS_TRIES: 5 → 2",
        "BRIEFBOT_DAILY_LIMIT: 500 → 7",
        "BRIEFBOT_CATCH_UP_HOURS: 6.0 → 2.0",
        "BRIEFBOT_REQUESTS_PER_SECOND: 50 → 11",
    ]
    assert bot.daily_responses.manager.limit == 7
    assert bot.daily.planner.window == bot.daily._deliverer.window == timedelta(hours=2)
    assert (bot.pacer.rate, bot.pacer.allowance) == (11, 10)
    assert feeds.permit.allows(123456789012345678)
    assert not feeds.permit.allows(1)
    assert [feeds._tries.take(1) > 0 for _ in range(3)] == [False, False, True]
    assert event(await case.reload(), "settings_reloaded")["changed"][2:3] == [
        "BRIEFBOT_DAILY_LIMIT: 7 → 500"
    ]
    assert (bot.daily_responses.manager.limit, feeds.permit.allows(1)) == (500, False)


async def test_feeds_not_yet_requested_get_the_new_limits(case: Case) -> None:
    await case.reload('briefbot_feeds_servers = "all"', "briefbot_feeds_limit = 3")
    assert case.bot.feeds is not None
    feeds = await asyncio.to_thread(case.bot.feeds._feeds)
    assert feeds.permit.allows(1)
    assert feeds.permit.feeds == 3


async def test_the_log_level_takes_effect_at_once(case: Case) -> None:
    await case.reload('briefbot_log_level = "ERROR"')
    assert logging.getLogger().level == logging.ERROR


async def test_templates_and_digest_are_taken_from_other_folders(
    case: Case, tmp_path: Path
) -> None:
    service, (templates, digest) = case.bot.service, (tmp_path / "own", tmp_path / "digest")
    templates.mkdir()
    await asyncio.to_thread(shutil.copytree, bundled_digest(), digest)
    (templates / "help.md.j2").write_text("# Ours\nAsk us.\n")
    logs = await case.reload(
        f'briefbot_templates = "{templates}"', f'briefbot_digest = ["{digest}"]'
    )
    assert event(logs, "settings_reloaded")["changed"] == [
        f"BRIEFBOT_TEMPLATES: unset → {templates}",
        "BRIEFBOT_DIGEST",
    ]
    assert "help" in service.renderer._overrides
    assert service._folders == (digest,)
    (templates / "help.md.j2").write_text("# Ours again\nAsk us.\n")
    before = service.renderer
    assert (
        event(
            await case.reload(
                f'briefbot_templates = "{templates}"', f'briefbot_digest = ["{digest}"]'
            ),
            "settings_reloaded",
        )["changed"]
        == []
    )
    assert service.renderer is not before


async def test_settings_that_need_a_restart_are_reported_each_time_and_change_nothing(
    case: Case,
) -> None:
    for _ in range(2):
        logs = await case.reload("briefbot_http_port = 9100", 'discord_token = "another"')
        assert event(logs, "settings_need_restart")["settings"] == [
            "BRIEFBOT_HTTP_PORT",
            "DISCORD_TOKEN",
        ]
        assert "another" not in str(logs)
    assert case.reloader.settings.http_port is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("briefbot_daily_limit = 0", "BRIEFBOT_DAILY_LIMIT: write at least 1"),
        ("briefbot_daily_limit =", "briefbot.toml: is not TOML"),
        ('briefbot_templates = "nowhere"', "BRIEFBOT_TEMPLATES: no such folder"),
        (
            '[[briefbot_topics]]\nname = "Bridges"\nkeywords = ["?"]',
            "BRIEFBOT_TOPICS 1, keywords: write a list of words or phrases",
        ),
    ],
)
async def test_wrong_settings_leave_those_in_effect(case: Case, line: str, said: str) -> None:
    await case.reload("briefbot_daily_limit = 9")
    (wrong,) = await case.reload("briefbot_feeds_limit = 3", line)
    assert wrong["event"] == "settings_wrong"
    assert wrong["problem"].startswith(said)
    settings = case.reloader.settings
    assert (settings.daily_limit, settings.feeds_limit) == (9, 10)


async def test_unknown_settings_are_reported(case: Case) -> None:
    logs = await case.reload("briefbot_daily_limits = 9")
    assert "did you mean briefbot_daily_limit?" in event(logs, "settings_doubtful")["problem"]


async def test_settings_that_failed_are_tried_again(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise OSError("away")

    with monkeypatch.context() as patched:
        patched.setattr(type(case.bot.service), "use_folders", broken)
        logs = await case.reload(f'briefbot_digest = ["{bundled_digest()}"]')
    assert event(logs, "settings_not_taken")["settings"] == ["BRIEFBOT_DIGEST"]
    assert event(logs, "settings_reloaded")["changed"] == []
    again = await case.reload(f'briefbot_digest = ["{bundled_digest()}"]')
    assert event(again, "settings_reloaded")["changed"] == ["BRIEFBOT_DIGEST"]


async def test_a_file_that_did_not_change_is_not_read(case: Case, tmp_path: Path) -> None:
    with structlog.testing.capture_logs() as logs:
        await case.reloader.look()
        case.write("briefbot_daily_limit = 7")
        await case.reloader.look()
        await case.reloader.look()
        (tmp_path / "briefbot.toml").unlink()
        await case.reloader.look()
    said = [line["changed"] for line in logs if line["event"] == "settings_reloaded"]
    assert said == [["BRIEFBOT_DAILY_LIMIT: 500 → 7"], ["BRIEFBOT_DAILY_LIMIT: 7 → 500"]]


async def test_without_daily_briefings_fewer_parts_are_told(
    service: BriefingService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bot = Briefbot(service, pictures=False)
    logs = await Case(bot, tmp_path).reload(
        "briefbot_daily_limit = 7",
        "briefbot_catch_up_hours = 2",
        "briefbot_requests_per_second = 11",
        "briefbot_feeds_limit = 3",
        'briefbot_sources = "https://news.example/feed"',
    )
    assert len(event(logs, "settings_reloaded")["changed"]) == 5
    assert bot.pacer.rate == 11
    await bot.close()


async def test_sources_are_followed_as_configured(case: Case, tmp_path: Path) -> None:
    bot, folder = case.bot, tmp_path / "inbox"
    folder.mkdir()
    assert bot.daily is not None
    settings = load_settings(database_url=f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    make = following(settings)
    bot.sources = await asyncio.to_thread(
        make, bot.service.library, bot.daily.durable, bot.service.clock, set
    )
    await bot.sources.prepare()
    logs = await case.reload(f'briefbot_sources = ["{folder}", "https://"]')
    assert event(logs, "settings_reloaded")["changed"] == ["BRIEFBOT_SOURCES"]
    assert [one.address for one in bot.sources.store.all()] == [str(folder)]
    await case.reload()
    assert bot.sources.store.all() == []


async def until_said(process: asyncio.subprocess.Process, *parts: str) -> str:
    assert process.stderr is not None
    async with asyncio.timeout(LAST_RESORT):
        while True:
            line = (await process.stderr.readline()).decode()
            assert line, "the process ended"
            if all(part in line for part in parts):
                return line


@pytest.fixture
def _heard() -> Iterator[None]:
    """Don't ignore SIGHUP: processes inherit that if the tests run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("_heard")
async def test_sighup_makes_the_bot_reload_its_settings(tmp_path: Path) -> None:
    async with LoopbackDiscord() as discord:
        discord.guild()
        async with processes.running(discord, tmp_path) as bot:
            (tmp_path / "briefbot.toml").write_text("briefbot_daily_limit = 0\n")
            await until_said(bot, "settings_wrong", "BRIEFBOT_DAILY_LIMIT: write at least 1")
            (tmp_path / "briefbot.toml").write_text("briefbot_daily_limit = 20\n")
            await until_said(bot, "settings_reloaded", "BRIEFBOT_DAILY_LIMIT: 500 \\u2192 20")
            bot.send_signal(signal.SIGHUP)
            await until_said(bot, "settings_reloaded", '"changed": []')
            assert (await (await discord.slash("help")).message(within=LAST_RESORT)).text


@pytest.mark.parametrize(
    ("in_terminal", "done"), [(True, ["closed", "stop"]), (False, ["reloaded"])]
)
async def test_a_closed_terminal_stops_the_bot_running_in_it(
    monkeypatch: pytest.MonkeyPatch,
    in_terminal: bool,  # noqa: FBT001  # a parameter of the test
    done: list[str],
) -> None:
    monkeypatch.setattr("bot.discord.run.os.isatty", lambda _: in_terminal)
    found: list[str] = []
    happened = asyncio.Event()

    def work(name: str) -> Any:
        async def do() -> None:
            found.append(name)
            happened.set()

        return do

    monkeypatch.setattr(signal, "getsignal", lambda _: signal.SIG_DFL)  # also under nohup
    stop = run._heed_signals(work("closed"), work("reloaded"))
    signal.raise_signal(signal.SIGHUP)
    await asyncio.wait_for(happened.wait(), LAST_RESORT)
    assert found + (["stop"] if stop.is_set() else []) == done
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().remove_signal_handler(number)
