"""What is new to a brief's reader: looked up before the answer, recorded once it is sent.

A question with `AskBrief.since` comes from a reply's own button and is answered as is. Only one
without is a brief of its own.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
from discord.app_commands import AppCommandContext

from bot.daily.last_briefs import PRIVATE, Given, is_first_sitting, last_of, since_last
from bot.daily.reader_memory import ReaderMemory
from bot.service import Audience, BriefingService
from briefings.answers.questions import AskBrief, Question
from briefings.answers.since import Since
from briefings.answers.types import Brief
from briefings.rendering.reply import Reply

Interaction = discord.Interaction[Any]


class ReadersLastBriefs:
    """Asks the service on behalf of readers; `memory` returns None if nothing is kept."""

    def __init__(self, service: BriefingService, memory: Callable[[], ReaderMemory | None]) -> None:
        self._service = service
        self._memory = memory

    async def reply(
        self, interaction: Interaction, question: Question, audience: Audience, *, private: bool
    ) -> Reply:
        """The reply to the question, with what is new to the reader first.

        Args:
            private: only the reader will see it.
        """
        memory = self._memory()
        if memory is None or not isinstance(question, AskBrief) or question.since is not None:
            return await self._service.reply(question, audience)
        # A reply without marks is the same for all, and usually cached.
        unmarked = replace(question, since=Since.FIRST)
        reply = await self._service.reply(unmarked, audience)
        if not isinstance(reply.answer, Brief):
            return reply
        kept = await memory.of(interaction.user.id)
        topic, now = reply.answer.topic, self._service.clock()
        where = PRIVATE if private else place_of(interaction)
        last = last_of(kept or (), {topic.id, *topic.was_part_of}, where)
        since = since_last(last, now)
        if since is None:
            return reply
        marked = await self._service.reply(replace(question, since=since), audience)
        nothing_new = isinstance(marked.answer, Brief) and not marked.answer.new
        return reply if nothing_new and is_first_sitting(last, now) else marked

    def sent(self, interaction: Interaction, reply: Reply, *, private: bool) -> None:
        """Record that the reader now has the brief; ignore any other reply."""
        memory, answer = self._memory(), reply.answer
        if memory is None or not isinstance(answer, Brief):
            return
        memory.note(
            Given(
                interaction.user.id,
                answer.topic.id,
                answer.topic.was_part_of,
                PRIVATE if private else place_of(interaction),
                self._service.clock(),
                answer.next_place,
                marked=answer.last_brief is not None,
            )
        )


def place_of(interaction: Interaction) -> int:
    """Where everybody present sees a public reply: a server, or a group's channel."""
    return place(interaction.guild_id, interaction.context, interaction.channel_id)


def place(guild: int | None, context: AppCommandContext, channel: int | None) -> int:
    """The server; outside servers, the channel if others besides the bot are in it too."""
    if guild is not None:
        return guild
    return channel if context.private_channel and channel is not None else PRIVATE
