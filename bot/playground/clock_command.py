"""`/playground clock`: a command that only the playground has."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.playground.clock import EXAMPLES, Clock, ClockError, moment

Woken = Callable[[], object]
"""Called when the clock was moved: sleepers must check the time again."""


class Mover:
    """Moves the clock and wakes everything that waits for a time."""

    def __init__(self, clock: Clock, woken: Woken) -> None:
        self.clock = clock
        self._woken = woken

    def read(self, text: str) -> datetime:
        """The moment named by `text`; raises ClockError like `clock.moment`."""
        return moment(text, self.clock.now())

    def move(self, to: datetime) -> None:
        self.clock.move(to)
        self._woken()


def group(mover: Mover) -> app_commands.Group:
    """The commands that exist only here."""
    commands = app_commands.Group(name="playground", description="Only in the playground")

    @commands.command(name="clock", description="Move the clock forward; what is due then happens")
    @app_commands.describe(to=EXAMPLES)
    async def clock(
        interaction: discord.Interaction[Any], to: app_commands.Range[str, 1, 60]
    ) -> None:
        try:
            moved_to = mover.read(to)
        except ClockError as error:
            await interaction.response.send_message(str(error), ephemeral=True)
            return
        await interaction.response.send_message(
            f"The playground's clock now shows {discord.utils.format_dt(moved_to, 'F')}."
        )
        # Only now, because Discord's patience with an interaction runs by this clock too.
        mover.move(moved_to)

    return commands
