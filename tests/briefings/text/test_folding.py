"""Texts that differ only in spelling, marks or alphabet are the same."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.text.folding import fold, fold_case


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Emmanuel MACRON", "emmanuel macron"),
        ("Erdoğan", "erdogan"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Straße", "strasse"),
        ("O’Brien's", "obriens"),
        ("Jean-Luc", "jean luc"),
        ("Зеленський", "zelenskii"),
        ("\u202eze\u200blen\u200dsky\u2066", "zelensky"),
        ("a\x00b\tc\nd", "ab c d"),
        ("𝐓𝐫𝐮𝐦𝐩 ﬁne", "trump fine"),
        ("“quoted” – words…", "quoted words"),
        ("'quoted' ’tis", "quoted tis"),
        ("🎉🎉", ""),
        ("\u0301\u0302", ""),
        ("", ""),
        ("習近平", "習近平"),
        ("Đoković Ђоковић", "dokovic dokovic"),
        ("Æsir þorn ŒUVRE ıi", "aesir thorn oeuvre ii"),
        ("Қазақстан Тоҷикистон", "qazaqstan tojikiston"),
        ("Hawaiʻi Raʼanana Kazanʹ", "hawaii raanana kazan"),
        ("J.D. Vance of the U.S., e.g. St. Ives, 2.5", "jd vance of the us eg st ives 2 5"),
    ],
)
def test_folding_leaves_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert "  " not in once


def test_signs_that_mean_something_can_stay() -> None:
    assert fold("UTC + 3, Port-au-Prince/Saint’s_Bay", keep="+-/") == (
        "utc+3 port-au-prince/saints bay"
    )


@given(st.text())
def test_a_text_has_the_same_words_with_and_without_its_signs(text: str) -> None:
    kept = fold(text, keep="/")
    assert fold(kept) == fold(normalize("NFKD", text).replace("/", " "))
    assert fold(kept, keep="/") == kept


def test_lines_that_print_alike_are_one() -> None:
    assert fold_case("  A “Plan” – the Mayor’s ") == 'a "plan" - the mayor\'s'
    assert fold_case("A plan » Courier") == "a plan » courier"
    assert fold_case("Plan") != fold_case("Plán")


def test_more_characters_than_are_cached_fold_too() -> None:
    every = "".join(map(chr, range(0x4E00, 0x4E00 + 12_000)))
    assert fold(every) == every
