"""Private replies are in the reader's language, public ones in the server's."""

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.discord.client import Briefbot
from bot.discord.commands.names import CHOICES, COMMANDS, OPTIONS, CommandTranslator
from bot.discord.daily.template_dialog import TITLE
from bot.discord.messages import custom_ids
from bot.discord.messages.layout import compose
from bot.discord.messages.limits import violations
from bot.discord.messages.pages import to_payload
from bot.discord.messages.screen import SCREEN
from bot.service import BriefingService
from bot.work.feed_limits import Permit
from briefings.answers.questions import (
    AskBrief,
    AskCheck,
    AskCited,
    AskDifferences,
    AskHelp,
    AskPositions,
    AskPrivacy,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTimeline,
    AskTopStories,
    AskWho,
    Detail,
    Question,
)
from briefings.answers.types import Answer
from briefings.digest import load
from briefings.pictures.drawing import draw
from briefings.pictures.sketches import sketch
from briefings.rendering.renderer import Renderer
from briefings.rendering.samples import samples
from briefings.translations import LANGUAGES, gettext, language_of, pgettext
from tests.bot.discord.commands.server import CHANNELS, Server
from tests.bot.patience import patient
from tests.briefings.translations.pseudo import Pseudo, english_in, words_of
from tests.libraries import answers_to
from tests.loopback import LoopbackDiscord, Permission
from tests.loopback.tinybot import pointed_at, ready

TAGS = sorted(LANGUAGES)
NAME = re.compile(r"[-_'\w]{1,32}")
"""https://docs.discord.com/developers/interactions/application-commands#application-command-object"""
QUESTIONS: tuple[Question, ...] = (
    AskTopStories(),
    AskBrief("summit"),
    AskBrief("summit", Detail.FULL),
    AskCited(AskBrief("summit")),
    AskPositions("territory"),
    AskTimeline("summit"),
    AskDifferences("summit"),
    AskQuotes("Steve Witkoff"),
    AskSources("summit"),
    AskWho("Zelenskyy"),
    AskSearch("security guarantees"),
    AskCheck("“It is not near,” said Rubio."),
    AskHelp(),
    AskPrivacy(),
    AskBrief("zzzz"),
    AskBrief("x" * 101),
    AskQuotes("Trump", contains="zebra"),
)


@cache
def answered() -> tuple[tuple[Question, Answer], ...]:
    """The questions with their answers, not yet in any language."""
    answers = answers_to(load([Path("seeds")]))
    return tuple((question, answers.ask(question)) for question in QUESTIONS)


@pytest.mark.parametrize("tag", TAGS)
def test_every_answer_is_within_discords_limits_in_every_language(tag: str) -> None:
    renderer = Renderer(language=LANGUAGES[tag])
    for question, answer in answered():
        reply = renderer.render(answer, question)
        for page in compose(reply, custom_ids.encoder(2**63), tallest=SCREEN):
            assert violations(to_payload(page)) == []
        drawn = sketch(reply.answer, reply.language)
        if drawn is not None:
            assert 0 < len(draw(drawn).alt.encode("utf-16-le")) // 2 <= 1_024


@pytest.mark.parametrize("tag", TAGS)
def test_every_sample_is_within_discords_limits_in_every_language(tag: str) -> None:
    renderer = Renderer(language=LANGUAGES[tag])
    for answers in samples().values():
        for answer in answers:
            for page in compose(renderer.render(answer, AskHelp()), custom_ids.encoder(1)):
                assert violations(to_payload(page)) == []


# Commands


@pytest.fixture
async def payload(service: BriefingService, tmp_path: Path) -> list[dict[str, Any]]:
    """The commands as the bot registers them."""
    database = f"sqlite:///{tmp_path / 'daily.sqlite3'}"
    bot = Briefbot(service, database=database, feeds=Permit(None))
    await bot.tree.set_translator(CommandTranslator())
    return await bot._translated_commands()


