"""Titles, offices and names: which capitalised words are a person, and which only a role."""

import pytest

from briefings.analysis.names import find_names
from tests.briefings.analysis.guessing import find_quotes, speakers


@pytest.mark.parametrize(
    "attribution",
    [
        "The town’s Harbour Officer, Ada Brandt, said",
        "Harbour Officer Ada Brandt said",
        "Cllr Ada Brandt said",
        "DCI Ada Brandt said",
        "Monsignor Ada Brandt said",
        "Ada Brandt was late. The harbour officer, Ada Brandt, said",
    ],
)
def test_an_office_in_capitals_is_not_the_speakers_name(attribution: str) -> None:
    assert speakers(f"{attribution}: “The quay is closed to all of us.”") == ["Ada Brandt"]


@pytest.mark.parametrize("office", ["Harbour Officer", "First Minister", "FM", "Prime Minister"])
def test_an_office_alone_names_nobody(office: str) -> None:
    assert [name.words for name in find_names(f"It was the {office} who asked.")] == []


def test_a_surname_that_is_also_an_office_stays_a_name() -> None:
    assert speakers("“We are closed,” Dana King said.") == ["Dana King"]
    assert speakers("“We are closed,” Karl Coach said.") == ["Karl Coach"]


def test_a_ministry_in_initials_does_not_cut_a_title_short() -> None:
    text = (
        "The Union Minister for Roads, Ada Brandt, spoke. The R&B Minister said more will come. "
        "“We shall build,” she said."
    )
    assert speakers(text) == ["Ada Brandt"]


def test_a_sentence_may_end_with_an_office() -> None:
    text = "Jan Kowal had met the minister. “We shall build,” Ada Brandt said."
    assert speakers(text) == ["Ada Brandt"]
    assert speakers("It is for the mayor. Ada Brandt said: “We shall build.”") == ["Ada Brandt"]


@pytest.mark.parametrize("name", ["Baek Do-jun", "Baek Min Ho"])
def test_a_title_belongs_to_a_surname_that_comes_first(name: str) -> None:
    text = f"{name}, the harbour’s secretary, was late. Secretary Baek said, “We are closed today.”"
    assert speakers(text) == [name]


def test_a_headlines_verb_is_not_a_given_name() -> None:
    text = "Brandt Sees Trouble Ahead\n\n“We are closed today,” Mr. Brandt said."
    assert "Sees" not in str(speakers(text))


def test_a_country_in_capitals_is_not_a_pronoun() -> None:
    assert speakers("US envoy Ada Brandt said: “We wait.”") == ["Ada Brandt"]
    assert speakers("“We wait,” US envoy Ada Brandt said.") == ["Ada Brandt"]


def test_half_the_name_of_a_programme_is_nobody() -> None:
    text = (
        "The head of Roads and Harbour Conservation, Robin Brandt, spoke on the Harbour. "
        "She praised the Harbour, and she said “all is well here.”"
    )
    assert speakers(text) == ["Robin Brandt"]


def test_a_title_without_its_stop_is_a_title() -> None:
    text = "Lena Falk spoke. “We go,” she said. Mr Lind was not glad.\n\nHe said: “We do not.”"
    assert speakers(text) == ["Lena Falk", "Lind"]


def test_a_name_in_the_middle_leads_to_the_whole() -> None:
    text = "The judge Ana Sora Lind spoke. “We go,” Sora said."
    assert speakers(text) == ["Ana Sora Lind"]


def test_a_member_of_a_body_is_not_the_body() -> None:
    text = "The University of Arden’s Ada Brandt was among the critics: “It is wrong.”"
    assert speakers(text) == ["Ada Brandt"]


def test_a_body_with_of_keeps_its_whole_name() -> None:
    assert speakers("“We wait,” according to the Association of Pilots.") == [
        "the Association of Pilots"
    ]


def test_two_people_are_not_just_the_first() -> None:
    text = "Jan Kowal came. Mr Kowal and Ms Lind said they were “sad at heart”."
    assert speakers(text) == ["Mr Kowal and Ms Lind"]


def test_an_office_in_small_letters_may_begin_an_apposition() -> None:
    text = "“We wait!” Lind’s niece, state Sen. Ada Brandt (Arden), shouted to the crowd."
    assert speakers(text) == ["Ada Brandt"]


@pytest.mark.parametrize(
    "text",
    ["The general nicknamed “Lefty” said nothing.", "Jan “Lefty” Kowal said nothing."],
)
def test_a_nickname_is_nobodys_quotation(text: str) -> None:
    assert find_quotes(text) == []
