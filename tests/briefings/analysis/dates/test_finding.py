"""Date expressions and their values, in our own examples. The articles' day is a Tuesday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis.dates import find_dates
from briefings.analysis.wordlists import listed

TUESDAY = date(2024, 5, 7)

EXAMPLES = {
    "weekdays": [
        ("The council met on Friday.", "2024-05-03"),
        ("The council will meet on Friday.", "2024-05-10"),
        ("On Friday the council rejected it.", "2024-05-03"),
        ("On Friday the council is expected to reject it.", "2024-05-10"),
        ("The council is to meet on Friday.", "2024-05-10"),
        ("The council was to meet on Friday.", "2024-05-10"),
        ("The fair had been scheduled for Friday.", "2024-05-03"),
        ("They could pay after Friday's ruling.", "2024-05-03"),
        ("She left last Tuesday.", "2024-04-30"),
        ("She leaves next Tuesday.", "2024-05-14"),
        ("The mayor spoke on Tuesday.", "2024-05-07"),
        ("Until Friday, they had not asked.", "2024-05-03"),
        ("It stays shut until Friday.", "2024-05-10"),
        ("Mr. Vance Oduya will speak for J. Harrow on Friday.", "2024-05-10"),
    ],
    "near": [
        ("It rained yesterday.", "2024-05-06"),
        ("It opens the day after tomorrow.", "2024-05-09"),
        ("They arrived this morning.", "2024-05-07"),
        ("They arrived last night.", "2024-05-06"),
    ],
    "calendar": [
        ("It was founded on March 3, 1987.", "1987-03-03"),
        ("It was founded on 3 March 1987.", "1987-03-03"),
        ("It was founded on the 3rd of March, 1987.", "1987-03-03"),
        ("The log says 1987-03-03.", "1987-03-03"),
        ("The bridge fell on Nov. 12.", "2023-11-12"),
        ("The bridge will open on Nov. 12.", "2024-11-12"),
        ("The trial begins June 2.", "2024-06-02"),
        ("They want to finish by Jan. 14.", "2025-01-14"),
        ("He hailed the April 9 vote and will say so.", "2024-04-09"),
        ("Doors open May 9 at the pier.", "2024-05-09"),
        ("The deal of Feb. 29 held.", "2024-02-29"),
    ],
    "months": [
        ("Prices fell in March.", "2024-03"),
        ("Prices fell in August.", "2023-08"),
        ("The plant will close in February.", "2025-02"),
        ("They met last September.", "2023-09"),
        ("They meet next September.", "2024-09"),
        ("It was agreed in late October 2019.", "2019-10"),
        ("Tickets sold out this April.", "2024-04"),
    ],
    "quarters and years": [
        ("Sales rose in the third quarter.", "2023-Q3"),
        ("Sales rose in the first quarter.", "2024-Q1"),
        ("Sales will rise in the fourth quarter of next year.", "2025-Q4"),
        ("Last year's fourth quarter was poor.", "2023-Q4"),
        ("Sales fell in the first quarter of 2019.", "2019-Q1"),
        ("The quarter was poor.", "2024-Q1"),
        ("It closed in 2014.", "2014"),
        ("The rules of the 1990s still hold.", "199"),
        ("He sang in the ’60s.", "196"),
        ("He sang in the sixties.", "196"),
        ("It began in the 19th century.", "18"),
        ("It began in the nineteenth century.", "18"),
        ("They met in summer 2016.", "2016-SU"),
        ("They met last winter.", "2023-WI"),
        ("They meet next summer.", "2024-SU"),
        ("They met this spring.", "2024-SP"),
        ("It must end by year-end.", "2024-12-31"),
        ("It must end by the end of the year.", "2024"),
        ("The rules changed earlier this year.", "2024"),
        ("Prices rose last decade.", "201"),
        ("Prices rose last century.", "19"),
    ],
    "counted": [
        ("He left two days ago.", "2024-05-05"),
        ("He left three weeks ago.", "2024-04-16"),
        ("He left about five months ago.", "2023-12"),
        ("He left a couple of years ago.", "2022"),
        ("He left several years ago.", "PAST_REF"),
        ("He returns in two weeks' time.", "2024-05-21"),
        ("He returns three days from now.", "2024-05-10"),
    ],
    "weeks": [
        ("They met last week.", "2024-W18"),
        ("They meet next month.", "2024-06"),
        ("They met over the weekend.", "2024-W18-WE"),
        ("They will meet at the weekend.", "2024-W19-WE"),
        ("They met last weekend.", "2024-W18-WE"),
    ],
    "holidays": [
        ("The station was closed on Christmas Eve.", "2023-12-24"),
        ("The station will be closed on Thanksgiving.", "2024-11-28"),
        ("The station was closed on Good Friday.", "2024-03-29"),
        ("The station was closed on Easter Monday, 2019.", "2019-04-22"),
        ("The station was closed on Memorial Day 2019.", "2019-05-27"),
        ("It will be shut on the Fourth of July.", "2024-07-04"),
        ("It was shut on New Year’s Day.", "2024-01-01"),
    ],
    "vague": [
        ("He recently left.", "PAST_REF"),
        ("He is now in Ardenport.", "PRESENT_REF"),
        ("They hope to meet in the near future.", "FUTURE_REF"),
        ("They fought in the past.", "PAST_REF"),
    ],
}


@pytest.mark.parametrize(("text", "value"), [case for cases in EXAMPLES.values() for case in cases])
def test_a_date_is_read_by_the_day_of_the_article(text: str, value: str) -> None:
    assert [found.value for found in find_dates(text, TUESDAY)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "About 2000 people marched.",
        "It cost $1990.",
        "They may march again.",
        "The fall was steep.",
        "The station holds 1,989 crates.",
        "She spoke on “This Week” about it.",
        "He died on Feb. 30 of a cold.",
        "The film is called 2089.",
        "He is in his nineties.",
        "It happened a year after that century note.",
        "That day was long.",
        "The 2019 quarter was poor.",
        "Part 2090 of it.",
    ],
)
def test_what_only_looks_like_a_date_is_not_one(text: str) -> None:
    assert find_dates(text, TUESDAY) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It fell on March 3, 2019. Two days later it rained.", ["2019-03-03", "2019-03-05"]),
        ("It fell on March 3, 2019. The same day it rained.", ["2019-03-03", "2019-03-03"]),
        ("It fell in 2019. The following year it rose.", ["2019", "2020"]),
        ("Two weeks earlier it rained.", ["2024-04-23"]),
        ("Three weeks later it rained.", []),
        (
            "It lost money in the third quarter, against a profit a year earlier.",
            ["2023-Q3", "2022-Q3"],
        ),
        (
            "In the third quarter it lost more than two years earlier and in the 2019 quarter.",
            ["2023-Q3", "2021-Q3", "2019-Q3"],
        ),
        ("It lost in the third quarter, more than one year ago.", ["2023-Q3", "2022-Q3"]),
        (
            "It fell. The quarter was the third quarter. The quarter hurt.",
            ["2024-Q1", "2023-Q3", "2023-Q3"],
        ),
        ("In 2019 it lost more than a year earlier.", ["2019", "2018"]),
        ("It lost more than in the year-ago period.", ["2023"]),
    ],
)
def test_a_date_can_depend_on_the_one_before_it(text: str, values: list[str]) -> None:
    assert [found.value for found in find_dates(text, TUESDAY)] == values


def test_the_longest_expression_counts_and_is_at_its_place() -> None:
    text = "She resigned on Friday, March 3, 2023, and left in the future."
    first, second = find_dates(text, TUESDAY)
    assert first.text == "Friday, March 3, 2023"
    assert text[second.start : second.end] == second.text == "the future"


@pytest.mark.parametrize(
    ("text", "timed"),
    [
        ("It fell on Friday night.", True),
        ("It fell at 5 p.m. on Friday.", True),
        ("It fell at 17:30 Friday.", True),
        ("It fell on Friday.", False),
    ],
)
def test_a_time_of_day_is_marked(text: str, timed: object) -> None:
    assert [found.timed for found in find_dates(text, TUESDAY)] == [timed]


def test_days_beyond_the_calendar_are_not_dates() -> None:
    for text in ("two days ago", "9000 years ago", "last month", "last year", "last century"):
        assert find_dates(f"It fell {text}.", date(1, 1, 1)) == []
    last = date(9999, 12, 31)
    for text in ("tomorrow", "next month", "next week", "next year"):
        assert find_dates(f"It opens {text}.", last) == []
    assert [one.value for one in find_dates("Closed on Easter.", last)] == ["9999-03-28"]


WORDS = st.sampled_from(
    listed("""
    last next this Friday March May 12 2019 third quarter of the year two days ago in , . said
    will a weekend 1990s Christmas Eve that later fall month's
    """)
)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.dates())
def test_any_text_is_read_without_an_error(text: str, dated: date) -> None:
    reached = 0
    for found in find_dates(text, dated):
        assert text[found.start : found.end] == found.text
        assert found.start >= reached
        reached = found.end
