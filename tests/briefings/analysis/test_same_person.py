"""One person in many spellings, and three people with one surname."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis.same_person import People, find_well_known, same_person, skeleton
from briefings.analysis.well_known import WELL_KNOWN


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Volodymyr Zelenskiy", "Wolodymyr Selenskyj"),
        ("President Volodymyr Zelenskyy", "Zelenskiy"),
        ("Steve Witkoff", "Steve Whitcoff"),
        ("Yuriy Lutsenko", "Jurij Luzenko"),
        ("Oleksandr Petrenko", "Alexander Petrenko"),
        ("José Álvarez", "Jose Alvarez"),
        ("Robert Kowal", "Bob Kowal"),
        ("J. Kowal", "Jan Kowal"),
        ("Jan Kowal Jr.", "Jan Kowal"),
        ("Sen. Jan Kowal", "Jan Kowal"),
        ("Rosa van der Berg", "Rosa Van der Berg"),
    ],
)
def test_one_person_under_two_spellings(first: str, second: str) -> None:
    assert same_person(first, second)
    assert same_person(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ihor Lutsenko", "Yuriy Lutsenko"),
        ("Iryna Lutsenko", "Ihor Lutsenko"),
        ("Lutsenko", "Yuriy Lutsenko"),
        ("Lutsenko", "Lutsenko"),
        ("Jan Kowal", "Ada Kowal"),
        ("Jan Kowal", "Jan Brandt"),
        ("Donald Trump", "Eric Trump"),
        ("Rosa van der Berg", "Rosa Berg"),
        ("", "Jan Kowal"),
    ],
)
def test_a_surname_alone_merges_nobody(first: str, second: str) -> None:
    assert not same_person(first, second)
    assert not same_person(second, first)


def test_three_people_with_one_surname_stay_three_entries() -> None:
    people = People(["Yuriy Lutsenko", "Iryna Lutsenko", "Ihor Lutsenko", "Jurij Luzenko"])
    assert people.spellings("Yuriy Lutsenko") == ("Yuriy Lutsenko", "Jurij Luzenko")
    assert people.find("Igor Lutsenko") == "Ihor Lutsenko"
    assert people.find("Lutsenko") is None
    with pytest.raises(KeyError):
        people.spellings("Lutsenko")


def test_a_curated_name_is_the_entrys_name() -> None:
    people = People()
    assert people.add("Wolodymyr Selenskyj") == "Volodymyr Zelenskyy"
    assert people.add("Zelensky") == "Volodymyr Zelenskyy"
    assert people.spellings("Volodymyr Zelenskyy") == (
        "Volodymyr Zelenskyy",
        "Wolodymyr Selenskyj",
        "Zelensky",
    )
    assert people.find("Macron") is None


def test_every_curated_alias_leads_to_one_person() -> None:
    for person in WELL_KNOWN:
        for alias in (person.name, *person.aliases):
            assert find_well_known(alias) is person


@pytest.mark.parametrize(
    "spellings",
    [
        ("Zelensky", "Zelenskyy", "Zelenskiy", "Selenskyj"),
        ("Witkoff", "Whitcoff", "Vitkov"),
        ("Shevchenko", "Schewtschenko"),
    ],
)
def test_a_skeleton_is_the_same_in_every_alphabet(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling) for spelling in spellings[:2]}) == 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_names_can_be_compared_and_in_either_order(first: str, second: str) -> None:
    assert same_person(first, second) == same_person(second, first)
