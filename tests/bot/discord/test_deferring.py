"""Slow answers are deferred, over real sockets and in real time."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

from bot.discord.client import Briefbot
from bot.discord.interactions import Interactions
from bot.service import Audience, BriefingService
from briefings.answers.questions import AskHelp, Question
from briefings.rendering.reply import Reply
from tests.loopback import LoopbackDiscord
from tests.loopback.tinybot import pointed_at, ready
from tests.waiting import until


class SlowService:
    """A service whose replies wait until released."""

    def __init__(self, service: BriefingService) -> None:
        self._service = service
        self.go = asyncio.Event()
        self.asked = asyncio.Event()
        self.error: Exception | None = None
        self.waiting = 0
        """How many replies are not there yet, and still wanted."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)

    async def reply(self, question: Question, audience: Audience) -> Reply:
        self.waiting += 1
        self.asked.set()
        try:
            await self.go.wait()
        finally:
            self.waiting -= 1
        if self.error:
            raise self.error
        return await self._service.reply(question, audience)


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as discord:
        discord.guild()
        yield discord


@pytest.fixture
async def slow(service: BriefingService, discord: LoopbackDiscord) -> AsyncIterator[SlowService]:
    slow = SlowService(service)
    client = Briefbot(slow, guild_ready_timeout=0.02)  # type: ignore[arg-type]  # it acts as one
    client.interactions.patience = 0.02
    async with pointed_at(discord), client:
        life = asyncio.create_task(client.start(discord.token))
        await discord.connected()
        await ready(client)
        yield slow
        slow.go.set()
        await client.close()
        await life


async def test_a_slow_command_is_deferred_and_arrives(
    discord: LoopbackDiscord, slow: SlowService
) -> None:
    asked = await discord.slash("brief", topic="summit")
    assert (await asked.response())["type"] == 5
    slow.go.set()
    assert "Alaska" in (await asked.message()).text


async def test_a_slow_not_found_is_only_for_the_asker(
    discord: LoopbackDiscord, slow: SlowService
) -> None:
    asked = await discord.slash("brief", topic="qqqqqq")
    assert (await asked.response())["type"] == 5
    thinking = asked.original
    assert thinking is not None
    assert not thinking.ephemeral
    slow.go.set()
    notice = await asked.followup()
    assert "qqqqqq" in notice.text
    assert notice.visible_to == asked.user.id
    await discord.until(lambda: thinking.deleted)


async def test_a_slow_failure_is_only_for_the_asker(
    discord: LoopbackDiscord, slow: SlowService
) -> None:
    slow.error = ValueError("broken")
    asked = await discord.slash("brief", topic="summit")
    await asked.response()
    slow.go.set()
    notice = await asked.followup()
    assert notice.visible_to == asked.user.id
    thinking = asked.original
    assert thinking is not None
    await discord.until(lambda: thinking.deleted)


async def test_a_slow_page_turns_when_it_is_ready(
    discord: LoopbackDiscord, slow: SlowService
) -> None:
    slow.go.set()
    message = await (await discord.slash("quote", person="Steve Witkoff")).message()
    before = message.text
    slow.go.clear()
    pressed = await discord.press("More →", message=message)
    assert (await pressed.response())["type"] == 6
    slow.go.set()
    assert (await pressed.message()).text != before


async def test_a_slow_step_is_deferred_only_for_the_presser(
    discord: LoopbackDiscord, slow: SlowService
) -> None:
    slow.go.set()
    message = await (await discord.slash("brief", topic="summit")).message()
    slow.go.clear()
    pressed = await discord.press("Timeline", message=message)
    assert (await pressed.response())["type"] == 5
    slow.go.set()
    opened = await pressed.message()
    assert opened.visible_to == pressed.user.id
    assert "2025" in opened.text


async def test_an_answer_nobody_waits_for_is_dropped(service: BriefingService) -> None:
    slow = SlowService(service)
    interactions = Interactions(slow, patience=60)  # type: ignore[arg-type]  # it acts as one
    # All that is used until the answer is there.
    interaction: Any = SimpleNamespace(locale="en-GB", guild_locale=None, guild_id=None, guild=None)
    answering = asyncio.create_task(interactions.answer(interaction, AskHelp()))
    await until(lambda: slow.asked.is_set() or answering.done())
    answering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answering
    await asyncio.sleep(0)
    assert slow.waiting == 0
