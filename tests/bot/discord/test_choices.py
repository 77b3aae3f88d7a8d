"""Autocomplete offers what Discord accepts, however long and strange the names are."""

import pytest

from bot.discord.interactions import MAX_CHOICE_LENGTH, MAX_CHOICES, to_choices
from bot.discord.messages.measure import length
from briefings.answers.types import Choice


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ada Berg", "Ada Berg"),
        (" Ada\n Berg ", "Ada Berg"),
        ("", "…"),
        ("x" * 101, "x" * 99 + "…"),
        ("🎉" * 60, "🎉" * 49 + "…"),
    ],
)
def test_a_name_is_shown_on_one_line_within_the_limit(name: str, shown: str) -> None:
    (choice,) = to_choices([Choice("ada", name)])
    assert (choice.name, choice.value) == (shown, "ada")
    assert length(choice.name) <= MAX_CHOICE_LENGTH


def test_choices_that_could_not_be_sent_back_are_not_offered() -> None:
    names = ["", "x" * 101, "🎉" * 51, "🎉" * 50]
    assert [choice.value for choice in to_choices([Choice(name, "A") for name in names])] == [
        "🎉" * 50
    ]


def test_at_most_25_are_offered() -> None:
    choices = [Choice(f"a{number}", "A") for number in range(40)]
    assert len(to_choices(choices)) == MAX_CHOICES
