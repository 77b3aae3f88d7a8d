"""Asks the bot everything it answers, on the loopback Discord, and judges the answers.

For `benchmarks.load` and `benchmarks.faults`. Each question comes from another user, so that nobody
uses up their share of the bot's time. An answer is right if it is what the bot answers while all is
well. "Ask again in a moment" and "Something went wrong" are counted separately.
"""

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from benchmarks.latency import CHECKED, COMMANDS, TYPED
from bot.discord.messages.layout import ERROR
from bot.discord.shares import TOO_MUCH
from tests.loopback import ChannelKind, Interaction, LoopbackDiscord, Message, Permission
from tests.loopback.messages import walk

USERS = 50
LONGEST_WAIT = 60.0
"""Seconds to wait for a deferred answer."""
SEARCHED = "security guarantees"
TURNING = 1
"""The style of buttons that turn pages."""

_MOMENT = re.compile(r"<t:-?\d+(:\w)?>")


class Came(StrEnum):
    """How an interaction ended."""

    RIGHT = "right"
    WRONG = "wrong"
    """Another answer than the right one."""
    REFUSED = "refused"
    """The user is asked to try again: too many requests at once."""
    FAILED = "failed"
    """The bot reports that something went wrong."""
    SILENT = "silent"
    """No answer within Discord's three seconds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An interaction and how it ended."""

    label: str
    at: float
    """When it was sent, in seconds on the event loop's clock."""
    came: Came
    ms: float | None
    """Milliseconds to the first answer."""
    text: str = ""


@dataclass(slots=True)
class Ask:
    """One way to ask something, for one of many users."""

    label: str
    send: Callable[[Any], Awaitable[Interaction]]


@dataclass
class Asking:
    """Asks at a fixed rate, without waiting for answers, and judges them."""

    discord: LoopbackDiscord
    asks: list[Ask]
    users: Sequence[Any]
    right: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The answers while all is well, by label."""
    found: list[Asked] = field(default_factory=list)
    _number: int = 0

    async def learn(self, times: int = 2) -> None:
        """Ask everything while all is well, one after the other."""
        for _ in range(times):
            for ask in self.asks:
                asked = await self._one(ask, self.users[0], learning=True)
                if asked.came is not Came.RIGHT:
                    raise AssertionError(f"{ask.label} is {asked.came} at rest: {asked.text}")
                self.right[ask.label].add(asked.text)

    async def run(self, seconds: float, rate: int) -> list[Asked]:
        """Ask for `seconds`; return the interactions in the order they ended."""
        before, asking = len(self.found), set[asyncio.Task[None]]()
        began = time.monotonic()
        for number in range(int(seconds * rate)):
            wait = began + number / rate - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            task = asyncio.create_task(self._next())
            asking.add(task)
            task.add_done_callback(asking.discard)
        await asyncio.gather(*asking)
        return self.found[before:]

    async def _next(self) -> None:
        number = self._number
        self._number += 1
        # Another user each time, even with as many users as ways to ask.
        user = self.users[(number + number // len(self.users)) % len(self.users)]
        self.found.append(await self._one(self.asks[number % len(self.asks)], user))

    async def _one(self, ask: Ask, user: Any, *, learning: bool = False) -> Asked:
        at = self.discord.now()
        asked: Interaction | None = None
        try:
            asked = await ask.send(user)
            text, is_error = await _answer(asked)
        except (AssertionError, TimeoutError, LookupError) as error:
            deferred = asked is not None and asked.callback is not None
            came = Came.FAILED if deferred else Came.SILENT
            return Asked(ask.label, at, came, None, f"{type(error).__name__}: {error}")
        came = Came.RIGHT
        if str(TOO_MUCH).casefold() in text:
            came = Came.REFUSED
        elif is_error:
            came = Came.FAILED
        elif not learning and text not in self.right[ask.label]:
            # No choices means they took too long: not wrong, but not right either.
            came = Came.WRONG if text else Came.FAILED
        return Asked(ask.label, at, came, asked.latency * 1000, text)


async def _answer(asked: Interaction) -> tuple[str, bool]:
    """The answer's whole text, and whether it reports that something went wrong."""
    callback = await asked.response(within=5)
    data = callback.get("data") or {}
    if "choices" in data:
        return "\n".join(choice["name"] for choice in data["choices"]), False
    message: Message | None = None
    if callback["type"] in (5, 6):
        message = await asked.message(LONGEST_WAIT)
        if asked.followups:  # a private answer to a public deferral
            message = asked.followups[-1]
        data = message.fields
    return _text(data), _is_error(data)


