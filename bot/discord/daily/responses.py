"""The answers of `/daily`: subscriptions, previews, status, and changes to them."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace as changed
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.daily.management import Change, Manager, TwinError, Wish
from bot.daily.schedule import local_day
from bot.daily.server_template import TemplateBusyError
from bot.daily.tables import State, Subscription
from bot.daily.times import InputError
from bot.daily.zones import complete, label, shown
from bot.discord.daily.answering import in_time, replace
from bot.discord.daily.answering import say as answer
from bot.discord.daily.asking import PREFIX, pressed, really, which_briefing, which_tag
from bot.discord.daily.composing import BriefingComposer, pages
from bot.discord.daily.describing import which
from bot.discord.daily.notices import card, cards
from bot.discord.daily.summaries import NOTHING_NOW, Summaries, next_post, run_of, would_post
from bot.discord.daily.template_dialog import DIALOG, TemplateDialog
from bot.discord.interactions import Interactions, to_choices
from bot.discord.messages.pages import to_discord
from bot.discord.readers import speaker_to
from bot.service import BriefingService
from briefings.answers.types import Choice
from briefings.rendering.dialects.discord import escape
from briefings.rendering.reply import Tone
from briefings.translations import (
    Command,
    Message,
    Sentences,
    gettext,
    language_of,
    ngettext,
)
from briefings.translations.message import Option as OptionName
from briefings.translations.message import Said, Trusted

Interaction = discord.Interaction[Any]

MOST_UNTAGGED = 200
"""How many wishes without a tag are remembered until one is chosen."""

MOST_PREVIEWED = 5
"""How many pages a preview shows; the rest is counted."""

DID_NOT_WORK = gettext("That did not work")
EXISTS = gettext("This daily briefing already exists")
UNCHANGED = gettext("Nothing was changed.")


class DailyResponses:
    """Shows and asks; the manager decides."""

    def __init__(
        self,
        interactions: Interactions,
        service: BriefingService,
        manager: Manager,
        content: BriefingComposer,
        dialog: TemplateDialog,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._interactions = interactions
        self._summaries = Summaries(service)
        self.manager = manager
        self._content = content
        self.dialog = dialog
        self._clock = clock
        self._untagged: OrderedDict[tuple[int, int], Wish] = OrderedDict()
        """What moderators wish for that still lacks a tag, the last of each."""
        self._verbs: Mapping[str, Callable[[Interaction, Subscription], Awaitable[None]]] = {
            "preview": self.preview,
            "pause": self.pause,
            "resume": self.resume,
            "remove": self.ask_removal,
            "status": self.status,
        }

    # Answers

    def in_time(self, interaction: Interaction) -> AbstractAsyncContextManager[None]:
        """Enter it around code that asks the database before it answers."""
        return in_time(interaction, self._interactions.patience)

    async def refuse(
        self, interaction: Interaction, reason: Message | Sentences, *, title: Said = DID_NOT_WORK
    ) -> None:
        """Say why not; only the asker sees it."""
        await self._show(interaction, title, [reason], tone=Tone.NOTICE)

    async def with_one(self, interaction: Interaction, verb: str, briefing: str | None) -> None:
        """Do what the verb says with the intended subscription, or ask which one is meant."""
        meant = await self._meant(interaction, briefing)
        if len(meant) == 1:
            await self._verbs[verb](interaction, meant[0])
        else:
            await self._not_one(interaction, verb, briefing, meant)

    async def _meant(self, interaction: Interaction, briefing: str | None) -> list[Subscription]:
        """The subscriptions that are meant; without text, all of them."""
        found = await self._all(interaction)
        known = {
            one.id: (str(one.channel_id), self._summaries.name(interaction, one)) for one in found
        }
        meant = which(briefing, known)
        return [one for one in found if one.id in meant]

    async def _not_one(
        self,
        interaction: Interaction,
        verb: str,
        briefing: str | None,
        meant: Sequence[Subscription],
    ) -> None:
        """Ask which of several is meant, or say that there is none."""
        offered = meant or await self._all(interaction)
        if not offered:
            await self._none_yet(interaction)
            return
        missing = gettext(
            "There is no such daily briefing in this server: “%(name)s”.", name=briefing or ""
        )
        names = {one.id: self._summaries.name(interaction, one) for one in offered}
        if verb in self._verbs:
            several = gettext("This server has several daily briefings: choose which one is meant.")
            why = several if meant else missing
            page = which_briefing(speaker_to(interaction), verb, why, names, interaction.user.id)
            await answer(interaction, page)
        else:  # a menu would lose the other options
            several = gettext("This server has several daily briefings.")
            how = gettext(
                "Name one of them in the option `%(option)s`:", option=OptionName("briefing")
            )
            say = speaker_to(interaction)
            lines = [f"- {escape(name)}" for name in names.values()]
            said = say(Sentences((several if meant else missing, how)))
            text = Trusted("\n".join([said, *lines]))
            await self._show(interaction, gettext("Which one?"), [text], tone=Tone.NOTICE)

    async def _all(self, interaction: Interaction) -> list[Subscription]:
        """The server's subscriptions."""
        found = await self.manager.of_guild(interaction.guild_id or 0)
        await self._summaries.learn(found)
        return found

    async def add(self, interaction: Interaction, wish: Wish) -> None:
        """Add the wished-for subscription, or say why not."""
        try:
            made, note = await self.manager.add(wish)
        except InputError as error:
            await self.refuse(interaction, error.message)
        except TwinError as error:
            await self.already_exists(interaction, error.existing)
        else:
            await self.added(interaction, made, note)

    async def ask_for_tag(
        self, interaction: Interaction, wish: Wish, tags: Sequence[Choice]
    ) -> None:
        """Ask which tag the posts should get: the forum requires one."""
        self._untagged[wish.guild_id, wish.user_id] = wish
        self._untagged.move_to_end((wish.guild_id, wish.user_id))
        if len(self._untagged) > MOST_UNTAGGED:
            self._untagged.popitem(last=False)
        page = which_tag(speaker_to(interaction), tags, wish.channel_id, wish.user_id)
        await answer(interaction, page)

    async def _add_tagged(self, interaction: Interaction, channel: str, tag: str) -> None:
        wish = self._untagged.pop((interaction.guild_id or 0, interaction.user.id), None)
        if wish is None or str(wish.channel_id) != channel or not tag.isdecimal():
            text = gettext(
                "This choice is out of date: use `%(command)s` again.",
                command=Command("daily add"),
            )
            await self.refuse(interaction, text)
            return
        await self.add(interaction, changed(wish, tag_id=int(tag)))

    async def edit(self, interaction: Interaction, briefing: str | None, change: Change) -> None:
        """Change the intended subscription, or say why not."""
        meant = await self._meant(interaction, briefing)
        if len(meant) != 1:
            await self._not_one(interaction, "edit", briefing, meant)
            return
        try:
            made = await self.manager.edit(meant[0], change)
        except InputError as error:
            await self.refuse(interaction, error.message)
        except TwinError as error:
            text = Sentences((self._summaries.described(error.existing), UNCHANGED), "\n\n")
            await self._show(interaction, EXISTS, [text], tone=Tone.NOTICE)
        else:
            await self._summaries.learn((made,))
            blocks: list[Said] = self._about(made)
            await self._show(interaction, gettext("Daily briefing changed"), blocks)

    async def added(self, interaction: Interaction, one: Subscription, note: Said) -> None:
        await self._summaries.learn((one,))
        blocks: list[Said] = self._about(one)
        if one.quiet:
            blocks.append(
                gettext(
                    "On days without news nothing is posted (`%(option)s:False` posts a line).",
                    option=OptionName("quiet"),
                )
            )
        if note:
            zone = gettext("Time zone %(zone)s: %(note)s.", zone=shown(one.zone), note=note)
            blocks.append(Sentences((Trusted("-#"), zone)))
        await self._show(interaction, gettext("Daily briefing added"), blocks)

    async def already_exists(self, interaction: Interaction, one: Subscription) -> None:
        blocks: list[Said] = [
            *self._about(one),
            gettext("Nothing was added. `%(command)s` changes it.", command=Command("daily edit")),
        ]
        await self._show(interaction, EXISTS, blocks, tone=Tone.NOTICE)

    async def show_all(self, interaction: Interaction) -> None:
        found = await self._all(interaction)
        if not found:
            await self._none_yet(interaction)
            return
        blocks = [Sentences(tuple(self._about(one)), "\n") for one in found]
        await self._show(interaction, gettext("Daily briefings"), blocks)

    async def pause(self, interaction: Interaction, one: Subscription) -> None:
        await self.manager.pause(one)
        until = gettext("Nothing is posted until `%(command)s`.", command=Command("daily resume"))
        text = Sentences((self._summaries.described(one), until), "\n")
        await self._show(interaction, gettext("Paused"), [text])

    async def resume(self, interaction: Interaction, one: Subscription) -> None:
        resumed = await self.manager.resume(one)
        active = one.state is State.ACTIVE
        title = gettext("It was not paused") if active else gettext("Resumed")
        await self._show(interaction, title, self._about(resumed))

    async def status(self, interaction: Interaction, one: Subscription) -> None:
        blocks: list[Said] = self._about(one)
        lines = [run_of(delivery) for delivery in await self.manager.last(one)]
        blocks.append(Sentences((Trusted("###"), gettext("Last 10 runs"))))
        blocks += lines or [gettext("Nothing was due yet.")]
        await self._show(interaction, gettext("Status"), blocks)

    async def preview(self, interaction: Interaction, one: Subscription) -> None:
        memory = await self.manager.memory(one)
        day = local_day(self._clock(), one.zone)
        try:
            written = await self._content.write(one, memory, day)
        except TemplateBusyError as error:
            why = gettext("No preview now: %(error)s.", error=error.what)
            await self.refuse(interaction, why)
            return
        news, posts = written.news, pages(written.reply)
        await self.manager.keep_post(written.post)
        quiet = news.briefing.may_be_left_out and one.quiet
        says: Said = NOTHING_NOW
        if not quiet:
            says = would_post(one, written.note, len(posts), MOST_PREVIEWED)
        await self._show(interaction, gettext("Preview"), [says])
        for page in () if quiet else posts[:MOST_PREVIEWED]:
            await interaction.followup.send(**to_discord(page), ephemeral=True)

    async def ask_removal(self, interaction: Interaction, one: Subscription) -> None:
        deleted = gettext("Its history is deleted too.")
        text = Sentences((self._summaries.described(one), deleted), "\n\n")
        title = gettext("Remove this daily briefing?")
        owner, say = interaction.user.id, speaker_to(interaction)
        page = really(say, title, text, gettext("Remove it"), f"remove|{one.id}", owner)
        await answer(interaction, page)

    async def ask_forgetting(self, interaction: Interaction) -> None:
        found = await self.manager.of_guild(interaction.guild_id or 0)
        feeds = await self.manager.count_feeds(interaction.guild_id or 0)
        what = ngettext("%(count)s daily briefing", "%(count)s daily briefings", len(found))
        if feeds:
            text = ngettext(
                "All that is stored for this server: %(briefings)s, what was posted, the server's "
                "template, and its feed.",
                "All that is stored for this server: %(briefings)s, what was posted, the server's "
                "template, and its %(count)s feeds.",
                feeds,
                briefings=what,
            )
        else:
            text = gettext(
                "All that is stored for this server: %(briefings)s, what was posted, the server's "
                "template.",
                briefings=what,
            )
        title = gettext("Delete all of it?")
        owner, say = interaction.user.id, speaker_to(interaction)
        page = really(say, title, text, gettext("Delete all of it"), "forget|all", owner)
        await answer(interaction, page)

    async def press(self, interaction: Interaction) -> bool:
        """Answer a press of one of our buttons. False if it is not one."""
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if not custom_id.startswith(PREFIX):
            return False
        async with self.in_time(interaction):
            if custom_id.startswith(DIALOG):
                await self.dialog.press(interaction, custom_id)
            else:
                await self._press(interaction, data, custom_id)
        return True

    async def _press(
        self, interaction: Interaction, data: Mapping[str, Any], custom_id: str
    ) -> None:
        verb, what, owner = pressed(custom_id)
        if not interaction.permissions.manage_guild or owner != str(interaction.user.id):
            text = gettext("Only the moderator who asked can answer this.")
            await self.refuse(interaction, text, title=gettext("Somebody else was asked"))
        elif verb == "choose" and what in self._verbs:
            await self.with_one(interaction, what, str((data.get("values") or [""])[0]))
        elif verb == "tag":
            await self._add_tagged(interaction, what, str((data.get("values") or [""])[0]))
        elif verb == "remove":
            removed = await self.manager.remove(interaction.guild_id or 0, what)
            text = gettext("The daily briefing is removed.")
            gone = gettext("It was already gone.")
            await self._replace(interaction, gettext("Removed"), text if removed else gone)
        elif verb == "forget":
            count = await self.manager.forget(interaction.guild_id or 0)
            text = ngettext(
                "All of it is deleted, with %(count)s daily briefing.",
                "All of it is deleted, with %(count)s daily briefings.",
                count,
            )
            await self._replace(interaction, gettext("Deleted"), text)
        else:
            await self._replace(interaction, gettext("Kept"), UNCHANGED)

    # Autocomplete

    def complete_zone(self, typed: str, locale: str) -> list[app_commands.Choice[str]]:
        now, language = self._clock(), language_of(locale)
        found = complete(typed, locale)
        return to_choices([Choice(one.key, label(one, now, language)) for one in found])

    async def complete_briefing(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        # Discord asks for choices whoever types, and discord.py skips the group's check.
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            return []
        try:
            async with asyncio.timeout(self._interactions.patience):
                found = await self._all(interaction)
        except TimeoutError:
            return []  # choices can't be deferred
        choices = [Choice(one.id, self._summaries.name(interaction, one)) for one in found]
        wanted = typed.casefold()
        return to_choices([one for one in choices if wanted in one.name.casefold()])

    # Pages

    def _about(self, one: Subscription) -> list[Said]:
        """What a subscription brings, and when it posts next."""
        return [self._summaries.described(one), next_post(one, self._clock())]

    async def _show(
        self,
        interaction: Interaction,
        title: Said,
        blocks: Sequence[Said],
        *,
        tone: Tone = Tone.ANSWER,
    ) -> None:
        say = speaker_to(interaction)
        texts = [say(block) for block in blocks]
        for page in cards(say, title, texts, tone)[:MOST_PREVIEWED]:
            await answer(interaction, page)

    async def _none_yet(self, interaction: Interaction) -> None:
        text = gettext(
            "Add one with `%(command)s`: a channel and a time are enough.",
            command=Command("daily add"),
        )
        await self._show(interaction, gettext("No daily briefings yet"), [text])

    @staticmethod
    async def _replace(interaction: Interaction, title: Message, text: Message) -> None:
        say = speaker_to(interaction)
        await replace(interaction, card(say, title, say(text)))
