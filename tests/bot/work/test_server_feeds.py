"""Addresses from moderators are tried, within limits."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiohttp import web

from bot.daily.times import InputError
from bot.work import server_feeds
from bot.work.feed_limits import Permit
from bot.work.server_feeds import ServerFeeds
from briefings.ingest.refresh_work import Fetch
from briefings.library.database import create_engine
from tests.briefings.sources.fetching.conftest import fetcher, serving


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    yield engine
    engine.dispose()


def feeds_with(
    engine: sa.Engine, fetching: Fetch | None, permit: Permit | None = None
) -> ServerFeeds:
    return ServerFeeds(
        engine,
        permit or Permit(None),
        clock=lambda: datetime.now(UTC),
        fetching=lambda: fetching,
        changed=lambda: None,
    )


async def test_before_the_bot_can_fetch_it_asks_for_patience(engine: sa.Engine) -> None:
    feeds = feeds_with(engine, None)
    with pytest.raises(InputError, match="just started"):
        await feeds.add(7, 42, "quay.example", "")
    assert feeds.servers() == set()


async def test_a_site_that_never_ends_is_given_up(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_feeds, "LONGEST_TRY", 0.2)
    gone = asyncio.Event()

    async def answer(_: web.Request) -> web.Response:
        await gone.wait()
        return web.Response()

    async with serving(answer) as address, fetcher() as fetching:
        with pytest.raises(InputError, match="takes too long"):
            await feeds_with(engine, fetching).test(7, address)
        gone.set()


@pytest.mark.parametrize("name", ["a\x00b", "x" * 61, "https://quay.example"])
async def test_an_invalid_name_is_refused_before_fetching(engine: sa.Engine, name: str) -> None:
    with pytest.raises(InputError, match="can't be a feed's name"):
        await feeds_with(engine, None).add(7, 42, "quay.example", name)


async def test_a_server_at_its_limit_is_told_without_a_fetch(engine: sa.Engine) -> None:
    feeds = feeds_with(engine, None, Permit(None, feeds=0))
    with pytest.raises(InputError, match="0 feeds, which is the limit"):
        await feeds.add(7, 42, "quay.example", "")
