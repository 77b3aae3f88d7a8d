"""Whose words a verb reports and where they end: the choices between what the grammar offers."""

import pytest

from briefings.analysis.groundwork import lay_groundwork
from briefings.analysis.reported.cues import source_of
from briefings.analysis.reported.ends import Matter, likeliest_end, places_for
from briefings.analysis.reported.finding import sentences
from briefings.analysis.reported.rivals import BESIDE, likeliest, rivals
from briefings.analysis.reported.shapes import bucket, verbs_among
from briefings.analysis.reported.weights import FITTED
from briefings.analysis.tokens import Token


def words_of(text: str) -> list[Token]:
    (sentence,) = sentences(lay_groundwork(text).layout)
    return sentence.tokens


def index_of(tokens: list[Token], word: str) -> int:
    return next(index for index, token in enumerate(tokens) if token.word == word)


def named(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_rivals_are_the_grammars_subject_and_then_the_nearest() -> None:
    text = "In Arden, the board of the harbour said Jon Pell was ill."
    tokens = words_of(text)
    cue = index_of(tokens, "said")
    found = rivals(tokens, cue, source_of(tokens, cue))
    phrases = named(text, [(rival.phrase.start, rival.phrase.end) for rival in found])
    assert phrases == ["the board of the harbour", "Arden", "Jon Pell"]
    assert [rival.way for rival in found] == ["grammar", "before", "after"]


def test_quoted_words_and_you_are_no_rivals() -> None:
    tokens = words_of("“Mend the quay,” you may think, but later the board said it was safe.")
    found = rivals(tokens, index_of(tokens, "said"), None)
    assert [tokens[rival.phrase.first].low for rival in found] == ["the", "it"]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Ada Moss, asked by Jon Pell about the quay, said it was safe.", "said", "Ada Moss"),
        ("They heard that the board warned of floods.", "warned", "the board"),
    ],
)
def test_the_likeliest_rival_is_the_source(text: str, cue: str, source: str) -> None:
    tokens = words_of(text)
    chosen = likeliest(tokens, index_of(tokens, cue), None, FITTED.source)
    assert chosen is not None
    phrase, chance = chosen
    assert text[phrase.start : phrase.end] == source
    assert 0 < chance <= 1


def test_a_name_beside_its_verb_needs_no_rivals() -> None:
    tokens = words_of("Jon Pell often said it rained.")
    cue = index_of(tokens, "said")
    subject = source_of(tokens, cue)
    assert likeliest(tokens, cue, subject, {}) == (subject, BESIDE)


def test_nobody_is_the_source_where_nobody_is_named() -> None:
    tokens = words_of("Said to have closed.")
    assert likeliest(tokens, 0, None, FITTED.source) is None


def endings(text: str, cue: str, frame: str) -> list[str]:
    tokens = words_of(text)
    place = index_of(tokens, cue)
    matter = Matter(place, place + 1, frame, aside=False)
    begin = tokens[place + 1].start
    return [text[begin : tokens[end - 1].end] for end in places_for(tokens, matter).ends]


def test_words_may_end_at_marks_and_before_small_words() -> None:
    text = "Ada Moss backed the plan (of May) in a letter because it helps."
    assert endings(text, "backed", "object") == [
        "the plan",
        "the plan (of May)",
        "the plan (of May) in a letter",
        "the plan (of May) in a letter because it helps",
    ]


def test_a_thing_ends_before_the_next_clause_but_a_list_goes_on() -> None:
    assert endings("Moss backed the plan, and Pell left.", "backed", "object") == ["the plan"]
    listed = endings("Moss backed the plan, the budget, and the bill.", "backed", "object")
    assert listed[-1] == "the plan, the budget, and the bill"


@pytest.mark.parametrize(
    ("text", "cue", "frame", "words"),
    [
        ("Ada Moss rejected the offer on Friday.", "rejected", "object", "the offer"),
        ("Ada Moss said it rained in Arden.", "said", "clause", "it rained in Arden"),
        (
            "Ada Moss says that, if it rains, it floods.",
            "says",
            "that",
            "that, if it rains, it floods",
        ),
    ],
)
def test_the_likeliest_end(text: str, cue: str, frame: str, words: str) -> None:
    tokens = words_of(text)
    place = index_of(tokens, cue)
    matter = Matter(place, place + 1, frame, aside=False)
    end, about = likeliest_end(tokens, matter, FITTED.end)
    assert text[tokens[place + 1].start : tokens[end - 1].end] == words
    assert 0 < about <= 1


def test_the_only_end_is_certain() -> None:
    tokens = words_of("Moss said it rained.")
    matter = Matter(1, 2, "clause", aside=False)
    assert likeliest_end(tokens, matter, {}) == (4, 1.0)


def test_nouns_are_no_verbs_after_their_articles() -> None:
    assert verbs_among(words_of("Moss said the offer was late.")[2:]) == 1


def test_a_bucket_is_the_first_edge_that_is_no_less() -> None:
    assert [bucket(number, (1, 3)) for number in (0, 1, 2, 3, 4)] == [0, 0, 1, 1, 2]
