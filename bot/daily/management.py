"""What moderators do with subscriptions."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.daily.kept import KeptData
from bot.daily.ledger import KeptPost, Ledger
from bot.daily.planner import Planner
from bot.daily.schedule import next_run
from bot.daily.store import LimitError, Store, new_id
from bot.daily.tables import Delivery, Into, State, Subscription
from bot.daily.times import InputError, format_weekdays, parse_time, parse_weekdays
from bot.daily.words import parse_words
from bot.daily.zones import lookup, shown
from briefings.answers import Answers
from briefings.answers.types import Choice
from briefings.models import Topic
from briefings.translations import Command, Listed, Message, Sentences, gettext, ngettext
from briefings.translations.message import Said, stored

MOST_SUBSCRIPTIONS = 500
"""The limit for a server, unless set otherwise."""

MOST_TOPICS = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """A subscription as a moderator typed it, except for the channel, which is checked."""

    guild_id: int
    channel_id: int
    user_id: int
    time: str
    timezone: str = ""
    topics: str = ""
    days: str = ""
    style: str = "short"
    into: Into = Into.CHANNEL
    role_id: int | None = None
    tag_id: int | None = None
    publish: bool = False
    quiet: bool = True
    words_in: str = ""
    words_out: str = ""
    locale: str = "en-US"


@dataclass(frozen=True, slots=True)
class Change:
    """A moderator's changes to a subscription, as typed; None leaves a value as it is."""

    time: str | None = None
    timezone: str | None = None
    topics: str | None = None
    days: str | None = None
    style: str | None = None
    quiet: bool | None = None
    words_in: str | None = None
    words_out: str | None = None
    locale: str = "en-US"


class TwinError(Exception):
    """The server already has this daily briefing: `existing`."""

    def __init__(self, existing: Subscription) -> None:
        super().__init__("this daily briefing already exists")
        self.existing = existing


