"""Quotations in messages: verbatim, altered, said by somebody else, or unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.answers import Answers, next_steps
from briefings.answers.checking import MAX_MESSAGE
from briefings.answers.questions import AskCheck, AskQuotes
from briefings.answers.types import Checked, CheckedQuote, Empty, Refused, Verdict
from briefings.answers.wordings import MOST_PARTS
from briefings.models import Digest
from tests.briefings.answers.building import a_quote, an_actor, an_article, the_digest
from tests.libraries import answers_to

VERBATIM, ALTERED = Verdict.VERBATIM, Verdict.ALTERED
OTHER, UNKNOWN = Verdict.OTHER_SPEAKER, Verdict.UNKNOWN


ANSWERS = answers_to(the_digest())


def checked(message: str, answers: Answers = ANSWERS) -> tuple[CheckedQuote, ...]:
    answer = answers.ask(AskCheck(message))
    assert isinstance(answer, Checked)
    return answer.quotes


def said_by(*speakers: str | None, text: str = "No comment from us today.") -> Answers:
    """Answers from a digest in which each speaker (None: nobody) said the text."""
    return answers_to(
        Digest(
            articles=(an_article(),),
            actors=(
                an_actor("ada-berg", "Ada Berg"),
                an_actor("ivo-marsh", "Ivo Marsh"),
                an_actor("olga-lind", "Olga Lind"),
            ),
            quotes=tuple(a_quote(f"q{i}", who, text) for i, who in enumerate(speakers)),
        )
    )


def test_who_said_the_words_within_a_longer_quotation_is_not_accused() -> None:
    short, long = (
        "We keep the old ferry running.",
        "We keep the old ferry running, whatever it costs.",
    )
    answers = answers_to(
        Digest(
            articles=(an_article(),),
            actors=(an_actor("ada-berg", "Ada Berg"), an_actor("ivo-marsh", "Ivo Marsh")),
            quotes=(a_quote("q1", "ada-berg", short), a_quote("q2", "ivo-marsh", long)),
        )
    )
    for speaker in ("Ada Berg", "Ivo Marsh"):
        (one,) = checked(f"{speaker} said “We keep the old ferry running”", answers)
        assert one.verdict is VERBATIM
        assert one.utterance is not None
        assert one.utterance.speaker is not None
        assert one.utterance.speaker.name == speaker


@pytest.mark.parametrize(
    ("message", "verdict", "claimed"),
    [
        ('"We will not give up one metre of our shore."', VERBATIM, None),
        ("“we will not give up one metre of our shore,” said Ada Berg.", VERBATIM, "Ada Berg"),
        ("»Not give up one metre«", VERBATIM, None),
        ("“not give up one meter”", VERBATIM, None),
        ("> ‘Open’ the bridge, and we'll talk...", VERBATIM, None),
        ('Northland: "The bridge stays closed"', VERBATIM, "Northland"),
        ('President Berg said that "The bridge stays closed"', VERBATIM, "President Berg"),
        ('he said "The bridge stays closed."', VERBATIM, None),
        ('Berg\'s words: "The bridge stays closed."', VERBATIM, "Berg"),
        ('Berg told Zelinsky: "The bridge stays closed."', VERBATIM, "Berg"),
        ('Marsh told Zelinsky: "The bridge stays closed."', VERBATIM, None),
        ('Adah Berg said in town that she knows "The bridge stays closed."', VERBATIM, "Adah Berg"),
        ("“The bridge stays closed,” and Pavel Zelinsky said nothing.", VERBATIM, None),
        ("Quote of the day: “The bridge stays closed.”\n— Ada Berg", VERBATIM, "Ada Berg"),
        ('"Nobody knows who said this sentence here" - Ada Berg', VERBATIM, "Ada Berg"),
        ("“a quiet evening”", VERBATIM, None),
        ("Olga Marsh says «The bridge stays closed».", OTHER, "Olga Marsh"),
        ("> the bridge stays closed\n— Pavel Zelinsky", OTHER, "Pavel Zelinsky"),
        ("“the bridge stays closed” (Elon Dusk)", OTHER, "Elon Dusk"),
        ("According to Zelinskiy, “the bridge stays closed”", OTHER, "Zelinskiy"),
        ("“the bridge stays closed,” people said", VERBATIM, None),
        ('He: "The bridge stays closed"', VERBATIM, None),
        ("Prime Minister said “the bridge stays closed”", VERBATIM, None),
        ("According to the Daily, “the bridge stays closed”", VERBATIM, None),
        ("“the bridge stays closed”, said Zelinsky's envoy Ada Berg", VERBATIM, "Ada Berg"),
        ("Zelinsky's envoy said “the bridge stays closed”", VERBATIM, None),
        ("Zelinsky's friend Ada Berg said “the bridge stays closed”", VERBATIM, "Ada Berg"),
        ("“the bridge stays closed”, said the president Pavel Zelinsky", OTHER, "Pavel Zelinsky"),
        ("Southlander Ursula von der Quist said “the bridge stays closed”", OTHER,
         "Southlander Ursula von der Quist"),
        ("“the bridge stays closed”, said Ada Berg Monday", VERBATIM, "Ada Berg"),
        ("As Elon Dusk said, “the bridge stays closed”", OTHER, "Elon Dusk"),
        ("ь said “the bridge stays closed”", VERBATIM, None),
        ('"The bridge stays open today."', ALTERED, None),
        ('Zelinsky: "The bridge stays closed!"', ALTERED, "Zelinsky"),
        ('"We will never give up one metre of our shores"', ALTERED, None),
        ("“the bridge is never closed”", UNKNOWN, None),
        ("“the bridge is never closed”, said Ada Berg", ALTERED, "Ada Berg"),
        ("“the bridge is never closed”, said Elon Dusk", UNKNOWN, "Elon Dusk"),
        ("“the moon stays over us”, said Ada Berg", UNKNOWN, "Ada Berg"),
        ('"Open the moon tonight, please, everybody"', UNKNOWN, None),
        ('"stays closed"', UNKNOWN, None),
        ('"shore"', UNKNOWN, None),
    ],
)  # fmt: skip
def test_a_quotation_gets_its_verdict(message: str, verdict: Verdict, claimed: str | None) -> None:
    (quotation,) = checked(message)
    assert (quotation.verdict, quotation.claimed) == (verdict, claimed)
    assert quotation.text in message
    assert (quotation.utterance is None) == (verdict is UNKNOWN)
    assert quotation.misattributed or verdict is not OTHER


@pytest.mark.parametrize(
    "message",
    [
        'Zelinsky said "The bridge stays open today."',
        '"The bridge stays open today," said Elon Dusk.',
    ],
)
def test_altered_and_misattributed_words_are_both(message: str) -> None:
    (quotation,) = checked(message)
    assert (quotation.verdict, quotation.misattributed) == (ALTERED, True)


@pytest.mark.parametrize(
    "message",
    [
        'Berg said "The bridge stays open today."',
        'Northland: "The bridge stays open today."',
        '"The bridge stays open today."',
        'Berg: "Nobody ever knows who said this sentence here"',
    ],
)
def test_altered_words_are_not_misattributed_if_nobody_else_spoke_them(message: str) -> None:
    (quotation,) = checked(message)
    assert (quotation.verdict, quotation.misattributed) == (ALTERED, False)


def test_part_of_a_word_is_not_part_of_a_quotation() -> None:
    (quotation,) = checked('"e will not give up"')
    assert quotation.verdict is not VERBATIM


def test_each_speaker_belongs_to_the_quotation_next_to_the_name() -> None:
    first, second = checked(
        'Ada Berg said: "We will not give up one metre of our shore," '
        "and Olga Marsh says «The bridge stays closed»."
    )
    assert (first.verdict, first.claimed) == (VERBATIM, "Ada Berg")
    assert (second.verdict, second.claimed) == (OTHER, "Olga Marsh")
    assert second.utterance is not None
    assert second.utterance.speaker == ANSWERS.directory.actors["ada-berg"]


def test_an_interrupted_quotation_has_one_speaker() -> None:
    first, second = checked('"We will not give up," said Berg, "one metre of our shore."')
    assert (first.verdict, first.claimed) == (VERBATIM, "Berg")
    assert (second.verdict, second.claimed) == (VERBATIM, "Berg")


def test_altered_words_are_shown_against_the_real_ones() -> None:
    (quotation,) = checked("“the bridge always stays closed”")
    assert [(s.change.value, s.text) for s in quotation.segments] == [
        ("same", "the bridge"),
        ("added", "always"),
        ("same", "stays closed"),
    ]


def test_only_the_altered_part_of_a_long_quotation_is_compared() -> None:
    long = "At first there was nothing at all " * 3 + "but then we saw five ships on the lake"
    digest = Digest(
        articles=(an_article(),),
        actors=(an_actor("ada-berg", "Ada Berg"),),
        quotes=(a_quote("q", "ada-berg", long),),
    )
    answer = answers_to(digest).ask(AskCheck("“then we saw six ships on the lake”"))
    assert isinstance(answer, Checked)
    assert [(s.change.value, s.text) for s in answer.quotes[0].segments] == [
        ("same", "then we saw"),
        ("removed", "five"),
        ("added", "six"),
        ("same", "ships on the lake"),
    ]


@pytest.mark.parametrize("words", ["no comment from us today", "comment from us today"])
@pytest.mark.parametrize(("name", "speaker"), [("Berg", "ada-berg"), ("Marsh", "ivo-marsh")])
def test_the_same_words_by_two_speakers_are_credited_to_the_one_named(
    words: str, name: str, speaker: str
) -> None:
    (quotation,) = checked(f"{name}: “{words}”", said_by("ada-berg", "ivo-marsh"))
    assert quotation.verdict is VERBATIM
    assert quotation.utterance is not None
    assert quotation.utterance.speaker is not None
    assert quotation.utterance.speaker.id == speaker


@pytest.mark.parametrize("words", ["no comment from us today", "comment from us today"])
@pytest.mark.parametrize(
    ("speakers", "verdict"),
    [
        (("ada-berg", "ivo-marsh"), OTHER),
        (("ada-berg", None), VERBATIM),  # the unnamed speaker may have been Olga Lind
        ((None,), VERBATIM),
    ],
)
def test_words_credited_to_nobody_may_be_anybodys(
    words: str, speakers: tuple[str | None, ...], verdict: Verdict
) -> None:
    (quotation,) = checked(f"Olga Lind said “{words}”", said_by(*speakers))
    assert (quotation.verdict, quotation.misattributed) == (verdict, verdict is OTHER)


def test_a_common_saying_is_found_for_the_speaker_named() -> None:
    """However many others said it since and are found first."""
    many = ["ada-berg", *["ivo-marsh"] * (MOST_PARTS + 20)]
    answers = said_by(*many, text="We all know that we do not know it all.")
    (quotation,) = checked("Berg: “that we do not know it”", answers)
    assert quotation.verdict is VERBATIM
    assert quotation.utterance is not None
    assert quotation.utterance.speaker is not None
    assert quotation.utterance.speaker.id == "ada-berg"
    # If some speakers are unknown, no attribution counts as wrong.
    (quotation,) = checked("Olga Lind: “that we do not know it”", answers)
    assert (quotation.verdict, quotation.misattributed) == (VERBATIM, False)


def test_altered_words_by_two_speakers_are_credited_to_the_one_named() -> None:
    digest = Digest(
        articles=(an_article(),),
        actors=(an_actor("ada-berg", "Ada Berg"), an_actor("ivo-marsh", "Ivo Marsh")),
        quotes=(
            a_quote("a", "ada-berg", "No comment from us today."),
            a_quote("i", "ivo-marsh", "No comment from us today."),
        ),
    )
    for name, actor in (("Berg", digest.actors[0]), ("Marsh", digest.actors[1])):
        answer = answers_to(digest).ask(AskCheck(f"{name}: “no comment from us on this today”"))
        assert isinstance(answer, Checked)
        (quotation,) = answer.quotes
        assert (quotation.verdict, quotation.misattributed) == (ALTERED, False)
        assert quotation.utterance is not None
        assert quotation.utterance.speaker == actor


def test_no_more_than_twenty_are_checked_and_the_rest_counted() -> None:
    for found, omitted in ((20, 0), (25, 5)):
        answer = ANSWERS.ask(AskCheck("“one” " * found))
        assert isinstance(answer, Checked)
        assert (len(answer.quotes), answer.omitted) == (20, omitted)


def test_each_found_speaker_is_a_next_step() -> None:
    question = AskCheck("“The bridge stays closed” “unknown to all of us”")
    (step,) = next_steps(ANSWERS.ask(question), question)
    assert (str(step.label), step.question) == ("Quotes: Ada Berg", AskQuotes("ada-berg"))


def test_a_message_without_quotations_says_so() -> None:
    answer = ANSWERS.ask(AskCheck("It's nobody's words."))
    assert isinstance(answer, Empty)
    assert str(answer.reason) == "The message has no quotation: nothing stands in quotation marks."


def test_a_message_too_long_is_refused_with_the_limit() -> None:
    assert isinstance(ANSWERS.ask(AskCheck("x" * MAX_MESSAGE)), Empty)
    answer = ANSWERS.ask(AskCheck("x" * (MAX_MESSAGE + 1)))
    assert isinstance(answer, Refused)
    assert (
        str(answer.reason)
        == "The message has 10,001 characters; at most 10,000 can be checked at once."
    )


PIECES = st.sampled_from(
    [
        *("Ada Berg", " said ", "the bridge stays closed", "ь ", "\n> "),
        *("“", "”", '"', "'", ": ", ", ", "— "),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_message_is_checked(message: str) -> None:
    answer = ANSWERS.ask(AskCheck(message))
    assert isinstance(answer, Checked | Empty)
