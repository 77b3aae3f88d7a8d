"""The daily briefing, as messages."""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

import structlog

from bot.daily.content import Composed
from bot.daily.ledger import KeptPost, Ledger, Memory
from bot.daily.posting import Message
from bot.daily.server_template import TemplateBusyError, TemplateError, TemplateRunner
from bot.daily.tables import Subscription
from bot.discord.messages import custom_ids
from bot.discord.messages.controls import Press
from bot.discord.messages.layout import compose, fits
from bot.discord.messages.pages import MessagePage, to_payload
from bot.discord.messages.screen import SCREEN
from bot.service import BriefingService
from briefings.answers.daily import DailyBriefing
from briefings.answers.news import News
from briefings.answers.posted import Post, Posts, cited_as_json
from briefings.answers.questions import AskDaily, Detail, Question
from briefings.answers.wanted import Words
from briefings.models import Citation
from briefings.rendering.renderer import Renderer
from briefings.rendering.reply import Reply
from briefings.translations import ENGLISH, Language, Listed, gettext
from briefings.translations.message import stored

IS_COMPONENTS_V2 = 1 << 15
TEXT_DISPLAY = 10

log = structlog.get_logger()

MOST_WRITTEN = 64
"""How many different briefings are cached."""

MOST_TITLE = 100
"""Discord's limit for a thread's name, in characters."""

ROOM = SCREEN + 64
"""Pixels that a post may take by the estimate. The estimate includes a separator between any two
kinds of blocks and a page count; a post has neither (`tests/browser/test_heights.py` measures
it)."""

POST_ID = 16
"""Characters of a post's id."""

EVERYBODY = 0
"""The owner of a post's buttons: whoever presses one gets a reply of their own."""


@dataclass(frozen=True, slots=True)
class Written:
    """A briefing, laid out; `note` says why the server's own template was not used."""

    news: News
    reply: Reply
    post: KeptPost
    """What its buttons lead to."""
    note: str = ""


class BriefingComposer:
    """Writes briefings from what the service currently serves.

    Channels with the same topics and the same memory get the same briefing, written once.
    """

    def __init__(self, service: BriefingService) -> None:
        self._service = service
        self._template_runner = TemplateRunner()
        self.template_of: Callable[[int], str | None] = lambda _: None
        """Gives a server's own template, if it has one."""
        self.language_of: Callable[[int], Language] = lambda _: ENGLISH
        """Gives a server's language."""
        self._written: OrderedDict[Hashable, asyncio.Task[Written]] = OrderedDict()

    async def compose(
        self,
        subscription: Subscription,
        memory: Memory | None,
        day: date,
        now: datetime,  # noqa: ARG002  # other content may depend on it; news is found by identity
    ) -> Composed:
        written = await self.write(subscription, memory, day, post=True)
        news, title = written.news, _title(written.news.briefing, written.reply.language)
        if news.briefing.may_be_left_out and subscription.quiet:
            return Composed(title, (), news.seen)
        posts = messages(written.reply, subscription.role_id)
        return Composed(title, posts, news.seen, written.post, written.note)

    async def write(
        self, subscription: Subscription, memory: Memory | None, day: date, *, post: bool = False
    ) -> Written:
        """The news, laid out.

        Args:
            memory: what `subscription.seen` names.
            post: whether it will be posted now: its template then runs before mere trials.

        Raises:
            TemplateBusyError: it will not, and too many of the server's templates are being tried.
        """
        template = await asyncio.to_thread(self.template_of, subscription.guild_id)
        version = self._service.answers.version
        full = subscription.style == "full"
        urgent = post and template is not None  # a post does not wait for somebody's preview
        wanted = subscription.topics, subscription.words, full
        language = self.language_of(subscription.guild_id)
        key = (version, wanted, subscription.seen, day, template, urgent, language)
        task = self._written.get(key)
        if task is None:
            task = asyncio.ensure_future(
                self._write(subscription, memory, day, template, language, post=post)
            )
            self._written[key] = task
            if len(self._written) > MOST_WRITTEN:
                self._written.popitem(last=False)
        try:
            return await asyncio.shield(task)
        except Exception:
            self._written.pop(key, None)
            raise

    async def _write(
        self,
        subscription: Subscription,
        memory: Memory | None,
        day: date,
        template: str | None,
        language: Language,
        *,
        post: bool,
    ) -> Written:
        answers, full = self._service.answers, subscription.style == "full"
        news = await asyncio.to_thread(
            answers.news,
            subscription.topics,
            memory,
            day,
            full=full,
            words=subscription.words,
            fits=partial(self._fits, language=language),
        )
        kept = kept_post(subscription, news.briefing)
        plain = await asyncio.to_thread(self._laid_out, news.briefing, kept.id, language)
        if template is None:
            return Written(news, plain, kept)
        guild = subscription.guild_id
        try:
            reply = await self._template_runner.render(
                template, news.briefing, plain, server=guild, post=post
            )
            return Written(news, reply, kept)
        except TemplateBusyError:
            raise
        except TemplateError as error:
            log.warning("server_template_failed", guild=guild, error=str(error))
            note = gettext(
                "The server's template failed, so the bot's own was used: %(error)s.",
                error=error.what,
            )
            return Written(news, plain, kept, stored(note))

    async def trial(self, source: str, day: date, guild_id: int) -> Reply:
        """What a server's template makes of all news. Raises TemplateError."""
        language = self.language_of(guild_id)
        fits = partial(self._fits, language=language)
        news = await asyncio.to_thread(self._service.answers.news, (), None, day, fits=fits)
        plain = await asyncio.to_thread(self._in_language(language).render, news.briefing)
        return await self._template_runner.render(source, news.briefing, plain, server=guild_id)

    def _in_language(self, language: Language) -> Renderer:
        return self._service.renderer.in_language(language)

    def _laid_out(self, briefing: DailyBriefing, post: str, language: Language) -> Reply:
        return self._in_language(language).render(briefing, AskDaily(post, Detail.SHORT))

    def _fits(self, briefing: DailyBriefing, language: Language) -> bool:
        """Whether the briefing is one message that fits on a phone's screen."""
        return fits(self._laid_out(briefing, "0" * POST_ID, language), _encode, ROOM)


