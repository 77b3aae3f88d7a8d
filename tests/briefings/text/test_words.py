import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.text.folding import fold
from briefings.text.words import MAX_WORD, fold_word, folded_words, readings, words


def folded(text: str) -> list[str]:
    return [word for _, _, word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zelenskyy’s “plan”", ["zelenskyy", "plan"]),
        ("Müller MU\u0308LLER Straße", ["muller", "muller", "strasse"]),
        ("snake_case 2.5 €", ["snake", "case", "2", "5"]),
        ("東京 2025", ["東", "京", "2025"]),
        ("Київ", ["kiiv"]),
        ("\u200bzero\u200bwidth", ["zerowidth"]),
        ("co\xadoperate हिन्दी", ["cooperate", "हनद"]),
        ("O’Hara d'Arc Hawaiʻi ’tis", ["ohara", "darc", "hawaii", "tis"]),
        ("the mayors’ U.S. plan, 2.5 e.g", ["the", "mayors", "us", "plan", "2", "5", "eg"]),
        ("Plan B.A new J.R.Ewing", ["plan", "ba", "new", "jr", "ewing"]),
        ("x" * 200, ["x" * MAX_WORD]),
        ("½ ﬁne", ["12", "fine"]),
        ("*&^%", []),
        ("\uff9e", []),  # a letter that is only an accent
    ],
)
def test_words_are_separated_and_folded(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


@given(st.text())
def test_words_are_at_their_places_in_order(text: str) -> None:
    end_before = 0
    for start, end, word in words(text):
        assert end_before <= start < end <= len(text)
        assert fold_word(text[start:end]) == word
        end_before = end


@given(st.text())
def test_folded_words_are_letters_and_digits_and_fold_to_themselves(text: str) -> None:
    for word in folded(text):
        assert word.isalnum()
        assert fold_word(word) == word


def test_a_word_with_an_apostrophe_is_found_by_its_parts() -> None:
    assert list(readings("L’Arche’s 'round ʻ Mayor's")) == [
        (0, 7, ("larche", "l", "arche")),
        (11, 16, ("round",)),
        (19, 24, ("mayor",)),
    ]


@given(st.text())
def test_the_first_reading_is_the_word(text: str) -> None:
    assert [(start, end, forms[0]) for start, end, forms in readings(text)] == list(words(text))


@given(st.text() | st.text(st.sampled_from("aB9 .,'`_-’é\n"), max_size=20))
def test_all_words_at_once_are_the_same_words(text: str) -> None:
    found = [forms for _, _, forms in readings(text)]
    own, others = folded_words(text)
    assert own == [forms[0] for forms in found]
    assert {*own, *others} == {form for forms in found for form in forms}


@given(st.text(st.sampled_from("aéßøł’'ʻ. \xad\u200bдй½ᄀ한"), max_size=40))
def test_words_and_names_fold_alike(text: str) -> None:
    """The alphabet has no s: words lose the possessive, names keep it."""
    assert "".join(folded(text)) == fold(text).replace(" ", "")


@given(st.text() | st.text(st.sampled_from("aSs.’'_é-“” \n1\xad\u0301"), max_size=40))
def test_all_words_of_a_text_at_once_are_those_that_are_read_one_by_one(text: str) -> None:
    forms = [forms for _, _, forms in readings(text)]
    own, others = folded_words(text)
    assert own == [first for first, *_ in forms]
    assert {*own, *others} == {form for every in forms for form in every}
