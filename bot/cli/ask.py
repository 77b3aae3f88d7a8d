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
"""Seconds that a picture may take: nobody waits in a channel."""


@dataclass(frozen=True, slots=True)
class Told:
    """The reply to a question, and what is wrong with what it was made from, a line each."""

    pages: tuple[MessagePage, ...]
    """All of them, in order, as the bot would send them: with pictures."""
    digest_problems: tuple[str, ...]
    """Where there are any, the last good digest answers."""
    template_problems: tuple[str, ...]
    """The built-in templates serve in the place of those that fail."""
    text: str = ""
    """All of it as one plain text, where that was asked for in place of pages."""


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
        fold: whether what a button would show is left out, as in what the bot sends.
        plain: as text, not as messages.
        apart: from the digest files alone, in a library that is gone afterwards: a digest that is
            merely tried out is not to be served by the bot on the same database.

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
    """The message as sent; with `limits`, beside what it uses of Discord's and breaks of them."""
    body = to_payload(page)
    if not limits:
        return body
    return {"payload": body, "usage": usage(body), "violations": violations(body)}
