"""Dates, pages, links and wordings: the small parts of answers."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.answers.links import deep_link
from briefings.answers.paging import paged
from briefings.answers.types import Change, Pages, Segment
from briefings.chronology import last_day, newest, newest_first, published_on
from briefings.text.wording import difference, lower_first, typeset
from tests.briefings.answers.building import a_citation, an_article


def test_the_newest_date_is_the_one_that_reaches_furthest() -> None:
    assert newest(["2025-08-17", None, "2025-08", "2024"]) == "2025-08"
    assert newest([None]) is None


def test_an_open_interval_is_as_new_as_its_beginning() -> None:
    assert newest(["2025-08-15/..", "2025-08-17"]) == "2025-08-17"
    assert last_day("2025-08-15/2025-08-18").isoformat() == "2025-08-18"


def test_no_date_sorts_after_every_date() -> None:
    assert sorted([None, "1994", "2025-08"], key=newest_first) == ["2025-08", "1994", None]


def test_an_article_appears_on_the_day_in_its_own_zone() -> None:
    article = an_article(date_published="2025-08-18T00:30:00+09:00")
    assert published_on(article) == "2025-08-18"
    assert published_on(an_article(date_published="2025-08~")) == "2025-08~"
    undated = an_article(date_published=None, date_published_note="None shown.")
    assert published_on(undated) is None


@pytest.mark.parametrize(
    ("number", "seen", "offset"),
    [(1, 1, 0), (2, 2, 2), (3, 3, 4), (9, 3, 4), (0, 1, 0), (-1, 1, 0)],
)
def test_a_page_out_of_range_is_the_nearest_one(number: int, seen: int, offset: int) -> None:
    pages = paged(number, 5, 2)
    assert (pages.number, pages.total, pages.items) == (seen, 3, 5)
    assert pages.offset(2) == offset


def test_no_items_are_one_empty_page() -> None:
    assert paged(4, 0, 2) == Pages(1, 1, 0)


@pytest.mark.parametrize(
    ("exact", "fragment"),
    [
        ("a few words", "a%20few%20words"),
        ("so-called, he said & left", "so%2Dcalled%2C%20he%20said%20%26%20left"),
        ("one two three four five six seven eight nine ten eleven twelve",
         "one%20two%20three%20four%20five,eight%20nine%20ten%20eleven%20twelve"),
        ("first\n\nsecond", "first,second"),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_cited_words(exact: str, fragment: str) -> None:
    link = deep_link(an_article(), a_citation(exact=exact))
    assert link == f"https://news.example/daily#:~:text={fragment}"


def test_a_link_takes_whole_words_of_the_context() -> None:
    citation = a_citation(exact="the deal", prefix="ople said of ", suffix=" that was stru")
    assert deep_link(an_article(), citation) == (
        "https://news.example/daily#:~:text=said%20of-,the%20deal,-that%20was"
    )


def test_a_link_keeps_the_fragment_that_the_address_has() -> None:
    article = an_article(url="https://news.example/a#top")
    assert deep_link(article, a_citation(exact="x")) == "https://news.example/a#top:~:text=x"


def test_there_is_no_link_without_an_address() -> None:
    assert deep_link(an_article(url=None), a_citation()) is None


def test_blank_words_link_only_to_the_article() -> None:
    assert deep_link(an_article(), a_citation(exact=" ")) == "https://news.example/daily"


@given(st.text(min_size=1))
def test_any_words_make_an_address_without_raw_marks(exact: str) -> None:
    try:
        exact.encode()
    except UnicodeEncodeError:
        return  # a lone surrogate can't be in a file
    link = deep_link(an_article(), a_citation(exact=exact)) or ""
    assert link.isascii()
    assert not set(link) & set(' <>()"\n')
    assert unquote(link).startswith("https://news.example/daily")


def said(*segments: Segment) -> list[tuple[str, str]]:
    return [(segment.change.value, segment.text) for segment in segments]


def test_a_difference_shows_what_was_removed_and_what_replaced_it() -> None:
    assert said(*difference("we will go home now", "we shall go home")) == [
        ("same", "we"),
        ("removed", "will"),
        ("added", "shall"),
        ("same", "go home"),
        ("removed", "now"),
    ]


def test_case_and_punctuation_count_only_if_nothing_else_differs() -> None:
    assert said(*difference("Yes, we go.", "yes we go there")) == [
        ("same", "yes we go"),
        ("added", "there"),
    ]
    assert said(*difference("Is it so?", "is it so!")) == [
        ("same", "is it"),
        ("removed", "so?"),
        ("added", "so!"),
    ]


@given(
    st.lists(st.sampled_from(["a", "b,", "C", "d."])), st.lists(st.sampled_from(["a", "b", "e"]))
)
def test_a_difference_contains_both_wordings(old: list[str], new: list[str]) -> None:
    segments = difference(" ".join(old), " ".join(new))
    kept = [s.text for s in segments if s.change is not Change.REMOVED]
    assert " ".join(kept).split() == new
    lost = [s.text for s in segments if s.change is not Change.ADDED]
    assert len(" ".join(lost).split()) == len(old)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s  over,”", "It's over"),
        ("the 'so-called' deal.", "the “so–called” deal"),
        ("wait… what", "wait... what"),
        ("a\u200bb\n c", "ab c"),
        ("«Ja.»", "Ja"),
    ],
)
def test_typesetting_is_not_wording(one: str, other: str) -> None:
    assert typeset(one) == typeset(other)


def test_other_sentence_endings_are_wording() -> None:
    assert typeset("Really?") != typeset("Really")
    assert lower_first("We") == "we"
    assert lower_first("") == ""
