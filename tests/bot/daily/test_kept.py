"""What is kept about a server and a user, exported and deleted; on both databases."""

import gzip
import json
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.daily.kept import KeptData, as_file
from bot.daily.last_briefs import PRIVATE, Given, LastBriefs
from bot.daily.ledger import Closing, Ledger
from bot.daily.store import Store
from bot.daily.tables import Outcome, metadata
from bot.work.kept_feeds import KeptFeeds
from briefings.library.columns import NOBODY
from briefings.sources.followers import Followed, Followers
from briefings.sources.migrations import migrate
from briefings.sources.model import SERVERS
from briefings.sources.tables import followers as followers_table
from tests.bot.daily.subscribing import NOW, subscription
from tests.briefings.sources.conftest import a_source

SERVER, OTHER = 100_000_000_000_000_001, 100_000_000_000_000_002
MODERATOR, SOMEBODY = 200_000_000_000_000_001, 200_000_000_000_000_002
DAYS = 25


@pytest.fixture
def kept(store: Store, ledger: Ledger) -> KeptData:
    """Two servers with a daily briefing and a feed each, and the first one's history."""
    migrate(store.engine)
    follows = Followers(store.engine)
    for number, (server, user) in enumerate(((SERVER, MODERATOR), (OTHER, SOMEBODY))):
        one = subscription(id=f"briefing-{number}", guild_id=server, created_by=user)
        store.add(one, limit=5)
        source = a_source("Quay", owner=SERVERS, title="The Quay")
        follows.follow(Followed(server, source, "", user, NOW), limit=3)
    store.set_template(SERVER, "{{ answer }}")
    for back in range(DAYS):
        due = NOW - timedelta(days=back)
        ledger.open("briefing-0", due.date(), due, due)
        ledger.try_page("briefing-0", due.date(), 0, 2, due)
        closing = Closing(Outcome.POSTED, "", due, pages=1)
        ledger.posted_page("briefing-0", due.date(), 0, 2, 3 * 10**18 + back, closing)
    LastBriefs(store.engine).note(
        [
            Given(user, topic, (), place, NOW, 9)
            for user in (MODERATOR, SOMEBODY)
            for topic, place in (("summit", SERVER), ("bridge", PRIVATE))
        ]
    )
    return KeptData(store, ledger, KeptFeeds(store.engine))


def exported(found: dict[str, Any]) -> dict[str, Any]:
    """The content of the file that people get."""
    name, content = as_file(found, "data")
    assert name == "data.json"
    read: dict[str, Any] = json.loads(content)
    return read


def rows_with(engine: sa.Engine, value: int) -> list[str]:
    """The columns of all tables that contain a number."""
    found = []
    with engine.connect() as connection:
        for table in (*metadata.sorted_tables, followers_table):
            for column in table.columns:
                if isinstance(column.type, sa.BigInteger):
                    query = sa.select(sa.func.count()).where(column == value)
                    found += [f"{column}"] * (connection.scalar(query) or 0)
    return found


def test_a_server_gets_all_its_stored_data_and_nothing_of_others(kept: KeptData) -> None:
    found = exported(kept.of_server(SERVER))
    assert (found["server"], found["template"], found["left_at"]) == (
        str(SERVER),
        "{{ answer }}",
        None,
    )
    (briefing,) = found["daily_briefings"]
    assert (briefing["id"], briefing["created_by"]) == ("briefing-0", str(MODERATOR))
    assert len(briefing["deliveries"]) == DAYS  # not only those that a status shows
    assert briefing["deliveries"][-1]["messages"][0]["message_id"] == str(3 * 10**18)
    (feed,) = found["feeds"]
    assert (feed["name"], feed["added_by"]) == ("The Quay", str(MODERATOR))
    assert str(OTHER) not in json.dumps(found)
    assert "summit" not in json.dumps(found)  # it must not learn what its members read


def test_a_servers_deleted_data_is_nowhere_and_others_stay(kept: KeptData, store: Store) -> None:
    other = kept.of_server(OTHER)
    store.guild_left(SERVER, NOW)
    assert kept.of_server(SERVER)["left_at"] == NOW
    assert kept.delete_server(SERVER) == (1, 1)
    assert kept.delete_server(SERVER) == (0, 0)
    assert rows_with(store.engine, SERVER) == []
    assert rows_with(store.engine, MODERATOR) == ["reader_last_briefs.user_id"]  # from elsewhere
    assert kept.of_server(OTHER) == other


def test_a_user_gets_everything_stored_with_the_number(kept: KeptData) -> None:
    found = exported(kept.of_user(MODERATOR))
    (briefing,), (feed,) = found["added_daily_briefings"], found["added_feeds"]
    assert (briefing["server"], briefing["id"]) == (str(SERVER), "briefing-0")
    assert (feed["server"], feed["name"]) == (str(SERVER), "The Quay")
    briefs = {one["topic"]: (one["place"], one["last_brief"]) for one in found["last_briefs"]}
    assert briefs == {"summit": (str(SERVER), str(NOW)), "bridge": (None, str(NOW))}
    assert str(SOMEBODY) not in json.dumps(found)


def test_a_users_number_is_deleted_everywhere_and_additions_stay(
    kept: KeptData, store: Store
) -> None:
    assert rows_with(store.engine, MODERATOR) == [
        "daily_subscriptions.created_by",
        *["reader_last_briefs.user_id"] * 2,
        f"{followers_table}.added_by",
    ]
    assert kept.delete_user(MODERATOR) == (1, 1, 2)
    assert kept.delete_user(MODERATOR) == (0, 0, 0)
    assert rows_with(store.engine, MODERATOR) == []
    found = kept.of_server(SERVER)
    assert found["daily_briefings"][0]["created_by"] == found["feeds"][0]["added_by"] == NOBODY
    assert len(kept.of_user(SOMEBODY)["added_daily_briefings"]) == 1


def test_without_feeds_there_are_none(store: Store, ledger: Ledger) -> None:
    kept = KeptData(store, ledger)
    assert kept.of_server(SERVER)["feeds"] == kept.of_user(MODERATOR)["added_feeds"] == []
    assert kept.delete_user(MODERATOR) == (0, 0, 0)
    assert kept.delete_server(SERVER) == (0, 0)


def test_a_server_with_only_a_template_is_known(store: Store) -> None:
    store.set_template(SERVER, "{{ answer }}")
    assert store.guild_ids() == {SERVER}


def test_a_file_that_discord_would_refuse_is_compressed(kept: KeptData) -> None:
    found = kept.of_server(SERVER)
    name, content = as_file(found, "data", most=1000)
    assert name == "data.json.gz"
    assert json.loads(gzip.decompress(content)) == exported(found)
