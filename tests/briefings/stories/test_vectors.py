from datetime import date

import pytest

from briefings.stories.packed import Weighted, numbered
from briefings.stories.vectors import DocumentFrequencies, background, stems, vector


def test_distinctive_words_are_folded_and_lose_their_endings() -> None:
    assert stems("The Ferries’ passengers were landing at Ålesund") == (
        "ferri",
        "passenger",
        "land",
        "alesund",
    )


def test_common_words_weigh_less_than_rare_ones() -> None:
    known = DocumentFrequencies()
    assert known.rarity("campaign") < known.rarity("ferri")


def test_a_short_word_that_most_articles_use_says_nothing() -> None:
    known = DocumentFrequencies()
    before = known.rarity("und")
    for _ in range(60):
        known.add(["und", "astrid"])
    assert known.rarity("und") < before / 10
    assert known.rarity("astrid") == before, "what a folder is about keeps its weight"


def test_a_word_counts_once_for_an_article_however_often_it_is_used() -> None:
    known = DocumentFrequencies()
    for number in range(60):
        text = "und " * 9 if number % 5 == 0 else "ein"
        vector(f"a{number}", date(2026, 3, 2), "", text, known)
    assert known.rarity("und") > 5


def test_a_vector_has_unit_length_and_is_like_itself() -> None:
    one = vector(
        "a",
        date(2026, 3, 2),
        "Ferry aground",
        "The ferry Astrid ran aground.",
        DocumentFrequencies(),
    )
    for weights in (one.body, one.headline):
        assert Weighted.of(weights).cosine(numbered(weights)) == pytest.approx(1)


def test_an_article_without_words_is_like_nothing() -> None:
    known = DocumentFrequencies()
    empty = vector("a", date(2026, 3, 2), "", "…", known)
    other = vector("b", date(2026, 3, 2), "Ferry", "A ferry.", known)
    assert Weighted.of(empty.body).cosine(numbered(other.body)) == 0


def test_the_background_contains_no_names() -> None:
    assert len(background()) == 4_000
    assert "trump" not in background()


def test_what_was_learnt_about_words_survives_a_restart() -> None:
    known = DocumentFrequencies()
    for number in range(60):
        known.add(["ond", "harbour", *([f"w{number}"])])
    again = DocumentFrequencies.resumed(known.dump())
    assert again.rarity("ond") == known.rarity("ond") < DocumentFrequencies().rarity("ond")
    assert again.dump() == known.dump()
    assert "w7" not in known.dump()
    assert DocumentFrequencies.resumed("").rarity("ond") == DocumentFrequencies().rarity("ond")
