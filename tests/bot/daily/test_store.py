"""Both databases keep subscriptions and deliveries, and write nothing twice."""

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, BrokenBarrierError

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.daily import ledger as ledger_module
from bot.daily.ledger import KEEP, Closing, Ledger
from bot.daily.migrations import migrate
from bot.daily.schedule import owed
from bot.daily.store import KEEP_AFTER_LEAVING, LimitError, Store, new_id
from bot.daily.tables import (
    Into,
    Outcome,
    State,
    Subscription,
    deliveries,
    memories,
    metadata,
)
from bot.daily.times import Weekdays
from bot.shards import Shards, shard_of
from briefings.library.errors import LibraryError
from tests.bot.daily.subscribing import NOW, subscription

TODAY = date(2026, 5, 2)
DAY = timedelta(days=1)


def count(engine: sa.Engine, table: sa.Table) -> int:
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_the_migrations_create_exactly_the_tables_that_the_code_uses(engine: sa.Engine) -> None:
    migrate(engine)  # a second time changes nothing
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": "daily_version",
                "include_name": lambda name, kind, _: kind != "table" or name in metadata.tables,
            },
        )
        assert compare_metadata(context, metadata) == []


def test_two_processes_may_migrate_at_the_same_time(url: str) -> None:
    from briefings.library.database import create_engine

    engines = [create_engine(url) for _ in range(3)]
    for engine in engines:
        migrate(engine)
    for engine in engines:
        engine.dispose()


def test_a_database_of_a_newer_program_is_refused(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE daily_version SET version_num = 'v9999'"))
    with pytest.raises(LibraryError, match="newer than this program"):
        migrate(engine)


def test_a_subscription_comes_back_as_it_was_stored(store: Store) -> None:
    stored = subscription(
        topics=("summit", "gas"),
        days=Weekdays.WEEKEND,
        into=Into.FORUM,
        role_id=2**62,
        style="full",
        publish=True,
        quiet=True,
        settled=TODAY - DAY,
    )
    store.add(stored, limit=1)
    assert store.get(stored.id) == stored
    assert store.get(stored.id, guild_id=1) == stored
    assert store.get(stored.id, guild_id=99) is None
    assert store.of_guild(1) == [stored]
    assert store.of_guild(99) == []


def test_a_server_has_a_limit_and_is_told(store: Store) -> None:
    store.add(subscription(), limit=2)
    store.add(subscription(guild_id=7), limit=2)
    store.add(subscription(), limit=2)
    with pytest.raises(LimitError, match="2"):
        store.add(subscription(), limit=2)


def test_moderators_who_add_at_the_same_time_do_not_get_past_the_limit(store: Store) -> None:
    def add(_: int) -> bool:
        try:
            store.add(subscription(), limit=3)
        except LimitError:
            return False
        return True

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(add, range(10))) == 3
    assert len(store.of_guild(1)) == 3


def test_removing_deletes_its_deliveries_but_not_anothers(store: Store, ledger: Ledger) -> None:
    mine = subscription()
    store.add(mine, limit=5)
    ledger.open(mine.id, TODAY, NOW, NOW)
    ledger.try_page(mine.id, TODAY, 0, 2, NOW)
    assert store.remove(mine.id, guild_id=99) is False
    assert store.remove(mine.id, guild_id=1) is True
    assert count(store.engine, deliveries) == 0
    assert ledger.open(mine.id, TODAY, NOW, NOW) is None
    assert store.change(mine.id, reason="gone") is False


def test_a_due_subscription_is_settled_once_and_planned_for_tomorrow(
    store: Store, ledger: Ledger
) -> None:
    mine = subscription()
    store.add(mine, limit=5)
    store.add(subscription(state=State.PAUSED), limit=5)
    store.add(subscription(next_due=NOW + DAY), limit=5)
    assert store.next_due() == NOW
    assert store.due(NOW, 10) == [mine]
    for _ in range(2):
        store.settle([(mine, owed(mine.plan, NOW))], NOW)
    after = store.get(mine.id)
    assert after is not None
    assert (after.settled, after.next_due) == (TODAY, NOW + DAY)
    assert [d.outcome for d in ledger.last(mine.id)] == [Outcome.QUEUED]
    assert store.due(NOW, 10) == []


def test_a_missed_run_is_closed_with_its_reason(store: Store, ledger: Ledger) -> None:
    mine = subscription()
    store.add(mine, limit=5)
    late = NOW + timedelta(hours=7)
    store.settle([(mine, owed(mine.plan, late))], late)
    (missed,) = ledger.last(mine.id)
    assert (missed.outcome, missed.finished_at) == (Outcome.MISSED, late)
    assert "not running" in missed.reason


