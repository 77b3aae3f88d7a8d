"""The sources in both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from briefings.sources import tables
from briefings.sources.migrations import migrate
from briefings.sources.model import Fate, Item, Options, Pages, Source, State
from briefings.sources.refusals import TakenError
from briefings.sources.store import KEEP_UNLISTED, SourceStore
from tests.briefings.sources.conftest import NOW, a_source

HOUR = timedelta(hours=1)


def an_item(key: str, fate: Fate = Fate.STORED, **changes: object) -> Item:
    url = f"https://quay.example/{key}"
    plain = Item(key, "f" * 16, fate, NOW, NOW, url=url, article=f"article-{key}")
    return replace(plain, **changes)  # type: ignore[arg-type]  # the tests' short hand


def test_the_migration_makes_the_tables_that_the_code_describes(store: SourceStore) -> None:
    migrate(store.engine)
    there = sa.inspect(store.engine)
    for table in tables.metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in there.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        indexes = {index["name"] for index in there.get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexes


def test_a_source_comes_back_as_it_was_put_in(store: SourceStore) -> None:
    options = Options(
        Pages.NEVER, ("U.S.",), ("C++", "x"), most=7, keep_days=3, every=timedelta(minutes=5)
    )
    source = a_source(options=options, notes=("one", "two"), etag='"x"', last_try=NOW)
    store.add(source)
    assert store.get(source.id) == source
    assert store.all() == [source]
    assert store.all(owner=7) == []
    assert store.get("nobody") is None
    assert source.address not in repr(source)


def test_a_name_or_address_is_taken_once_for_each_owner(store: SourceStore) -> None:
    store.add(a_source("Quay"))
    with pytest.raises(TakenError, match="Quay has this name already"):
        store.add(a_source("QUAY", address="https://other.example"))
    with pytest.raises(TakenError, match="Quay has this address already"):
        store.add(a_source("Other", address="http://www.quay.example/feed/"))
    store.add(a_source("Quay", owner=7))


def test_a_source_is_found_by_its_name_or_address(store: SourceStore) -> None:
    source = a_source("Quay")
    store.add(source)
    for given in ("quay", "QUAY", "https://quay.example/feed", "http://www.quay.example/feed/"):
        assert store.find(given) == source
    assert store.find("quay", owner=7) is None
    assert store.find("lark") is None


def test_a_paused_source_is_not_due_and_is_due_at_once_when_resumed(store: SourceStore) -> None:
    source = a_source()
    store.add(source)
    assert store.due(NOW, 9) == [source]
    assert store.pause(source.id)
    assert not store.pause(source.id)
    assert store.due(NOW, 9) == []
    assert store.next_due() is None
    later = NOW + HOUR
    assert store.resume(source.id, later)
    assert not store.resume(source.id, later)
    assert store.next_due() == later
    assert [one.id for one in store.due(later, 9)] == [source.id]


def test_a_queued_source_is_not_due_again_until_its_refresh_is_lost(
    store: SourceStore,
) -> None:
    sources = [a_source(name, next_due=NOW + HOUR * n) for n, name in enumerate(("A", "B", "C"))]
    for source in sources:
        store.add(source)
    assert [one.name for one in store.due(NOW + HOUR, 9)] == ["A", "B"]
    assert [one.name for one in store.due(NOW + HOUR, 1)] == ["A"]
    store.note_queued(sources[:1])
    assert [one.name for one in store.due(NOW + HOUR, 9)] == ["B"]
    assert store.next_due() == NOW + HOUR
    (waiting,) = store.waiting(NOW)
    assert waiting.name == "A"
    store.requeue(waiting)
    assert [one.name for one in store.due(NOW + HOUR, 9)] == ["A", "B"]
    assert store.waiting(NOW) == []
    store.requeue(a_source(next_due=None))


def test_a_refresh_is_settled_once(store: SourceStore) -> None:
    before = a_source()
    store.add(before)
    after = replace(before, next_due=NOW + HOUR, last_try=NOW, title="The Quay", etag='"1"')
    assert store.settle(before, after, [an_item("a"), an_item("b", Fate.PENDING)])
    assert not store.settle(before, replace(after, title="Another"), [an_item("c")])
    assert store.get(before.id) == after
    assert store.items(before.id).keys() == {"a", "b"}
    assert store.items(before.id, ["b", "x"]) == {"b": an_item("b", Fate.PENDING)}
    assert store.counts() == {before.id: {Fate.STORED: 1, Fate.PENDING: 1}}


def test_changes_made_meanwhile_stay(store: SourceStore) -> None:
    before = a_source()
    store.add(before)
    store.pause(before.id)
    assert store.settle(before, replace(before, next_due=NOW + HOUR))
    found = store.get(before.id)
    assert found is not None
    assert found.state is State.PAUSED


def test_an_address_is_moved_unless_another_source_has_it(store: SourceStore) -> None:
    first, second = a_source("Quay"), a_source("Lark")
    store.add(first)
    store.add(second)
    moved = replace(first, address=second.address, next_due=NOW + HOUR)
    assert store.settle(first, moved)
    found = store.get(first.id)
    assert found is not None
    assert found.address == first.address
    again = replace(found, address="https://new.example/feed", next_due=NOW + 2 * HOUR)
    assert store.settle(found, again)
    assert store.find("https://new.example/feed") is not None


def test_a_source_without_a_plan_is_settled_too(store: SourceStore) -> None:
    before = a_source(next_due=None)
    store.add(before)
    assert store.settle(before, replace(before, next_due=NOW))


def test_entries_long_unlisted_are_forgotten_but_not_those_still_to_come(
    store: SourceStore,
) -> None:
    before = a_source()
    store.add(before)
    later = NOW + KEEP_UNLISTED + HOUR
    middle = replace(before, next_due=NOW + HOUR, last_try=NOW)
    items = [an_item("old"), an_item("seen"), an_item("pending", Fate.PENDING)]
    assert store.settle(before, middle, items)
    end = replace(middle, next_due=later + HOUR, last_try=later)
    assert store.settle(middle, end, [an_item("new", last_seen=later)], ["seen"])
    assert store.items(before.id).keys() == {"seen", "pending", "new"}
    assert store.items(before.id)["seen"].last_seen == later


def test_an_entry_that_changed_keeps_when_it_was_first_seen(store: SourceStore) -> None:
    source = a_source()
    store.add(source)
    store.note_items(source.id, [an_item("a")])
    store.note_items(source.id, [an_item("a", Fate.WITHDRAWN, first_seen=NOW + HOUR, skipped=3)])
    found = store.items(source.id)["a"]
    assert (found.fate, found.first_seen) == (Fate.WITHDRAWN, NOW)
    assert store.skipped() == {source.id: 3}


def test_articles_of_a_removed_source_become_anothers(store: SourceStore) -> None:
    first, second = a_source("Quay"), a_source("Lark")
    store.add(first)
    store.add(second)
    store.note_items(first.id, [an_item("a")])
    url = "http://www.quay.example/a/?utm_source=feed"
    assert store.brought_elsewhere(second.id, [url, "https://x.example"]) == {url: "article-a"}
    assert store.brought_elsewhere(first.id, [url]) == {}
    store.note_items(second.id, [an_item("b", Fate.SHARED, article="article-a")])
    assert store.remove(first.id)
    assert not store.remove(first.id)
    assert store.items(second.id)["b"].fate is Fate.STORED
    assert store.items(first.id) == {}


def test_changed_options_make_everything_be_read_again(store: SourceStore) -> None:
    source = a_source(etag='"1"', body_hash="x", last_modified="y")
    store.add(source)
    changed = replace(source, options=Options(words_out=("x",)))
    assert store.set_options(changed)
    found = store.get(source.id)
    assert found == replace(changed, etag=None, body_hash=None, last_modified=None)


def configured(name: str, **changes: object) -> Source:
    return a_source(name, from_file=True, **changes)


def test_the_sources_of_the_configuration_follow_it(store: SourceStore) -> None:
    by_hand = a_source("Hand")
    store.add(by_hand)
    quay, lark = configured("Quay"), configured("Lark")
    assert store.follow_file([quay, lark], NOW) == []
    assert store.follow_file([configured("Quay"), configured("Lark")], NOW) == []
    assert {one.id for one in store.all()} == {by_hand.id, quay.id, lark.id}
    changed = configured("QUAY", address=quay.address, options=Options(words_in=("x",)))
    assert store.follow_file([changed], NOW + HOUR) == []
    found = store.find("quay")
    assert found is not None
    assert (found.id, found.options.words_in) == (quay.id, ("x",))
    assert found.next_due == NOW + HOUR
    assert store.find("lark") is None
    moved = configured("Quay", address="https://other.example")
    assert store.follow_file([moved], NOW) == []
    assert {one.id for one in store.all()} == {by_hand.id, moved.id}
    assert store.follow_file([configured("Hand")], NOW) == [
        "briefbot_sources: Hand: Hand has this name already"
    ]


def test_a_moved_source_is_still_the_configured_one(
    store: SourceStore,
) -> None:
    quay = configured("Quay")
    store.follow_file([quay], NOW)
    moved = replace(
        quay, address="https://new.example", moved_from=quay.address, next_due=NOW + HOUR
    )
    assert store.settle(quay, moved)
    assert store.follow_file([configured("Quay")], NOW) == []
    assert [one.id for one in store.all()] == [quay.id]
