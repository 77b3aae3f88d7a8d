"""Names for sources that nobody named."""

import pytest

from briefings.sources.model import Kind
from briefings.sources.naming import LONGEST, Names, name_for, problem_with_name


def test_a_source_is_called_by_its_title_else_by_its_place() -> None:
    assert name_for(Kind.FEED, "https://www.quay.example/feed", "The Quay", ()) == "The Quay"
    assert name_for(Kind.FEED, "https://www.quay.example/feed", None, ()) == "quay.example"
    assert name_for(Kind.FOLDER, "/var/news/ellery", None, ()) == "ellery"
    assert name_for(Kind.FOLDER, "/", None, ()) == "folder"
    assert name_for(Kind.FEED, "https://[", " ", ()) == "source"


def test_a_name_that_is_taken_gets_a_number() -> None:
    taken = ["the quay", "The Quay 2"]
    assert name_for(Kind.FEED, "https://quay.example", "The Quay", taken) == "The Quay 3"


def test_a_name_is_one_short_line() -> None:
    name = name_for(Kind.FEED, "https://quay.example", "Quay\x1b[0m\n" + "news " * 50, ())
    assert name.isprintable()
    assert len(name) <= LONGEST
    assert problem_with_name(name) is None


@pytest.mark.parametrize("name", ["two\nlines", " space", "https://x.example", "x" * 99, "\x1b[0m"])
def test_an_invalid_name_is_refused(name: str) -> None:
    assert problem_with_name(name)


def test_a_title_that_is_an_address_names_no_source() -> None:
    """Otherwise `briefbot sources remove ADDRESS` would remove this one instead of the one at
    it."""
    name = name_for(Kind.FEED, "https://quay.example/feed", "https://lark.example/feed", ())
    assert name == "quay.example"


def test_names_are_given_once_whatever_their_case() -> None:
    names = Names(["Quay 2"])
    given = [names.give(Kind.FEED, "https://quay.example", one) for one in ("Quay", "QUAY", "quay")]
    assert given == ["Quay", "QUAY 3", "quay 4"]
