"""Shares of the bot's time: a user or server that asks without end makes nobody else wait.

While few interactions are being answered, everybody is answered. Once there are many, users and
servers over their share are asked to try again. So few are under way, and the next one waits only
briefly.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any, TypeVar

import discord
import structlog

from bot.discord.lost import LOST
from bot.discord.readers import asker_of
from bot.operations.figures import InteractionFigures, Outcome
from briefings.translations import gettext

Interaction = discord.Interaction[Any]

T = TypeVar("T", bound=Hashable)

BUSY = 48
"""How many interactions under way count as many: at a few milliseconds each, the next one waits
a sixth of a second. A lower limit would refuse a lively server after the shortest pause of the
machine."""

OF_A_USER = 6
OF_A_SERVER = 40
"""How many of them one user, and one server's users, may have."""

REFUSALS = 8
"""How many refusals are sent at once: they too take time from answers."""

FAILED = "failed"
"""In an interaction's `extras`: answering it raised something."""

LONGEST_WAIT = 2.5
"""Seconds after which a refusal is no longer sent: Discord waits for 3."""

TOO_MUCH = gettext("That's more than I can answer at once. Please try again in a moment.")

log = structlog.get_logger()


class Shares:
    """How many interactions each user and server has under way."""

    def __init__(
        self,
        busy: int = BUSY,
        of_a_user: int = OF_A_USER,
        of_a_server: int = OF_A_SERVER,
    ) -> None:
        self._busy = busy
        self._of_a_user = of_a_user
        self._of_a_server = of_a_server
        self._users: Counter[int] = Counter()
        self._members: Counter[tuple[int, int]] = Counter()
        """By server and user."""
        self._servers: Counter[int] = Counter()
        """Each user counts up to a user's share: what is over is not taken from the others'."""

    @property
    def under_way(self) -> int:
        """How many interactions are being answered."""
        return self._users.total()

    def take(self, user: int, server: int | None) -> bool:
        """Take a place; False if there is none for this user or server now."""
        if self.under_way >= self._busy and (
            self._users[user] >= self._of_a_user
            or (server is not None and self._servers[server] >= self._of_a_server)
        ):
            return False
        self._users[user] += 1
        if server is not None:
            self._members[server, user] += 1
            if self._members[server, user] <= self._of_a_user:
                self._servers[server] += 1
        return True

    def give_back(self, user: int, server: int | None) -> None:
        """Give back a place that was taken."""
        _less(self._users, user)
        if server is not None:
            if self._members[server, user] <= self._of_a_user:
                _less(self._servers, server)
            _less(self._members, (server, user))


def _less(counter: Counter[T], key: T) -> None:
    """Count one less; drop zeros."""
    counter[key] -= 1
    if not counter[key]:
        del counter[key]


class Admission:
    """Admits interactions, each while the task that answers it runs."""

    def __init__(
        self, shares: Shares | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.shares = shares or Shares()
        self.longest_wait = LONGEST_WAIT
        self.refused = 0
        """How many interactions were refused."""
        self.figures = InteractionFigures()
        self._clock = clock
        self._sending = asyncio.Semaphore(REFUSALS)
        self._one_ended = asyncio.Event()

    async def admit(self, interaction: Interaction) -> bool:
        """Whether to answer it. If not, tells the user.

        Call it once, in the task that answers.
        """
        came = self._clock()
        owner = interaction.user.id, interaction.guild_id
        if self.shares.take(*owner):
            task = asyncio.current_task()
            assert task is not None  # noqa: S101  # a running coroutine belongs to a task
            task.add_done_callback(lambda _: self._ended(interaction, came))
            return True
        self.refused += 1
        self.figures.note(_name(interaction), Outcome.REFUSED, 0.0)
        async with self._sending:
            if self._clock() - came < self.longest_wait:
                await self._refuse(interaction)
        return False

    async def all_answered(self, within: float) -> None:
        """Wait until all admitted interactions are answered, at most `within` seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while self.shares.under_way:
                    self._one_ended.clear()
                    await self._one_ended.wait()

    def _ended(self, interaction: Interaction, came: float) -> None:
        self._one_ended.set()
        self.shares.give_back(interaction.user.id, interaction.guild_id)
        outcome = Outcome.ANSWERED
        if interaction.extras.get(LOST):
            outcome = Outcome.LOST
        elif interaction.extras.get(FAILED):
            outcome = Outcome.FAILED
        self.figures.note(_name(interaction), outcome, self._clock() - came)

    async def _refuse(self, interaction: Interaction) -> None:
        try:
            if interaction.type is discord.InteractionType.autocomplete:
                await interaction.response.autocomplete([])
            else:
                await interaction.response.send_message(
                    asker_of(interaction).say(TOO_MUCH), ephemeral=True
                )
        except discord.HTTPException as error:
            log.warning("refusal_failed", status=error.status, code=error.code)


def _name(interaction: Interaction) -> str:
    """The command's name (also for its choices), or the kind of interaction."""
    kind = interaction.type.name
    if interaction.command is None:
        return kind
    name = interaction.command.qualified_name
    return f"{name} ({kind})" if interaction.type.name == "autocomplete" else name
