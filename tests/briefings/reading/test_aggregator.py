"""One page with several articles."""

import pytest

from briefings.reading import read
from briefings.reading.aggregator import outlet_before_age
from tests.briefings.reading.pages import (
    AGGREGATOR,
    FERRY,
    FERRY_TITLE,
    HARBOUR,
    HARBOUR_TITLE,
    MUSEUM,
    MUSEUM_TITLE,
    WATER_TITLE,
)


def test_every_article_gets_its_own_outlet_headline_and_provider() -> None:
    found = [(a.headline, a.publisher, a.provider) for a in read(AGGREGATOR.encode())]
    assert found == [
        (FERRY_TITLE, "SVT", None),
        (WATER_TITLE, "Lisse Shimbun", "Reuters"),
        (MUSEUM_TITLE, "The Norland Times", "AP"),
    ]


def test_no_page_furniture_is_left_in_the_texts() -> None:
    ferry, water, museum = read(AGGREGATOR.encode())
    assert ferry.text == "\n\n".join(FERRY)
    assert museum.text == MUSEUM
    assert water.text.endswith("back the accord.")
    assert [water.text[start:end] for start, end in water.subheads] == ["FARMERS WANT GUARANTEES"]


def test_an_age_is_not_a_date() -> None:
    ferry, water, museum = read(AGGREGATOR.encode())
    assert {ferry.date_published, water.date_published, museum.date_published} == {None}
    assert ferry.date_published_note == "The page gives only an age, not a date."
    assert water.dateline == "VARNHOLM/LISSEGATE, Mar 4"
    assert "no year" in (water.date_published_note or "")


def test_the_articles_have_different_ids() -> None:
    assert len({article.id for article in read(AGGREGATOR.encode())}) == 3


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("NHK8 hours ago", "NHK"),
        ("Der Tag12 minutes ago", "Der Tag"),
        ("France 2412 hours ago", "France 24"),
        ("Channel 48 hours ago", "Channel 4"),
        ("BBC News · 3 hours ago", "BBC News"),
        ("The Lark | 2 days ago", "The Lark"),
        ("El Faro - an hour ago", "El Faro"),
        ("3h ago · The Lark", "The Lark"),
        ("• The Lark, 1 week ago", "The Lark"),
        ("time3 hours ago", ""),
        ("time18-08-2025", ""),
        ("NHK18-08-2025", "NHK"),
        ("The Lark · 18-08-2025", "The Lark"),
        ("18-08-2025", None),
        ("3 hours ago", ""),
        ("Published 3 hours ago", ""),
        ("By Rosa Lindt, 3 hours ago", None),
        ("The ferry left three hours ago", None),
        ("It was long ago", None),
        ("x" * 90 + " 3 hours ago", None),
    ],
)
def test_outlet_and_age_are_separated(line: str, outlet: str | None) -> None:
    assert outlet_before_age(line) == outlet


def test_outlet_and_age_may_be_above_the_title() -> None:
    text = "\n".join(
        [
            "The Lark",
            "3 hours ago",
            FERRY_TITLE,
            *FERRY,
            "Courier · 1 day ago",
            HARBOUR_TITLE,
            *HARBOUR,
        ]
    )
    found = [(a.headline, a.publisher, a.text) for a in read(text.encode())]
    assert found == [
        (FERRY_TITLE, "The Lark", "\n\n".join(FERRY)),
        (HARBOUR_TITLE, "Courier", "\n\n".join(HARBOUR)),
    ]


def test_teasers_are_not_articles() -> None:
    teaser = [
        MUSEUM_TITLE,
        MUSEUM_TITLE,
        "The Norland Times",
        "2 days ago",
        "Twelve masks go home.",
    ]
    text = "\n".join([FERRY_TITLE, FERRY_TITLE, "SVT", "8 hours ago", *FERRY, "Related", *teaser])
    assert [article.headline for article in read(text.encode())] == [FERRY_TITLE]


def test_an_article_before_the_cards_is_kept() -> None:
    text = "\n".join(
        [HARBOUR_TITLE, *HARBOUR, FERRY_TITLE, FERRY_TITLE, "SVT", "8 hours ago", *FERRY]
    )
    assert [article.headline for article in read(text.encode())] == [HARBOUR_TITLE, FERRY_TITLE]


def test_readers_comments_are_not_articles() -> None:
    comment = ["What I think of it", "seabird77", "3 hours ago", *HARBOUR]
    text = "\n".join([FERRY_TITLE, FERRY_TITLE, "SVT", "8 hours ago", *FERRY, "Comments", *comment])
    assert [article.headline for article in read(text.encode())] == [FERRY_TITLE]


def test_an_article_printed_twice_is_read_once() -> None:
    card = [FERRY_TITLE, FERRY_TITLE, "SVT", "8 hours ago", *FERRY]
    assert len(read("\n".join([*card, *card]).encode())) == 1


def test_sections_between_outlet_and_reprint_are_dropped() -> None:
    card = [WATER_TITLE, WATER_TITLE, "The Lark", "time3 hours ago", "• Politics", "• The Lark"]
    (article,) = read("\n".join([*card, WATER_TITLE, *HARBOUR]).encode())
    assert article.text == "\n\n".join(HARBOUR)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("time18-08-2025", "2025-08-18"), ("time08-18-2025", "2025-08-18"), ("time05-08-2025", None)],
)
def test_a_card_may_print_a_day(stamp: str, day: str | None) -> None:
    (article,) = read("\n".join([WATER_TITLE, WATER_TITLE, "The Lark", stamp, *HARBOUR]).encode())
    assert article.date_published == day
    assert bool(article.date_published_note) is (day is None)


def test_a_question_can_be_a_title() -> None:
    title = "Who Will Pay for the Harbour Once the Dredgers Have Come and Gone?"
    (article,) = read("\n".join([title, title, "The Lark", "time3 hours ago", *HARBOUR]).encode())
    assert (article.headline, article.publisher) == (title, "The Lark")
