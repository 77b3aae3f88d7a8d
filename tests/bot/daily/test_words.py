"""Filter words are read as moderators type them."""

import pytest

from bot.daily.times import InputError
from bot.daily.words import MOST_WORDS, parse_words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        ("none", ()),
        (" , ", ()),
        ("U.S., C++", ("U.S.", "C++")),
        ("harbour  bridge,ferr*, harbour bridge", ("harbour bridge", "ferr*")),
        ("none, some", ("none", "some")),
    ],
)
def test_words_are_separated_by_commas(typed: str, words: tuple[str, ...]) -> None:
    assert parse_words(typed) == words


def test_unusable_filter_words_are_refused() -> None:
    with pytest.raises(InputError, match="needs a letter or digit"):
        parse_words("U.S., ++")
    with pytest.raises(InputError, match="at most 100 characters"):
        parse_words("x" * 101)
    with pytest.raises(InputError, match=f"At most {MOST_WORDS} words"):
        parse_words(", ".join(str(number) for number in range(MOST_WORDS + 1)))
