"""Briefings as messages: within Discord's limits, pinging nobody but the role asked for."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.discord.daily.composing import BriefingComposer, addressed, messages
from bot.discord.messages.limits import violations
from bot.service import BriefingService
from bot.settings import bundled_digest
from briefings.rendering.reply import Block, Reply
from tests.bot.daily.conftest import NOW, subscription

DAY = date(2025, 8, 20)
ACTION_ROW = 1


@pytest.fixture
async def content(tmp_path: Path) -> AsyncIterator[BriefingComposer]:
    url = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    async with BriefingService.open(url, (bundled_digest(),)) as service:
        yield BriefingComposer(service)


@pytest.mark.parametrize("style", ["short", "full"])
@pytest.mark.parametrize("topics", [(), ("territory",)])
@pytest.mark.parametrize("role", [None, 2**62])
async def test_every_page_is_within_the_limits_and_pings_at_most_the_role(
    content: BriefingComposer, style: str, topics: tuple[str, ...], role: int | None
) -> None:
    wanted = subscription(style=style, topics=topics, role_id=role)
    composed = await content.compose(wanted, None, DAY, NOW)
    chosen = ": Territory" if topics else ""
    assert composed.title == f"Daily briefing, Wednesday 20 August 2025{chosen}"
    assert [violations(page) for page in composed.pages] == [[]] * len(composed.pages)
    first, *rest = (page["allowed_mentions"] for page in composed.pages)
    assert first == ({"parse": [], "roles": [str(role)]} if role else {"parse": []})
    assert all(mentions == {"parse": []} for mentions in rest)
    assert (f"<@&{role}>" in str(composed.pages[0])) is (role is not None)


@pytest.mark.parametrize("style", ["short", "full"])
async def test_each_message_can_be_checked_by_itself(content: BriefingComposer, style: str) -> None:
    composed = await content.compose(subscription(style=style), None, DAY, NOW)
    assert len(composed.pages) > 1
    for page in composed.pages:
        lines, _, sources = "\n".join(_texts(page)).rpartition("\n---\n")
        assert set(re.findall(r"\\\[(\d+)\\\]", lines)) == set(
            re.findall(r"\\\[(\d+)\\\]", sources)
        )
        assert "### " in lines.split("\n", 2)[1] or page is composed.pages[0]
    kinds = [
        [part["type"] for part in page["components"][0]["components"]] for page in composed.pages
    ]
    assert [ACTION_ROW in kind for kind in kinds] == [False] * (len(kinds) - 1) + [True]


def _texts(page: Mapping[str, Any]) -> list[str]:
    """The texts of a page; "---" for a line across."""
    parts = page["components"][0]["components"]
    marks = {True: "---", False: ""}
    return [
        part["content"] if "content" in part else marks[part["divider"]]
        for part in parts
        if part["type"] != ACTION_ROW
    ]


async def test_a_short_briefing_is_short(content: BriefingComposer) -> None:
    composed = await content.compose(subscription(), None, DAY, NOW)
    assert len(composed.pages) <= 3


async def test_nothing_new_is_one_honest_line_or_silence(content: BriefingComposer) -> None:
    wanted = subscription()
    first = await content.compose(wanted, None, DAY, NOW)
    wanted = replace(wanted, seen="first")
    second = await content.compose(wanted, first.memory, DAY, NOW)
    assert len(second.pages) == 1
    assert "Nothing new since the last briefing." in str(second.pages[0])
    quiet = await content.compose(replace(wanted, quiet=True), first.memory, DAY, NOW)
    assert quiet.pages == ()
    loud = await content.compose(replace(wanted, quiet=True, seen=None), None, DAY, NOW)
    assert loud.pages


async def test_an_old_digest_says_how_old_it_is(content: BriefingComposer) -> None:
    composed = await content.compose(subscription(), None, date(2026, 5, 2), NOW)
    assert "days old" in str(composed.pages[0])


def test_a_plain_message_is_addressed_in_its_text() -> None:
    assert addressed({"content": "News"}, 5)["content"] == "<@&5>\nNews"
    assert addressed({}, 5)["content"] == "<@&5>"
    assert addressed({"content": "News"}, None)["content"] == "News"


async def test_what_many_channels_get_is_written_once(content: BriefingComposer) -> None:
    many = [content.compose(subscription(), None, DAY, NOW) for _ in range(20)]
    first, *others = await asyncio.gather(*many)
    assert all(other.memory is first.memory for other in others)
    assert all(other.pages == first.pages for other in others)


async def test_a_servers_template_that_fails_costs_a_note(content: BriefingComposer) -> None:
    content.template_of = lambda guild: "# Hi\n\n{{ answer.no }}" if guild == 1 else None
    composed = await content.compose(subscription(), None, DAY, NOW)
    assert "template failed, so the bot's own was used: line 3" in composed.note
    assert "The Alaska summit" in str(composed.pages)
    other = await content.compose(subscription(guild_id=2), None, DAY, NOW)
    assert other.note == ""


async def test_what_breaks_is_not_kept(content: BriefingComposer) -> None:
    def broken(_: int) -> str:
        raise OSError("away")

    content.template_of = broken
    with pytest.raises(OSError, match="away"):
        await content.compose(subscription(), None, DAY, NOW)
    content.template_of = lambda _: None
    bad = subscription(seen="x")
    with pytest.raises(TypeError):
        await content.compose(bad, {"a": 1}, DAY, NOW)  # type: ignore[dict-item]
    assert (await content.compose(bad, {}, DAY, NOW)).pages


def test_however_full_a_page_is_the_mention_finds_room() -> None:
    texts = [("x" * length,) for length in range(3_800, 4_000, 7)]
    texts += [("x" * 90,) * count for count in range(30, 60)]
    for blocks in texts:
        reply = Reply("daily", "T", tuple(Block(text=text) for text in blocks))
        pinging = messages(reply, 2**62)
        assert [violations(page) for page in pinging] == [[]] * len(pinging)