class Manager:
    """Adds, changes and shows subscriptions. Every method checks that they are the server's."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        planner: Planner,
        answers: Callable[[], Answers],
        *,
        clock: Callable[[], datetime],
        limit: int = MOST_SUBSCRIPTIONS,
        kept: KeptData | None = None,
    ) -> None:
        """`kept` has all server data; by default, what `store` and `ledger` have."""
        self._store = store
        self._ledger = ledger
        self._planner = planner
        self._answers = answers
        self._clock = clock
        self.limit = limit
        """How many subscriptions a server may have."""
        self._kept = kept or KeptData(store, ledger)
        self._adding = asyncio.Lock()

    async def add(self, wish: Wish) -> tuple[Subscription, Said]:
        """Add a subscription; returns it with a note on the time zone, if one is needed.

        Raises InputError if something can't be read or the server has too many; TwinError if it
        already has the same one.
        """
        zone = lookup(wish.timezone or "UTC", wish.locale)
        now = self._clock()
        made = Subscription(
            id=new_id(),
            guild_id=wish.guild_id,
            channel_id=wish.channel_id,
            at=parse_time(wish.time),
            zone=zone.key,
            created_by=wish.user_id,
            created_at=now,
            state_since=now,
            owed_since=now,
            into=wish.into,
            days=parse_weekdays(wish.days),
            topics=await asyncio.to_thread(self._topics, wish.topics),
            style=wish.style,
            role_id=wish.role_id,
            tag_id=wish.tag_id,
            publish=wish.publish,
            quiet=wish.quiet,
            words_in=parse_words(wish.words_in),
            words_out=parse_words(wish.words_out),
        )
        run = next_run(made.plan, now)
        made = Subscription(**{**_fields(made), "next_due": run.due if run else None})
        try:
            # One at a time: the same process handles all commands of a server.
            async with self._adding:
                for one in await self.of_guild(made.guild_id):
                    if one.is_twin(made):
                        raise TwinError(one)
                await asyncio.to_thread(self._store.add, made, self.limit)
        except LimitError as error:
            raise InputError(
                ngettext(
                    "This server has %(count)s daily briefing, which is the limit. "
                    "Remove one with `%(command)s` first.",
                    "This server has %(count)s daily briefings, which is the limit. "
                    "Remove one with `%(command)s` first.",
                    error.limit,
                    command=Command("daily remove"),
                )
            ) from None
        self._planner.changed()
        return made, zone.note or ("" if wish.timezone else gettext("no time zone was given"))

    async def edit(self, one: Subscription, wish: Change) -> Subscription:
        """Change a subscription; what it has been shown stays.

        A new time counts from now on: runs before that are not owed.

        Raises InputError if something can't be read or nothing changes; TwinError if the server
        already has the same one.
        """
        changes = await asyncio.to_thread(self._changes, wish)
        if not changes:
            raise InputError(gettext("Say what to change: the options name it."))
        now = self._clock()
        if changes.keys() & {"at", "zone", "days"}:
            changes["owed_since"] = now
        made = Subscription(**{**_fields(one), **changes})
        if one.state is State.ACTIVE and "owed_since" in changes:
            run = next_run(made.plan, now)
            changes["next_due"] = run.due if run else None
            made = Subscription(**{**_fields(made), "next_due": changes["next_due"]})
        async with self._adding:
            for other in await self.of_guild(one.guild_id):
                if other.id != one.id and other.is_twin(made):
                    raise TwinError(other)
            await self._change(one, **changes)
        return made

    def _changes(self, wish: Change) -> dict[str, Any]:
        """The columns whose values change."""
        read: dict[str, tuple[str | bool | None, Callable[[Any], Any]]] = {
            "at": (wish.time, parse_time),
            "zone": (wish.timezone, lambda typed: lookup(typed, wish.locale).key),
            "topics": (wish.topics, self._topics),
            "days": (wish.days, parse_weekdays),
            "style": (wish.style, str),
            "quiet": (wish.quiet, bool),
            "words_in": (wish.words_in, parse_words),
            "words_out": (wish.words_out, parse_words),
        }
        return {
            column: parse(typed) for column, (typed, parse) in read.items() if typed is not None
        }

    def _topics(self, typed: str) -> tuple[str, ...]:
        names = [name.strip() for name in typed.split(",") if name.strip()]
        if not names or [name.casefold() for name in names] == ["all"]:
            return ()
        if len(names) > MOST_TOPICS:
            raise InputError(gettext("At most %(most)s topics; or `all`.", most=MOST_TOPICS))
        return tuple(dict.fromkeys(self._topic(name) for name in names))

    def _topic(self, name: str) -> str:
        found = self._answers().topic(name)
        if isinstance(found, Topic):
            return found.id
        missing = gettext("There is no topic “%(name)s”.", name=name)
        if not found:
            raise InputError(missing)
        near = Listed(tuple(choice.name for choice in found), ",")
        raise InputError(Sentences((missing, gettext("Did you mean %(names)s?", names=near))))

    def complete_topics(self, typed: str, every: str = "All topics") -> list[Choice]:
        """Choices for a list of topics while it is typed: completes the last one.

        Args:
            every: the label of the choice "all topics".
        """
        done, _, current = typed.rpartition(",")
        before = [name.strip() for name in done.split(",") if name.strip()]
        choices = [] if before else [Choice("all", every)]
        for choice in self._answers().complete_topic(current.strip()):
            ids, names = [*before, choice.id], [*before, choice.name]
            choices.append(Choice(", ".join(ids), ", ".join(names)))
        return choices

    async def of_guild(self, guild_id: int) -> list[Subscription]:
        return await asyncio.to_thread(self._store.of_guild, guild_id)

    async def pause(self, one: Subscription) -> None:
        now = self._clock()
        await self._change(
            one,
            state=State.PAUSED,
            reason=stored(gettext("Paused by a moderator.")),
            state_since=now,
            next_due=None,
        )

    async def resume(self, one: Subscription) -> Subscription:
        """Go on. Runs due during a pause are dropped; what was blocked is tried again.

        An active one stays as it is, with what it is due now.
        """
        if one.state is State.ACTIVE:
            return one
        if one.state is State.BLOCKED:
            await self._planner.unblock(one)
            return await asyncio.to_thread(self._store.get, one.id, one.guild_id) or one
        now = self._clock()
        changes: dict[str, Any] = {
            "state": State.ACTIVE,
            "reason": "",
            "state_since": now,
            "owed_since": now,
        }
        resumed = Subscription(**{**_fields(one), **changes})
        run = next_run(resumed.plan, now)
        await self._change(one, **changes, next_due=run.due if run else None)
        return resumed

    async def remove(self, guild_id: int, subscription_id: str) -> bool:
        removed = await asyncio.to_thread(self._store.remove, subscription_id, guild_id)
        self._planner.changed()
        return removed

    async def last(self, one: Subscription) -> list[Delivery]:
        return await asyncio.to_thread(self._ledger.last, one.id)

    async def memory(self, one: Subscription) -> Any:
        return await asyncio.to_thread(self._ledger.memory, one.seen)

    async def keep_post(self, post: KeptPost) -> None:
        """Keep what a preview was made from: its buttons work like a post's."""
        await asyncio.to_thread(self._ledger.keep_post, post, self._clock())

    async def export(self, guild_id: int) -> dict[str, Any]:
        """All that is stored for a server, as JSON."""
        return await asyncio.to_thread(self._kept.of_server, guild_id)

    async def count_feeds(self, guild_id: int) -> int:
        """How many feeds the server has."""
        return await asyncio.to_thread(self._kept.count_feeds, guild_id)

    async def forget(self, guild_id: int) -> int:
        """Delete all that is stored for a server; how many subscriptions there were."""
        count, _ = await asyncio.to_thread(self._kept.delete_server, guild_id)
        self._planner.changed()
        return count

    async def _change(self, one: Subscription, **changes: Any) -> None:
        def change() -> bool:
            return self._store.change(one.id, **changes)

        await asyncio.to_thread(change)
        self._planner.changed()


def _fields(one: Subscription) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def when(one: Subscription) -> Message:
    """`08:00 Europe/Berlin, every day`."""
    return gettext(
        "%(time)s %(zone)s, %(days)s",
        time=one.at,
        zone=shown(one.zone),
        days=format_weekdays(one.days),
    )
