"""A temporary failure around the bot affects questions during it, and nothing after it.

`make test-faults` tries the same on the running bot, under load.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import sqlalchemy as sa

from bot.daily.tables import Outcome
from bot.service import BriefingService
from bot.settings import bundled_digest
from briefings.answers.questions import AskSearch
from briefings.library import LibraryError
from tests.bot.discord.commands.conftest import server as server  # a fixture
from tests.bot.discord.commands.server import Server
from tests.bot.work.harness import due_now
from tests.loopback.relay import Relay
from tests.postgres import new_database
from tests.waiting import until

ASKED = AskSearch("ceasefire")


@asynccontextmanager
async def by_way_of_a_relay(postgres: str) -> AsyncIterator[tuple[Relay, str]]:
    """A relay, and the URL of a database reachable only through it."""
    url = sa.make_url(new_database(postgres))
    folder = url.query["host"]
    relay = Relay(f"{folder}/.s.PGSQL.5432")
    async with relay:
        far = url.set(host="127.0.0.1", port=relay.port, query={})
        yield relay, far.render_as_string(hide_password=False)


async def test_a_lost_database_fails_questions_and_is_found_again(postgres: str) -> None:
    async with (
        by_way_of_a_relay(postgres) as (relay, url),
        BriefingService.open(url, [bundled_digest()]) as service,
    ):
        right = await service.ask(ASKED)
        await relay.__aexit__()
        with pytest.raises(LibraryError, match="database postgresql"):
            await service.ask(ASKED)
        await relay.__aenter__()
        assert await service.ask(ASKED) == right


async def test_while_all_requests_are_refused_answers_wait_and_none_is_wrong(
    server: Server,
) -> None:
    server.discord.faults.retry_after = 0.01
    server.discord.faults.next("429 global", on="*", times=4)
    asked = [
        await server.discord.slash("who", person="rubio", user=server.reader) for _ in range(3)
    ]
    for one in asked:
        assert "Marco Rubio" in (await one.message()).text
    assert server.discord.faults.happened == {"429 global": 4}
    assert server.bot.breaker.refused == 4


async def test_posts_wait_while_all_requests_are_refused(server: Server) -> None:
    news, daily = server.guild["news"], server.bot.daily
    assert daily is not None
    server.discord.faults.retry_after = 0.01
    server.discord.faults.next("429 global", on="POST /channels/*/messages", times=2)
    one = due_now(server.guild.id, news.id)
    daily.store.add(one, limit=9)
    daily.planner.changed()
    await until(lambda: any(d.outcome is Outcome.POSTED for d in daily.ledger.last(one.id)))
    texts = [message.text for message in server.discord.messages(news)]
    assert texts
    assert len(set(texts)) == len(texts)
    assert server.discord.faults.happened == {"429 global": 2}
