"""A bot with `/daily`, and one with `/feeds`, on the loopback Discord."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.discord.client import Briefbot
from bot.service import BriefingService
from bot.settings import load_settings
from bot.sources import following
from bot.work.feed_limits import Permit
from tests.bot.discord.commands.feeds_bench import LIMIT, LINK, PEOPLE, TRIES, Bench
from tests.bot.discord.commands.server import CHANNELS, Server
from tests.bot.patience import patient
from tests.briefings.ingest.sites import Site
from tests.briefings.sources.fetching.conftest import serving
from tests.loopback import (
    ChannelKind,
    LoopbackDiscord,
    Permission,
)
from tests.loopback.tinybot import pointed_at, ready
from tests.waiting import until


@pytest.fixture
async def server(service: BriefingService, tmp_path: Path) -> AsyncIterator[Server]:
    async with LoopbackDiscord() as discord:
        guild = discord.guild(
            "Readers",
            CHANNELS,
            members={"Mod": Permission.MANAGE_GUILD, "Reader": Permission(0)},
        )
        database = f"sqlite:///{tmp_path / 'daily.sqlite3'}"
        bot = patient(Briefbot(service, database=database, guild_ready_timeout=0.02))
        async with pointed_at(discord):
            life = asyncio.create_task(bot.start(discord.token))
            await discord.connected()
            await ready(bot)
            yield Server(discord, bot, guild)
            await bot.close()
            await life


@pytest.fixture
async def bench(
    service: BriefingService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Bench]:
    database = f"sqlite:///{tmp_path / 'library.sqlite3'}"  # the service's
    site = Site()
    site.publish("pier", at=datetime.now(UTC) - timedelta(hours=1))
    site.pages["/"] = (
        f"<!doctype html><html><head>{LINK.format('all')}{LINK.format('*town*')}</head></html>"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFBOT_FETCH_ALLOW", "127.0.0.1")
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", database)
    async with LoopbackDiscord() as discord, serving(site.answer) as address:
        site.address = address
        guilds = [
            discord.guild(name, {"talk": ChannelKind.TEXT}, members=PEOPLE)
            for name in ("Readers", "Writers", "Strangers")
        ]
        bot = Briefbot(
            service,
            database=database,
            guild_ready_timeout=0.02,
            following=following(load_settings()),
            feeds=Permit(frozenset(guild.id for guild in guilds[:2]), LIMIT, TRIES),
        )
        async with pointed_at(discord):
            life = asyncio.create_task(bot.start(discord.token))
            await discord.connected()
            await ready(bot)
            await until(lambda: bot.sources is not None and bot.sources.fetching() is not None)
            yield Bench(discord, bot, site, *guilds)
            await bot.close()
            await life
