"""Pinned topics with mistakes: the error says what is wrong, where, and what to write."""

import json
from pathlib import Path

import pytest
import structlog

from bot.pinned_topics import pinned_topics
from bot.service import BriefingService
from bot.settings import SettingsError, load_settings
from briefings.models import Topic

TABLE = "[[briefbot_topics]]\nname = {}\nkeywords = {}\n"


def table(name: object, *keywords: object) -> str:
    """A TOML table; its strings and lists are like JSON's except for half characters."""
    return TABLE.format(
        json.dumps(name, ensure_ascii=False), json.dumps(keywords, ensure_ascii=False)
    )


def read(*tables: str) -> tuple[Topic, ...]:
    Path("briefbot.toml").write_text("".join(tables), encoding="utf-8")
    return pinned_topics(load_settings())


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BRIEFBOT_TOPICS", raising=False)


def refused(*tables: str) -> str:
    """The error, as one line short enough to read."""
    with pytest.raises(SettingsError) as error:
        read(*tables)
    (line,) = str(error.value).splitlines()
    assert line.isprintable()
    assert len(line) < 500
    return line


@pytest.mark.parametrize(
    "name",
    ["", "  ", "\u200b", "\u2060\u00ad", "a\u202eb", "a\nb", "a\x1b[31mb", "a\x00b", "x" * 101, 7],
)
def test_a_name_is_one_visible_line(name: object) -> None:
    written = table("NAME", "toll").replace('"NAME"', json.dumps(name))
    assert refused(written).startswith("BRIEFBOT_TOPICS 1, name: ")


@pytest.mark.parametrize("name", ["all", "ALL"])
def test_no_topic_may_be_named_like_all_topics(name: str) -> None:
    assert "write another name" in refused(table(name, "toll"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("Über uns", "uber-uns"),
        ("Bridges", "BRIDGES!"),
        ("x" * 70 + "a", "x" * 70 + "b"),
        ("🎉", "Topic 1"),
        ("e\u0301t\u00e9", "\u00e9te\u0301"),
    ],
)
def test_no_topic_is_lost_to_a_similar_name(one: str, other: str) -> None:
    said = refused(table(one, "toll"), table(other, "ferry"))
    assert "two topics are named alike" in said
    assert "give each a name" in said


@pytest.mark.parametrize("name", ["🎉", "Пирог", "**x** [a](http://b) @everyone", "a, b", "朝日"])
def test_any_visible_name_is_accepted(name: str) -> None:
    topics = read(table(name, "toll"), table("Ferries", "ferry"))
    assert [one.name for one in topics] == [name, "Ferries"]


@pytest.mark.parametrize(
    "keyword", ["", " ", "?!", "__", "---", "(a+)+$", ".*", "🎉", "x", "y" * 101, 7, True]
)
def test_a_keyword_that_finds_nothing_is_named(keyword: object) -> None:
    assert refused(table("Bridges", "toll bridge", keyword)).startswith(
        "BRIEFBOT_TOPICS 1, keywords: "
    )


def test_a_keyword_is_not_a_pattern(tmp_path: Path) -> None:
    (topic,) = read(table("Bridges", "(toll|bridge)+$", "[a-z]{99}"))
    assert topic.keywords == ("(toll|bridge)+$", "[a-z]{99}")


def test_thousands_of_keywords_are_refused_in_one_line() -> None:
    many = table("Bridges", *(f"bridge {number}" for number in range(1_500)))
    assert "at most 2,000" in refused(many, many.replace("Bridges", "Ferries"))


@pytest.mark.parametrize("value", ['"x"', "[7]", '{name = "x"}', "true"])
def test_a_non_table_is_refused_with_an_example(value: str) -> None:
    assert "[[briefbot_topics]] in briefbot.toml" in refused(f"briefbot_topics = {value}")


@pytest.mark.parametrize("value", ["x", "[" * 50_000, '[{"name": "a", "keywords": ["toll"]}]'])
def test_the_environment_has_no_tables(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("BRIEFBOT_TOPICS", value)
    assert "[[briefbot_topics]] in briefbot.toml" in refused()


def test_a_byte_order_mark_is_named() -> None:
    assert "byte-order mark" in refused("\ufeff" + table("Bridges", "toll"))


async def test_a_topic_that_hides_another_is_reported_and_both_come_back(
    service: BriefingService,
) -> None:
    def names() -> set[str]:
        with service.library.read() as reader:
            return {one.name for one in reader.digest().topics}

    before = names()
    with structlog.testing.capture_logs() as lines:
        await service.use_topics(read(table("Summit", "alaska"), table("Ferries", "ferry")))
    (line,) = [one["problem"] for one in lines if one["event"] == "settings_doubtful"]
    assert line.startswith("BRIEFBOT_TOPICS: 'Summit' takes the place of the topic 'summit'")
    assert names() == before - {"The Alaska summit"} | {"Summit", "Ferries"}
    await service.use_topics(())
    assert names() == before
