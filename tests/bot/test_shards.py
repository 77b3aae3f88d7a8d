"""A process's shards, as an operator writes them and as processes compare them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import SettingsError, load_settings
from bot.shards import Claim, Shards, exclude_each_other, read, shard_of, written


@st.composite
def some_shards(draw: st.DrawFn) -> Shards:
    count = draw(st.sampled_from((1, 2, 16, 64)))
    first = draw(st.integers(0, count - 1))
    return Shards(first, draw(st.integers(first, count - 1)), count)


claims = st.none() | some_shards()


@given(claims)
def test_written_shards_read_back(claim: Claim) -> None:
    assert read(written(claim)) == claim


@given(claims, claims)
def test_two_claims_conflict_exactly_if_a_server_would_be_answered_twice(
    one: Claim, other: Claim
) -> None:
    assert exclude_each_other(one, other) == exclude_each_other(other, one)
    if one is None or other is None or one.count != other.count:
        assert exclude_each_other(one, other)
        return
    both = [
        guild
        for guild in (number << 22 for number in range(one.count))
        if shard_of(guild, one.count) in one.ids and shard_of(guild, one.count) in other.ids
    ]
    assert exclude_each_other(one, other) == bool(both)


@pytest.mark.parametrize(
    ("text", "shards"),
    [("0-15/64", Shards(0, 15, 64)), ("3/64", Shards(3, 3, 64)), (" 0 - 3 / 4 ", Shards(0, 3, 4))],
)
def test_shards_are_read_as_operators_write_them(text: str, shards: Shards) -> None:
    assert Shards.parse(text) == shards
    assert shards.are_all is (text == " 0 - 3 / 4 ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5-2/64", "write the lower number first: 2-5/64 (it is '5-2/64')"),
        ("0-64/64", "shards are numbered from 0: of 64, the last is 63 (it is '0-64/64')"),
        ("0-0/0", "there is at least one shard: 0-0/1 (it is '0-0/0')"),
        ("x", "write the first and the last shard and how many there are in all: 0-15/64"),
        ("-1/4", "write the first and the last shard"),
        ("1-2-3/4", "write the first and the last shard"),
        ("0-9999999/99999999", "write the first and the last shard"),
        ("٣/٤", "write the first and the last shard"),
    ],
)
def test_wrong_shards_are_one_line_that_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(SettingsError) as failed:
        load_settings(shards=text)
    assert str(failed.value).startswith(f"--shards: {said}")
    assert "\n" not in str(failed.value)


def test_shards_are_a_setting_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_SHARDS", "2-3/8")
    assert load_settings().shards == Shards(2, 3, 8)
    assert load_settings(shards="0/8").shards == Shards(0, 0, 8)
    monkeypatch.setenv("BRIEFBOT_SHARDS", "")
    assert load_settings().shards is None
