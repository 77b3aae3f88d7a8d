"""Turns an interaction into a question and sends the reply.

All commands and buttons go through here, so that deferring, privacy of notices, errors and message
limits are decided in one place.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands
from sqlalchemy.exc import DBAPIError

from bot.daily.reader_memory import ReaderMemory
from bot.discord.last_briefs import ReadersLastBriefs
from bot.discord.lost import GONE, LOST, why_lost
from bot.discord.messages import custom_ids
from bot.discord.messages.controls import Press
from bot.discord.messages.custom_ids import DecodedButton, StaleError
from bot.discord.messages.kept import KeptPages
from bot.discord.messages.measure import length, plain_label
from bot.discord.messages.pages import MessagePage, to_discord
from bot.discord.pictures import Pictures
from bot.discord.readers import asker_of, audience_of
from bot.discord.shares import FAILED
from bot.operations.logs import without_words
from bot.service import Audience, BriefingService
from briefings.answers.questions import AskBrief, AskCheck, Question
from briefings.answers.types import Choice, Refused
from briefings.library import LibraryError
from briefings.pictures.sketches import sketch
from briefings.rendering.renderer import Renderer
from briefings.rendering.reply import Reply, Tone
from briefings.translations import gettext
from briefings.translations.message import Said

PATIENCE = 1.5
"""Seconds after which an answer that is not ready is deferred; Discord waits for 3."""

MOST_TOGETHER = 5
"""The most messages of one reply: a guest app may follow up five times on Discord."""

OUTAGE = 500
"""Lowest HTTP status of Discord's own failures."""

MAX_CHOICES = 25
MAX_CHOICE_LENGTH = 100
"""Discord's limits on autocomplete, which discord.py does not enforce."""

OUT_OF_DATE = gettext(
    "This button is out of date: what it led to is gone. Please use the command again."
)

PRIVATE_ANSWER = gettext("Only the person who asked can see the answer.")
"""Shown in public until the private answer has been sent."""

THINKS_PUBLICLY = "thinks publicly"
"""In an interaction's `extras`: everybody sees "is thinking …"."""

log = structlog.get_logger()

Interaction = discord.Interaction[Any]


def to_choices(choices: Sequence[Choice]) -> list[app_commands.Choice[str]]:
    """Autocomplete choices within Discord's limits."""
    return [
        app_commands.Choice(name=plain_label(choice.name, MAX_CHOICE_LENGTH), value=choice.id)
        for choice in choices
        if 0 < length(choice.id) <= MAX_CHOICE_LENGTH
    ][:MAX_CHOICES]


