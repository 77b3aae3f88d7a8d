"""One delivery: prepare the pages, post each once, write down how it ended.

Safe to run again from the start at any moment: what is posted is in the ledger, and what may be
is recognised by its nonce or, later, in the channel's history.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
import structlog

from bot.daily.channel_queue import ChannelQueues, ChannelTurn
from bot.daily.content import Content
from bot.daily.ledger import Closing, Ledger
from bot.daily.posting import (
    BlockedError,
    NotNowError,
    Payload,
    Posted,
    Poster,
    PostError,
    RefusedError,
    UnsureError,
)
from bot.daily.schedule import CATCH_UP, nonce
from bot.daily.store import Store
from bot.daily.tables import Into, Outcome, Page, State
from bot.discord.daily.history import find, search_from
from bot.operations.backoff import NONCE_MEMORY, backoff

MOST_LOOKS = 20
"""How many hundreds of messages of a channel's history are read to find one of ours."""

FIRST_PROBE = timedelta(minutes=10)
"""When a blocked subscription is tried again first."""

log = structlog.get_logger()

P = ParamSpec("P")
T = TypeVar("T")


class GaveUpError(PostError):
    """It could not be posted within the window; the message is the last reason."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be posted, decided once and kept by the workflow. Plain JSON as a dict."""

    subscription: str
    guild: int
    channel: int
    day: date
    deadline: datetime
    into: Into
    title: str
    publish: bool
    seen: str
    pages: tuple[Payload, ...]
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            **{name: getattr(self, name) for name in self.__slots__},
            "day": self.day.isoformat(),
            "deadline": self.deadline.isoformat(),
            "into": self.into.value,
            "pages": list(self.pages),
        }

    @classmethod
    def of_json(cls, data: Mapping[str, Any]) -> "Job":
        changed = {
            "day": date.fromisoformat(data["day"]),
            "deadline": datetime.fromisoformat(data["deadline"]),
            "into": Into(data["into"]),
            "pages": tuple(data["pages"]),
        }
        return cls(**{**data, **changed})


