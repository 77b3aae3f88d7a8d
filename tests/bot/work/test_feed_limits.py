"""Limits on servers' own feeds."""

from bot.work.feed_limits import Permit, Tries


def test_servers_are_allowed_by_name_or_all_of_them() -> None:
    assert not Permit().allows(7)
    assert Permit(frozenset({7})).allows(7)
    assert not Permit(frozenset({7})).allows(8)
    assert Permit(None).allows(8)


def test_each_server_has_its_own_limit_of_tries_a_minute() -> None:
    now = [100.0]
    tries = Tries(2, clock=lambda: now[0])
    assert tries.take(7) == 0
    now[0] += 20
    assert tries.take(7) == 0
    now[0] += 10
    assert tries.take(7) == 30  # until the first is a minute old
    assert tries.take(8) == 0
    now[0] += 30
    assert tries.take(7) == 0
    assert tries.take(7) == 20


def test_servers_without_recent_tries_are_forgotten() -> None:
    now = [0.0]
    tries = Tries(2, clock=lambda: now[0])
    for server in range(100):
        tries.take(server)
    now[0] = 61.0
    tries.take(7)
    assert tries.servers == 1
