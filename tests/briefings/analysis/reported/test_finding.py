"""Reported speech, in our own examples about invented people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis.reported import CueKind, find_reported
from briefings.analysis.wordlists import listed

EXAMPLES = [
    ("Jon Pell rejected the offer, and Ada Moss left.", "Jon Pell", "rejects", "the offer"),
    (
        "Jon Pell, who ran against Ada Moss in May, criticised the plan.",
        "Jon Pell",
        "criticises",
        "the plan",
    ),
    (
        "The report, by a panel of engineers in Arden, found that the quay was unsafe.",
        "The report",
        "shows",
        "that the quay was unsafe",
    ),
    (
        "At a meeting with Jon Pell, the engineers said the quay was unsafe.",
        "the engineers",
        "says",
        "the quay was unsafe",
    ),
    (
        "Jon Pell said Ada Moss had promised to mend the quay.",
        "Jon Pell",
        "says",
        "Ada Moss had promised to mend the quay",
    ),
    ("Ada Moss Vows to Mend Old Quay.", "Ada Moss", "promises", "to Mend Old Quay"),
    ("Jon Pell said the quay was closed.", "Jon Pell", "says", "the quay was closed"),
    ("Jon Pell said that the quay was closed.", "Jon Pell", "says", "that the quay was closed"),
    ("Jon Pell said on Friday he would resign.", "Jon Pell", "says", "he would resign"),
    ("Jon Pell said there was no plan.", "Jon Pell", "says", "there was no plan"),
    ("Jon Pell said after the vote he would resign.", "Jon Pell", "says", "he would resign"),
    ("Jon Pell said if it rains, he stays.", "Jon Pell", "says", "if it rains, he stays"),
    (
        "Jon Pell told reporters on Friday that he was ill.",
        "Jon Pell",
        "says",
        "that he was ill",
    ),
    ("Jon Pell told Radio Arden he was ill.", "Jon Pell", "says", "he was ill"),
    ("The quay is closed, Jon Pell said on Friday.", "Jon Pell", "says", "The quay is closed"),
    ("The quay is closed, said Jon Pell.", "Jon Pell", "says", "The quay is closed"),
    ("But the quay is closed, officials said.", "officials", "says", "the quay is closed"),
    (
        "According to Jon Pell, the quay is closed.",
        "Jon Pell",
        "according to",
        "the quay is closed",
    ),
    (
        "The quay is closed, according to the harbour board.",
        "the harbour board",
        "according to",
        "The quay is closed",
    ),
    ("Jon Pell wants to close the quay.", "Jon Pell", "wants", "to close the quay"),
    ("Jon Pell is seeking a new loan.", "Jon Pell", "wants", "a new loan"),
    ("Jon Pell urged Arden to pay.", "Jon Pell", "demands", "Arden to pay"),
    ("Jon Pell implored them to pay.", "Jon Pell", "demands", "them to pay"),
    ("Jon Pell called for a new vote.", "Jon Pell", "demands", "a new vote"),
    ("Jon Pell promised to pay.", "Jon Pell", "promises", "to pay"),
    ("Jon Pell refused to pay.", "Jon Pell", "rejects", "to pay"),
    (
        "Jon Pell rejected the offer on Friday, and left.",
        "Jon Pell",
        "rejects",
        "the offer",
    ),
    ("The offer was rejected by Jon Pell.", "Jon Pell", "rejects", "The offer"),
    ("Jon Pell denied that he had paid.", "Jon Pell", "denies", "that he had paid"),
    ("Jon Pell expects the vote to fail.", "Jon Pell", "expects", "the vote to fail"),
    ("Jon Pell condemned the strike.", "Jon Pell", "criticises", "the strike"),
    ("Jon Pell backs the strike.", "Jon Pell", "supports", "the strike"),
    ("The survey found that most people walk.", "The survey", "shows", "that most people walk"),
    ("The survey shows a rise in walking.", "The survey", "shows", "a rise in walking"),
    ("Jon Pell warned against a strike.", "Jon Pell", "warns", "a strike"),
    ("Jon Pell believes the quay is safe.", "Jon Pell", "thinks", "the quay is safe"),
    ("Jon Pell asked whether it was safe.", "Jon Pell", "asks", "whether it was safe"),
    ("The quay (which Jon Pell says is closed) is old.", "Jon Pell", "says", "is closed"),
    ("Jon Pell told them all that it was shut.", "Jon Pell", "says", "that it was shut"),
    ("Jon Pell said later this week he would go.", "Jon Pell", "says", "he would go"),
    ("Jon Pell said visitors stayed away.", "Jon Pell", "says", "visitors stayed away"),
    ("It rained; the quay was shut, Jon Pell said.", "Jon Pell", "says", "the quay was shut"),
    (
        "Jon Pell said the quay was shut, according to Ada Moss.",
        "Ada Moss",
        "according to",
        "Jon Pell said the quay was shut",
    ),
    (
        "The offer was rejected, Jon Pell said, laughing.",
        "Jon Pell",
        "says",
        "The offer was rejected",
    ),
    (
        "The walls, Jon Pell explained on Friday, are old.",
        "Jon Pell",
        "says",
        "The walls … are old",
    ),
    (
        "Officials plan to mend the quay.",
        "Officials",
        "wants",
        "to mend the quay",
    ),
    (
        "Jon Pell and Ada Moss plan to mend it.",
        "Jon Pell and Ada Moss",
        "wants",
        "to mend it",
    ),
    (
        "While he quickly denied it had rained, Moss also left.",
        "he",
        "denies",
        "it had rained",
    ),
    (
        "Jon Pell said the quay was closed, and its remarks page too.",
        "Jon Pell",
        "says",
        "the quay was closed, and its remarks page too",
    ),
    (
        "While he admitted the quay was shut, Ada Moss left.",
        "he",
        "says",
        "the quay was shut",
    ),
    (
        "Jon Pell, 44, the head of the board, said the quay was closed.",
        "Jon Pell",
        "says",
        "the quay was closed",
    ),
    (
        "A spokeswoman for the board, Ada Moss, said the quay was closed.",
        "Ada Moss",
        "says",
        "the quay was closed",
    ),
    (
        "Jon Pell (the mayor) said the quay (and the pier) was closed — for now.",
        "Jon Pell",
        "says",
        "the quay (and the pier) was closed",
    ),
]


@pytest.mark.parametrize(("sentence", "source", "kind", "words"), EXAMPLES)
def test_a_statement_has_its_words_and_source(
    sentence: str, source: str, kind: str, words: str
) -> None:
    found = find_reported(sentence)
    assert [(one.source_surface, str(one.kind), one.text) for one in found] == [
        (source, kind, words)
    ]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Jon Pell said the quay was closed, adding that the pier was safe.",
            ["the quay was closed", "that the pier was safe"],
        ),
        (
            "Jon Pell said the quay was closed, but Ada Moss said it was open.",
            ["the quay was closed", "it was open"],
        ),
        (
            "Jon Pell said the quay was closed but declined to say why.",
            ["the quay was closed", "to say why"],
        ),
        (
            "Jon Pell said the quay was closed and promised to mend it.",
            ["the quay was closed", "to mend it"],
        ),
    ],
)
def test_one_report_ends_where_the_next_begins(sentence: str, said: list[str]) -> None:
    assert [one.text for one in find_reported(sentence)] == said


@pytest.mark.parametrize(
    "sentence",
    [
        "The rescue plan to mend the quay failed.",
        "The board was asked to mend the quay.",
        "The train arrived, and people cheered.",
        "Nobody knows.",
        "The report is long.",
        "His remarks were short.",
        "To say that it rained is wrong.",
        "You say it rained.",
        "They met on Friday.",
        "They met without saying that it rained.",
        "If Pell pledged to pay, it would help.",
        "Pell would say that it rained.",
        "Jon Pell said: “We will pay.”",
        "“We will pay,” Jon Pell said.",
        "The road shows cracks.",
        "According to plan, it rained.",
        "It rained according to Jon Pell" + " and it rained" * 60 + ".",
        "According to Jon Pell.",
        "Hence Ada Moss, said Jon Pell: “No.”",
        "After the talks failed, Jon Pell said.",
        "Pell called.",
        "",
    ],
)
def test_statements_that_report_nothing_are_left_out(sentence: str) -> None:
    assert find_reported(sentence) == []


def test_words_around_a_source_are_two_spans() -> None:
    text = "The quay, Jon Pell said, is no longer safe."
    (found,) = find_reported(text)
    assert [text[start:end] for start, end in found.spans] == ["The quay", "is no longer safe"]
    assert found.text == "The quay … is no longer safe"
    assert (found.start, found.end) == (0, len(text) - 1)


def test_a_source_leads_to_the_full_name() -> None:
    text = (
        "Ada Moss, the mayor, spoke first. She said the quay was closed. Moss also said the pier "
        "was safe. The mayor promised to return."
    )
    found = find_reported(text)
    assert [one.source for one in found] == ["Ada Moss"] * 3
    assert [one.text for one in found][-1] == "to return"


def test_a_role_can_be_the_source() -> None:
    (found,) = find_reported("Police said two people were hurt.")
    assert found.source == "Police"
    assert 0 < found.confidence <= 1


def test_negation_and_quotation_marks_are_recorded() -> None:
    (denied,) = find_reported("Jon Pell did not say that he was ill.")
    assert denied.negated
    (partly,) = find_reported("Jon Pell said the quay was “a disgrace” to Arden.")
    assert partly.quoted
    assert not partly.negated
    assert partly.kind is CueKind.SAYS


WORDS = st.sampled_from(
    listed("""
    Jon Pell , said that the quay was closed told reporters according to wants to rejected by
    adding and but . “ ” ( ) — who officials say Friday not it urged her
    """)
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_spans_are_places_in_any_text(text: str) -> None:
    for found in find_reported(text):
        assert found.text == " … ".join(text[start:end] for start, end in found.spans)
        assert all(start < end for start, end in found.spans)
        assert text[slice(*found.source_span)] == found.source_surface


def test_a_text_may_end_within_a_newspapers_name() -> None:
    """Capitals up to the end of the text are read, and nothing beyond it."""
    assert find_reported("Police said a New Arden Times Reporter") == []
