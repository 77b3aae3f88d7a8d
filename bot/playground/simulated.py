"""simcord's Discord, on the playground's clock and with the bot under its own name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import discord
from simcord import Env
from simcord.backend import Backend

from bot.playground.clock import Clock

NAME = "briefbot"


@asynccontextmanager
async def simulate(client: discord.Client, clock: Clock) -> AsyncIterator[Env]:
    """`simcord.run`, but for the clock and the name, which it does not let choose."""
    env = Env(client, check_errors=False)
    env.backend = Backend(clock=cast("Any", clock))
    env.backend.bot_user.name = NAME
    await env.start()
    try:
        with env.time_context():
            yield env
    finally:
        await env.shutdown()
