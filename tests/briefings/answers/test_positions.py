"""Sides side by side, issue by issue, opposite ones first."""

from briefings.answers import Answers
from briefings.answers.questions import AskPositions
from briefings.answers.types import Ambiguous, Empty, NotFound, Positions, Refused
from briefings.models import Digest, Stance
from tests.briefings.answers.building import (
    ISSUES,
    a_citation,
    a_position,
    a_quote,
    a_topic,
    an_actor,
    an_article,
    the_digest,
)
from tests.libraries import answers_to


def positions(answers: Answers, *sides: str) -> Positions:
    answer = answers.ask(AskPositions("summit", sides))
    assert isinstance(answer, Positions)
    return answer


def table(answer: Positions) -> list[list[str | None]]:
    return [
        [row.issue.id if row.issue else None]
        + [cell.positions[0].id if cell else None for cell in row.cells]
        for row in answer.rows
    ]


def test_opposite_sides_are_next_to_each_other_by_issue(answers: Answers) -> None:
    answer = positions(answers)
    assert [side.id for side in answer.sides] == ["northland", "southland", "lakeland"]
    assert table(answer) == [
        ["border", "p1", "p4", None],
        ["bridge", "p3", "p5", None],
        [None, None, None, "p6"],
    ]
    assert answer.others == ()


def test_a_cell_has_its_stance_voice_quotation_and_numbers(answers: Answers) -> None:
    answer = positions(answers, "northland", "southland")
    cell = answer.rows[0].cells[0]
    assert cell is not None
    assert cell.stance is Stance.AGAINST
    assert cell.voice.id == "ada-berg"
    assert [position.id for position in cell.positions] == ["p1", "p2"]
    assert cell.quote is not None
    assert cell.quote.quote.id == "b1"
    assert (cell.line.text, cell.line.numbers, cell.line.origins) == (
        "Keeps the border.",
        (1,),
        ("AP",),
    )
    assert [side.id for side in answer.others] == ["lakeland"]
    assert len(answer.references) == 1


def test_a_person_does_not_speak_for_others(answers: Answers) -> None:
    answer = positions(answers, "Lindqvist", "Zelinskiy")
    assert table(answer) == [["border", "p2", "p4"], ["bridge", None, "p5"]]
    assert [side.id for side in answer.others] == ["lakeland"]


def test_a_side_that_has_said_nothing_is_shown_with_empty_cells(answers: Answers) -> None:
    answer = positions(answers, "Ivo Marsh", "lakeland")
    assert table(answer) == [[None, None, "p6"]]


def test_a_side_named_twice_is_shown_once(answers: Answers) -> None:
    answer = positions(answers, "lakeland", "Lakeland", "southland")
    assert [side.id for side in answer.sides] == ["lakeland", "southland"]
    assert [side.id for side in answer.repeated] == ["lakeland"]
    assert (positions(answers)).repeated == ()


def test_a_quotation_is_credited_to_its_speaker_not_to_the_positions_holder() -> None:
    digest = the_digest()
    (keeps, *others) = digest.positions
    lent = keeps.model_copy(update={"actor": "carl-lindqvist"})
    answer = positions(
        answers_to(digest.model_copy(update={"positions": (lent, *others)})), "northland"
    )
    cell = answer.rows[0].cells[0]
    assert cell is not None
    assert cell.speaker is not None
    assert (cell.voice.id, cell.speaker.id) == ("carl-lindqvist", "ada-berg")


def test_sides_that_have_said_nothing_lead_to_those_that_have(answers: Answers) -> None:
    answer = answers.ask(AskPositions("summit", ("ivo-marsh",)))
    assert isinstance(answer, Empty)
    assert answer.kind == "side"
    assert {choice.id for choice in answer.suggestions} == {"northland", "southland", "lakeland"}


def test_a_topic_without_positions_leads_to_one_with(answers: Answers) -> None:
    answer = answers.ask(AskPositions("weather"))
    assert isinstance(answer, Empty)
    assert [choice.id for choice in answer.suggestions] == ["summit"]


def test_ambiguous_names_are_asked_about(answers: Answers) -> None:
    unknown = answers.ask(AskPositions("summit", ("northland", "qqqq")))
    assert isinstance(unknown, NotFound)
    assert unknown.kind == "side"
    assert isinstance(answers.ask(AskPositions("summit", ("marsh",))), Ambiguous)
    assert isinstance(answers.ask(AskPositions("qqqq")), NotFound)


def test_four_sides_do_not_fit(answers: Answers) -> None:
    answer = answers.ask(AskPositions("summit", ("a", "b", "c", "d")))
    assert isinstance(answer, Refused)
    assert "3" in str(answer.reason)


def test_a_third_side_with_little_to_say_is_shown_only_on_request() -> None:
    digest = the_digest()
    talkers = ("ada-berg", "pavel-zelinsky")
    more = tuple(
        a_position(f"more-{actor}-{n}", actor, "More.") for n in range(3) for actor in talkers
    )
    fuller = digest.model_copy(update={"positions": (*digest.positions, *more)})
    answer = positions(answers_to(fuller))
    assert [side.id for side in answer.sides] == ["northland", "southland"]
    assert [side.id for side in answer.others] == ["lakeland"]


def test_the_most_opposed_pair_precedes_the_one_with_most_to_say() -> None:
    digest = Digest(
        articles=(an_article(),),
        actors=tuple(an_actor(i, i.title()) for i in ("a", "b", "c")),
        topics=(a_topic(issues=ISSUES),),
        positions=(
            a_position("a1", "a", "Yes.", issue="border", stance="for"),
            a_position("a2", "a", "Yes.", issue="bridge", stance="for"),
            a_position("b1", "b", "Yes.", issue="border", stance="for"),
            a_position("b2", "b", "If so.", issue="bridge", stance="conditional"),
            a_position("c1", "c", "No.", issue="border", stance="against"),
        ),
    )
    answer = positions(answers_to(digest))
    assert [side.id for side in answer.sides] == ["a", "c", "b"]


def test_one_side_alone_is_shown_alone() -> None:
    digest = the_digest()
    alone = digest.model_copy(update={"positions": digest.positions[:1]})
    assert [side.id for side in (positions(answers_to(alone))).sides] == ["northland"]


def test_a_quotation_of_another_side_is_not_shown_for_a_position() -> None:
    digest = Digest(
        articles=(an_article(),),
        actors=(an_actor("a", "Ada"), an_actor("b", "Ben")),
        topics=(a_topic(),),
        quotes=(a_quote("q", "b", "Not Ada's words."),),
        positions=(
            a_position("p", "a", "Holds so.", quote="q", issue="no-such-issue"),
            a_position("lost", "no-such-actor", "Nobody holds so."),
            a_position("unread", "b", "Cited nowhere.", citations=(a_citation("gone"),)),
        ),
    )
    answer = positions(answers_to(digest))
    (row,) = answer.rows
    assert row.issue is None
    first, second = row.cells
    assert first is not None
    assert second is not None
    assert first.quote is None
    assert second.line.numbers == ()
