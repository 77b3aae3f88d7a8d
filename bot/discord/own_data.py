"""The buttons of `/privacy`: users export or delete what is stored about them.

The data is always that of the user who presses, so nobody can get another's.
"""

import asyncio
import io
from collections.abc import Callable, Iterator
from typing import Any

import discord

from bot.daily.kept import KeptData, OfUser, as_file, count_of_user
from bot.daily.last_briefs import KEEP_BRIEFS
from bot.discord.daily.answering import in_time, replace, send_file
from bot.discord.daily.answering import say as answer
from bot.discord.daily.notices import card
from bot.discord.interactions import Interactions
from bot.discord.messages.controls import ACTION
from bot.discord.messages.pages import Button, Style
from bot.discord.readers import speaker_to
from bot.work.daily_briefings import DailyBriefings
from briefings.rendering.reply import Action, Tone
from briefings.translations import Listed, Message, gettext, ngettext

Interaction = discord.Interaction[Any]

NOTHING = gettext(
    "Nothing is stored about you: you added no daily briefing and no feed to a server, and had no "
    "brief in the last %(days)s days.",
    days=KEEP_BRIEFS.days,
)

DELETE, KEEP = "delete", "keep"


class OwnData:
    """Answers presses; `daily` gives the stored data's keeper, or None if nothing is stored."""

    def __init__(
        self, interactions: Interactions, daily: Callable[[], DailyBriefings | None]
    ) -> None:
        self._interactions = interactions
        self._daily = daily

    async def press(self, interaction: Interaction) -> bool:
        """Answer a press of one of these buttons. False if it is not one."""
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if not custom_id.startswith(ACTION):
            return False
        async with in_time(interaction, self._interactions.patience):
            await self._answer(interaction, custom_id.rpartition("|")[2])
        return True

    async def _answer(self, interaction: Interaction, what: str) -> None:
        daily, user, say = self._daily(), interaction.user.id, speaker_to(interaction)
        kept = daily.kept if daily is not None else None
        if what == KEEP:
            await replace(
                interaction, card(say, gettext("Kept"), say(gettext("Nothing was changed.")))
            )
        elif what == DELETE and daily is not None:
            await daily.readers.written()  # else a brief sent just now is stored afterwards
            deleted = await asyncio.to_thread(daily.kept.delete_user, user)
            text = gettext("Your user ID is deleted from: %(what)s.", what=_counted(deleted))
            text = text if any(deleted) else NOTHING
            await replace(interaction, card(say, gettext("Deleted"), say(text)))
        else:
            await self._offer(interaction, what, kept)

    async def _offer(self, interaction: Interaction, what: str, kept: KeptData | None) -> None:
        say = speaker_to(interaction)
        found = await asyncio.to_thread(kept.of_user, interaction.user.id) if kept else {}
        counts = count_of_user(found)
        if not any(counts):
            page = card(say, gettext("Your data"), say(NOTHING), tone=Tone.NOTICE)
            await answer(interaction, page)
        elif what == Action.EXPORT_MINE.name:
            name, content = as_file(found, "my-data")
            await send_file(interaction, discord.File(io.BytesIO(content), name))
        else:
            text = " ".join(map(say, _what_goes(counts)))
            buttons = (
                Button(say(gettext("Delete it")), f"{ACTION}0|{DELETE}", Style.DANGER),
                Button(say(gettext("Keep it")), f"{ACTION}0|{KEEP}"),
            )
            page = card(say, gettext("Delete your user ID?"), text, (buttons,))
            await answer(interaction, page)


def _what_goes(counts: OfUser) -> Iterator[Message]:
    """What is deleted with a user's number, and what stays."""
    if counts.briefs:
        yield ngettext(
            "It is kept when you had your last brief, on %(count)s topic. That is deleted: the "
            "next brief marks nothing as new.",
            "It is kept when you had your last brief, on %(count)s topics. That is deleted: the "
            "next briefs mark nothing as new.",
            counts.briefs,
        )
    if counts.briefings or counts.feeds:
        yield gettext(
            "Your user ID is kept because you added: %(what)s. It is deleted there. The "
            "briefings and feeds stay: they belong to their servers. You will no longer be "
            "told when a briefing can't be posted.",
            what=_counted(counts._replace(briefs=0)),
        )


def _counted(counts: OfUser) -> Listed:
    """`1 daily briefing and 2 feeds`, without zeros."""
    briefings, feeds, briefs = counts
    said = (
        (ngettext("%(count)s daily briefing", "%(count)s daily briefings", briefings), briefings),
        (ngettext("%(count)s feed", "%(count)s feeds", feeds), feeds),
        (ngettext("%(count)s last brief", "%(count)s last briefs", briefs), briefs),
    )
    return Listed(tuple(one for one, count in said if count))
