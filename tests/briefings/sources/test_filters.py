"""Filter words match whole words, not letters anywhere."""

import pytest

from briefings.sources.filters import LONGEST, has_word, problem_with, wants

TEXT = "The U.S. and NATO write C++; the café in Łódź told us of climate and C."


@pytest.mark.parametrize(
    "word",
    [
        "U.S.",
        "C++",
        "c++",
        "C",
        "NATO",
        "cafe",
        "CAFÉ".lower(),
        "climat*",
        "łódź",
        "told  us",
        "us",
    ],
)
def test_a_word_is_found_with_any_case_accents_and_spaces(word: str) -> None:
    assert has_word(TEXT, [word])


@pytest.mark.parametrize("word", ["US", "U.S.A.", "clim", "old", "C#", "Nat", "told of", "CAFE"])
def test_part_of_a_word_or_an_acronym_in_small_letters_is_not_found(word: str) -> None:
    assert not has_word(TEXT, [word])


def test_c_is_not_found_in_c_plus_plus() -> None:
    assert not has_word("Written in C++ and C#.", ["C"])


def test_an_acronym_is_found_at_the_end_and_before_a_possessive() -> None:
    assert has_word("the U.S.’s plan", ["U.S."])
    assert has_word("a rule of the U.S.", ["U.S."])


def test_one_included_word_is_enough_and_one_excluded_word_too_many() -> None:
    assert wants("Ferry and bridge", ["ferry", "train"], [])
    assert not wants("Only a bridge", ["ferry", "train"], [])
    assert not wants("Ferry and bridge", ["ferry"], ["bridge"])
    assert wants("anything", [], [])


@pytest.mark.parametrize("word", ["", " * ", "++", "x" * (LONGEST + 1)])
def test_an_invalid_word_is_refused(word: str) -> None:
    assert problem_with(word)


def test_a_word_without_a_letter_filters_nothing() -> None:
    assert problem_with("C++") is None
    assert not has_word("some text", [" * "])
