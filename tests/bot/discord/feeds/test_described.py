"""How a server's feed is doing, in a moderator's words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.discord.feeds.responses import described
from bot.discord.readers import Speaker
from briefings.library.columns import NOBODY
from briefings.rendering.dialects.discord import timestamp
from briefings.sources.fetching.answers import refused
from briefings.sources.followers import Followed
from briefings.sources.model import Source, State
from briefings.sources.standing import failed
from briefings.translations import ENGLISH
from briefings.translations.languages import language_of
from tests.briefings.sources.conftest import NOW, a_source

SAY = Speaker(ENGLISH)
DAY = timedelta(days=1)


def said(source: Source, articles: int = 2) -> str:
    return described(Followed(7, source, "Quay", 42, NOW), articles, SAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "⏳ not asked yet"),
        ({"last_success": NOW}, f"✅ works, last asked <t:{int(NOW.timestamp())}:R>"),
        ({"state": State.PAUSED}, "⏸️ paused by the operator"),
        (
            {"failures": 2, "failing_since": NOW, "problem": "answered 500", "last_try": NOW},
            "⚠️ fails since",
        ),
        (
            {
                "failures": 9,
                "failing_since": NOW - 20 * DAY,
                "last_try": NOW,
                "reason": "not found",
                "problem": "answered 404",
            },
            "❌ gone since",
        ),
    ],
)
def test_a_feeds_state_is_one_line(changes: dict[str, object], words: str) -> None:
    line = said(replace(a_source(), **changes)).splitlines()[1]  # type: ignore[arg-type]  # the tests' short hand
    assert line.startswith(words)
    assert str(changes.get("problem", "")) in line


def test_the_reason_for_a_failure_is_in_the_readers_language() -> None:
    source = failed(a_source(), NOW, refused(404, {}, "http://quay.example/feed", NOW))
    line = described(Followed(7, source, "Quay", 42, NOW), 2, Speaker(language_of("de")))
    assert "antwortete mit 404 (Not Found): prüfe die Adresse" in line
    assert "answered 404 (Not Found): check the address" in said(source)


def test_a_user_with_a_deleted_number_is_not_named() -> None:
    one = Followed(7, a_source(), "Quay", NOBODY, NOW)
    assert described(one, 1, SAY).splitlines()[-1] == f"-# 1 article · added {timestamp(NOW)}"


def test_its_articles_and_who_added_it_are_shown() -> None:
    last = said(replace(a_source(), last_news=NOW), 1).splitlines()[-1]
    assert last.startswith("-# 1 article, the last <t:")
    assert "added by <@42>" in last
    assert "2 articles · added" in said(a_source())


def test_a_sites_text_formats_and_reveals_nothing() -> None:
    source = a_source(
        address="https://ann:pier-7@quay.example/**feed**",
        failures=1,
        failing_since=NOW,
        problem="**@everyone** <@1>",
    )
    text = said(source)
    assert "pier-7" not in text
    assert r"\*\*\@everyone\*\* \<\@1>" in text
    assert r"\*\*feed\*\*" in text
