"""Servers follow their own feeds, and share the sources of feeds they have in common."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from briefings.library.columns import NOBODY
from briefings.sources.followers import Followed, Followers, owner_of
from briefings.sources.model import OPERATOR, SERVERS, Fate, Item, Source
from briefings.sources.refusals import LimitError, TakenError
from briefings.sources.store import SourceStore
from tests.briefings.sources.conftest import NOW, a_source

HOUR = timedelta(hours=1)


@pytest.fixture
def followers(store: SourceStore) -> Followers:
    return Followers(store.engine)


def wanted(server: int, title: str = "The Quay", **changes: Any) -> Followed:
    plain: dict[str, Any] = {"owner": SERVERS, "title": title, **changes}
    return Followed(server, a_source("Quay", **plain), "", server + 1000, NOW)


def listed(followers: Followers, server: int) -> list[str]:
    return [one.name for one in followers.of_server(server)]


def test_a_feed_comes_back_as_it_was_added(followers: Followers, store: SourceStore) -> None:
    made = followers.follow(wanted(7), limit=3)
    assert (made.name, made.source.name, made.added_by) == ("The Quay", "The Quay", 1007)
    assert followers.of_server(7) == [made]
    assert followers.of_server(8) == []
    assert followers.servers() == {7}
    assert store.due(NOW, 9) == [made.source]
    assert made.source.address not in repr(made)


def test_a_feeds_adder_is_forgotten_and_the_feed_stays(followers: Followers) -> None:
    mine = followers.follow(wanted(7), limit=3)
    other = followers.follow(wanted(8), limit=3)
    assert followers.of_user(1007) == [mine]
    assert followers.forget_user(1007) == 1
    assert followers.forget_user(1007) == 0
    assert followers.of_server(7) == [replace(mine, added_by=NOBODY)]
    assert followers.of_server(8) == [other]


def test_two_servers_share_the_source_and_each_has_its_own_name(
    followers: Followers, store: SourceStore
) -> None:
    one = followers.follow(wanted(7), limit=3, name="Port")
    two = followers.follow(wanted(8, address="http://www.quay.example/feed/"), limit=3)
    assert two.source.id == one.source.id
    assert (listed(followers, 7), listed(followers, 8)) == (["Port"], ["The Quay"])
    assert len(store.all()) == 1
    assert followers.by_source() == {one.source.id: [one, two]}


def test_a_source_that_no_server_follows_is_forgotten(
    followers: Followers, store: SourceStore
) -> None:
    source = followers.follow(wanted(7), limit=3).source
    followers.follow(wanted(8), limit=3)
    assert followers.unfollow(7, source.id)
    assert not followers.unfollow(7, source.id)
    assert listed(followers, 8) == ["The Quay"]
    assert store.all() == [source]
    assert followers.unfollow(8, source.id)
    assert store.all() == []


def test_a_server_removes_nothing_of_others(followers: Followers, store: SourceStore) -> None:
    operators = a_source("Lark")
    store.add(operators)
    theirs = followers.follow(wanted(7), limit=3).source
    for one in (theirs, operators):
        assert not followers.unfollow(8, one.id)
    assert len(store.all()) == 2


def test_the_operators_source_of_an_address_is_another(
    followers: Followers, store: SourceStore
) -> None:
    store.add(a_source("Quay"))
    made = followers.follow(wanted(7), limit=3)
    assert made.source.owner == SERVERS
    assert len(store.all(OPERATOR)) == 1
    followers.forget(7)
    assert [one.owner for one in store.all()] == [OPERATOR]


def test_a_source_removed_by_the_operator_is_gone_for_servers(
    followers: Followers, store: SourceStore
) -> None:
    source = followers.follow(wanted(7), limit=3).source
    found = store.find("the quay", None)
    assert found == source
    assert store.find("the quay") is None
    assert store.remove(source.id)
    assert followers.of_server(7) == []


def test_all_of_a_servers_feeds_are_forgotten_at_once(
    followers: Followers, store: SourceStore
) -> None:
    followers.follow(wanted(7), limit=3)
    followers.follow(wanted(7, address="https://lark.example/feed", title="Lark"), limit=3)
    followers.follow(wanted(8), limit=3)
    assert followers.forget(7) == 2
    assert followers.forget(7) == 0
    assert followers.servers() == {8}
    assert [one.name for one in store.all()] == ["The Quay"]


def test_a_server_has_a_limit_of_feeds_and_each_once(followers: Followers) -> None:
    followers.follow(wanted(7), limit=2)
    with pytest.raises(TakenError, match="The Quay has this address already"):
        followers.follow(wanted(7), limit=2)
    other = wanted(7, address="https://lark.example/feed")
    with pytest.raises(TakenError, match="The Quay has this name already"):
        followers.follow(other, limit=2, name="the quay")
    assert followers.follow(other, limit=2).name == "The Quay 2"
    with pytest.raises(LimitError, match="2 feeds"):
        followers.follow(wanted(7, address="https://tern.example/feed"), limit=2)
    assert followers.follow(wanted(8), limit=2).name == "The Quay"


def test_a_source_with_a_password_is_not_shared(followers: Followers, store: SourceStore) -> None:
    secret, plain = "https://ann:pier@quay.example/feed", "https://quay.example/feed"
    assert (owner_of(secret, 7), owner_of(plain, 7)) == (7, SERVERS)
    closed = followers.follow(wanted(7, address=secret, owner=owner_of(secret, 7)), limit=3)
    opened = followers.follow(wanted(8, address=plain, owner=owner_of(plain, 8)), limit=3)
    assert opened.source.id != closed.source.id
    assert len(store.all()) == 2
    assert "pier" not in repr(closed)


def test_a_failing_source_is_fetched_again_once_it_was_seen_working(
    followers: Followers, store: SourceStore
) -> None:
    source = followers.follow(wanted(7), limit=3).source
    failed = replace(source, failures=3, failing_since=NOW, last_try=NOW, next_due=NOW + 9 * HOUR)
    assert store.settle(source, failed)
    assert store.due(NOW + HOUR, 9) == []
    later = wanted(8, next_due=NOW + HOUR)
    followers.follow(later, limit=3)
    assert [one.id for one in store.due(NOW + HOUR, 9)] == [source.id]


def test_articles_move_to_another_source_that_listed_them(
    followers: Followers, store: SourceStore
) -> None:
    def brings(source: Source, fate: Fate) -> None:
        item = Item("key", "print", fate, NOW, NOW, article="story")
        store.note_items(source.id, [item])

    first = followers.follow(wanted(7), limit=3).source
    second = a_source("Lark")
    store.add(second)
    brings(first, Fate.STORED)
    brings(second, Fate.SHARED)
    followers.forget(7)
    assert store.items(second.id)["key"].fate is Fate.STORED


def test_counts_can_be_limited_to_some_sources(store: SourceStore) -> None:
    for name in ("Quay", "Lark"):
        source = a_source(name)
        store.add(source)
        store.note_items(source.id, [Item("key", "print", Fate.STORED, NOW, NOW)])
    assert len(store.counts()) == 2
    assert store.counts([source.id]) == {source.id: {Fate.STORED: 1}}
    assert store.counts([]) == {}
