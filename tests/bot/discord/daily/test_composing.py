"""Briefings as messages: within Discord's limits, pinging only the configured role."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.daily.ledger import KEEP_POSTS, Ledger
from bot.daily.migrations import migrate
from bot.discord.daily.composing import ROOM, BriefingComposer, addressed, messages, posts_in
from bot.discord.messages import custom_ids
from bot.discord.messages.layout import fits
from bot.discord.messages.limits import violations
from bot.discord.messages.source_lists import numbers
from bot.service import BriefingService
from bot.settings import bundled_digest
from briefings.answers.questions import AskDaily
from briefings.answers.types import Cited, DailyBriefing, Empty
from briefings.library.database import create_engine
from briefings.rendering.reply import Block, Reply
from briefings.translations.message import restored
from tests.bot.daily.subscribing import NOW, subscription

DAY = date(2025, 8, 20)
MONTHS_LATER = date(2026, 11, 27)
ACTION_ROW = 1
SELECT, BUTTON = 3, 2
ONE_MORE_ROW = 50
"""Height in pixels of the buttons that turn pages; a post has none."""


@pytest.fixture
async def content(tmp_path: Path) -> AsyncIterator[BriefingComposer]:
    url = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    async with BriefingService.open(url, (bundled_digest(),)) as service:
        yield BriefingComposer(service)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    engine = create_engine(f"sqlite:///{tmp_path / 'posts.sqlite3'}")
    migrate(engine)
    yield Ledger(engine)
    engine.dispose()


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


async def test_a_full_briefing_has_its_buttons_below_the_last_message(
    content: BriefingComposer,
) -> None:
    composed = await content.compose(subscription(style="full"), None, DAY, NOW)
    assert len(composed.pages) > 1
    kinds = [
        [part["type"] for part in page["components"][0]["components"]] for page in composed.pages
    ]
    assert [ACTION_ROW in kind for kind in kinds] == [False] * (len(kinds) - 1) + [True]


def _texts(page: Mapping[str, Any]) -> list[str]:
    return [part["content"] for part in page["components"][0]["components"] if "content" in part]


def _controls(page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [
        item
        for part in page["components"][0]["components"]
        if part["type"] == ACTION_ROW
        for item in part["components"]
    ]


@pytest.mark.parametrize("topics", [(), ("territory",), ("summit", "ceasefire")])
async def test_a_briefing_is_one_message_with_the_rest_behind_buttons(
    content: BriefingComposer, topics: tuple[str, ...]
) -> None:
    written = await content.write(subscription(topics=topics), None, DAY)
    (page,) = (await content.compose(subscription(topics=topics), None, DAY, NOW)).pages
    assert fits(written.reply, custom_ids.encoder(0), ROOM + ONE_MORE_ROW)
    labels = [one["label"] for one in _controls(page) if one["type"] == BUTTON]
    assert labels[:2] == ["More", "Sources"]
    menus = [one for one in _controls(page) if one["type"] == SELECT]
    assert len(menus) == (len(topics) != 1)
    briefing = written.news.briefing
    cited = {number for text in _texts(page) for number in numbers(text)}
    assert cited == {one.number for one in briefing.references}
    assert list(cited) == list(range(1, len(cited) + 1))


async def test_the_buttons_lead_to_all_the_news_and_to_the_lines_sources(
    content: BriefingComposer, ledger: Ledger
) -> None:
    service = content._service
    service.answers.posts = posts_in(ledger)
    one = subscription()
    composed = await content.compose(one, None, DAY, NOW)
    assert composed.post is not None
    ledger.keep_post(composed.post, NOW)
    (page,) = composed.pages
    more, sources = (
        custom_ids.Decoder(()).decode(item["custom_id"]).question for item in _controls(page)[:2]
    )
    full = await service.ask(more)
    assert isinstance(full, DailyBriefing)
    written = await content.write(one, None, DAY)
    assert full.topics == written.news.briefing.topics
    assert not full.others
    cited = await service.ask(sources)
    assert isinstance(cited, Cited)
    found = {place.reference for article in cited.articles for place in article.places}
    assert found == set(written.news.briefing.references)


async def test_an_old_posts_buttons_say_that_it_has_expired(
    content: BriefingComposer, ledger: Ledger
) -> None:
    service = content._service
    service.answers.posts = posts_in(ledger)
    first = await content.compose(subscription(), None, DAY, NOW)
    seen = ledger.keep_memory({"quote:none": {"of": "x"}}, NOW)
    later = await content.compose(subscription(seen=seen), {"quote:none": {"of": "x"}}, DAY, NOW)
    assert first.post is not None
    assert later.post is not None
    for post in (first.post, later.post):
        ledger.keep_post(post, NOW)
        assert isinstance(await service.ask(AskDaily(post.id)), DailyBriefing)
    ledger.prune(NOW + KEEP_POSTS)
    assert isinstance(await service.ask(AskDaily(later.post.id)), DailyBriefing)
    ledger.prune(NOW + KEEP_POSTS + timedelta(seconds=1))
    assert ledger.memory(seen) is None
    for post in (first.post, later.post):
        assert isinstance(await service.ask(AskDaily(post.id)), Empty)


async def test_nothing_in_an_old_library_is_news(content: BriefingComposer) -> None:
    """The first post says so and links to what there is; then there are none."""
    composed = await content.compose(subscription(), None, MONTHS_LATER, NOW)
    (page,) = composed.pages
    text = "\n".join(_texts(page))
    assert "No news today." in text
    assert re.search(r"Not listed: \d+ older items", text)
    assert "459 days old" in text
    (menu,) = _controls(page)
    assert "Brief: The Alaska summit" in [one["label"] for one in menu["options"]]
    one = subscription(seen="first")
    assert (await content.compose(one, composed.memory, MONTHS_LATER, NOW)).pages == ()


async def test_nothing_new_is_one_honest_line_or_silence(content: BriefingComposer) -> None:
    wanted = subscription(quiet=False)
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
    wanted = subscription(quiet=False)
    composed = await content.compose(wanted, None, date(2026, 5, 2), NOW)
    assert "days old" in str(composed.pages[0])


def test_a_plain_message_is_addressed_in_its_text() -> None:
    assert addressed({"content": "News"}, 5)["content"] == "<@&5>\nNews"
    assert addressed({}, 5)["content"] == "<@&5>"
    assert addressed({"content": "News"}, None)["content"] == "News"


async def test_a_briefing_for_many_channels_is_written_once(content: BriefingComposer) -> None:
    many = [content.compose(subscription(), None, DAY, NOW) for _ in range(20)]
    first, *others = await asyncio.gather(*many)
    assert all(other.memory is first.memory for other in others)
    assert all(other.pages == first.pages for other in others)


async def test_a_servers_template_that_fails_costs_a_note(content: BriefingComposer) -> None:
    content.template_of = lambda guild: "# Hi\n\n{{ answer.no }}" if guild == 1 else None
    composed = await content.compose(subscription(), None, DAY, NOW)
    assert "template failed, so the bot's own was used: line 3" in str(restored(composed.note))
    assert "The Alaska summit" in str(composed.pages)
    other = await content.compose(subscription(guild_id=2), None, DAY, NOW)
    assert other.note == ""


async def test_a_failed_briefing_is_not_cached(content: BriefingComposer) -> None:
    def broken(_: int) -> str:
        raise OSError("away")

    content.template_of = broken
    with pytest.raises(OSError, match="away"):
        await content.compose(subscription(), None, DAY, NOW)
    content.template_of = lambda _: None
    bad = subscription(seen="x")
    with pytest.raises(TypeError):
        await content.compose(bad, {"a": 1}, DAY, NOW)
    assert (await content.compose(bad, {}, DAY, NOW)).pages


def test_the_mention_fits_on_any_page() -> None:
    texts = [("x" * length,) for length in range(3_800, 4_000, 7)]
    texts += [("x" * 90,) * count for count in range(30, 60)]
    for blocks in texts:
        reply = Reply("daily", "T", tuple(Block(text=text) for text in blocks))
        pinging = messages(reply, 2**62)
        assert [violations(page) for page in pinging] == [[]] * len(pinging)
