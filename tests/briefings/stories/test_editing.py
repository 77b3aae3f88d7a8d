"""Manual changes to a story win, whatever the story says later."""

import pytest

from briefings.models import Citation, Claim, Digest, Discrepancy, Event, KeyPoint, Position, Topic
from briefings.stories.editing import Edits, apply, difference, to_change

CITED = Citation(article="gazette", exact="The ferry Astrid ran aground off Holm at dawn.")


def point(text: str) -> KeyPoint:
    return KeyPoint(text=text, citations=(CITED,), verbatim=text in CITED.exact)


def story(*points: str, sank: str = "ferry-sank", topic: str = "story-ferry") -> Digest:
    claims = (Claim(text="80", citations=(CITED,)), Claim(text="60", citations=(CITED,)))
    return Digest(
        topics=(Topic(id=topic, name="Ferry aground", key_points=tuple(map(point, points))),),
        positions=(
            Position(
                id="moss-pier", actor="ada-moss", topic=topic, text="Close it.", citations=(CITED,)
            ),
        ),
        events=(
            Event(
                id=sank,
                name="The ferry ran aground.",
                start_date="2026-03-04",
                topics=(topic,),
                citations=(CITED,),
            ),
        ),
        discrepancies=(
            Discrepancy(id="how-many", name="How many?", topics=(topic,), claims=claims),
        ),
    )


def changed(digest: Digest, **topic: object) -> Digest:
    (known,) = digest.topics
    return digest.model_copy(update={"topics": (known.model_copy(update=topic),)})


BASE = to_change(story("The ferry Astrid ran aground", "It rained."))


def test_an_unchanged_story_is_not_an_edit() -> None:
    edits = difference(BASE, BASE)
    assert not edits
    assert len(edits) == 0
    assert apply(story("It rained."), edits) == story("It rained.")


def test_a_changed_name_and_key_point_stay_when_the_story_is_republished() -> None:
    mended = changed(BASE, name="The Astrid", key_points=(point("It poured."),))
    edits = difference(BASE, mended)
    assert len(edits) == 4  # a name, a key point, and two that were left out
    later = apply(story("It rained.", "Tugs are to come."), edits)
    (topic,) = later.topics
    assert (topic.name, topic.edited) == ("The Astrid", True)
    assert [(one.text, one.edited) for one in topic.key_points] == [
        ("It poured.", True),
        ("Tugs are to come.", False),
    ]


def test_a_line_is_the_articles_own_only_if_its_words_are_there() -> None:
    texts = ("ran aground off Holm", "Stranded off Holm")
    edits = difference(BASE, changed(BASE, key_points=tuple(map(point, texts))))
    assert [one.verbatim for one in edits.key_points] == [True, False]


def test_records_are_changed_added_and_left_out_by_their_ids() -> None:
    (event,), (position,) = BASE.events, BASE.positions
    moved = event.model_copy(update={"start_date": "2026-03-05"})
    added = event.model_copy(update={"id": "inquiry", "name": "An inquiry begins."})
    edits = difference(BASE, BASE.model_copy(update={"events": (moved, added), "positions": ()}))
    later = apply(story("It rained."), edits)
    assert [(one.id, one.start_date, one.edited) for one in later.events] == [
        ("ferry-sank", "2026-03-05", True),
        ("inquiry", "2026-03-04", True),
    ]
    assert later.positions == ()
    assert edits.without == (position.id,)
    assert later.discrepancies == story().discrepancies


def test_the_claims_of_a_difference_that_was_changed_are_marked() -> None:
    (one,) = BASE.discrepancies
    named = one.model_copy(update={"name": "How many passengers?"})
    edits = difference(BASE, BASE.model_copy(update={"discrepancies": (named,)}))
    (found,) = apply(story(), edits).discrepancies
    assert found.name == "How many passengers?"
    assert all(claim.edited for claim in found.claims)


def test_later_edits_build_on_earlier_ones() -> None:
    first = difference(BASE, changed(BASE, name="Astrid", key_points=(point("It poured."),)))
    shown = to_change(apply(story("The ferry Astrid ran aground", "It rained."), first))
    again = changed(shown, key_points=(point("It rained."), point("Hail fell.")))
    again = again.model_copy(update={"positions": ()})
    edits = first.joined(difference(shown, again))
    (topic,) = apply(story("It rained."), edits).topics
    assert topic.name == "Astrid"
    assert [one.text for one in topic.key_points] == ["It rained.", "Hail fell."]
    back = again.model_copy(update={"positions": BASE.positions})
    assert apply(story(), edits.joined(difference(again, back))).positions[0].edited


def test_edits_are_kept_when_a_story_becomes_part_of_another() -> None:
    (event,) = BASE.events
    added = event.model_copy(update={"id": "inquiry"})
    edited = changed(BASE, name="Astrid").model_copy(update={"events": (event, added)})
    edits = difference(BASE, edited).of_topic("story-holm")
    other = apply(story(topic="story-holm"), edits)
    assert other.topics[0].name == "Ferry aground", "the other story keeps its own name"
    assert other.events[-1].topics == ("story-holm",)
    assert Edits.model_validate_json(edits.model_dump_json()) == edits


@pytest.mark.parametrize("field", ["origins", "story", "was_part_of"])
def test_computed_fields_cannot_be_edited(field: str) -> None:
    assert not difference(BASE, changed(BASE, **{field: None}))
