"""Words, phrases and subjects that the other tests' sentences don't cover."""

import pytest

from briefings.analysis.article_people import Cast
from briefings.analysis.lexicon import Word
from briefings.analysis.names import find_names, parse_name
from briefings.analysis.person import Person
from briefings.analysis.phrases import noun_phrase
from briefings.analysis.salience import Salience
from briefings.analysis.subjects import main_subject, subject_of
from briefings.analysis.tokens import is_cue, tokenize


def subject(text: str, verb: str) -> str | None:
    tokens = tokenize(text, 0, len(text))
    cue = max(index for index, token in enumerate(tokens) if token.low == verb)
    phrase = subject_of(tokens, cue)
    return None if phrase is None else text[phrase.start : phrase.end]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("said", "said", None),
        ("Last week the masons said", "said", "the masons"),
        ("On Monday Jan Kowal of Arden said", "said", "Jan Kowal of Arden"),
        ("While it rained the masons said", "said", "the masons"),
        ("A White House official who came to talk said", "said", "A White House official"),
        ("A letter that came by post said", "said", "A letter"),
        ("Jan Kowal waved to the crowd and smiled and said", "said", "Jan Kowal"),
        (
            "Jan Kowal, Ada Brandt and Piet Olsen said",
            "said",
            "Jan Kowal, Ada Brandt and Piet Olsen",
        ),
        ("Jan Kowal & Sons said", "said", "Jan Kowal & Sons"),
        ("Two masons said", "said", "Two masons"),
        ("About 40 of the masons said", "said", "40 of the masons"),
        ("A sign on the wall saying", "saying", "A sign"),
        ("He wore a hat saying", "saying", "a hat"),
        ("He put out a statement saying", "saying", "He"),
        ("In Arden the masons sang, adding", "adding", "the masons"),
        ("Last week the masons sang, adding", "adding", "the masons"),
        ("Last week, the masons sang, adding", "adding", "the masons"),
        ("But over 40 masons sang, adding", "adding", "40 masons"),
        ("When Ada Brandt sang in Arden, and in Olden, adding", "adding", "Ada Brandt"),
        ("In Arden, in May, the masons sang, adding", "adding", "the masons"),
        ("The masons sang and then, loudly, said", "said", "The masons"),
        ("The guests left with Ada Brandt loudly adding", "adding", "Ada Brandt"),
        ("The guests left with the rain, adding", "adding", "The guests"),
        ("A mason who works for Jan Kowal said", "said", "A mason"),
        ("A mason who met Jan Kowal said", "said", "A mason"),
        ("They felt that those who met Jan Kowal, if Ada Brandt said", "said", "Ada Brandt"),
        ("Jan Kowal, head and founder of Stones said", "said", "Jan Kowal"),
        ("Jan Kowal, who likes stones, and a mason said", "said", "a mason"),
        ("Ada Brandt (R-Arden) said", "said", "Ada Brandt"),
        ("Ada Brandt, R-Arden, said", "said", "Ada Brandt"),
        ("On Sunday, Ada Brandt, 44, a mason, said", "said", "Ada Brandt"),
        ("In Arden, the mason, who sang, said", "said", "the mason"),
        (", said", "said", None),
        ("and said", "said", None),
    ],
)
def test_the_subject_of_a_verb(text: str, verb: str, expected: str | None) -> None:
    found = subject(text, verb)
    assert (found or "").startswith(expected or "")
    assert (found is None) == (expected is None)


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        ("his latest remarks", "remarks", False),
        ("a short report", "report", False),
        ("the campaign claims", "claims", True),
        ("critics claim", "claim", True),
        ("in reply", "reply", False),
        ("Kowal’s answer", "answer", False),
        ("its House report", "report", False),
        ("The report says", "report", False),
        ("they report", "report", True),
    ],
)
def test_some_words_are_verbs_only_in_some_places(text: str, word: str, *, verb: bool) -> None:
    tokens = tokenize(text, 0, len(text))
    index = next(index for index, token in enumerate(tokens) if token.low == word)
    assert is_cue(tokens, index) is verb


def test_abbreviations_keep_their_stop_and_sentences_do_not() -> None:
    words = [token.word for token in tokenize("Mr. J. Kowal of the U.S. came.", 0, 30)]
    assert words == ["Mr.", "J.", "Kowal", "of", "the", "U.S.", "came", "."]


def test_there_is_no_phrase_beyond_the_end() -> None:
    assert noun_phrase([], 0) is None
    assert main_subject([], 0) is None


def test_sentence_openings_are_not_names() -> None:
    tokens = tokenize("Speaking on Monday, he wouldn't", 0, 31)
    assert tokens[0].kind is Word.CUEING
    assert tokens[-1].kind is Word.AUXILIARY


@pytest.mark.parametrize(
    ("run", "words", "gender"),
    [
        ("Mr. Kowal", ("Kowal",), "male"),
        ("President Ada Brandt", ("Ada", "Brandt"), "female"),
        ("The Rev. Jan Kowal Jr.", ("Jan", "Kowal"), "male"),
        ("House Committee Chairwoman R. Brandt", ("R.", "Brandt"), "female"),
        ("Arden University Ada Brandt", ("Ada", "Brandt"), "female"),
        ("When Kowal", ("Kowal",), None),
        ("J. Jan Kowal", ("J.", "Jan", "Kowal"), "male"),
    ],
)
def test_a_name_is_split_into_parts(run: str, words: tuple[str, ...], gender: str | None) -> None:
    parsed = parse_name(run)
    assert parsed is not None
    assert (parsed[0], parsed[2]) == (words, gender)


@pytest.mark.parametrize("run", ["The", "President", "J.", "II", "On Monday"])
def test_some_runs_contain_no_name(run: str) -> None:
    assert parse_name(run) is None


def test_a_headline_in_capitals_gives_its_people() -> None:
    text = "Ada Brandt Goes After Peter Kowal As The New Mason Of Arden\n\nBrandt won."
    assert [name.words for name in find_names(text)][:2] == [("Ada", "Brandt"), ("Peter", "Kowal")]


def test_shouted_slogans_are_nobodys_name() -> None:
    cast = Cast("BUILD THE BRIDGE NOW, Jan Kowal said. THE BRIDGE IS OPEN NOW.")
    assert [person.name for _, person in cast.mentions] == ["Jan Kowal"]


def test_short_forms_and_initials_are_one_person() -> None:
    cast = Cast("Robert Kowal came. Bob Kowal left. R. Kowal slept. Robert J. Kowal woke.")
    assert {person.name for _, person in cast.mentions} == {"Robert J. Kowal"}


def test_an_invalid_name_means_nobody() -> None:
    assert Cast("Jan Kowal came.").named("the") is None


def test_weights_fade_over_time() -> None:
    attention = Salience()
    old, new = Person(("Old",), "male", True), Person(("New",), "male", True)
    attention.add(old, 1.0)
    for _ in range(40):
        attention.fade(0.5)
    attention.add(new, 0.5)
    assert attention.heaviest("male") == (new, 1.0)
    assert old not in attention.weights
    assert attention.heaviest("female") == (None, 0.0)
