"""Printed addresses contain no secrets and can't control a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.sources.fetching import FetchError, Reason, is_masked, shareable, shown

USER = st.from_regex(r"[\w.-]+", fullmatch=True)
WORD = st.text(st.characters(exclude_characters="@", exclude_categories=["Cs"]), min_size=1)


@pytest.mark.parametrize(
    ("address", "as_shown"),
    [
        ("https://reader:secret@news.example/a", "https://news.example/a"),
        ("https://reader:secret@[::1]:80/a", "https://[::1]:80/a"),
        ("https://reader:sec/ret@news.example/a", "https://***@news.example/a"),
        ("https://reader:8/ret@news.example/a", "https://***@news.example/a"),
        ("https://reader:sec#r@et@news.example", "https://***@news.example"),
        ("https://news.example/@editor/1", "https://news.example/@editor/1"),
        ("https://[::1]:80/@editor", "https://[::1]:80/@editor"),
        ("reader:secret@news.example", "news.example"),
        ("https://n.example/f?api_key=abc&page=2", "https://n.example/f?api_key=***&page=2"),
        ("https://n.example/f?a=1&Token=abc#x", "https://n.example/f?a=1&Token=***#x"),
        (
            "https://n.example/f?author=ann&design=2&sig=x;y",
            "https://n.example/f?author=ann&design=2&sig=***;y",
        ),
        ("http://n.example/\x1b[2J\x07\u202eb", "http://n.example/ [2J b"),
        ("", ""),
        ("http://n.example/" + "a" * 400, "http://n.example/" + "a" * 282 + "…"),
    ],
)
def test_secrets_and_control_characters_are_left_out(address: str, as_shown: str) -> None:
    assert shown(address) == as_shown


@given(user=USER, before=WORD, after=WORD)
def test_no_password_is_printed_however_it_is_written(user: str, before: str, after: str) -> None:
    secret = "s3cr3t-W0rd"
    address = f"https://{user}:{before}{secret}{after}@news.example/story"
    assert secret not in shown(address)
    assert secret not in str(FetchError(Reason.ADDRESS, address, "can't be read"))


def test_a_long_address_takes_no_time_and_hides_its_password_too() -> None:
    secret = "s3cr3t" * 1_000
    assert shown(f"https://reader:{secret}@news.example/a") == "https://news.example/a"
    assert shown("http://n.example/?" + "key" * 1_000_000).endswith("…")


@given(st.text())
def test_any_text_becomes_one_printable_line(text: str) -> None:
    assert shown(text).isprintable()
    assert str(FetchError(Reason.ADDRESS, text, text)).isprintable()


def test_an_address_that_is_given_away_is_whole_but_for_its_secrets() -> None:
    path = "a" * 4_000
    given_away = shareable(f"https://reader:secret@n.example/{path}?key=secret&x={path}")
    assert given_away == f"https://n.example/{path}?key=***&x={path}"
    assert is_masked(given_away)
    assert not is_masked(shareable(f"https://n.example/{path}"))
