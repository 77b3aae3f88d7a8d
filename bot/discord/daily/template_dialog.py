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
from bot.discord.daily.answering import is_answered, replace, say
from bot.discord.daily.composing import BriefingComposer, pages
from bot.discord.daily.notices import card
from bot.discord.messages.pages import Button, to_discord
from briefings.rendering.dialects.discord import escape
from briefings.rendering.renderer import TEMPLATES
from briefings.rendering.reply import Tone

Interaction = discord.Interaction[Any]

DIALOG = "daily|template|"
"""Of this dialog's custom_ids: `daily|template|<verb>|<user>`."""

EDITOR = f"{DIALOG}editor"
"""The dialog's own custom_id, the same for everybody."""

FIELD = "source"

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
        """Answer with the dialog, filled with the server's template or the bot's own.

        Where that took too long a dialog can't be the answer any more: then a button opens it.
        """
        stored = await asyncio.to_thread(self._store.template, interaction.guild_id or 0)
        source = stored or built_in()
        if await is_answered(interaction):
            self._keep_draft(interaction, source)
            button = Button("Open the dialog", f"{DIALOG}edit|{interaction.user.id}")
            await say(interaction, card(TITLE, "The template is at hand.", ((button,),)))
        else:
            await interaction.response.send_modal(_Editor(source))

    async def submitted(self, interaction: Interaction) -> bool:
        """Answer a dialog that was sent, even before a restart. False if it is not ours."""
        data: Any = interaction.data or {}
        if data.get("custom_id") != EDITOR:
            return False
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            text = "Only members who may manage the server can change its template."
            await say(interaction, card(TITLE, text, tone=Tone.NOTICE))
        else:
            await self.tried(interaction, _typed(data.get("components")) or "")
        return True

    async def tried(self, interaction: Interaction, source: str) -> None:
        """Show what the template makes, and ask whether to keep it; or say what is wrong."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        self._keep_draft(interaction, source)
        guild = interaction.guild_id or 0
        try:
            reply = await self._content.trial(source, self._clock().date(), guild)
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

    def _keep_draft(self, interaction: Interaction, source: str) -> None:
        key = (interaction.guild_id or 0, interaction.user.id)
        self._drafts[key] = source
        self._drafts.move_to_end(key)
        if len(self._drafts) > MOST_DRAFTS:
            self._drafts.popitem(last=False)

    async def press(self, interaction: Interaction, custom_id: str) -> None:
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
            await interaction.response.send_modal(_Editor(draft))
        elif verb == "keep":
            await self._store_it(interaction, draft, "Kept: this server's daily posts use it now.")
        else:
            await _replace(interaction, "Nothing was changed.")

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
    """A dialog with one big field.

    Whoever sends it is answered by `TemplateDialog.submitted`: it carries all that takes, so that
    a dialog which was open during a restart is answered too.
    """

    def __init__(self, source: str) -> None:
        super().__init__(timeout=None, custom_id=EDITOR)
        self.source: discord.ui.TextInput[_Editor] = discord.ui.TextInput(
            label="Jinja template",
            style=discord.TextStyle.paragraph,
            default=source,
            max_length=MOST_CHARACTERS,
            custom_id=FIELD,
        )
        self.add_item(self.source)


def _typed(part: Any) -> str | None:
    """What stands in the dialog's field, however deep Discord puts it; None without one."""
    if isinstance(part, list):
        return next((text for text in map(_typed, part) if text is not None), None)
    if not isinstance(part, dict):
        return None
    if part.get("custom_id") == FIELD and isinstance(part.get("value"), str):
        return str(part["value"])
    return _typed([part.get("components"), part.get("component")])


def built_in() -> str:
    """The bot's own template, to start from."""
    return (TEMPLATES / FILE).read_text(encoding="utf-8")


async def _say(interaction: Interaction, text: str) -> None:
    await say(interaction, card(TITLE, text, tone=Tone.NOTICE))


async def _replace(interaction: Interaction, text: str) -> None:
    await replace(interaction, card(TITLE, text))
