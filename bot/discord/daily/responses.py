"""What `/daily` shows: subscriptions, previews, status; and the buttons that ask back."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.daily.management import Change, Manager, TwinError, Wish, when
from bot.daily.schedule import local_day, next_run
from bot.daily.server_template import TemplateBusyError
from bot.daily.tables import Outcome, State, Subscription
from bot.daily.times import InputError
from bot.daily.zones import complete, label, shown
from bot.discord.daily.answering import in_time, replace, say
from bot.discord.daily.composing import BriefingComposer, pages
from bot.discord.daily.describing import about, which
from bot.discord.daily.notices import card, cards
from bot.discord.daily.template_dialog import DIALOG, TemplateDialog
from bot.discord.interactions import Interactions, to_choices
from bot.discord.messages.measure import OPTION, OPTIONS, clip
from bot.discord.messages.pages import Button, Option, Select, Style, to_discord
from bot.discord.readers import speaker_to
from bot.service import BriefingService
from briefings.answers.types import Choice
from briefings.rendering.dialects.discord import escape
from briefings.rendering.reply import Tone
from briefings.translations.message import Said

Interaction = discord.Interaction[Any]

PREFIX = "daily|"
"""Of the custom_ids of our own buttons: `daily|remove|<id>|<user>`."""

MOST_PREVIEWED = 5
"""Pages of a preview; the rest is counted."""

MARKS = {
    Outcome.QUEUED: "⏳ on its way",
    Outcome.POSTED: "✅ posted",
    Outcome.SKIPPED: "➖ nothing posted",
    Outcome.MISSED: "⚠️ missed",
    Outcome.FAILED: "❌ failed",
}
STATES = {State.ACTIVE: "active", State.PAUSED: "paused", State.BLOCKED: "waiting"}


class DailyResponses:
    """Shows and asks; what is decided is the manager's."""

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
        self._service = service
        self.manager = manager
        self._content = content
        self.dialog = dialog
        self._clock = clock
        self._older: dict[str, str] = {}
        """What stories are called that are no longer kept in memory."""
        self._verbs: Mapping[str, Callable[[Interaction, Subscription], Awaitable[None]]] = {
            "preview": self.preview,
            "pause": self.pause,
            "resume": self.resume,
            "remove": self.ask_removal,
            "status": self.status,
        }

    # Answers

    def in_time(self, interaction: Interaction) -> AbstractAsyncContextManager[None]:
        """Entered around whatever asks the database before it answers."""
        return in_time(interaction, self._interactions.patience)

    async def refuse(
        self, interaction: Interaction, reason: str, *, title: str = "That did not work"
    ) -> None:
        """Say why not, for the asker's eyes only."""
        await self._show(interaction, title, [reason], tone=Tone.NOTICE)

    async def with_one(self, interaction: Interaction, verb: str, briefing: str | None) -> None:
        """Do what the verb says with the subscription that is meant, or ask which one it is."""
        meant = await self._meant(interaction, briefing)
        if len(meant) == 1:
            await self._verbs[verb](interaction, meant[0])
        else:
            await self._not_one(interaction, verb, briefing, meant)

    async def _meant(self, interaction: Interaction, briefing: str | None) -> list[Subscription]:
        """The subscriptions that are meant: all of them by nothing."""
        found = await self._all(interaction)
        known = {one.id: (str(one.channel_id), self._name(interaction, one)) for one in found}
        meant = which(briefing, known)
        return [one for one in found if one.id in meant]

    async def _not_one(
        self,
        interaction: Interaction,
        verb: str,
        briefing: str | None,
        meant: Sequence[Subscription],
    ) -> None:
        """Ask which one is meant of several, or say that there is none such."""
        offered = meant or await self._all(interaction)
        if not offered:
            await self._none_yet(interaction)
            return
        text = "This server has several daily briefings: choose which one is meant."
        if not meant:
            text = f"There is no such daily briefing in this server: “{escape(briefing or '')}”."
        names = {one.id: self._name(interaction, one) for one in offered}
        if verb in self._verbs:
            await self._let_choose(interaction, verb, text, names)
        else:  # what was typed beside would be lost in a menu
            lines = [f"- {escape(name)}" for name in names.values()]
            text = text.replace(": choose which one is meant", "")
            text += " Name one of them in the option `briefing`:"
            await self.refuse(interaction, "\n".join([text, *lines]), title="Which one?")

    async def _all(self, interaction: Interaction) -> list[Subscription]:
        """The server's subscriptions."""
        found = await self.manager.of_guild(interaction.guild_id or 0)
        await self._learn(found)
        return found

    async def add(self, interaction: Interaction, wish: Wish) -> None:
        """Add what is wished for, or say why not."""
        try:
            made, note = await self.manager.add(wish)
        except InputError as error:
            await self.refuse(interaction, speaker_to(interaction)(error.message))
        except TwinError as error:
            await self.already_exists(interaction, error.existing)
        else:
            await self.added(interaction, made, note)

    async def edit(self, interaction: Interaction, briefing: str | None, change: Change) -> None:
        """Change the one that is meant, or say why not."""
        meant = await self._meant(interaction, briefing)
        if len(meant) != 1:
            await self._not_one(interaction, "edit", briefing, meant)
            return
        try:
            made = await self.manager.edit(meant[0], change)
        except InputError as error:
            await self.refuse(interaction, speaker_to(interaction)(error.message))
        except TwinError as error:
            text = f"{self._described(error.existing)}\n\nNothing was changed."
            title = "This daily briefing already exists"
            await self._show(interaction, title, [text], tone=Tone.NOTICE)
        else:
            await self._learn((made,))
            blocks = [self._described(made), self._next(made)]
            await self._show(interaction, "Daily briefing changed", blocks)

    async def added(self, interaction: Interaction, one: Subscription, note: Said) -> None:
        await self._learn((one,))
        blocks = [self._described(one), self._next(one)]
        if note:
            blocks.append(f"-# Time zone {shown(one.zone)}: {note}.")
        await self._show(interaction, "Daily briefing added", blocks)

    async def already_exists(self, interaction: Interaction, one: Subscription) -> None:
        blocks = [
            self._described(one),
            self._next(one),
            "Nothing was added. `/daily edit` changes it.",
        ]
        title = "This daily briefing already exists"
        await self._show(interaction, title, blocks, tone=Tone.NOTICE)

    async def show_all(self, interaction: Interaction) -> None:
        found = await self._all(interaction)
        if not found:
            await self._none_yet(interaction)
            return
        blocks = [f"{self._described(one)}\n{self._next(one)}" for one in found]
        await self._show(interaction, "Daily briefings", blocks)

    async def pause(self, interaction: Interaction, one: Subscription) -> None:
        await self.manager.pause(one)
        text = f"{self._described(one)}\nNothing is posted until `/daily resume`."
        await self._show(interaction, "Paused", [text])

    async def resume(self, interaction: Interaction, one: Subscription) -> None:
        resumed = await self.manager.resume(one)
        title = "It was not paused" if one.state is State.ACTIVE else "Resumed"
        await self._show(interaction, title, [self._described(resumed), self._next(resumed)])

    async def status(self, interaction: Interaction, one: Subscription) -> None:
        blocks = [self._described(one), self._next(one)]
        lines = []
        for delivery in await self.manager.last(one):
            late = ""
            if delivery.outcome is Outcome.POSTED and delivery.finished_at:
                seconds = (delivery.finished_at - delivery.due).total_seconds()
                late = f", {seconds / 60:.0f} min after it was due" if seconds >= 90 else ""
            reason = f": {escape(delivery.reason)}" if delivery.reason else ""
            lines.append(f"<t:{_unix(delivery.due)}:f> {MARKS[delivery.outcome]}{late}{reason}")
        blocks.append("### Last 10 runs")
        blocks += lines or ["Nothing was due yet."]
        await self._show(interaction, "Status", blocks)

    async def preview(self, interaction: Interaction, one: Subscription) -> None:
        memory = await self.manager.memory(one)
        day = local_day(self._clock(), one.zone)
        try:
            written = await self._content.write(one, memory, day)
        except TemplateBusyError as error:
            await self.refuse(interaction, f"No preview now: {error}.")
            return
        news, posts = written.news, pages(written.reply)
        ping = f" It would ping <@&{one.role_id}>." if one.role_id else ""
        quiet = news.briefing.nothing_new and one.quiet
        says = "Nothing would be posted now: there is nothing new, and it is set to be quiet."
        if not quiet:
            says = f"This would be posted now in <#{one.channel_id}>.{ping} {written.note}".strip()
        if not quiet and len(posts) > MOST_PREVIEWED:
            says += f" The first {MOST_PREVIEWED} of {len(posts)} messages:"
        await self._show(interaction, "Preview", [says])
        for page in () if quiet else posts[:MOST_PREVIEWED]:
            await interaction.followup.send(**to_discord(page), ephemeral=True)

    async def ask_removal(self, interaction: Interaction, one: Subscription) -> None:
        text = f"{self._described(one)}\n\nIts history is deleted too."
        title = "Remove this daily briefing?"
        await self._ask(interaction, title, text, "Remove it", f"remove|{one.id}")

    async def ask_forgetting(self, interaction: Interaction) -> None:
        found = await self.manager.of_guild(interaction.guild_id or 0)
        feeds = await self.manager.count_feeds(interaction.guild_id or 0)
        text = (
            f"All that is stored for this server: {_counted(len(found))}, what was posted, the "
            f"server's template{_feeds(feeds)}."
        )
        title = "Delete all of it?"
        await self._ask(interaction, title, text, "Delete all of it", "forget|all")

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
        _, verb, what, owner = [*custom_id.split("|"), "", "", ""][:4]
        if not interaction.permissions.manage_guild or owner != str(interaction.user.id):
            text = "Only the moderator who asked can answer this."
            await self.refuse(interaction, text, title="Somebody else was asked")
        elif verb == "choose" and what in self._verbs:
            await self.with_one(interaction, what, str((data.get("values") or [""])[0]))
        elif verb == "remove":
            removed = await self.manager.remove(interaction.guild_id or 0, what)
            text = "The daily briefing is removed." if removed else "It was already gone."
            await self._replace(interaction, "Removed", text)
        elif verb == "forget":
            count = await self.manager.forget(interaction.guild_id or 0)
            await self._replace(interaction, "Deleted", f"{_counted(count)} included.")
        else:
            await self._replace(interaction, "Kept", "Nothing was changed.")

    # Autocomplete

    def complete_zone(self, typed: str, locale: str) -> list[app_commands.Choice[str]]:
        now = self._clock()
        return to_choices([Choice(one.key, label(one, now)) for one in complete(typed, locale)])

    async def complete_briefing(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        # Discord asks for choices whoever types, and discord.py without the group's check.
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            return []
        try:
            async with asyncio.timeout(self._interactions.patience):
                found = await self._all(interaction)
        except TimeoutError:
            return []  # choices can't be deferred
        choices = [Choice(one.id, self._name(interaction, one)) for one in found]
        wanted = typed.casefold()
        return to_choices([one for one in choices if wanted in one.name.casefold()])

    # Texts

    def _name(self, interaction: Interaction, one: Subscription) -> str:
        """What tells a subscription from the server's others, without Markdown."""
        guild = interaction.guild
        channel = guild.get_channel_or_thread(one.channel_id) if guild else None
        topics = ", ".join(self._topic_names(one)) or "all topics"
        return f"#{channel.name if channel else 'unknown channel'} {when(one)} · {topics}"

    def _described(self, one: Subscription) -> str:
        state = f"**{STATES[one.state]}** · " if one.state is not State.ACTIVE else ""
        reason = f"\n{escape(one.reason)}" if one.reason else ""
        topics = [escape(name) for name in self._topic_names(one)]
        return f"<#{one.channel_id}> · {state}{when(one)} · {about(one, topics)}{reason}"

    def _topic_names(self, one: Subscription) -> list[str]:
        known = self._service.answers.directory.subjects
        return [
            known[topic].name if topic in known else self._older.get(topic, topic)
            for topic in one.topics
        ]

    async def _learn(self, subscriptions: Iterable[Subscription]) -> None:
        """Have at hand what their topics are called: those of older stories are looked up."""
        answers = self._service.answers
        wanted = {topic for one in subscriptions for topic in one.topics}
        older = wanted - answers.directory.subjects.keys()
        if older:
            self._older |= await asyncio.to_thread(answers.topic_names, older)

    def _next(self, one: Subscription) -> str:
        """When it runs next, which Discord shows in each reader's own time."""
        if one.state is State.PAUSED:
            return "No next run: it is paused."
        if one.state is State.BLOCKED:
            return "It goes on by itself as soon as the bot may post there."
        run = next_run(one.plan, self._clock())
        if run is None:
            return "No next run."
        return f"Next run: <t:{_unix(run.due)}:F> (<t:{_unix(run.due)}:R>)"

    async def _show(
        self, interaction: Interaction, title: str, blocks: list[str], *, tone: Tone = Tone.ANSWER
    ) -> None:
        for page in cards(speaker_to(interaction), title, blocks, tone)[:MOST_PREVIEWED]:
            await say(interaction, page)

    async def _none_yet(self, interaction: Interaction) -> None:
        text = "Add one with `/daily add`: a channel and a time are enough."
        await self._show(interaction, "No daily briefings yet", [text])

    async def _let_choose(
        self, interaction: Interaction, verb: str, text: str, names: Mapping[str, str]
    ) -> None:
        text += f" Or name it in the option `briefing` of `/daily {verb}`."
        if len(names) > OPTIONS:
            text += f" The menu has the first {OPTIONS} of {len(names)}."
        options = [Option(clip(name, OPTION), key) for key, name in names.items()]
        custom_id = f"{PREFIX}choose|{verb}|{interaction.user.id}"
        menu = Select(custom_id, "Choose a daily briefing", tuple(options[:OPTIONS]))
        await say(
            interaction, card(speaker_to(interaction), "Which daily briefing?", text, ((menu,),))
        )

    async def _ask(
        self, interaction: Interaction, title: str, text: str, yes: str, verb: str
    ) -> None:
        owner = interaction.user.id
        buttons = (
            Button(yes, f"{PREFIX}{verb}|{owner}", Style.DANGER),
            Button("Keep it", f"{PREFIX}keep||{owner}"),
        )
        await say(interaction, card(speaker_to(interaction), title, text, (buttons,)))

    @staticmethod
    async def _replace(interaction: Interaction, title: str, text: str) -> None:
        await replace(interaction, card(speaker_to(interaction), title, text))


def _counted(count: int) -> str:
    return "1 daily briefing" if count == 1 else f"{count} daily briefings"


def _feeds(count: int) -> str:
    if not count:
        return ""
    return ", and its feed" if count == 1 else f", and its {count} feeds"


def _unix(moment: datetime) -> int:
    return int(moment.timestamp())