def test_a_change_made_while_it_was_being_settled_wins(store: Store) -> None:
    mine = subscription()
    store.add(mine, limit=5)
    store.change(mine.id, next_due=NOW + timedelta(hours=3))
    store.settle([(mine, owed(mine.plan, NOW))], NOW)
    after = store.get(mine.id)
    assert after is not None
    assert after.next_due == NOW + timedelta(hours=3)


def test_a_removed_subscription_is_settled_without_a_trace(store: Store) -> None:
    mine = subscription()
    store.settle([(mine, owed(mine.plan, NOW))], NOW)
    assert count(store.engine, deliveries) == 0


def test_new_rules_of_a_zone_are_taken_at_the_start(store: Store) -> None:
    mine = subscription(next_due=NOW + timedelta(hours=1), settled=TODAY - DAY)
    idle = subscription(days=Weekdays(0), next_due=None)
    store.add(mine, limit=5)
    store.add(idle, limit=5)
    store.replan(NOW - timedelta(hours=1))
    again = store.get(mine.id)
    assert again is not None
    assert again.next_due == NOW


def test_a_blocked_subscription_waits_and_is_tried_again(store: Store) -> None:
    mine = subscription()
    store.add(mine, limit=5)
    assert store.block(mine.id, "no access", NOW, until=NOW + DAY) is True
    assert store.block(mine.id, "no access", NOW, until=NOW + DAY) is False
    assert store.due(NOW + DAY, 10) == []
    assert store.blocked(NOW) == []
    (found,) = store.blocked(NOW + DAY)
    assert (found.state, found.reason) == (State.BLOCKED, "no access")


def test_a_process_tries_the_subscriptions_of_its_own_shards_again(store: Store) -> None:
    ids = [(number << 22) + 5 for number in range(8)]
    for guild in ids:
        mine = subscription(guild_id=guild)
        store.add(mine, limit=5)
        store.block(mine.id, "no access", NOW, until=NOW)
    found = {one.guild_id for one in store.blocked(NOW, Shards(1, 2, 4))}
    assert found == {guild for guild in ids if shard_of(guild, 4) in (1, 2)}
    assert len(found) == 4
    assert len(store.blocked(NOW)) == 8


def test_a_kick_keeps_the_configuration_for_thirty_days(store: Store) -> None:
    mine, other = subscription(), subscription(guild_id=7)
    store.add(mine, limit=5)
    store.add(other, limit=5)
    store.guild_left(1, NOW)
    store.guild_left(1, NOW + DAY)  # reported twice: the first counts
    assert store.left_for_good(NOW + KEEP_AFTER_LEAVING - DAY) == []
    store.guilds_present([1, 7])
    assert store.left_for_good(NOW + 2 * KEEP_AFTER_LEAVING) == []
    store.guild_left(1, NOW)
    assert store.left_for_good(NOW + KEEP_AFTER_LEAVING) == [1]
    assert store.forget(1) == 1
    assert store.left_for_good(NOW + KEEP_AFTER_LEAVING) == []
    assert store.of_guild(1) == []
    assert store.of_guild(7) == [other]


def test_a_servers_template_is_kept_and_given_back(store: Store) -> None:
    assert store.template(1) is None
    store.set_template(1, "{{ answer }}")
    store.set_template(1, "{{ other }}")
    store.guild_left(1, NOW)
    assert store.template(1) == "{{ other }}"
    store.set_template(1, None)
    assert store.template(1) is None


def test_a_page_is_tried_then_posted_and_its_message_belongs_only_to_it(
    store: Store, ledger: Ledger
) -> None:
    one, two = subscription(), subscription()
    for each in (one, two):
        store.add(each, limit=5)
        ledger.open(each.id, TODAY, NOW, NOW)
        assert ledger.try_page(each.id, TODAY, 0, 2, NOW) is None
    tried = ledger.try_page(one.id, TODAY, 0, 2, NOW + DAY)
    assert tried is not None
    assert (tried.first_tried, tried.message_id) == (NOW, None)
    assert ledger.posted_page(one.id, TODAY, 0, 2, 555) is True
    assert ledger.posted_page(two.id, TODAY, 0, 2, 555) is False
    page = ledger.page(one.id, TODAY, 0)
    assert page is not None
    assert page.message_id == 555
    assert ledger.page(one.id, TODAY, 1) is None
    delivery, tried = ledger.state(one.id, TODAY)
    assert delivery is not None
    assert (delivery.outcome, tried) == (Outcome.QUEUED, {0: page})
    assert ledger.state("nobody", TODAY) == (None, {})


