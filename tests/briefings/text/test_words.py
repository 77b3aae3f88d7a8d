import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.text.words import MAX_WORD, fold, words


def folded(text: str) -> list[str]:
    return [word for _, _, word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zelenskyy’s “plan”", ["zelenskyy", "s", "plan"]),
        ("Müller MU\u0308LLER Straße", ["muller", "muller", "strasse"]),
        ("snake_case 2.5 €", ["snake", "case", "2", "5"]),
        ("東京 2025", ["東", "京", "2025"]),
        ("Київ", ["киів"]),
        ("\u200bzero\u200bwidth", ["zero", "width"]),
        ("x" * 200, ["x" * MAX_WORD]),
        ("½ ﬁne", ["12", "fine"]),
        ("*&^%", []),
        ("\uff9e", []),  # a letter that is nothing but an accent
    ],
)
def test_words_are_told_apart_and_folded(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


@given(st.text())
def test_words_stand_where_they_say_in_order(text: str) -> None:
    end_before = 0
    for start, end, word in words(text):
        assert end_before <= start < end <= len(text)
        assert fold(text[start:end]) == word
        end_before = end


@given(st.text())
def test_folded_words_are_letters_and_digits_and_fold_to_themselves(text: str) -> None:
    for word in folded(text):
        assert word.isalnum()
        assert fold(word) == word
