"""Where redirects lead, decided without a network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.sources.fetching.errors import FetchError, Reason
from briefings.sources.fetching.redirects import Trail, follow


def walk(start: str, *steps: tuple[int, str | None], most: int = 5) -> Trail:
    trail = Trail.start(start)
    for status, location in steps:
        trail = follow(trail, status, location, most)
    return trail


def moved_to(trail: Trail) -> str | None:
    return trail.moved_to.url if trail.moved_to else None


def test_permanent_redirects_are_remembered_up_to_the_first_temporary_one() -> None:
    trail = walk("https://a.example/", (301, "/b"), (308, "https://c.example/"), (302, "/d"))
    assert trail.address.url == "https://c.example/d"
    assert moved_to(trail) == "https://c.example/"
    trail = walk("https://a.example/", (302, "/b"), (301, "/c"))
    assert moved_to(trail) is None
    assert walk("https://a.example/").moved_to is None


def test_a_downgrade_from_https_to_http_is_reported_and_not_remembered() -> None:
    trail = walk("https://a.example/", (301, "/b"), (301, "http://a.example/c"), (301, "/d"))
    assert trail.downgraded
    assert moved_to(trail) == "https://a.example/b"
    trail = walk("http://a.example/", (301, "https://a.example/"))
    assert not trail.downgraded
    assert moved_to(trail) == "https://a.example/"


def test_the_password_is_not_sent_to_another_origin() -> None:
    trail = walk("https://u:secret@a.example/", (301, "/b"), (302, "http://a.example/c"))
    assert trail.address.password is None
    assert trail.moved_to is not None
    assert trail.moved_to.full == "https://u:secret@a.example/b"


@pytest.mark.parametrize(
    ("steps", "what"),
    [
        ([(302, None)], "without saying where"),
        ([(302, " ")], "without saying where"),
        ([(302, "ftp://a.example/")], "redirects to ftp://a.example/: only http and https"),
        ([(302, "http://u:hidden@[::1/")], "redirects to"),
        ([(301, "/?token=hidden")], "in a circle, twice to https://a.example/"),
        ([(301, "/b"), (301, "/?token=hidden#x")], "in a circle"),
        ([(302, f"/{n}") for n in range(6)], "redirected more than 5 times"),
    ],
)
def test_redirects_without_a_target(steps: list[tuple[int, str | None]], what: str) -> None:
    with pytest.raises(FetchError) as caught:
        walk("https://u:hidden@a.example/?token=hidden", *steps)
    assert what in str(caught.value)
    assert "hidden" not in str(caught.value)
    assert caught.value.reason is Reason.REDIRECT
    assert caught.value.status == steps[-1][0]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([301, 302, 303, 307, 308]),
            st.sampled_from(["/a", "/b", "?c", "//other.example/", "http://a.example/", "x:y", ""]),
        ),
        max_size=12,
    ),
    st.integers(0, 8),
)
def test_a_trail_never_repeats_itself_and_never_grows_too_long(
    steps: list[tuple[int, str]], most: int
) -> None:
    trail = Trail.start("https://a.example/")
    for status, location in steps:
        try:
            trail = follow(trail, status, location, most)
        except FetchError:
            break
    assert trail.redirects <= most
    assert len(set(trail.visited)) == len(trail.visited)
    if trail.moved_to is not None:
        assert trail.moved_to.scheme == "https"