class Deliverer:
    """Delivers. The edges, clock and sleep included, are passed in."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        poster: Poster,
        content: Content,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        window: timedelta = CATCH_UP,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._poster = poster
        self._content = content
        self._clock = clock
        self._sleep = sleep
        self._window = window
        self._turns = ChannelQueues()

    async def prepare(self, subscription_id: str, day: date, due: datetime) -> Job | None:
        """Decide what to post. None when the delivery is closed or its subscription gone."""
        now = self._clock()
        opened = await self._db(self._ledger.open, subscription_id, day, due, now)
        if opened is None or opened[1].outcome is not Outcome.QUEUED:
            return None
        subscription = opened[0]
        if subscription.state is not State.ACTIVE:
            reason = f"It was {subscription.state} when it was due. {subscription.reason}".strip()
            await self._close(subscription_id, day, Outcome.SKIPPED, reason)
            return None
        if now > due + self._window:
            await self._close(subscription_id, day, Outcome.MISSED, "It was too late to post it.")
            return None
        memory = await self._db(self._ledger.memory, subscription.seen)
        composed = await self._content.compose(subscription, memory, day, now)
        seen = await self._db(self._ledger.keep_memory, composed.memory, now)
        if not composed.pages:
            await self._close(subscription_id, day, Outcome.SKIPPED, "Nothing new.", seen=seen)
            return None
        return Job(
            subscription=subscription_id,
            guild=subscription.guild_id,
            channel=subscription.channel_id,
            day=day,
            deadline=due + self._window,
            into=subscription.into,
            title=composed.title,
            publish=subscription.publish,
            seen=seen,
            pages=composed.pages,
            note=composed.note,
        )

    async def post(self, job: Job) -> Outcome:
        """Post the pages that are not there yet, together, and close the delivery."""
        # A forum's post has a thread of its own.
        place = (
            self._turns.at(job.channel) if job.into is Into.CHANNEL else ChannelTurn(asyncio.Lock())
        )
        async with place as turn:
            return await self._post(job, turn)

    async def _post(self, job: Job, turn: ChannelTurn) -> Outcome:
        delivery, tried = await self._db(self._ledger.state, job.subscription, job.day)
        if delivery is None or delivery.outcome is not Outcome.QUEUED:
            return delivery.outcome if delivery else Outcome.SKIPPED
        work = _Work(job, turn, tried, job.channel, job.note)
        try:
            for number in range(len(job.pages)):
                posted = await self._page(work, number)
                # The pages after the first go into the thread that was made for it.
                work.channel = posted.channel_id
                if job.publish:
                    work.note = await self._publish(posted) or work.note
        except BlockedError as error:
            await self._block(job, str(error))
            outcome, work.note = Outcome.FAILED, str(error)
        except (RefusedError, GaveUpError) as error:
            outcome, work.note = Outcome.FAILED, str(error)
        else:
            outcome = Outcome.POSTED
        if not work.closed:
            closing = work.closing(outcome, self._clock())
            await self._db(self._ledger.finish, job.subscription, job.day, closing)
        return outcome

    async def fail(self, subscription_id: str, day: date, reason: str) -> None:
        """Close a delivery that broke in a way that nobody foresaw."""
        await self._close(subscription_id, day, Outcome.FAILED, reason)

    # One page

    async def _page(self, work: "_Work", number: int) -> Posted:
        job, known = work.job, work.tried.get(number)
        if known is not None and known.message_id is not None:
            return Posted(known.channel_id, known.message_id)
        page = known or Page(number, work.channel, self._clock(), None)
        if known is None:
            await self._db(
                self._ledger.try_page,
                job.subscription,
                job.day,
                number,
                work.channel,
                page.first_tried,
            )
        unsure = known is not None
        while True:
            wait = 0.0
            try:
                found = await self._already_there(work, page) if unsure else None
                if found is not None:
                    return found
                if self._clock() > job.deadline:
                    raise GaveUpError("It was too late to go on posting it.")
                work.attempts += 1
                return await self._send(work, page)
            except UnsureError as error:
                unsure, reason = True, str(error)
            except NotNowError as error:
                wait, reason = error.seconds, str(error)
            wait = backoff(work.attempts or 1, wait)
            if self._clock() + timedelta(seconds=wait) > job.deadline:
                raise GaveUpError(reason)
            await work.turn.give_way(self._sleep(wait))

    async def _send(self, work: "_Work", page: Page) -> Posted:
        job, payload = work.job, work.job.pages[page.page]
        if self._starts_thread(job, page):
            posted = await self._poster.start_thread(job.channel, job.title, payload)
        else:
            made = nonce(job.subscription, job.day, page.page)
            posted = await self._poster.post(page.channel_id, payload, made)
        await self._keep(work, page, posted)
        return posted

    async def _already_there(self, work: "_Work", page: Page) -> Posted | None:
        """The page's message, if an attempt that seemed to fail did post it."""
        job = work.job
        if self._starts_thread(job, page):
            after = search_from(page.first_tried)
            found = await self._poster.find_thread(job.guild, job.channel, job.title, after)
            return found if found and await self._keep(work, page, found) else None
        if self._clock() - page.first_tried < NONCE_MEMORY:
            return None
        problem = await self._poster.problem(job.guild, page.channel_id)
        if problem is not None:
            # Discord shows an empty history to who may not read it: nothing could be told.
            raise BlockedError(problem)
        return await self._find(work, page)

    async def _find(self, work: "_Work", page: Page) -> Posted | None:
        after = search_from(page.first_tried)
        payload = work.job.pages[page.page]
        for _ in range(MOST_LOOKS):
            messages = await self._poster.history(page.channel_id, after)
            ids = [int(message["id"]) for message in messages]
            taken = await self._db(self._ledger.claimed, ids)
            while (found := find(payload, messages, self._poster.me, taken)) is not None:
                posted = Posted(page.channel_id, found)
                if await self._keep(work, page, posted):
                    return posted
                taken.add(found)
            if len(messages) < 100:
                break
            after = max(ids)
        return None

    @staticmethod
    def _starts_thread(job: Job, page: Page) -> bool:
        return job.into is Into.FORUM and page.page == 0

    async def _keep(self, work: "_Work", page: Page, posted: Posted) -> bool:
        """Write the page's message down; with the last one, which closes the delivery."""
        job = work.job
        last = page.page == len(job.pages) - 1 and not job.publish
        closing = work.closing(Outcome.POSTED, self._clock()) if last else None
        kept = await self._db(
            self._ledger.posted_page,
            job.subscription,
            job.day,
            page.page,
            posted.channel_id,
            posted.message_id,
            closing,
        )
        work.closed = kept and last
        return kept

    # What else may happen

    async def _publish(self, posted: Posted) -> str:
        """Publish a message; why not, if that fails. The post itself stands."""
        for attempt in (1, 2, 3):
            try:
                await self._poster.publish(posted.channel_id, posted.message_id)
            except (UnsureError, NotNowError) as error:
                reason = str(error)
                await self._sleep(backoff(attempt))
            except (BlockedError, RefusedError) as error:
                reason = str(error)
                break
            else:
                return ""
        return f"Posted, but not published. {reason}"

    async def _block(self, job: Job, reason: str) -> None:
        """Stop the subscription until it can go on, and say so where that is possible, once."""
        now = self._clock()
        if not await self._db(self._store.block, job.subscription, reason, now, now + FIRST_PROBE):
            return
        log.warning("subscription_blocked", subscription=job.subscription, reason=reason)
        subscription = await self._db(self._store.get, job.subscription)
        if subscription is None:
            return
        text = (
            f"The daily briefing for <#{job.channel}> can't be posted. {reason} It is kept, and "
            "goes on by itself when the bot may post there again; `/daily status` tells more."
        )
        for channel in await self._db(self._ledger.spoken_in, job.guild, job.subscription):
            if channel != job.channel and await self._poster.tell(channel, text):
                return
        await self._poster.tell_user(subscription.created_by, text)

    async def _close(
        self,
        subscription_id: str,
        day: date,
        outcome: Outcome,
        reason: str,
        *,
        seen: str | None = None,
    ) -> None:
        closing = Closing(outcome, reason, self._clock(), seen=seen)
        await self._db(self._ledger.finish, subscription_id, day, closing)

    async def _db(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do work on the database in a thread; wait for a database that is away or locked."""
        for attempt in range(1, 1_000_000):
            try:
                return await asyncio.to_thread(work, *args, **kwargs)
            except (sa.exc.OperationalError, sa.exc.TimeoutError) as error:
                log.warning("database_away", error=str(error.__cause__ or error), attempt=attempt)
                await self._sleep(backoff(attempt))
        raise AssertionError  # pragma: no cover - a million attempts last for years


@dataclass(slots=True)
class _Work:
    """How far the posting of a job is."""

    job: Job
    turn: ChannelTurn
    tried: Mapping[int, Page]
    channel: int
    note: str
    attempts: int = 0
    closed: bool = False

    def closing(self, outcome: Outcome, now: datetime) -> Closing:
        """A delivery that was not posted whole has shown nothing: it is news tomorrow, too."""
        seen = self.job.seen if outcome is Outcome.POSTED else None
        return Closing(outcome, self.note, now, len(self.job.pages), self.attempts, seen)