def _walk(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    inner = [one for part in parts for one in _walk(part.get("options") or [])]
    return [*parts, *inner]


def _marked(names: Any) -> set[str]:
    return {one.text for one in names}


async def test_every_name_is_in_the_catalogues(payload: list[dict[str, Any]]) -> None:
    parts = _walk(payload)
    options = {one["name"] for one in parts if one.get("type", 1) > 2 and "options" not in one}
    options -= {one["name"] for one in payload}
    commands = {one["name"] for one in parts} - options
    choices = {choice["name"] for one in parts for choice in one.get("choices") or ()}
    assert commands == _marked(COMMANDS)
    assert options == _marked(OPTIONS)
    assert choices == _marked(CHOICES)


@pytest.mark.parametrize("tag", TAGS)
async def test_commands_are_within_discords_limits(payload: list[dict[str, Any]], tag: str) -> None:
    locale = "en-US" if tag == "en" else tag
    for part in _walk(payload):
        name, text = _said(part, "name", locale), _said(part, "description", locale)
        assert 1 <= len(name) <= 32
        assert len(text) <= 100, text
        if part.get("description"):
            assert NAME.fullmatch(name), name
            assert name == name.lower()
            assert text
        for choice in part.get("choices") or ():
            assert 1 <= len(_said(choice, "name", locale)) <= 100
        siblings = [_said(one, "name", locale) for one in part.get("options") or ()]
        assert len(siblings) == len(set(siblings))
    names = [_said(one, "name", locale) for one in payload]
    assert len(names) == len(set(names))


async def test_a_command_uses_no_more_than_discord_allows(payload: list[dict[str, Any]]) -> None:
    """8,000 characters of names, descriptions and values, each in its longest translation."""
    for command in payload:
        used = 0
        for part in _walk([command]):
            for key in ("name", "description"):
                said = [part.get(key) or "", *(part.get(f"{key}_localizations") or {}).values()]
                used += max(map(len, said))
            used += sum(len(one["name"]) + len(one["value"]) for one in part.get("choices") or ())
        assert used <= 8_000, command["name"]


@pytest.mark.parametrize("tag", sorted(LANGUAGES.keys() - {"en"}))
async def test_commands_are_translated(payload: list[dict[str, Any]], tag: str) -> None:
    descriptions = [part for part in _walk(payload) if part.get("description")]
    missing = [
        part["description"]
        for part in descriptions
        if tag not in (part.get("description_localizations") or {})
    ]
    assert missing == []


def _said(part: Mapping[str, Any], key: str, locale: str) -> str:
    said = (part.get(f"{key}_localizations") or {}).get(locale, part.get(key) or "")
    assert said == unicodedata.normalize("NFC", said)
    return str(said)


@pytest.mark.parametrize("tag", TAGS)
def test_a_dialogs_title_fits(tag: str) -> None:
    assert len(LANGUAGES[tag].say(TITLE)) <= 45


# Who reads what


@pytest.fixture
async def servers(service: BriefingService, tmp_path: Path) -> AsyncIterator[dict[str, Server]]:
    """A Japanese server and a German one, each with a German moderator and a French reader."""
    people = {"Mod": Permission.MANAGE_GUILD, "Reader": Permission(0)}
    async with LoopbackDiscord() as loopback:
        guilds = {
            tag: loopback.guild(f"Readers {tag}", CHANNELS, members=people, locale=tag)
            for tag in ("ja", "de")
        }
        database = f"sqlite:///{tmp_path / 'daily.sqlite3'}"
        bot = patient(Briefbot(service, database=database, guild_ready_timeout=0.02))
        async with pointed_at(loopback):
            life = asyncio.create_task(bot.start(loopback.token))
            await loopback.connected()
            await ready(bot)
            found = {tag: Server(loopback, bot, guild) for tag, guild in guilds.items()}
            for server in found.values():
                server.moderator.user.locale, server.reader.user.locale = "de", "fr"
            yield found
            await bot.close()
            await life


def _said_in(tag: str, english: str, **values: str) -> str:
    return LANGUAGES[tag].say(gettext(english, **values))


async def test_an_answer_is_the_servers_and_a_notice_the_readers(
    servers: dict[str, Server],
) -> None:
    server = servers["ja"]
    talk = server.guild["talk"]
    answer = await (
        await server.discord.slash("timeline", user=server.reader, channel=talk, topic="summit")
    ).message()
    assert not answer.ephemeral
    assert _said_in("ja", "Ahead") in answer.text
    missing = await (
        await server.discord.slash("brief", user=server.reader, channel=talk, topic="qqqqqq")
    ).message()
    assert missing.ephemeral
    assert "qqqqqq" in missing.text
    assert _said_in("fr", "No topic “%(name)s”", name="qqqqqq") in missing.text
    sources = await (
        await server.discord.press(
            _label(answer, _said_in_context("ja", "button", "Sources")),
            message=answer,
            user=server.moderator,
        )
    ).message()
    assert sources.ephemeral
    assert _said_in("de", "Where each line comes from") in sources.text


def _said_in_context(tag: str, context: str, english: str) -> str:
    return LANGUAGES[tag].say(pgettext(context, english))


def _label(message: Any, label: str) -> str:
    assert label in message.text
    return label


async def test_moderators_are_answered_in_their_own_language(servers: dict[str, Server]) -> None:
    added = await servers["ja"].daily("add", channel=servers["ja"].guild["news"], time="8")
    assert _said_in("de", "Daily briefing added") in added
    assert "08:00 UTC" in added
    refused = await servers["ja"].daily("add", channel=servers["ja"].guild["news"], time="x")
    assert _said_in("de", "That did not work") in refused
    reader = servers["ja"].reader
    asked = await servers["ja"].ask("list", user=reader, forge=True)
    assert _said_in("fr", "For moderators") in (await asked.message()).text


async def test_the_daily_post_is_in_the_servers_language(servers: dict[str, Server]) -> None:
    server = servers["ja"]
    await server.daily("add", channel=server.guild["news"], time="8", quiet=False)
    (one,) = server.stored()
    assert server.bot.daily_responses is not None
    written = await server.bot.daily_responses._content.write(one, None, date(2025, 8, 20))
    assert written.reply.language == LANGUAGES["ja"]
    assert written.reply.title == _said_in("ja", "Daily briefing")
    previewed = await server.daily("preview")
    assert _said_in("de", "Preview") in previewed


async def test_daily_answers_contain_none_of_our_english(
    servers: dict[str, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LANGUAGES, "de", Pseudo())
    server = servers["de"]
    news, told = server.guild["news"], []
    for verb, options in (
        ("list", {}),
        ("status", {}),
        ("add", {"channel": news, "time": "x"}),
        ("add", {"channel": news, "time": "8", "timezone": "qqqq"}),
        ("add", {"channel": news, "time": "8", "days": "zz"}),
        ("add", {"channel": news, "time": "8", "topics": "zz"}),
        ("add", {"channel": news, "time": "8", "tag": "zz"}),
        ("add", {"channel": news, "time": "8", "days": "mon,tue", "with": "zz, yy"}),
        ("add", {"channel": news, "time": "8", "days": "mon,tue", "with": "zz, yy"}),
        ("edit", {}),
        ("edit", {"time": "9"}),
        ("list", {}),
        ("preview", {}),
        ("pause", {}),
        ("status", {}),
        ("resume", {}),
        ("resume", {}),
        ("remove", {"briefing": "zz"}),
        ("remove", {}),
        ("forget", {}),
    ):
        told.append(await server.daily(verb, **options))
    topics = server.bot.service.answers.directory.subjects.values()
    own = {"zz", "yy", "qqqq", "UTC", "Etc", "GMT", "news", *words_of([one.name for one in topics])}
    for text in told:
        assert [word for word in english_in(text) if word not in own] == [], text


def test_discords_locales_are_read() -> None:
    found = {locale.value: language_of(locale).tag for locale in discord.Locale}
    assert {found[tag] for tag in TAGS if tag != "en"} == set(TAGS) - {"en"}
    assert {found["en-US"], found["en-GB"], found["pl"]} == {"en"}
