"""simcord's Discord, on the playground's clock and with the bot under its own name."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast

import discord
from simcord import Env
from simcord.backend import Backend

from bot.playground.clock import Clock

NAME = "briefbot"

PATIENCE = 60.0
"""Seconds that the simulated Discord waits for the bot.

Discord's three allow for networks and crowds. Here are neither, but the machine may be slow.
"""


class _PatientBackend(Backend):
    """Accepts answers that Discord would reject as late, and lets people choose their language;
    simcord's people all speak English."""

    locale = "en-US"

    def emit(self, event: str, payload: Mapping[str, Any]) -> None:
        if event == "INTERACTION_CREATE":
            said = dict.fromkeys({"locale", "guild_locale"} & payload.keys(), self.locale)
            payload = {**payload, **said}
        super().emit(event, payload)

    def iso_after(self, seconds: float) -> str:
        return super().iso_after(max(seconds, PATIENCE))


def speak(env: Env, language: str) -> None:
    """Switch everybody, and every server, to a language."""
    backend = env.backend
    assert isinstance(backend, _PatientBackend)  # noqa: S101  # `simulate` made it
    backend.locale = "en-US" if language == "en" else language
    for guild in list(backend.guilds.values()):
        backend.edit_guild(guild.id, {"preferred_locale": backend.locale})


@asynccontextmanager
async def simulate(client: discord.Client, clock: Clock) -> AsyncIterator[Env]:
    """Like `simcord.run`, but with a chosen clock, name and patience."""
    env = Env(client, check_errors=False, settle_timeout=PATIENCE)
    env.backend = _PatientBackend(clock=cast("Any", clock))
    env.backend.bot_user.name = NAME
    await env.start()
    try:
        with env.time_context():
            yield env
    finally:
        await env.shutdown()
