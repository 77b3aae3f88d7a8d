"""`briefbot ask`: the whole reply to a question, as the bot would send it."""

import math
import tempfile
from dataclasses import dataclass, replace
from typing import Any

from bot.discord.messages.custom_ids import encoder
from bot.discord.messages.layout import compose
from bot.discord.messages.limits import usage, violations
from bot.discord.messages.pages import MessagePage, to_payload
from bot.discord.messages.screen import SCREEN
from bot.discord.pictures import Pictures
from bot.discord.run import prepare_data_dir
from bot.pinned_topics import pinned_topics
from bot.service import Audience, BriefingService
from bot.settings import Settings
from briefings.answers.questions import AskHelp, Question
from briefings.pictures.sketches import sketch
from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.dialects.plain import PLAIN
from briefings.rendering.plain_text import as_text
from briefings.translations import ENGLISH, Language

_LONGEST_WAIT = 10.0
"""Seconds that a picture may take: nobody is waiting in a channel."""


@dataclass(frozen=True, slots=True)
class Told:
    """The reply to a question, and the problems of its sources, one line each."""

    pages: tuple[MessagePage, ...]
    """All of them, in order, as the bot would send them: with pictures."""
    digest_problems: tuple[str, ...]
    """If there are any, the last good digest answers."""
    template_problems: tuple[str, ...]
    """The built-in templates replace those that fail."""
    text: str = ""
    """All of it as one plain text, if that was requested instead of pages."""


async def ask(
    settings: Settings,
    question: Question,
    *,
    apart: bool = False,
    plain: bool = False,
    fold: bool = True,
    language: Language = ENGLISH,
) -> Told:
    """The whole reply to `question`.

    Args:
        language: the reader's and the server's.
        fold: whether to leave out what a button would show, as the bot does.
        plain: text instead of messages.
        apart: answer from the digest files alone, in a temporary library: the bot on the same
            database must not serve a digest that is only being tried out.

    Raises:
        StartError, LibraryError, DigestError: as `bot.discord.run.run`.
    """
    if apart:
        with tempfile.TemporaryDirectory(prefix="briefbot-") as folder:
            database = f"sqlite:///{folder}/ask.sqlite3"
            return await _ask(settings, database, question, language, plain=plain, fold=fold)
    if isinstance(question, AskHelp) and not fold:
        question = AskHelp(on_platform=False)
    if settings.database_url is None:
        prepare_data_dir(settings)
    return await _ask(settings, settings.database, question, language, plain=plain, fold=fold)


async def _ask(
    settings: Settings,
    database: str,
    question: Question,
    language: Language,
    *,
    plain: bool,
    fold: bool,
) -> Told:
    result: list[MessagePage] = []
    texts: list[str] = []
    following: Question | None = question
    pictures = Pictures(longest_wait=_LONGEST_WAIT) if settings.pictures else None
    async with BriefingService.open(
        database,
        settings.digest_folders,
        settings.templates,
        topics=pinned_topics(settings),
        dialect=PLAIN if plain else DISCORD,
    ) as service:
        while following is not None:
            reply = await service.reply(following, Audience(language, language))
            following = reply.following
            if plain:
                texts.append(as_text(reply))
                continue
            tallest = SCREEN if fold else math.inf
            pages = compose(reply, encoder(owner=0), tallest=tallest, fold=fold)
            image = await pictures.image(sketch(reply.answer, reply.language)) if pictures else None
            result += [replace(page, image=image) if page.pictured else page for page in pages]
        return Told(
            tuple(result),
            service.problems,
            tuple(str(problem) for problem in service.renderer.problems),
            "\n\n\n".join(texts),
        )


def payload(page: MessagePage, *, limits: bool) -> dict[str, Any]:
    """The message as sent; with `limits`, also which of Discord's limits it uses and breaks."""
    body = to_payload(page)
    if not limits:
        return body
    return {"payload": body, "usage": usage(body), "violations": violations(body)}
