"""Whom a pronoun, a role or a surname means."""

import pytest

from tests.briefings.analysis.guessing import find_quotes, one, speakers

PRONOUNS = [
    "Jan Kowal met Ada Brandt at the bridge. “It is open,” she said.",
    "Ada Brandt met Jan Kowal’s sister. “It is open,” she said.",
    "“It is late,” Ada Brandt said. The river rose.\n\nJan Kowal slept. “It is open,” she said.",
    "Spokeswoman Robin Brandt met Jan Kowal. “It is open,” she said.",
    "Mrs. Brandt met Mr. Kowal in Arden. “It is open,” she said.",
]


@pytest.mark.parametrize("text", PRONOUNS)
def test_a_pronoun_means_a_fitting_recent_person(text: str) -> None:
    quote = find_quotes(text)[-1]
    assert quote.speaker_surface == "she"
    assert quote.speaker is not None
    assert quote.speaker.endswith("Brandt")


def test_the_subject_weighs_more_than_others_named() -> None:
    text = "Karl Brandt met Peter Kowal in the home of Hans Olsen. “It is open,” he said."
    assert one(text).speaker == "Karl Brandt"


def test_a_pronoun_without_a_fitting_person_names_nobody() -> None:
    quote = one("The bridge was old. “It is open,” she said.")
    assert quote.speaker_surface == "she"
    assert quote.speaker is None
    assert quote.confidence < 0.5


def test_it_means_the_body_that_spoke_last() -> None:
    text = "“The bridge is open,” the report said. “No more ferries are needed,” it added."
    assert speakers(text) == ["the report", "the report"]


def test_i_names_nobody() -> None:
    assert one("“Is it open?” I asked him.").speaker is None


ROLES = [
    ("French President Jean-Luc Kowal came.", "the French leader"),
    ("Jan Kowal, the president of France, came.", "the French president"),
    ("President Jan Kowal of France met German Chancellor Karl Brandt.", "the French leader"),
    ("Senator Jan Kowal came with Ada Brandt.", "the senator"),
    ("Jan Kowal, a senator from Arden, came with Ada Brandt.", "the senator"),
    ("The senator Jan Kowal came with Ada Brandt.", "the lawmaker"),
    ("Jan Kowal was late. He often is.", "the candidate"),
    ("Jan Kowal was late. He often is.", "The Dutchman"),
    ("Jan Kowal was late. He often is.", "the Republican"),
]


@pytest.mark.parametrize(("before", "role"), ROLES)
def test_a_role_leads_to_the_person_who_has_it(before: str, role: str) -> None:
    quote = one(f"{before} “The bridge is open,” {role} said.")
    assert quote.speaker_surface == role
    assert quote.speaker is not None
    assert quote.speaker.endswith("Kowal")


@pytest.mark.parametrize(
    "role", ["the German leader", "the Kowal adviser", "a senator", "the mason"]
)
def test_a_role_without_a_holder_stays_a_role(role: str) -> None:
    text = f"French President Jan Kowal came. “The bridge is open,” {role} said."
    assert one(text).speaker == role


def test_surnames_lead_to_the_full_name_and_titles_distinguish_two() -> None:
    text = (
        "Jan Kowal and Ada Kowal came. “Yes, of course,” Mr. Kowal said. “No, never,” Mrs. Kowal "
        "said. “Perhaps,” Jan said."
    )
    assert speakers(text) == ["Jan Kowal", "Ada Kowal", "Jan Kowal"]


def test_a_well_known_surname_needs_no_full_name() -> None:
    assert speakers("“We are ready,” Zelenskiy said. “So are we,” Von der Leyen said.") == [
        "Volodymyr Zelenskyy",
        "Ursula von der Leyen",
    ]
