import pytest

from briefings.models import Stance
from briefings.stories.positions import (
    StatedPosition,
    by_question,
    is_somebody,
    positions,
    stance_of,
)
from tests.briefings.stories.building import RARITY, article


def held(*texts: str, headline: str = "") -> tuple[StatedPosition, ...]:
    papers = [
        article(f"Paper{number}", text, headline=headline, later=number)
        for number, text in enumerate(texts)
    ]
    return positions(papers, RARITY)


@pytest.mark.parametrize(
    ("text", "stance", "evidence"),
    [
        ("Ivo Petrin rejected the toll on the Karvik bridge.", Stance.AGAINST, "rejected"),
        ("Ivo Petrin wants to close the Karvik bridge.", Stance.FOR, "wants"),
        ("Ivo Petrin does not support the toll at Karvik.", Stance.AGAINST, "support"),
        ("Ivo Petrin said Karvik must close its bridge.", Stance.FOR, "must"),
        (
            "Ivo Petrin promised to open the Karvik bridge only if Holm pays.",
            Stance.CONDITIONAL,
            "promised",
        ),
        (
            "“We will not accept a toll on the Karvik bridge,” Ivo Petrin said.",
            Stance.AGAINST,
            "We will not",
        ),
    ],
)
def test_a_stance_is_based_on_words(text: str, stance: Stance, evidence: str) -> None:
    (position,) = held(text)
    assert position.actor == "Ivo Petrin"
    assert (position.stance, position.evidence) == (stance, evidence)
    assert evidence in position.citations[0].exact or position.quoted


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Petrin said the bridge at Karvik is old.",
        "Ivo Petrin declined to comment on the Karvik bridge.",
        "Ivo Petrin does not reject the toll at Karvik.",
        "Officials rejected the toll on the Karvik bridge.",
        "Many Petrins rejected the toll on the Karvik bridge.",
        "Ivo Petrin asked whether Karvik must pay.",
        "The survey shows that Karvik must pay.",
        "Ivo Petrin rejected it.",
        "“The bridge is old and it is closed,” Ivo Petrin said.",
        "“We must close the bridge,” somebody shouted in Karvik.",
        "The Karvik bridge, Ivo Petrin said, must be closed.",
        "If Ivo Petrin says “we must close the Karvik bridge”, it will close.",
        f"“We must close the Karvik bridge {'and its road ' * 40},” Ivo Petrin said.",
        f"Ivo Petrin rejected the toll at Karvik, {'which is high, ' * 40}and left.",
    ],
)
def test_a_stance_without_a_holder_is_left_out(text: str) -> None:
    assert held(text) == ()


def test_a_machine_puts_no_words_in_mouths() -> None:
    text = "Ivo Petrin rejected the toll on the Karvik bridge."
    assert positions([article("Bot", text, machine_written=True)], RARITY) == ()


def test_a_statement_without_a_stance_is_unclear_if_it_says_enough() -> None:
    (position,) = held("Ivo Petrin said the Karvik bridge was built by sailors from three towns.")
    assert (position.stance, position.evidence) == (Stance.UNCLEAR, None)


def test_a_description_by_somebody_else_gives_no_position() -> None:
    text = "Ivo Petrin rejected the toll at Karvik, a person familiar with the matter said."
    assert held(text) == ()


def test_reports_of_one_position_are_cited_together() -> None:
    (position,) = held(
        "Ivo Petrin rejected the toll on the Karvik bridge.",
        "Ivo Petrin again rejected the toll on the Karvik bridge.",
    )
    assert {cited.article for cited in position.citations} == {"paper0", "paper1"}


def test_positions_of_several_are_side_by_side() -> None:
    found = held(
        "Ivo Petrin rejected the toll on the bridge. Ada Moss demands a higher toll for lorries.",
        headline="Karvik argues about its toll",
    )
    sides = by_question(found)
    assert list(sides) == ["toll"]
    assert {one.actor for one in sides["toll"]} == {"Ivo Petrin", "Ada Moss"}


def test_a_question_takes_two() -> None:
    found = held("Ivo Petrin rejected the toll on the Karvik bridge.", headline="Toll at Karvik")
    assert by_question(found) == {}


def test_an_actor_has_one_name() -> None:
    paper = article("Gazette", "Ivo Petryn rejected the toll on the Karvik bridge.")
    (position,) = positions([paper], RARITY, {"Ivo Petryn": "Ivo Petrin"})
    assert position.actor == "Ivo Petrin"


@pytest.mark.parametrize(
    "actor", ["the mayor", "He", "Officials", "Politicians", "Indeed", "Seriously", "Many Poles"]
)
def test_nobody_in_particular_has_no_position(actor: str) -> None:
    assert not is_somebody(actor)


def test_words_for_and_against_are_unclear() -> None:
    assert stance_of("We must never accept this, and should agree") == (Stance.UNCLEAR, None)
    assert stance_of("We support this as long as it is cheap") == (
        Stance.CONDITIONAL,
        "as long as",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Petrin rejected the claim.",
        "Ivo Petrin rejected that and said the harbour of Karvik had lost four days of trade.",
        "Ivo Petrin denied those allegations.",
        "Ivo Petrin welcomed it.",
    ],
)
def test_a_statement_that_points_to_another_sentence_says_nothing_alone(text: str) -> None:
    assert held(text) == ()


def test_the_reporters_comma_is_not_the_speakers() -> None:
    (position,) = held("“We must close the western pier at once,” said Ada Moss, the captain.")
    assert position.text == position.citations[0].exact == "We must close the western pier at once"


def test_a_number_is_not_a_question() -> None:
    told = held(
        "Ivo Petrin wants to pay four million for the pier.",
        "Ada Moss refused to pay four million for the pier.",
        headline="Four million for a pier",
    )
    assert {position.question for position in told} <= {"pier", "pay"}