class Interactions:
    """Answers interactions from the briefing service."""

    def __init__(
        self,
        service: BriefingService,
        pictures: Pictures | None = None,
        *,
        patience: float = PATIENCE,
        memory: Callable[[], ReaderMemory | None] = lambda: None,
    ) -> None:
        self.service = service
        self.pictures = pictures
        self.patience = patience
        self._cut = KeptPages()
        self._last_briefs = ReadersLastBriefs(service, memory)

    # Commands

    async def answer(self, interaction: Interaction, question: Question) -> None:
        """Answer a slash or message command: at once, or deferred when it takes long."""
        private = question.PRIVATE
        reply = await self._in_time(
            interaction,
            self._last_briefs.reply(
                interaction, question, audience_of(interaction), private=private
            ),
            lambda: _think(interaction, private=private),
        )
        await self._send(interaction, reply, private=private)
        self._last_briefs.sent(interaction, reply, private=private)

    async def notice(self, interaction: Interaction, text: Said) -> None:
        """Tell only the user why there is no answer."""
        reply = self._renderer(interaction).render(Refused(text))
        await self._send(interaction, reply, private=True)

    def _renderer(self, interaction: Interaction) -> Renderer:
        """Lays out what only the user will see."""
        return self.service.renderer.in_language(asker_of(interaction))

    async def _in_time(
        self,
        interaction: Interaction,
        work: Coroutine[Any, Any, Reply],
        defer: Callable[[], Awaitable[Any]],
    ) -> Reply:
        task = asyncio.ensure_future(work)
        try:
            done, _ = await asyncio.wait({task}, timeout=self.patience)
            if not done and not interaction.response.is_done():
                await defer()
            return await task
        finally:
            task.cancel()  # the asker has gone, or this does nothing

    async def _send(
        self, interaction: Interaction, reply: Reply, *, private: bool, part: int = 1
    ) -> None:
        owner = interaction.user.id
        # No button can ask about a message's text again: its pages all come at once.
        together = isinstance(reply.question, AskCheck)
        for page in (
            self._together(interaction, self._cut.all(reply, owner))
            if together
            else [self._cut.one(reply, owner, part)]
        ):
            kwargs = to_discord(await self._pictured(interaction, reply, page))
            await _send_message(
                interaction, kwargs, private=private or reply.tone is not Tone.ANSWER
            )

    def _together(self, interaction: Interaction, pages: list[MessagePage]) -> list[MessagePage]:
        """As many pages as may come at once; if there are more, the last message says so."""
        if len(pages) <= MOST_TOGETHER:
            return pages
        kept = pages[: MOST_TOGETHER - 1]
        notice = Refused(
            gettext(
                "These are %(shown)s of %(total)s pages: more can't be shown at once. "
                "Check fewer quotations at a time to see all of it.",
                shown=len(kept),
                total=len(pages),
            )
        )
        return [*kept, *self._cut.all(self._renderer(interaction).render(notice), owner=0)]

    async def _pictured(
        self, interaction: Interaction, reply: Reply, page: MessagePage
    ) -> MessagePage:
        """The page, with the reply's picture if it belongs there and is ready in time."""
        if self.pictures is None or not page.pictured or not _may_attach(interaction):
            return page
        return replace(page, image=await self.pictures.image(sketch(reply.answer, reply.language)))

    # Buttons

    async def press(self, interaction: Interaction) -> None:
        """Answer a press of one of our buttons, however old, stale or forged it is."""
        try:
            button = self._decode(_pressed(interaction))
        except StaleError:
            await self.notice(interaction, OUT_OF_DATE)
            return
        message = interaction.message
        private = message is not None and message.flags.ephemeral
        if private and button.owner != interaction.user.id:
            await self.notice(
                interaction,
                gettext("This page belongs to somebody else. Use the command to get your own."),
            )
            return
        in_place = (
            button.press is Press.TURN
            and button.owner == interaction.user.id
            and message is not None
        )
        await self._answer_press(interaction, button, in_place=in_place)

    async def _answer_press(
        self, interaction: Interaction, button: DecodedButton, *, in_place: bool
    ) -> None:
        message = interaction.message
        audience = audience_of(interaction)
        own = Audience(audience.asker, audience.asker)
        public = in_place and not (message and message.flags.ephemeral)
        question = button.question
        if isinstance(question, AskBrief) and button.owner != interaction.user.id:
            question = replace(question, since=None)  # what was new to somebody else
        reply = await self._in_time(
            interaction,
            self.service.reply(question, audience if public else own)
            if in_place
            else self._last_briefs.reply(interaction, question, own, private=True),
            lambda: interaction.response.defer() if in_place else _think(interaction, private=True),
        )
        page = self._cut.one(reply, interaction.user.id, button.part)
        same_kind = message is not None and message.flags.components_v2 == (not page.embeds)
        if not (in_place and same_kind):
            # Only the owner turns the pages of a reply: others get a copy. And Discord can't change
            # a message's kind (Components V2 or not).
            if public:
                reply = await self.service.reply(question, own)
            await self._send(interaction, reply, private=True, part=button.part)
            self._last_briefs.sent(interaction, reply, private=True)
            return
        kwargs = to_discord(await self._pictured(interaction, reply, page), edit=True)
        if interaction.response.is_done():
            await interaction.edit_original_response(**kwargs)
        else:
            await interaction.response.edit_message(**kwargs)

    def _decode(self, custom_id: str) -> DecodedButton:
        return custom_ids.Decoder(self.service.answers.directory.identifiers()).decode(custom_id)

    # Autocomplete

    async def complete_topic(self, _: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return to_choices(self.service.answers.complete_topic(current))

    async def complete_person(self, _: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return to_choices(self.service.answers.complete_person(current))

    async def complete_side(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        topic = getattr(interaction.namespace, "topic", None) or ""
        return to_choices(self.service.answers.complete_side(topic, current))

    async def complete_search(self, _: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return to_choices(self.service.answers.complete_search(current))

    # Errors

    async def failed(self, interaction: Interaction, error: BaseException) -> None:
        """Log what went wrong under a short id and tell the user that id, nothing else."""
        if why_lost(error) is not None:
            await self._lost(interaction, error)
            return
        reference = secrets.token_hex(3)
        log.error("command_failed", reference=reference, command=_name(interaction), **_why(error))
        reply = self._renderer(interaction).error(reference)
        try:
            await self._send(interaction, reply, private=True)
        except (discord.HTTPException, aiohttp.ClientError) as second:
            said = {key: what for key, what in _why(second).items() if key != "exc_info"}
            log.warning("error_reply_failed", reference=reference, **said)

    async def _lost(self, interaction: Interaction, error: BaseException) -> None:
        """Log it in one line; if only its message is gone, tell the user."""
        note_lost(interaction, error)
        if isinstance(error, discord.HTTPException) and error.code == GONE:
            with suppress(discord.HTTPException):
                await self.notice(interaction, OUT_OF_DATE)


def note_lost(interaction: Interaction, error: BaseException) -> None:
    """Log an error when nobody can be told any more, and mark the interaction."""
    why = why_lost(error)
    if why is not None:
        interaction.extras[LOST] = True
        log.warning("interaction_lost", command=_name(interaction), why=why)
    else:
        interaction.extras[FAILED] = True
        log.error("command_failed", command=_name(interaction), **_why(error))


async def _think(interaction: Interaction, *, private: bool) -> None:
    """Show "is thinking …" until the answer is there; only to the asker if it is private."""
    await interaction.response.defer(ephemeral=private, thinking=True)
    interaction.extras[THINKS_PUBLICLY] = not private


async def _send_message(interaction: Interaction, kwargs: dict[str, Any], *, private: bool) -> None:
    """Send a message as the first answer, or else as a follow-up."""
    if not interaction.response.is_done():
        await interaction.response.send_message(**kwargs, ephemeral=private)
        return
    placeholder = None
    if private and interaction.extras.pop(THINKS_PUBLICLY, False):
        # The first follow-up replaces "is thinking …" and is equally public; only the second is a
        # message of its own (https://github.com/discord/discord-api-docs/issues/2866). Deleting "is
        # thinking …" first is not safe: a follow-up to it was refused (issues/2739 there).
        with suppress(discord.NotFound):  # a moderator may have deleted it
            content = audience_of(interaction).everyone.say(PRIVATE_ANSWER)
            placeholder = await interaction.edit_original_response(content=content)
    await interaction.followup.send(**kwargs, ephemeral=private)
    if placeholder is not None:
        with suppress(discord.NotFound):
            await placeholder.delete()


def _why(error: BaseException) -> dict[str, Any]:
    """Log an error: one line if it is the database's or Discord's, else a traceback.

    While either is down, every question fails in the same way.
    """
    if isinstance(error, LibraryError):
        return {"reason": str(error)}
    if isinstance(error, DBAPIError):
        return {"reason": str(error.orig).strip().split("\n", 1)[0]}
    if isinstance(error, discord.HTTPException):
        refusal: dict[str, Any] = {"status": error.status, "code": error.code}
        if error.status < OUTAGE and why_lost(error) is None:
            refusal["exc_info"] = without_words(error)  # they may repeat what the bot sent
        return refusal
    if isinstance(error, app_commands.AppCommandError):
        return {"exc_info": without_words(error)}  # they repeat the user's input
    if isinstance(error, aiohttp.ClientError):
        return {"reason": type(error).__name__}
    return {"exc_info": error}


def _may_attach(interaction: Interaction) -> bool:
    """Servers can forbid files; in direct messages they are always allowed."""
    return interaction.guild_id is None or interaction.app_permissions.attach_files


def _pressed(interaction: Interaction) -> str:
    """The custom_id of the button, or what was chosen from a menu: menus hold custom_ids."""
    data: Any = interaction.data or {}
    values = data.get("values") or [data.get("custom_id")]
    return str(values[0])


def _name(interaction: Interaction) -> str:
    """The command or button, without typed text: a custom_id may contain search words."""
    if interaction.command is not None:
        return interaction.command.qualified_name
    return interaction.type.name
