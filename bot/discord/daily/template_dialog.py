"""The dialog in which moderators change their server's template, with a preview before saving.

`/daily template` opens it. The typed template is tried on today's news in a process of its own; the
preview has buttons to keep it, to go on editing, or to discard it.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord

from bot.daily.server_template import FILE, MOST_CHARACTERS, TemplateError
from bot.daily.store import Store
from bot.discord.daily.answering import is_answered, replace
from bot.discord.daily.answering import say as answer
from bot.discord.daily.composing import BriefingComposer, pages
from bot.discord.daily.notices import card
from bot.discord.messages.pages import Button, to_discord
from bot.discord.readers import Speaker, speaker_to
from briefings.rendering.renderer import TEMPLATES
from briefings.rendering.reply import Tone
from briefings.translations import Command, Message, Sentences, gettext

Interaction = discord.Interaction[Any]

DIALOG = "daily|template|"
"""Form of this dialog's custom_ids: `daily|template|<verb>|<user>|<draft>`."""

EDITOR = f"{DIALOG}editor"
"""The dialog's own custom_id, the same for everybody."""

FIELD = "source"

TITLE = gettext("Template of the daily post")

MOST_DRAFTS = 200
MOST_PAGES = 3
"""How many pages the preview shows."""


class TemplateDialog:
    """Edits, tries and stores a server's template. Each user's last draft is kept in memory."""

    def __init__(
        self, store: Store, content: BriefingComposer, *, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._content = content
        self._clock = clock
        self._drafts: OrderedDict[tuple[int, int], str] = OrderedDict()

    async def open(self, interaction: Interaction) -> None:
        """Answer with the dialog, filled with the server's template or the bot's own.

        If that took too long, the answer can no longer be a dialog: then a button opens it.
        """
        stored = await asyncio.to_thread(self._store.template, interaction.guild_id or 0)
        source = stored or built_in()
        if await is_answered(interaction):
            self._keep_draft(interaction, source)
            say = speaker_to(interaction)
            opening = say(gettext("Open the dialog"))
            button = Button(opening, f"{DIALOG}edit|{interaction.user.id}")
            text = say(gettext("The template is at hand."))
            await answer(interaction, card(say, TITLE, text, ((button,),)))
        else:
            await interaction.response.send_modal(_Editor(source, speaker_to(interaction)))

    async def submitted(self, interaction: Interaction) -> bool:
        """Answer a dialog that was sent, even before a restart. False if it is not ours."""
        data: Any = interaction.data or {}
        if data.get("custom_id") != EDITOR:
            return False
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            await _say(
                interaction,
                gettext("Only members who may manage the server can change its template."),
            )
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
            why = gettext(
                "This template can't be used: %(error)s. Nothing was changed.", error=error.what
            )
            await self._ask(interaction, why, source, good=False)
            return
        posts = pages(reply)
        parts = [gettext("This is how the daily post would look with today's news.")]
        if len(posts) > MOST_PAGES:
            parts.append(
                gettext(
                    "The first %(shown)s of %(total)s messages:",
                    shown=MOST_PAGES,
                    total=len(posts),
                )
            )
        await self._ask(interaction, Sentences(tuple(parts)), source, good=True)
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
        verb, owner, mark = [*custom_id.removeprefix(DIALOG).split("|"), "", ""][:3]
        allowed = interaction.permissions.manage_guild and owner == str(interaction.user.id)
        draft = self._drafts.get((interaction.guild_id or 0, interaction.user.id))
        if not allowed:
            await _say(interaction, gettext("Only the moderator who asked can answer this."))
        elif verb == "reset":
            text = gettext("The bot's own template is used again.")
            await self._store_it(interaction, None, text)
        elif draft is None or (verb == "keep" and mark != _mark(draft)):
            # It stores what the preview showed, not what was typed afterwards.
            gone = gettext(
                "This draft is gone; open `%(command)s` again.", command=Command("daily template")
            )
            await _say(interaction, gone)
        elif verb == "edit":
            await interaction.response.send_modal(_Editor(draft, speaker_to(interaction)))
        elif verb == "keep":
            text = gettext("Kept: this server's daily posts use it now.")
            await self._store_it(interaction, draft, text)
        else:
            await _replace(interaction, gettext("Nothing was changed."))

    async def _store_it(self, interaction: Interaction, source: str | None, text: Message) -> None:
        await asyncio.to_thread(self._store.set_template, interaction.guild_id or 0, source)
        await _replace(interaction, text)

    async def _ask(
        self, interaction: Interaction, text: Message | Sentences, source: str, *, good: bool
    ) -> None:
        labels = [
            (gettext("Keep it"), "keep"),
            (gettext("Edit again"), "edit"),
            (gettext("Discard"), "drop"),
            (gettext("Use the bot's own"), "reset"),
        ]
        say = speaker_to(interaction)
        buttons = tuple(
            Button(say(label), f"{DIALOG}{verb}|{interaction.user.id}|{_mark(source)}")
            for label, verb in (labels if good else labels[1:])
        )
        page = card(say, TITLE, say(text), (buttons,), Tone.ANSWER if good else Tone.NOTICE)
        await interaction.followup.send(**to_discord(page), ephemeral=True)


class _Editor(discord.ui.Modal):
    """A dialog with one big field.

    `TemplateDialog.submitted` answers it: the dialog carries all it needs, so that one that was
    open during a restart is answered too.
    """

    def __init__(self, source: str, say: Speaker) -> None:
        super().__init__(title=say(TITLE), timeout=None, custom_id=EDITOR)
        self.source: discord.ui.TextInput[_Editor] = discord.ui.TextInput(
            label=say(gettext("Jinja template")),
            style=discord.TextStyle.paragraph,
            default=source,
            max_length=MOST_CHARACTERS,
            custom_id=FIELD,
        )
        self.add_item(self.source)


def _mark(source: str) -> str:
    """Identifies a draft."""
    return hashlib.sha256(source.encode(errors="surrogatepass")).hexdigest()[:12]


def _typed(part: Any) -> str | None:
    """The text in the dialog's field, however deep Discord nests it; None without one."""
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


async def _say(interaction: Interaction, text: Message) -> None:
    say = speaker_to(interaction)
    await answer(interaction, card(say, TITLE, say(text), tone=Tone.NOTICE))


async def _replace(interaction: Interaction, text: Message) -> None:
    say = speaker_to(interaction)
    await replace(interaction, card(say, TITLE, say(text)))
