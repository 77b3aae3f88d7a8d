"""Which subject a verb belongs to in nested clauses."""

import pytest

from tests.briefings.analysis.guessing import find_quotes, speakers

OWN = [
    (
        "Ada Brandt, who called it a nod to Peter Lind, a friend, also said it “was too late.”",
        "Ada Brandt",
    ),
    ("Ada Brandt of the Harbour Guild attacked Lind saying, “He is too late.”", "Ada Brandt"),
    ("But Ada Brandt in answering the charges said “it is not our way to do so.”", "Ada Brandt"),
    (
        "A look at the day, with Ada Brandt counting the boats and claiming they were “too late”.",
        "Ada Brandt",
    ),
    (
        "Leaked letters showed Ada Brandt had written to the guild, calling its men “too late”.",
        "Ada Brandt",
    ),
    (
        "The delay prompted Ada Brandt to quip that the boats were “too late for lunch.”",
        "Ada Brandt",
    ),
    ("The worry was shared by Ada Brandt, who described the boats as “too late”.", "Ada Brandt"),
    ("Ada Brandt wondered if the mayor agreed that it was a “fair point”.", "Ada Brandt"),
    (
        "The guild said despite being told by pilots that it was over, it “fought on to the end”.",
        "The guild",
    ),
    ("It stressed that the guild maintains “a firm watch” over the boats.", "It"),
]


@pytest.mark.parametrize(("text", "speaker"), OWN)
def test_the_subject_of_the_reporting_clause_speaks(text: str, speaker: str) -> None:
    (quote,) = find_quotes(text)
    assert speaker in (quote.speaker, quote.speaker_surface)


@pytest.mark.parametrize(
    "text",
    [
        "The pair went on “night walks” in the hills.",
        "The police caught a man laughing at someone who “crossed” him.",
        "Cameras hum in what is called “the Smart Quay”. According to guards, it is meant to help.",
    ],
)
def test_doing_something_is_not_saying(text: str) -> None:
    assert find_quotes(text) == []


def test_the_next_sentence_reports_something_else() -> None:
    text = "Lind called for “a long pause!” Ada Brandt said that she had “no need” of one."
    assert speakers(text) == ["Lind", "Ada Brandt"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brandt denied claims that the boats were “a sham”.",
        "Ada Brandt hit back at accusations the guild was in “total disarray”.",
    ],
)
def test_words_that_somebody_denies_are_somebody_elses(text: str) -> None:
    assert "Ada Brandt" not in speakers(text)


def test_words_somebody_uses_to_judge_are_their_own() -> None:
    assert speakers("Ada Brandt dismissed the claims as “a sham”.") == ["Ada Brandt"]


def test_more_ways_to_say_so() -> None:
    assert speakers("Ada Brandt made clear on Monday that it was “absurd”.") == ["Ada Brandt"]
    assert speakers("In the words of Ada Brandt, it was “too late for us”.") == ["Ada Brandt"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brandt this week said: “We wait for all of the boats.”",
        "“A very firm hand” was needed, said Ada Brandt on Monday.",
        "On the boats: “We wait.”\n\nAda Brandt sought to calm them and said it was “a rumour”.",
    ],
)
def test_words_between_subject_and_verb_are_not_the_subject(text: str) -> None:
    assert speakers(text)[-1] == "Ada Brandt"


def test_an_interviews_topic_headings_precede_the_same_persons_words() -> None:
    text = "Ada Brandt: “We wait for them.”\n\nOn the boats: “They are old and we mend them.”"
    assert speakers(text) == ["Ada Brandt", "Ada Brandt"]


def test_a_letter_before_a_colon_names_nobody() -> None:
    text = "Q: When did you begin?\n\nA: “I began at nine, by the sea.”"
    assert speakers(text) == [None]


def test_a_noun_described_by_marked_words_says_nothing() -> None:
    assert find_quotes("Lind’s “sham” tweet created an uproar in the town.") == []


def test_what_somebody_wrote_is_their_quotation() -> None:
    text = "Ada Brandt met Lind. Senator Brandt’s post reads: “We wait for the boats.”"
    assert speakers(text) == ["Ada Brandt"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Pilots who waited at the quay told us they would “clip no wings”.", "Pilots"),
        ("They read a report that said the boats were “too old”.", "report"),
    ],
)
def test_a_relative_clause_belongs_to_its_noun(text: str, speaker: str) -> None:
    assert speaker in (speakers(text)[0] or "")
