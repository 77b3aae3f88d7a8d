"""What can't be seen but could mislead goes, whatever Python calls it."""

import sys

import pytest

from briefings.rendering.dialects.discord import escape
from briefings.rendering.dialects.untrusted import (
    _DROPPED,
    _DROPPED_LETTERS,
    INVISIBLE,
    clean,
)


def test_each_character_that_is_to_go_goes_although_some_count_as_letters() -> None:
    gone = [char for char in map(chr, range(sys.maxunicode + 1)) if _DROPPED.match(char)]
    assert all(_DROPPED_LETTERS.match(char) for char in gone if char.isprintable())
    assert {clean(f"a{char}b") for char in gone} == {"ab"}


@pytest.mark.parametrize("char", ["\u3164", "\uffa0", "\u115f", "\u1160", "\u2800", "\u17b4"])
def test_a_name_of_blanks_alone_is_shown_as_such(char: str) -> None:
    assert escape(char * 3) == INVISIBLE
    assert escape(f"{char} {char}") == INVISIBLE


@pytest.mark.parametrize("text", ["\u115f\u1161", "\u2801\u2800\u2803", "한글"])
def test_what_scripts_need_stays_in_their_words(text: str) -> None:
    assert clean(text) == text