def test_the_last_page_closes_the_delivery_in_one_go(store: Store, ledger: Ledger) -> None:
    mine = subscription()
    store.add(mine, limit=5)
    opened = ledger.open(mine.id, TODAY, NOW, NOW)
    assert opened is not None
    assert opened[0] == mine
    assert ledger.open(mine.id, TODAY, NOW, NOW) == opened
    ledger.try_page(mine.id, TODAY, 0, 2, NOW)
    closing = Closing(Outcome.POSTED, "", NOW, pages=1, attempts=1)
    assert ledger.posted_page(mine.id, TODAY, 0, 2, 556, closing)
    assert [delivery.outcome for delivery in ledger.last(mine.id)] == [Outcome.POSTED]


def test_a_delivery_is_closed_once_with_what_was_seen(store: Store, ledger: Ledger) -> None:
    one, two = subscription(), subscription()
    memory = {"quote:a": {"of": "x", "text": "“Grüße”"}}
    for each in (one, two):
        store.add(each, limit=5)
        ledger.open(each.id, TODAY, NOW, NOW)
        seen = ledger.keep_memory(memory, NOW)
        closing = Closing(Outcome.POSTED, "", NOW, pages=2, attempts=3, seen=seen)
        assert ledger.finish(each.id, TODAY, closing)
    late = Closing(Outcome.FAILED, "too late", NOW + DAY, seen="other")
    assert not ledger.finish(one.id, TODAY, late)
    (delivery,) = ledger.last(one.id)
    assert (delivery.outcome, delivery.pages, delivery.attempts) == (Outcome.POSTED, 2, 3)
    stored = store.get(one.id)
    assert stored is not None
    assert ledger.memory(stored.seen) == memory
    assert ledger.memory(None) is None
    assert count(store.engine, memories) == 1


def test_unneeded_memories_are_deleted_after_a_day(store: Store, ledger: Ledger) -> None:
    ledger.keep_memory({"a": {}}, NOW)
    ledger.prune(NOW + DAY)
    assert count(store.engine, memories) == 1
    ledger.prune(NOW + DAY + timedelta(microseconds=1))
    assert count(store.engine, memories) == 0


def test_open_deliveries_are_found_and_old_ones_deleted(store: Store, ledger: Ledger) -> None:
    mine = subscription()
    store.add(mine, limit=5)
    ledger.open(mine.id, TODAY, NOW, NOW)
    assert [d.day for d in ledger.open_since(NOW + DAY)] == [TODAY]
    assert ledger.open_since(NOW) == []
    ledger.prune(NOW + KEEP)
    assert ledger.get(mine.id, TODAY) is not None
    ledger.prune(NOW + KEEP + timedelta(microseconds=1))
    assert ledger.get(mine.id, TODAY) is None


def test_where_the_bot_still_posts_in_a_server(store: Store, ledger: Ledger) -> None:
    mine = subscription(channel_id=10)
    for each in (
        mine,
        subscription(channel_id=11),
        subscription(channel_id=11),
        subscription(channel_id=12, state=State.BLOCKED),
        subscription(guild_id=5),
    ):
        store.add(each, limit=9)
    assert ledger.spoken_in(1, exclude=mine.id) == [11]


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    naive = replace(subscription(), created_at=datetime(2026, 1, 1))  # noqa: DTZ001  # that is the point
    with pytest.raises(sa.exc.StatementError, match="without a zone"):
        store.add(naive, limit=5)
    assert datetime(2026, 1, 1, tzinfo=UTC) < NOW


def test_ids_are_short_enough_for_a_key_and_do_not_repeat() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(one) for one in made} == {10}
    assert isinstance(subscription(), Subscription)


def test_cached_memories_are_dropped_by_one_thread_at_a_time(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both threads count one too many, and the second has none left to drop."""
    together = Barrier(2)

    class Counted(OrderedDict[str, object]):
        def __len__(self) -> int:
            with suppress(BrokenBarrierError):
                together.wait(0.3)  # they don't meet if the other has to wait for its turn
            return super().__len__()

    monkeypatch.setattr(ledger_module, "MOST_MEMORIES", 0)
    ledger = Ledger(engine)
    ledger._memories = Counted()  # type: ignore[assignment]  # it counts
    with ThreadPoolExecutor(2) as threads:
        kept = [threads.submit(ledger._remember, digest, {}) for digest in ("a", "b")]
    assert [one.exception() for one in kept] == [None, None]
