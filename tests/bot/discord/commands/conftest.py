"""A bot with `/daily` on the loopback Discord."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.discord.client import Briefbot
from bot.service import BriefingService
from tests.bot.discord.commands.server import CHANNELS, Server
from tests.bot.patience import patient
from tests.loopback import (
    LoopbackDiscord,
    Permission,
)
from tests.loopback.tinybot import pointed_at, ready


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
