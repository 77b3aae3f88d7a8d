"""One delivery: prepares the pages, posts each once, records how it ended.

Safe to run again from the start at any moment: the ledger has what was posted, and what may have
been posted is recognised by its key or, later, in the channel's history.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
import structlog

from bot.daily.channel_queue import ChannelQueues, ChannelTurn
from bot.daily.content import Content
from bot.daily.ledger import Closing, Ledger
from bot.daily.posting import (
    BlockedError,
    Message,
    Notice,
    NotNowError,
    Posted,
    Poster,
    PostError,
    RefusedError,
    Trouble,
    UnsureError,
)
from bot.daily.schedule import CATCH_UP, message_key
from bot.daily.store import Store
from bot.daily.tables import Into, Outcome, Page, State
from bot.operations.backoff import backoff
from briefings.library.columns import NOBODY
from briefings.translations import Sentences, gettext
from briefings.translations.message import Said, restored, stored

FIRST_PROBE = timedelta(minutes=10)
"""When a blocked subscription is first tried again."""

log = structlog.get_logger()

P = ParamSpec("P")
T = TypeVar("T")


_STOPPED = {
    State.PAUSED: gettext("It was paused when it was due."),
    State.BLOCKED: gettext("It was waiting when it was due."),
}


class GaveUpError(PostError):
    """It could not be posted within the window; the message is the last reason."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to post, decided once and kept by the workflow. Plain JSON as a dict."""

    subscription: str
    guild: int
    channel: int
    day: date
    deadline: datetime
    into: Into
    title: str
    publish: bool
    seen: str
    pages: tuple[Message, ...]
    note: str = ""
    tag: int | None = None

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
    """Delivers. Everything outside, including clock and sleep, is passed in."""

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
        threads: Executor | None = None,
    ) -> None:
        """`threads` do the work on the database; asyncio's own if there are none."""
        self._store = store
        self._ledger = ledger
        self._poster = poster
        self._content = content
        self._clock = clock
        self._sleep = sleep
        self.window = window
        """How late a post may still be made."""
        self._threads = threads
        self._queues = ChannelQueues()

    async def prepare(self, subscription_id: str, day: date, due: datetime) -> Job | None:
        """Decide what to post. None when the delivery is closed or its subscription gone."""
        now = self._clock()
        opened = await self._db(self._ledger.open, subscription_id, day, due, now)
        if opened is None or opened[1].outcome is not Outcome.QUEUED:
            return None
        subscription = opened[0]
        if subscription.state is not State.ACTIVE:
            stopped = _STOPPED[subscription.state]
            reason = Sentences((stopped, restored(subscription.reason)))
            await self._close(subscription_id, day, Outcome.SKIPPED, reason)
            return None
        if now > due + self.window:
            await self._close(
                subscription_id, day, Outcome.MISSED, gettext("It was too late to post it.")
            )
            return None
        memory = await self._db(self._ledger.memory, subscription.seen)
        composed = await self._content.compose(subscription, memory, day, now)
        seen = await self._db(self._ledger.keep_memory, composed.memory, now)
        if not composed.pages:
            await self._close(
                subscription_id, day, Outcome.SKIPPED, gettext("Nothing new."), seen=seen
            )
            return None
        if composed.post is not None:
            await self._db(self._ledger.keep_post, composed.post, now)
        return Job(
            subscription=subscription_id,
            guild=subscription.guild_id,
            channel=subscription.channel_id,
            day=day,
            deadline=due + self.window,
            into=subscription.into,
            title=composed.title,
            publish=subscription.publish,
            seen=seen,
            pages=composed.pages,
            note=composed.note,
            tag=subscription.tag_id,
        )

    async def post(self, job: Job) -> Outcome:
        """Post the pages that are still missing, together, and close the delivery."""
        async with self._queues.turn(job.channel) as turn:
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
            await self._block(job, error.reason)
            outcome, work.note = Outcome.FAILED, stored(error.reason)
        except RefusedError as error:
            if error.lasting or await self._was_refused_before(job, stored(error.reason)):
                await self._report_refusal(job, error.reason)
            outcome, work.note = Outcome.FAILED, stored(error.reason)
        except GaveUpError as error:
            outcome, work.note = Outcome.FAILED, stored(error.reason)
        else:
            outcome = Outcome.POSTED
        if not work.closed:
            closing = work.closing(outcome, self._clock())
            await self._db(self._ledger.finish, job.subscription, job.day, closing)
        return outcome

    async def fail(self, subscription_id: str, day: date, reason: Said) -> None:
        """Close a delivery that failed unexpectedly."""
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
                    raise GaveUpError(gettext("It was too late to go on posting it."))
                work.attempts += 1
                return await self._send(work, page)
            except UnsureError as error:
                unsure, reason = True, error.reason
            except NotNowError as error:
                wait, reason = error.seconds, error.reason
            wait = backoff(work.attempts or 1, wait)
            if self._clock() + timedelta(seconds=wait) > job.deadline:
                raise GaveUpError(reason)
            await work.turn.give_way(self._sleep(wait))

    async def _send(self, work: "_Work", page: Page) -> Posted:
        job, message = work.job, work.job.pages[page.page]
        if self._starts_thread(job, page):
            posted = await self._poster.start_thread(job.channel, job.title, message, job.tag)
        else:
            key = message_key(job.subscription, job.day, page.page)
            posted = await self._poster.post(page.channel_id, message, key)
        if not await self._keep(work, page, posted):
            # Another process had lost an identical message and claimed this one instead.
            raise UnsureError(gettext("Another delivery claimed this message."))
        return posted

    async def _already_there(self, work: "_Work", page: Page) -> Posted | None:
        """The page's message, if an attempt that seemed to fail did post it."""
        has_key = not self._starts_thread(work.job, page)
        if has_key and self._clock() - page.first_tried < self._poster.key_memory:
            return None
        problem = await self._poster.problem(work.job.guild, page.channel_id)
        if problem is not None:
            # Without the right to read a channel its history looks empty and proves nothing.
            raise BlockedError(problem)
        async for found in self._candidates(work.job, page):
            if await self._keep(work, page, found):
                return found
        return None

    def _candidates(self, job: Job, page: Page) -> AsyncIterator[Posted]:
        """Messages that may be the page's; some may be identical ones of other deliveries."""
        message, since = job.pages[page.page], page.first_tried
        if self._starts_thread(job, page):
            return self._poster.find_threads(job.guild, job.channel, job.title, message, since)
        return self._poster.find_messages(page.channel_id, message, since)

    @staticmethod
    def _starts_thread(job: Job, page: Page) -> bool:
        return job.into is Into.FORUM and page.page == 0

    async def _keep(self, work: "_Work", page: Page, posted: Posted) -> bool:
        """Record the page's message; the last one closes the delivery."""
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
        """Publish a message; return why not if that fails. The post itself remains."""
        for attempt in (1, 2, 3):
            try:
                await self._poster.publish(posted.channel_id, posted.message_id)
            except (UnsureError, NotNowError) as error:
                reason = error.reason
                await self._sleep(backoff(attempt))
            except (BlockedError, RefusedError) as error:
                reason = error.reason
                break
            else:
                return ""
        return stored(Sentences((gettext("Posted, but not published."), reason)))

    async def _block(self, job: Job, reason: Said) -> None:
        """Stop the subscription until it can go on, and say so once, where that is possible."""
        now = self._clock()
        until = now + FIRST_PROBE
        if not await self._db(self._store.block, job.subscription, stored(reason), now, until):
            return
        log.warning("subscription_blocked", subscription=job.subscription, reason=str(reason))
        await self._notify(job, Notice(job.guild, job.channel, Trouble.BLOCKED, reason))

    async def _report_refusal(self, job: Job, reason: Said) -> None:
        """Tell the moderators once, until the next post, what will be refused every day."""
        if not await self._db(self._store.note_refusal, job.subscription, stored(reason)):
            return
        log.warning("subscription_refused", subscription=job.subscription, reason=str(reason))
        await self._notify(job, Notice(job.guild, job.channel, Trouble.REFUSED, reason))

    async def _was_refused_before(self, job: Job, reason: str) -> bool:
        """Whether the last post before this one failed for the same reason."""
        before = [
            one
            for one in await self._db(self._ledger.last, job.subscription)
            if one.day < job.day and one.outcome in (Outcome.POSTED, Outcome.FAILED)
        ]
        return bool(before) and (before[0].outcome, before[0].reason) == (Outcome.FAILED, reason)

    async def _notify(self, job: Job, notice: Notice) -> None:
        """In another channel where the bot posts, or else to whoever added the subscription."""
        subscription = await self._db(self._store.get, job.subscription)
        if subscription is None:
            return
        for channel in await self._db(self._ledger.spoken_in, job.guild, job.subscription):
            if channel != job.channel and await self._poster.notify(channel, notice):
                return
        if subscription.created_by != NOBODY:
            await self._poster.notify_user(subscription.created_by, notice)

    async def _close(
        self,
        subscription_id: str,
        day: date,
        outcome: Outcome,
        reason: Said,
        *,
        seen: str | None = None,
    ) -> None:
        closing = Closing(outcome, stored(reason), self._clock(), seen=seen)
        await self._db(self._ledger.finish, subscription_id, day, closing)

    async def _db(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do work on the database in a thread; wait for one that is away or locked."""
        loop = asyncio.get_running_loop()
        for attempt in range(1, 1_000_000):
            try:
                return await loop.run_in_executor(self._threads, partial(work, *args, **kwargs))
            except (sa.exc.OperationalError, sa.exc.TimeoutError) as error:
                log.warning("database_away", error=str(error.__cause__ or error), attempt=attempt)
                await self._sleep(backoff(attempt))
        raise AssertionError  # pragma: no cover  # a million attempts last for years


@dataclass(slots=True)
class _Work:
    """How far the posting of a job has come."""

    job: Job
    turn: ChannelTurn
    tried: Mapping[int, Page]
    channel: int
    note: str
    attempts: int = 0
    closed: bool = False

    def closing(self, outcome: Outcome, now: datetime) -> Closing:
        """A delivery that was not posted whole counts as unseen: it is news again tomorrow."""
        seen = self.job.seen if outcome is Outcome.POSTED else None
        return Closing(outcome, self.note, now, len(self.job.pages), self.attempts, seen)
