"""A subscription in words: its name, what it brings, when it posts next, how earlier runs went."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import discord

from bot.daily.management import when
from bot.daily.schedule import next_run
from bot.daily.tables import Delivery, Outcome, State, Subscription
from bot.discord.daily.describing import about
from bot.discord.readers import asker_of, channel_mention, role_mention
from bot.service import BriefingService
from briefings.rendering.dialects.discord import timestamp
from briefings.translations import Listed, Message, Sentences, gettext, ngettext
from briefings.translations.message import Said, Value, restored

Interaction = discord.Interaction[Any]

LATE_SECONDS = 90
"""Seconds after which a post counts as late."""

MARKS = {
    Outcome.QUEUED: gettext("⏳ on its way"),
    Outcome.POSTED: gettext("✅ posted"),
    Outcome.SKIPPED: gettext("➖ nothing posted"),
    Outcome.MISSED: gettext("⚠️ missed"),
    Outcome.FAILED: gettext("❌ failed"),
}
NOTHING_NOW = gettext(
    "Nothing would be posted now: there is nothing new, and it is set to be quiet."
)
STATES = {State.PAUSED: gettext("paused"), State.BLOCKED: gettext("waiting")}


class Summaries:
    """Knows the names of subscriptions' topics."""

    def __init__(self, service: BriefingService) -> None:
        self._service = service
        self._older: dict[str, str] = {}
        """What stories are called that are no longer kept in memory."""

    def name(self, interaction: Interaction, one: Subscription) -> str:
        """A name that distinguishes a subscription from the server's others, without Markdown."""
        guild, language = interaction.guild, asker_of(interaction)
        channel = guild.get_channel_or_thread(one.channel_id) if guild else None
        topics = ", ".join(self._topic_names(one)) or language.say(gettext("all topics"))
        name = channel.name if channel else language.say(gettext("unknown channel"))
        return f"#{name} {language.say(when(one))} · {topics}"

    def described(self, one: Subscription) -> Sentences:
        parts: list[Value] = [channel_mention(one.channel_id)]
        if one.state is not State.ACTIVE:
            parts.append(gettext("**%(state)s**", state=STATES[one.state]))
        parts += [when(one), about(one, self._topic_names(one))]
        return Sentences((Sentences(tuple(parts), " · "), restored(one.reason)), "\n")

    def _topic_names(self, one: Subscription) -> list[str]:
        known = self._service.answers.directory.subjects
        return [
            known[topic].name if topic in known else self._older.get(topic, topic)
            for topic in one.topics
        ]

    async def learn(self, subscriptions: Iterable[Subscription]) -> None:
        """Load the names of their topics; those of older stories are looked up."""
        answers = self._service.answers
        wanted = {topic for one in subscriptions for topic in one.topics}
        older = wanted - answers.directory.subjects.keys()
        if older:
            self._older |= await asyncio.to_thread(answers.topic_names, older)


def next_post(one: Subscription, now: datetime) -> Message:
    """When it runs next; Discord shows this in each reader's own time."""
    if one.state is State.PAUSED:
        return gettext("No next run: it is paused.")
    if one.state is State.BLOCKED:
        return gettext("It goes on by itself as soon as the bot may post there.")
    run = next_run(one.plan, now)
    if run is None:
        return gettext("No next run.")
    return gettext(
        "Next run: %(when)s (%(away)s)",
        when=timestamp(run.due, "F"),
        away=timestamp(run.due, "R"),
    )


def would_post(one: Subscription, note: str, pages: int, most: int) -> Sentences:
    """The text before a preview.

    Args:
        note: the stored note on the server's template; "" for none.
        pages: how many messages it would be.
        most: how many are shown.
    """
    says: list[Said] = [
        gettext("This would be posted now in %(channel)s.", channel=channel_mention(one.channel_id))
    ]
    if one.role_id:
        says.append(gettext("It would ping %(role)s.", role=role_mention(one.role_id)))
    says.append(restored(note))
    if pages > most:
        says.append(gettext("The first %(shown)s of %(total)s messages:", shown=most, total=pages))
    return Sentences(tuple(says))


def run_of(delivery: Delivery) -> Said:
    """When a post was due and what happened."""
    how: list[Message] = [MARKS[delivery.outcome]]
    if delivery.outcome is Outcome.POSTED and delivery.finished_at:
        seconds = (delivery.finished_at - delivery.due).total_seconds()
        if seconds >= LATE_SECONDS:
            minutes = round(seconds / 60)
            how.append(
                ngettext(
                    "%(count)s min after it was due", "%(count)s min after it was due", minutes
                )
            )
    said = Sentences((timestamp(delivery.due, "f"), Listed(tuple(how), ",")))
    return Sentences((said, restored(delivery.reason)), ": ") if delivery.reason else said
