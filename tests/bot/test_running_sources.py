"""`briefbot run` refreshes the configured sources."""

from pathlib import Path

import pytest

from bot.configured import ConfiguredSource
from bot.settings import SettingsError, load_settings
from bot.sources import configured_sources
from briefings.library import Library
from briefings.sources.model import Kind, Options, Pages
from tests.bot.processes import running
from tests.briefings.ingest.sites import START, Site
from tests.briefings.sources.fetching.conftest import serving
from tests.loopback import LoopbackDiscord
from tests.waiting import until


async def test_a_running_bot_takes_new_articles(tmp_path: Path) -> None:
    site = Site()
    site.publish("pier")
    async with LoopbackDiscord() as discord, serving(site.answer) as address:
        site.address = address
        settings = {
            "BRIEFBOT_SOURCES": f"{address}/feed",
            "BRIEFBOT_FETCH_ALLOW": "127.0.0.1",
        }
        async with running(discord, tmp_path, **settings):
            await until(lambda: ("/feed", 200) in site.asked)
            database = f"sqlite:///{tmp_path / 'briefbot.sqlite3'}"
            with Library.open(database) as library:

                def is_there() -> bool:
                    with library.read() as reader:
                        articles = reader.evidence(None, limit=None)
                    return "Story of pier" in {one.article.headline for one in articles}

                await until(is_there)


def test_sources_of_the_configuration_have_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BRIEFBOT_SOURCES", raising=False)
    (tmp_path / "briefbot.toml").write_text(
        '[[briefbot_sources]]\naddress = "https://quay.example/feed"\nname = "Quay"\n'
        'kind = "feed"\npages = "never"\nwords_in = ["U.S."]\nwords_out = ["C++"]\nmost = 7\n'
        'keep_days = 30\nevery = 15\n[[briefbot_sources]]\naddress = "news"\n'
    )
    (quay, folder), problems = configured_sources(load_settings(), START)
    assert problems == ()
    assert (quay.name, quay.kind, quay.from_file) == ("Quay", Kind.FEED, True)
    assert quay.options.pages is Pages.NEVER
    assert (quay.options.words_in, quay.options.words_out) == (("U.S.",), ("C++",))
    assert (quay.options.most, quay.options.keep_days) == (7, 30)
    assert quay.options.every is not None
    assert quay.options.every.total_seconds() == 900
    assert (folder.name, folder.kind, folder.options) == ("news", Kind.FOLDER, Options())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("briefbot_sources = 7", "BRIEFBOT_SOURCES: write"),
        ('briefbot_sources = [{name = "x"}]', "BRIEFBOT_SOURCES 1, address: is missing"),
        ('briefbot_sources = [{address = "a", colour = 1}]', "BRIEFBOT_SOURCES 1, colour: no such"),
        ('briefbot_sources = ["a", ""]', "BRIEFBOT_SOURCES 2, address: is empty"),
        ('briefbot_sources = [{address = "a", most = 0}]', "1, most: write at least 1"),
        (
            'briefbot_sources = [{address = "a", kind = "blog"}]',
            "1, kind: write auto, feed, wordpress, sitemap, page or folder (it is 'blog')",
        ),
        ('briefbot_sources = [{address = "a", pages = "no"}]', "write auto, always or never"),
        ('briefbot_sources = [{name = "https://me:secret@x.example"}]', "address: is missing"),
    ],
)
def test_problems_of_a_configured_source_are_reported(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefbot.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"address": "ftp://me:secret@quay.example"}, "only http and https"),
        ({"address": "quay.example", "kind": "feed"}, "write http:// or https://"),
        ({"address": "https://quay.example", "words_in": ["++"]}, "needs a letter or digit"),
        ({"address": "https://quay.example", "name": "a\nb"}, "a name is one line"),
    ],
)
def test_a_source_that_cannot_be_followed_stops_no_other(
    source: dict[str, object], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    good = ConfiguredSource(address="https://lark.example/feed")
    settings = load_settings(sources=(ConfiguredSource(**source), good))
    (found,), (problem,) = configured_sources(settings, START)
    assert found.name == "lark.example"
    assert problem.startswith("BRIEFBOT_SOURCES: ")
    assert said in problem
    assert "secret" not in problem