def _text(data: dict[str, Any]) -> str:
    lines = [data.get("content") or ""]
    for embed in data.get("embeds") or []:
        lines += [embed.get("title") or "", embed.get("description") or ""]
        lines += [f"{one['name']}\n{one['value']}" for one in embed.get("fields") or []]
    for component in walk(data.get("components") or []):
        lines += [component.get("content") or "", component.get("label") or ""]
    return _MOMENT.sub("<t>", "\n".join(line for line in lines if line)).casefold()


def _is_error(data: dict[str, Any]) -> bool:
    return any(one.get("accent_color") == ERROR for one in data.get("components") or [])


async def everything(discord: LoopbackDiscord, channels: int = 0, seed: int = 0) -> Asking:
    """All commands, buttons and autocompletes, once each, in one channel of a new server.

    Args:
        channels: how many further channels it has, named `news-0` and so on.
    """
    people = {f"Reader {number}": Permission.MANAGE_GUILD for number in range(USERS)}
    names = ["general", *(f"news-{number}" for number in range(channels))]
    guild = discord.guild("Readers", dict.fromkeys(names, ChannelKind.TEXT), members=people)
    users = [member for member in guild.members.values() if member.user.name in people]
    channel = guild["general"]
    message = discord.write(channel, CHECKED, user=users[0])
    chance = random.Random(seed)  # noqa: S311  # reproducible spellings, no secrets
    where: dict[str, Any] = {"channel": channel}

    def slash(name: str, options: dict[str, Any]) -> Ask:
        return Ask(
            f"/{name}", lambda user: discord.slash(name, options=options, user=user, **where)
        )

    def typed(name: str, option: str, text: str, options: dict[str, Any]) -> Ask:
        return Ask(
            f"/{name} {option}: choices",
            lambda user: discord.autocomplete(
                name, option, text, options=options, user=user, **where
            ),
        )

    def search(user: Any) -> Awaitable[Interaction]:
        # Spelled differently each time, so that no cached reply answers it.
        text = "".join(chance.choice((letter, letter.upper())) for letter in SEARCHED)
        return discord.slash("search", text=text, user=user, **where)

    asks = [slash(name, options) for name, options in COMMANDS if name != "search"]
    asks.append(Ask("/search", search))
    asks += [slash("daily list", {}), slash("feeds list", {})]
    for name, option, text in TYPED:
        asks.append(typed(name, option, text, {"topic": "territory"} if option == "first" else {}))
    asks.append(
        Ask(
            "Check quotes", lambda user: discord.message_command("Check quotes", message, user=user)
        )
    )
    asks.append(await _turning(discord, users, where))
    return Asking(discord, asks, users)


async def _turning(discord: LoopbackDiscord, users: Sequence[Any], where: dict[str, Any]) -> Ask:
    """Each user's own list of quotations, to turn its pages."""
    turned: dict[int, Message] = {}
    for user in users:
        asked = await discord.slash("quote", person="whitcoff", user=user, **where)
        turned[user.id] = await asked.message(within=30)

    def press(user: Any) -> Awaitable[Interaction]:
        message = turned[user.id]
        # From the first page on, from the second back: the first highlighted button.
        button = next(one for one in walk(message.components) if one.get("style") == TURNING)
        return discord.press(button["custom_id"], message=message, user=user)

    return Ask("a button", press)
