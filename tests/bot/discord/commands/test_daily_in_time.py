"""`/daily` answers within Discord's three seconds, however long the database takes."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from bot.daily.store import Store
from bot.discord.client import Briefbot
from bot.discord.interactions import PATIENCE
from bot.service import BriefingService
from tests.bot.discord.commands.server import Server
from tests.waiting import LAST_RESORT

DEFERRED, DEFERRED_UPDATE, DIALOG = 5, 6, 9


class BusyDatabase:
    """Blocks every request to the store until released."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._go = threading.Event()
        self._go.set()
        for name in ("of_guild", "add", "change", "remove", "template", "set_template", "forget"):
            monkeypatch.setattr(Store, name, self._held_up(getattr(Store, name)))

    def _held_up(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def wait(*args: Any, **kwargs: Any) -> Any:
            assert self._go.wait(LAST_RESORT)
            return method(*args, **kwargs)

        return wait

    def begin(self) -> None:
        self._go.clear()

    def end(self) -> None:
        self._go.set()


@pytest.fixture
def busy(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[BusyDatabase]:
    busy = BusyDatabase(monkeypatch)
    yield busy
    busy.end()


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("add", "Daily briefing added"),
        ("list", "Daily briefings"),
        ("preview", "would be posted now"),
        ("pause", "Paused"),
        ("resume", "not paused"),
        ("status", "Status"),
        ("remove", "Remove this daily briefing?"),
        ("forget", "Delete all of it?"),
    ],
)
async def test_a_command_is_deferred_and_answered(
    server: Server, busy: BusyDatabase, verb: str, said: str
) -> None:
    await server.daily("add", channel=server.guild["news"], time="8")
    server.bot.interactions.patience = 0.02
    busy.begin()
    options = {"channel": server.guild["wire"], "time": "9"} if verb == "add" else {}
    asked = await server.ask(verb, **options)
    assert (await asked.response())["type"] == DEFERRED
    busy.end()
    answer = await asked.message()
    assert said in answer.text
    assert answer.visible_to == server.moderator.id


async def test_an_export_arrives_late_but_complete(server: Server, busy: BusyDatabase) -> None:
    server.bot.interactions.patience = 0.02
    busy.begin()
    asked = await server.ask("export")
    assert (await asked.response())["type"] == DEFERRED
    busy.end()
    message = await asked.message()
    assert [file["filename"] for file in message.payload()["attachments"]] == [
        "daily-briefings.json"
    ]


async def test_a_button_is_deferred_and_its_message_replaced(
    server: Server, busy: BusyDatabase
) -> None:
    await server.daily("add", channel=server.guild["news"], time="8")
    question = await (await server.ask("remove")).message()
    server.bot.interactions.patience = 0.02
    busy.begin()
    pressed = await server.discord.press("Remove it", message=question, user=server.moderator)
    assert (await pressed.response())["type"] == DEFERRED_UPDATE
    busy.end()
    await server.discord.until(lambda: "is removed" in question.text)
    assert server.stored() == []


async def test_a_late_dialog_is_opened_by_a_button(server: Server, busy: BusyDatabase) -> None:
    server.bot.interactions.patience = 0.02
    busy.begin()
    asked = await server.ask("template")
    assert (await asked.response())["type"] == DEFERRED
    busy.end()
    message = await asked.message()
    opened = await server.discord.press("Open the dialog", message=message, user=server.moderator)
    assert "{%" in str(await opened.modal())


async def test_choices_that_take_too_long_are_empty(server: Server, busy: BusyDatabase) -> None:
    await server.daily("add", channel=server.guild["news"], time="8")
    server.bot.interactions.patience = 0.02
    busy.begin()
    asked = await server.discord.autocomplete(
        "daily status", "briefing", "", user=server.moderator, channel=server.guild["talk"]
    )
    assert await asked.choices() == []


async def test_a_failure_after_deferring_is_answered_too(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.bot.interactions.patience = 0.02
    go = threading.Event()

    def breaks(*_: object) -> None:
        assert go.wait(LAST_RESORT)
        raise ValueError("broken")

    monkeypatch.setattr(Store, "of_guild", breaks)
    asked = await server.ask("list")
    assert (await asked.response())["type"] == DEFERRED
    go.set()
    assert "went wrong" in (await asked.message()).text.lower()


async def test_a_slow_acknowledgement_is_waited_for(server: Server, busy: BusyDatabase) -> None:
    """The answer is ready during the deferral: Discord accepts only one first answer."""
    server.bot.interactions.patience = 0.02
    server.discord.faults.latency = 0.3
    busy.begin()
    asked = await server.ask("list")
    await asyncio.sleep(0.1)
    busy.end()
    assert "No daily briefings yet" in (await asked.message()).text
    assert asked.refusals == []


def test_a_bot_with_default_limits_defers_well_before_discord_gives_up(
    service: BriefingService,
) -> None:
    bot = Briefbot(service)
    assert bot.interactions.patience == PATIENCE
    assert PATIENCE <= 1.5


async def test_a_database_that_another_process_holds_is_deferred_in_time(server: Server) -> None:
    """With the real limits: the bot's own, and Discord's three seconds."""
    for channel in ("news", "wire"):
        await server.daily("add", channel=server.guild[channel], time="8")
    gone, kept = server.stored()
    question = await (await server.ask("remove", briefing=gone.id)).message()
    server.bot.interactions.patience = PATIENCE
    server.discord.callback_deadline = 3.0
    assert server.bot.daily is not None
    path = server.bot.daily.store.engine.url.database
    assert path is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        asked = [
            await server.ask("add", channel=server.guild["talk"], time="9"),
            await server.ask("pause", briefing=kept.id),
        ]
        pressed = await server.discord.press("Remove it", message=question, user=server.moderator)
        assert [(await one.response())["type"] for one in asked] == [DEFERRED, DEFERRED]
        assert (await pressed.response())["type"] == DEFERRED_UPDATE
        other.execute("ROLLBACK")
    added, paused = [(await one.message()).text for one in asked]
    assert "Daily briefing added" in added
    assert "Paused" in paused
    await server.discord.until(lambda: "is removed" in question.text)
    assert [one.refusals for one in (*asked, pressed)] == [[], [], []]
