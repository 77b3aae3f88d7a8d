"""The daily briefing of the newsroom, as messages."""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.daily.content import Composed, addressed
from bot.daily.ledger import Memory
from bot.daily.tables import Subscription
from bot.messages import custom_ids
from bot.messages.layout import compose
from bot.messages.limits import violations
from bot.messages.pages import to_payload
from bot.newsroom import Newsroom
from briefings.answers import Answers
from briefings.answers.daily import DailyBriefing
from briefings.answers.news import News
from briefings.answers.questions import AskBrief, AskDifferences, AskTimeline
from briefings.answers.steps import MAX_LABEL
from briefings.answers.types import Step
from briefings.rendering.reply import Reply

MOST_WRITTEN = 64
"""How many different briefings are kept."""

EVERYBODY = 0
"""The owner of a post's buttons: who presses one gets a reply of their own."""


class NewsroomContent:
    """Writes briefings from what the newsroom serves at the moment.

    Channels with the same topics that have seen the same get the same: it is written once.
    """

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self._written: OrderedDict[Hashable, asyncio.Task[tuple[News, Reply]]] = OrderedDict()

    async def compose(
        self,
        subscription: Subscription,
        memory: Memory | None,
        day: date,
        now: datetime,  # noqa: ARG002 - others' content may depend on it; news go by identity
    ) -> Composed:
        news, reply = await self.reply(subscription, memory, day)
        title = f"Daily briefing, {day:%A} {day.day} {day:%B %Y}"
        if news.briefing.nothing_new and subscription.quiet:
            return Composed(title, (), news.seen)
        return Composed(title, messages(reply, subscription.role_id), news.seen)

    async def reply(
        self, subscription: Subscription, memory: Memory | None, day: date
    ) -> tuple[News, Reply]:
        """The news and how they are laid out; `memory` is what `subscription.seen` names."""
        answers = self._newsroom.answers
        full = subscription.style == "full"
        key = (answers, subscription.topics, full, subscription.seen, day)
        task = self._written.get(key)
        if task is None:
            work = asyncio.to_thread(self._write, answers, subscription.topics, memory, day, full)
            task = self._written[key] = asyncio.ensure_future(work)
            if len(self._written) > MOST_WRITTEN:
                self._written.popitem(last=False)
        try:
            return await asyncio.shield(task)
        except Exception:
            self._written.pop(key, None)
            raise

    def _write(
        self,
        answers: Answers,
        topics: tuple[str, ...],
        memory: Memory | None,
        day: date,
        full: bool,  # noqa: FBT001 - passed on by to_thread
    ) -> tuple[News, Reply]:
        news = answers.news(topics, memory, day, full=full)
        reply = self._newsroom.renderer.render(news.briefing)
        return news, replace(reply, steps=steps(news.briefing))


def messages(reply: Reply, role_id: int | None) -> tuple[Mapping[str, Any], ...]:
    """The reply as message bodies, of which the first pings the role, if there is one."""
    pages = [to_payload(page) for page in compose(reply, custom_ids.encoder(EVERYBODY))]
    first = addressed(pages[0], role_id)
    if role_id is not None and violations(first):
        # A full page has no room for the mention: it goes ahead, alone.
        return (addressed({}, role_id), *(addressed(page, None) for page in pages))
    return (first, *(addressed(page, None) for page in pages[1:]))


def steps(briefing: DailyBriefing) -> tuple[Step, ...]:
    """Ways on from a post: more on each of its topics."""
    topics = [section.topic for section in briefing.sections]
    if len(topics) == 1:
        (topic,) = topics
        return (
            Step("Briefing", AskBrief(topic.id)),
            Step("Timeline", AskTimeline(topic.id)),
            Step("Where reports differ", AskDifferences(topic.id)),
        )
    return tuple(Step(topic.name[:MAX_LABEL], AskBrief(topic.id)) for topic in topics[:5])
