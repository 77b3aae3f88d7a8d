"""Which articles a playground shows."""

from pathlib import Path

import pytest

from bot.discord.run import StartError
from bot.playground.play import playground
from bot.playground.shown import library_at_hand, whose
from bot.service import BriefingService
from bot.settings import Settings, load_settings
from briefings.answers.questions import AskSearch
from briefings.library import Library
from briefings.models import Article, Digest
from briefings.rendering.plain_text import as_text


def an_article(number: int, outlet: str | None) -> Article:
    return Article(
        id=f"a{number}",
        headline=f"Ferry {number} sails again",
        publisher=outlet,
        date_published="2026-03-04",
        text="The ferry sails again.",
    )


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "digest").mkdir()
    (tmp_path / "digest" / "none.yaml").write_text("articles: []\n")
    monkeypatch.chdir(tmp_path)
    return load_settings(data_dir=tmp_path / "data", digest=(tmp_path / "digest",))


def store(settings: Settings, *outlets: str | None) -> None:
    articles = tuple(an_article(number, outlet) for number, outlet in enumerate(outlets))
    with Library.open(settings.database) as library:
        library.store(Digest(articles=articles), "mine")


async def test_the_bots_own_library_can_be_shown(settings: Settings) -> None:
    store(settings, "The Quay")
    async with playground(settings, daily=False, data=True) as running:
        assert "Ferry 0 sails" in as_text(await running.service.reply(AskSearch("ferry")))
        said = whose(running.service, settings, data=True)
    place = settings.data_dir / "briefbot.sqlite3"
    assert said == f"It shows 1 article from sqlite:///{place}: The Quay"


async def test_a_missing_library_is_reported(settings: Settings) -> None:
    with pytest.raises(StartError, match="no library there: briefbot ingest"):
        library_at_hand(settings)
    assert not settings.data_dir.exists()


async def test_outlets_are_named_but_not_all(settings: Settings) -> None:
    store(settings, "A\x1bB", "C", "D", "E", "F", None)
    async with BriefingService.open(settings.database, settings.digest_folders) as service:
        said = whose(service, settings, data=False)
        bundled = whose(service, load_settings(digest=()), data=False)
    assert said.startswith(f"It shows 6 articles from {settings.digest[0]}: ")
    assert said.endswith(" and 2 more")
    assert said.isprintable()
    assert "from the bundled digest" in bundled


async def test_without_outlets_none_is_named(settings: Settings) -> None:
    async with BriefingService.open("sqlite://", settings.digest_folders) as service:
        assert whose(service, settings, data=False).endswith(str(settings.digest[0]))
