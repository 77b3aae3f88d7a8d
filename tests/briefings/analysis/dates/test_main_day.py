from datetime import date

import pytest

from briefings.analysis.dates.main_day import main_day

WEDNESDAY = date(2024, 5, 8)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A ferry ran aground off Tarnmouth on Monday, and nobody was hurt.", date(2024, 5, 6)),
        ("The new library is big. It has a roof of grass.", WEDNESDAY),
        (
            "A crane fell on Monday night. Two people were hurt, police said Wednesday.",
            date(2024, 5, 6),
        ),
        (
            "In this Monday file photo, a crane stands idle.\nA crane was sold on Tuesday.",
            date(2024, 5, 7),
        ),
        ("The mill was founded on March 3, 1901. It is for sale.", WEDNESDAY),
        ("The fair will open on Saturday.", date(2024, 5, 11)),
        ("Prices fell last month.", WEDNESDAY),
        ("The bridge fell on April 20, and the inquiry goes on.", date(2024, 4, 20)),
    ],
)
def test_the_day_of_the_main_event(text: str, day: date) -> None:
    assert main_day(text, WEDNESDAY) == day


def test_a_headline_names_the_day_first() -> None:
    text = "The crossing is shut. Ferries go on Tuesday, said the harbour."
    assert main_day(text, WEDNESDAY, headline="Ferry ran aground on Monday") == date(2024, 5, 6)
