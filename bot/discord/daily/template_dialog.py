"""The dialog in which moderators change their server's template, with a preview before it counts.

`/daily template` opens it. What is typed is tried on today's news in a process of its own; the
preview has the buttons to keep it, to go on editing, or to discard it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord

from bot.daily.server_template import FILE, MOST_CHARACTERS, TemplateError
from bot.daily.store import Store
from bot.discord.daily.composing import BriefingComposer, pages
from bot.discord.daily.notices import card
from bot.discord.messages.pages import Button, to_discord
from briefings.rendering.dialects.discord import escape
from briefings.rendering.renderer import TEMPLATES
from briefings.rendering.reply import Tone

Interaction = discord.Interaction[Any]

DIALOG = "daily|template|"
"""Of this dialog's custom_ids: `daily|template|<verb>|<user>`."""

TITLE = "Template of the daily post"

MOST_DRAFTS = 200
MOST_PAGES = 3
"""Pages of the preview."""


class TemplateDialog:
    """Edits, tries and stores a server's template. Drafts live in memory, a user's last one."""

    def __init__(
        self, store: Store, content: BriefingComposer, *, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._content = content
        self._clock = clock
        self._drafts: OrderedDict[tuple[int, int], str] = OrderedDict()

    async def open(self, interaction: Interaction) -> None:
        """Answer with the dialog, filled with the server's template or the bot's own."""
        stored = await asyncio.to_thread(self._store.template, interaction.guild_id or 0)
        await interaction.response.send_modal(_Editor(self, stored or built_in()))

    async def tried(self, interaction: Interaction, source: str) -> None:
        """Show what the template makes, and ask whether to keep it; or say what is wrong."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        key = (interaction.guild_id or 0, interaction.user.id)
        self._drafts[key] = source
        self._drafts.move_to_end(key)
        if len(self._drafts) > MOST_DRAFTS:
            self._drafts.popitem(last=False)
        try:
            reply = await self._content.trial(source, self._clock().date())
        except TemplateError as error:
            text = f"This template can't be used: {escape(str(error))}. Nothing was changed."
            await self._ask(interaction, text, good=False)
            return
        posts = pages(reply)
        more = (
            f" The first {MOST_PAGES} of {len(posts)} messages:" if len(posts) > MOST_PAGES else ""
        )
        text = f"This is how the daily post would look with today's news.{more}"
        await self._ask(interaction, text, good=True)
        for page in posts[:MOST_PAGES]:
            await interaction.followup.send(**to_discord(page), ephemeral=True)

    async def press(self, interaction: Interaction, custom_id: str) -> bool:
        """Answer one of the preview's buttons."""
        verb, _, owner = custom_id.removeprefix(DIALOG).partition("|")
        allowed = interaction.permissions.manage_guild and owner == str(interaction.user.id)
        draft = self._drafts.get((interaction.guild_id or 0, interaction.user.id))
        if not allowed:
            await _say(interaction, "Only the moderator who asked can answer this.")
        elif verb == "reset":
            await self._store_it(interaction, None, "The bot's own template is used again.")
        elif draft is None:
            await _say(interaction, "This draft is gone; open `/daily template` again.")
        elif verb == "edit":
            await interaction.response.send_modal(_Editor(self, draft))
        elif verb == "keep":
            await self._store_it(interaction, draft, "Kept: this server's daily posts use it now.")
        else:
            await _replace(interaction, "Nothing was changed.")
        return True

    async def _store_it(self, interaction: Interaction, source: str | None, text: str) -> None:
        await asyncio.to_thread(self._store.set_template, interaction.guild_id or 0, source)
        await _replace(interaction, text)

    async def _ask(self, interaction: Interaction, text: str, *, good: bool) -> None:
        labels = [("Keep it", "keep"), ("Edit again", "edit"), ("Discard", "drop")]
        labels.append(("Use the bot's own", "reset"))
        buttons = tuple(
            Button(label, f"{DIALOG}{verb}|{interaction.user.id}")
            for label, verb in (labels if good else labels[1:])
        )
        page = card(TITLE, text, (buttons,), Tone.ANSWER if good else Tone.NOTICE)
        await interaction.followup.send(**to_discord(page), ephemeral=True)


class _Editor(discord.ui.Modal, title=TITLE):
    """A dialog with one big field."""

    def __init__(self, dialog: TemplateDialog, source: str) -> None:
        super().__init__(timeout=3600)
        self._dialog = dialog
        self.source: discord.ui.TextInput[_Editor] = discord.ui.TextInput(
            label="Jinja template",
            style=discord.TextStyle.paragraph,
            default=source,
            max_length=MOST_CHARACTERS,
            custom_id="source",
        )
        self.add_item(self.source)

    async def on_submit(self, interaction: Interaction, /) -> None:
        await self._dialog.tried(interaction, self.source.value)


def built_in() -> str:
    """The bot's own template, to start from."""
    return (TEMPLATES / FILE).read_text(encoding="utf-8")


async def _say(interaction: Interaction, text: str) -> None:
    page = card(TITLE, text, tone=Tone.NOTICE)
    await interaction.response.send_message(**to_discord(page), ephemeral=True)


async def _replace(interaction: Interaction, text: str) -> None:
    await interaction.response.edit_message(**to_discord(card(TITLE, text), edit=True))
