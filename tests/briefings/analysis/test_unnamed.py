"""Roles, pronouns and whom they mean, where names alone don't decide."""

import pytest

from briefings.analysis import find_quotes
from tests.briefings.analysis.guessing import speakers


@pytest.mark.parametrize(
    "text",
    [
        "Jan Kowal lost the vote. A spokesman declined to say why. “We wait,” he said.",
        "Jan Kowal lost the vote. His lawyer arrived late. “We wait,” he said.",
        "Jan Kowal lost the vote. A doctor saw it. The doctor left. “We wait,” he said.",
    ],
)
def test_he_may_be_somebody_without_a_name(text: str) -> None:
    assert speakers(text) != ["Jan Kowal"]
    assert speakers(text) != [None]


def test_a_possessive_leaves_the_sentence_to_its_subject() -> None:
    text = (
        "Jan Kowal was buried on Sunday. His brother Peter explained the songs. With his voice "
        "low, he told the guests: “They were hers.”"
    )
    assert speakers(text) == ["Peter"]


def test_a_source_counts_as_recent_like_a_subject() -> None:
    text = (
        "“The wall stands,” says Jan Kowal.\n\n"
        "According to Peter Brandt, the guards know his name. “It is a cage,” he says."
    )
    assert speakers(text) == ["Jan Kowal", "Peter Brandt"]


def test_a_place_is_nobody() -> None:
    text = (
        "Ada Brandt lives in Porta Nova. A nurse from the ward came to Porta Nova. In Porta Nova "
        "the shops are shut. “We cannot go,” she says."
    )
    assert speakers(text) == ["A nurse"]


@pytest.mark.parametrize("role", ["The trade minister", "The Trade Minister"])
def test_a_further_word_distinguishes_two_ministers(role: str) -> None:
    text = (
        "The minister of trade, Mr. Jan Kowal, met the defence minister, Peter Brandt, on Monday. "
        f"{role} was brief: “We agreed.”"
    )
    assert speakers(text) == ["Jan Kowal"]


def test_it_means_the_subject_of_the_clause_around_it() -> None:
    text = "Some guests left early. The ministry said it saw “no grounds at all” for that."
    assert speakers(text) == ["The ministry"]


def test_it_means_no_people() -> None:
    text = "Some members shouted: “Never!” Then it began to rain, and it said “stop” on the wall."
    assert "Some members" not in speakers(text)[1:]


def test_a_pronoun_shows_the_gender_that_a_surname_does_not() -> None:
    text = (
        "Leslie Falk spoke first. She named the boats. Falk said: “We wait.” Jordan Lind heard "
        "Falk. He replied: “We do not.”"
    )
    assert speakers(text) == ["Leslie Falk", "Jordan Lind"]


@pytest.mark.parametrize(
    ("given", "pronoun"), [("Kwame", "he"), ("Ngozi", "she"), ("Aoife", "she")]
)
def test_given_names_from_many_countries_show_the_gender(given: str, pronoun: str) -> None:
    other = "Jan" if pronoun == "she" else "Ada"
    text = f"{given} Brandt met {other} Lind. {other} Lind left. “We wait,” {pronoun} said."
    assert speakers(text) == [f"{given} Brandt"]


def test_a_later_clause_may_introduce_somebody_without_a_name() -> None:
    text = (
        "Robin Lind Falk heard of it, but a spokesman said the firm stood firm.\n\n"
        "“We wait,” he said."
    )
    assert speakers(text) == ["a spokesman"]


def test_a_description_that_may_mean_somebody_named_names_nobody() -> None:
    text = "Milo Tench met Runa Skovgaard at the mill. “We quarrel about one hedge,” the {} said."
    named = [find_quotes(text.format(role))[0].speaker for role in ("plumber", "official")]
    assert named == [None, "the official"]


def test_a_description_of_somebody_named_introduces_nobody_else() -> None:
    text = "Milo Tench is a plumber. He came. “We quarrel about a hedge,” the plumber said."
    assert speakers(text) != ["a plumber"]


def test_an_introduction_ends_with_its_own_noun() -> None:
    text = "A clerk saw the surveyor in Wexcombe. “They quarrel about a hedge,” the surveyor said."
    assert speakers(text) == ["the surveyor"]


def test_neither_of_two_introduced_alike_is_chosen() -> None:
    text = "A retired envoy met a younger envoy. “They quarrel about a hedge,” the envoy said."
    assert speakers(text) == ["the envoy"]
