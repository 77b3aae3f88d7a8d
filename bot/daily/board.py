"""What `/daily` shows: subscriptions, previews, status; and the buttons that ask back."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.daily.briefing import NewsroomContent, pages
from bot.daily.dialog import DIALOG, TemplateDialog
from bot.daily.manage import Manager, about, when
from bot.daily.schedule import local_day, next_run
from bot.daily.tables import Outcome, State, Subscription
from bot.daily.times import InputError
from bot.daily.zones import complete, label, shown
from bot.desk import Desk, to_choices
from bot.messages import custom_ids
from bot.messages.layout import compose
from bot.messages.pages import to_discord
from bot.newsroom import Newsroom
from briefings.answers.types import Choice
from briefings.rendering.markdown import escape
from briefings.rendering.reply import Block, Reply, Tone

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


class Board:
    """Shows and asks; what is decided is the manager's."""

    def __init__(
        self,
        desk: Desk,
        newsroom: Newsroom,
        manager: Manager,
        content: NewsroomContent,
        dialog: TemplateDialog,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._newsroom = newsroom
        self.manager = manager
        self._content = content
        self.dialog = dialog
        self._clock = clock

    # Answers

    async def refuse(
        self, interaction: Interaction, reason: str, *, title: str = "That did not work"
    ) -> None:
        """Say why not, for the asker's eyes only."""
        await self._show(interaction, title, [reason], tone=Tone.NOTICE)

    async def with_one(
        self,
        interaction: Interaction,
        briefing: str | None,
        do: Callable[[Interaction, Subscription], Awaitable[None]],
    ) -> None:
        """Do something with the subscription that is meant, or say that there is none."""
        try:
            one = await self.manager.find(interaction.guild_id or 0, briefing)
        except InputError as error:
            await self.refuse(interaction, str(error))
            return
        await do(interaction, one)

    async def added(self, interaction: Interaction, one: Subscription, note: str) -> None:
        blocks = [self._described(one), self._next(one)]
        if note:
            blocks.append(f"-# Time zone {shown(one.zone)}: {note}.")
        await self._show(interaction, "Daily briefing added", blocks)

    async def there_already(self, interaction: Interaction, one: Subscription) -> None:
        blocks = [
            self._described(one),
            self._next(one),
            "Nothing was added. To change it, remove it with `/daily remove` and add it anew.",
        ]
        title = "This daily briefing is there already"
        await self._show(interaction, title, blocks, tone=Tone.NOTICE)

    async def show_all(self, interaction: Interaction) -> None:
        found = await self.manager.of_guild(interaction.guild_id or 0)
        if not found:
            await self.refuse(
                interaction, "This server has no daily briefing yet. Add one with `/daily add`."
            )
            return
        blocks = [f"{self._described(one)}\n{self._next(one)}" for one in found]
        await self._show(interaction, "Daily briefings", blocks)

    async def pause(self, interaction: Interaction, one: Subscription) -> None:
        await self.manager.pause(one)
        text = f"{self._described(one)}\nNothing is posted until `/daily resume`."
        await self._show(interaction, "Paused", [text])

    async def resume(self, interaction: Interaction, one: Subscription) -> None:
        resumed = await self.manager.resume(one)
        await self._show(interaction, "Resumed", [self._described(resumed), self._next(resumed)])

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
        blocks.append("### The last ten")
        blocks += lines or ["Nothing was due yet."]
        await self._show(interaction, "Status", blocks)

    async def preview(self, interaction: Interaction, one: Subscription) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        memory = await self.manager.memory(one)
        day = local_day(self._clock(), one.zone)
        written = await self._content.write(one, memory, day)
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
        text = f"{self._described(one)}\n\nRemove it, with what is stored of it?"
        await self._ask(interaction, text, "Remove it", f"remove|{one.id}")

    async def ask_forgetting(self, interaction: Interaction) -> None:
        found = await self.manager.of_guild(interaction.guild_id or 0)
        text = (
            f"Delete all that is stored for this server: {len(found)} daily briefings, what was "
            "posted, and the server's template?"
        )
        await self._ask(interaction, text, "Delete all of it", "forget|all")

    async def press(self, interaction: Interaction) -> bool:
        """Answer a press of one of our buttons. False if it is not one."""
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if not custom_id.startswith(PREFIX):
            return False
        if custom_id.startswith(DIALOG):
            return await self.dialog.press(interaction, custom_id)
        _, verb, what, owner = [*custom_id.split("|"), "", "", ""][:4]
        if not interaction.permissions.manage_guild or owner != str(interaction.user.id):
            await self.refuse(interaction, "Only the moderator who asked can answer this.")
        elif verb == "remove":
            removed = await self.manager.remove(interaction.guild_id or 0, what)
            await self._replace(
                interaction, "The daily briefing is removed." if removed else "It was gone already."
            )
        elif verb == "forget":
            count = await self.manager.forget(interaction.guild_id or 0)
            await self._replace(interaction, f"Deleted, {count} daily briefings included.")
        else:
            await self._replace(interaction, "Nothing was changed.")
        return True

    # Autocomplete

    def complete_zone(self, typed: str, locale: str) -> list[app_commands.Choice[str]]:
        now = self._clock()
        return to_choices([Choice(one.key, label(one, now)) for one in complete(typed, locale)])

    async def complete_briefing(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        guild = interaction.guild
        choices = []
        for one in await self.manager.of_guild(interaction.guild_id or 0):
            channel = guild.get_channel_or_thread(one.channel_id) if guild else None
            name = f"#{channel.name if channel else 'unknown channel'} {when(one)}"
            topics = self._topic_names(one)
            choices.append(Choice(one.id, f"{name} · {', '.join(topics) or 'all topics'}"))
        wanted = typed.casefold()
        return to_choices([one for one in choices if wanted in one.name.casefold()])

    # Texts

    def _described(self, one: Subscription) -> str:
        state = f"**{STATES[one.state]}** · " if one.state is not State.ACTIVE else ""
        reason = f"\n{escape(one.reason)}" if one.reason else ""
        topics = [escape(name) for name in self._topic_names(one)]
        return f"<#{one.channel_id}> · {state}{when(one)} · {about(one, topics)}{reason}"

    def _topic_names(self, one: Subscription) -> list[str]:
        known = {topic.id: topic.name for topic in self._newsroom.answers.digest.topics}
        return [known.get(topic, topic) for topic in one.topics]

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
        reply = Reply("daily", title, tuple(Block(text=text) for text in blocks), tone=tone)
        for page in compose(reply, custom_ids.encoder(interaction.user.id))[:MOST_PREVIEWED]:
            if interaction.response.is_done():
                await interaction.followup.send(**to_discord(page), ephemeral=True)
            else:
                await interaction.response.send_message(**to_discord(page), ephemeral=True)

    async def _ask(self, interaction: Interaction, text: str, yes: str, verb: str) -> None:
        owner = interaction.user.id
        view = discord.ui.View(timeout=None)
        view.add_item(
            discord.ui.Button(
                label=yes, style=discord.ButtonStyle.danger, custom_id=f"{PREFIX}{verb}|{owner}"
            )
        )
        view.add_item(discord.ui.Button(label="Keep it", custom_id=f"{PREFIX}keep||{owner}"))
        view.stop()
        await interaction.response.send_message(
            text, view=view, ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
        )

    @staticmethod
    async def _replace(interaction: Interaction, text: str) -> None:
        await interaction.response.edit_message(content=text, view=None)


def _unix(moment: datetime) -> int:
    return int(moment.timestamp())