def kept_post(subscription: Subscription, briefing: DailyBriefing) -> KeptPost:
    """What is kept about a post for its buttons."""
    content = {
        "topics": list(subscription.topics),
        "with": list(subscription.words_in),
        "without": list(subscription.words_out),
        "day": briefing.day.isoformat(),
        "cited": cited_as_json(briefing),
    }
    text = json.dumps([subscription.seen, content], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()[:POST_ID]
    return KeptPost(digest, subscription.seen, content)


def posts_in(ledger: Ledger) -> Posts:
    """Finds posts by the ids that their buttons carry."""

    def find(post_id: str) -> Post | None:
        kept = ledger.post(post_id)
        if kept is None:
            return None
        seen = ledger.memory(kept.before)
        if kept.before is not None and seen is None:
            return None
        content = kept.content
        return Post(
            tuple(content["topics"]),
            Words(tuple(content["with"]), tuple(content["without"])),
            seen,
            date.fromisoformat(content["day"]),
            tuple(Citation.model_validate(one) for one in content["cited"]),
        )

    return find


def _title(briefing: DailyBriefing, language: Language) -> str:
    """The name of a forum post: the day, and any chosen topics."""
    day = language.full_date(briefing.day)
    names = Listed(tuple(topic.name for topic in briefing.about), ",")
    if briefing.about:
        said = gettext("Daily briefing, %(day)s: %(topics)s", day=day, topics=names)
    else:
        said = gettext("Daily briefing, %(day)s", day=day)
    return language.say(said)[:MOST_TITLE]


def messages(reply: Reply, role_id: int | None) -> tuple[Message, ...]:
    """The reply as message bodies; the first pings the role, if there is one.

    A page leaves room for the mention: `compose` stays well below Discord's limits.
    """
    bodies = map(to_payload, pages(reply))
    return tuple(addressed(body, None if number else role_id) for number, body in enumerate(bodies))


def addressed(page: Mapping[str, Any], role_id: int | None) -> dict[str, Any]:
    """The page, mentioning nobody except the role, if one is given, which it pings."""
    body = {**page, "allowed_mentions": {"parse": []}}
    if role_id is None:
        return body
    mention = f"<@&{role_id}>"
    body["allowed_mentions"] = {"parse": [], "roles": [str(role_id)]}
    if int(page.get("flags") or 0) & IS_COMPONENTS_V2:
        first = {"type": TEXT_DISPLAY, "content": mention}
        body["components"] = [first, *page.get("components", ())]
    else:
        body["content"] = f"{mention}\n{page.get('content') or ''}".strip()
    return body


def pages(reply: Reply) -> list[MessagePage]:
    """The messages of a post. They belong together: the last one's buttons are for all of them."""
    *others, last = compose(reply, _encode)
    return [*(replace(page, rows=()) for page in others), last]


_by_anybody = custom_ids.encoder(EVERYBODY)


def _encode(question: Question, page: int, press: Press) -> str | None:
    """As for any reply, but without page buttons: all pages of a post are posted."""
    return None if press is Press.TURN else _by_anybody(question, page, press)
