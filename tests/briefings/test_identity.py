import hashlib
from dataclasses import dataclass

import pytest

from briefings.digest import match_texts
from briefings.identity import address_key
from briefings.models import Article, Digest


@dataclass
class Read:
    """The parts of a read article that are needed here."""

    headline: str | None = None
    publisher: str | None = None
    url: str | None = None
    text: str = "Text."


def article(article_id: str, **fields: object) -> Article:
    return Article.model_validate(
        {"id": article_id, "headline": "A bridge opens", "date_published": "2025", **fields}
    )


def test_a_text_is_identified_by_its_hash_then_its_address_then_its_name() -> None:
    digest = Digest(
        articles=(
            article("hash", sha256=hashlib.sha256(b"By hash.").hexdigest()),
            article("address", url="https://example.org/1"),
            article("name", publisher="The Courier"),
        )
    )
    read = [
        Read("A Bridge Opens!", "the courier", text="By name."),
        Read("Else", None, "https://example.org/1", "By address."),
        Read(text="By hash."),
        Read("Something else", text="By nothing."),
    ]
    assert match_texts(digest, read) == {
        "hash": "By hash.",
        "address": "By address.",
        "name": "By name.",
    }


def test_a_missing_publisher_still_matches() -> None:
    digest = Digest(articles=(article("one", publisher="The Courier"),))
    assert match_texts(digest, [Read("“A  bridge opens”")]) == {"one": "Text."}


def test_another_publisher_does_not_match() -> None:
    digest = Digest(articles=(article("one", publisher="The Courier"),))
    assert match_texts(digest, [Read("A bridge opens", "The Messenger")]) == {}


def test_what_could_be_either_is_neither() -> None:
    digest = Digest(articles=(article("one"), article("two")))
    assert match_texts(digest, [Read("A bridge opens")]) == {}


def test_once_one_of_two_is_known_the_other_is() -> None:
    digest = Digest(articles=(article("one"), article("two", url="https://example.org/2")))
    read = [Read("A bridge opens"), Read("A bridge opens", url="https://example.org/2", text="2")]
    assert match_texts(digest, read) == {"one": "Text.", "two": "2"}


def test_two_texts_with_one_name_are_not_guessed_between() -> None:
    digest = Digest(articles=(article("one"),))
    read = [Read("A bridge opens", text="1"), Read("A bridge opens", text="2")]
    assert match_texts(digest, read) == {}


def test_a_text_read_twice_is_one() -> None:
    digest = Digest(articles=(article("one"),))
    assert match_texts(digest, [Read("A bridge opens"), Read("A bridge opens")]) == {"one": "Text."}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("https://example.org/a#top", "https://example.org/a", True),
        ("https://example.org/#/news/1", "https://example.org/#/news/2", False),
        ("https://example.org/#!news/1", "https://example.org/", False),
        ("https://example.org/#/news/1/", "http://www.example.org/#/news/1", True),
    ],
)
def test_a_fragment_that_names_a_page_distinguishes_addresses(
    first: str,
    second: str,
    same: bool,  # noqa: FBT001  # a column of the table above
) -> None:
    assert (address_key(first) == address_key(second)) is same
