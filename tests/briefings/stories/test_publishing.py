from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from briefings.digest.checking import check_digest
from briefings.ingest.findings import to_quote
from briefings.models import (
    Actor,
    Article,
    Digest,
    DiscrepancyKind,
    Quote,
    Stance,
)
from briefings.stories.articles import ArticleFindings
from briefings.stories.articles import Citation as Place
from briefings.stories.claims import StatedClaim, StatedDiscrepancy
from briefings.stories.key_points import KeyPoint
from briefings.stories.positions import StatedPosition
from briefings.stories.publishing import publish, story_id
from briefings.stories.telling import Story, tell
from tests.briefings.stories.building import DAY, RARITY, article
from tests.briefings.stories.test_any_story import TEXTS

GAZETTE = (
    "The ferry Astrid ran aground on rocks off Holm on Tuesday with 80 passengers aboard. "
    "“We must close the western pier at once,” said Ada Moss, the captain."
)
HERALD = (
    "The ferry Astrid ran aground on rocks off Holm on Tuesday with 60 passengers aboard. "
    "Ivo Petrin rejected a plan to close the western pier."
)


def quotes_of(findings: ArticleFindings, creator: str | None = "ada-moss") -> list[Quote]:
    return [
        to_quote(found, findings.id, number, creator, f"{findings.id}-{number}")
        for number, found in enumerate(findings.quotes, start=1)
    ]


def published(texts: dict[str, str], *, creator: str | None = "ada-moss") -> Digest:
    papers = [article(name, text, headline="Ferry aground") for name, text in texts.items()]
    story = tell(story_id(papers[0].id), papers, RARITY)
    found = [quote for one in papers for quote in quotes_of(one, creator)]
    return publish(
        story,
        {one.actor: one.actor.lower().replace(" ", "-") for one in story.positions},
        {(one.citation.article, one.citation.start or 0): one for one in found},
        ("story-old",),
    )


def test_a_story_becomes_a_topic_with_its_findings() -> None:
    digest = published({"Gazette": GAZETTE, "Herald": HERALD})
    (topic,) = digest.topics
    assert topic.id == story_id("gazette") == "story-" + topic.id[6:]
    assert len(topic.id) == 18
    assert (topic.name, topic.as_of, topic.story) == ("Ferry aground", DAY.isoformat(), True)
    assert (topic.origins, topic.was_part_of) == (2, ("story-old",))
    assert all(point.verbatim and point.origins and point.first_seen for point in topic.key_points)
    assert topic.key_points[0].citations[0].exact == topic.key_points[0].text
    assert {one.start_date for one in digest.events} == {"2026-03-03"}
    (number,) = digest.discrepancies
    assert (number.name, number.kind) == ("How many passengers?", DiscrepancyKind.NUMBER)
    assert sorted(claim.text for claim in number.claims) == ["60", "80"]
    stances = {one.actor: (one.stance, one.issue) for one in digest.positions}
    assert stances == {"ada-moss": (Stance.FOR, None), "ivo-petrin": (Stance.AGAINST, None)}


def test_a_story_is_found_by_all_its_headlines_and_speakers() -> None:
    papers = [
        article("Gazette", GAZETTE, headline="Ferry aground off Holm"),
        article("Herald", HERALD, headline="Ferry aground off Holm"),
        article("Post", "The pilot boat Tern was there within the hour.", headline="Tern helps"),
    ]
    story = tell("gazette", papers, RARITY)
    assert set(story.headlines) == {"Ferry aground off Holm", "Tern helps"}
    (topic,) = publish(story, {}, {}).topics
    assert topic.name == "Ferry aground off Holm"
    assert set(topic.keywords) == {"Tern helps", "Ada Moss", "Ivo Petrin"}


def test_a_quoted_position_is_the_stored_quotation() -> None:
    digest = published({"Gazette": GAZETTE})
    (position,) = digest.positions
    assert position.quote == "gazette-1"
    assert position.text == "We must close the western pier at once"  # without the comma
    assert position.citations[0].exact == position.text


def test_an_unstored_quotation_is_cited_as_printed() -> None:
    papers = [article("Gazette", GAZETTE)]
    story = tell("gazette", papers, RARITY)
    (position,) = publish(story, {"Ada Moss": "ada"}, {}).positions
    assert (position.actor, position.quote) == ("ada", None)
    assert position.text == "We must close the western pier at once"


def test_only_known_actors_hold_positions() -> None:
    story = tell("gazette", [article("Gazette", GAZETTE)], RARITY)
    assert not publish(story, {}, {}).positions


def test_parts_keep_their_ids_when_the_story_is_republished() -> None:
    before = published({"Gazette": GAZETTE})
    after = published({"Gazette": GAZETTE, "Herald": HERALD})
    assert before.topics[0].id == after.topics[0].id
    assert {one.id for one in before.events} <= {one.id for one in after.events}
    assert {one.id for one in before.positions} <= {one.id for one in after.positions}
    other = publish(tell("herald", [article("Herald", GAZETTE)], RARITY), {}, {})
    assert not {one.id for one in before.events} & {one.id for one in other.events}


def place(text: str, paper: str = "a") -> Place:
    return Place(paper, text, 0, len(text))


def story_of(**parts: object) -> Story:
    fields: dict[str, object] = {
        "id": "a",
        "name": "Ferry aground",
        "as_of": DAY,
        "articles": ("a", "b"),
        "origin_of": {"a": "A", "b": None},
        "key_points": (),
        "positions": (),
        "events": (),
        "discrepancies": (),
    }
    return Story(**{**fields, **parts})  # type: ignore[arg-type]  # the fields of a Story


def test_a_question_that_several_answer_is_an_issue() -> None:
    def wants(actor: str, question: str) -> StatedPosition:
        text = f"{actor} wants a {question}."
        return StatedPosition(
            actor, text, Stance.FOR, "wants", question, DAY, quoted=False, citations=(place(text),)
        )

    asked = (("Ada", "pier"), ("Ivo", "pier"), ("Ivo", "toll"), ("Li", "橋"), ("Bo", "橋"))
    digest = publish(
        story_of(positions=tuple(wants(*one) for one in asked)),
        {"Ada": "ada", "Ivo": "ivo", "Li": "li", "Bo": "bo"},
        {},
    )
    (topic,) = digest.topics
    assert [issue.name for issue in topic.issues] == ["Pier?", "橋?"]
    assert topic.issues[0].id == "pier"
    issues = [one.issue for one in digest.positions]
    assert issues == ["pier", "pier", None, topic.issues[1].id, topic.issues[1].id]


@pytest.mark.parametrize(
    ("kind", "about", "texts", "question"),
    [
        (DiscrepancyKind.NUMBER, "killed", ("5", "7"), "How many were killed?"),
        (DiscrepancyKind.NUMBER, "$", ("$5", "$7"), "$5 or $7?"),
        (DiscrepancyKind.NUMBER, "", ("5", "7"), "How many?"),
        (DiscrepancyKind.NUMBER, "boat", ("5", "7"), "How many boats?"),
        (DiscrepancyKind.NUMBER, "ship", ("5", "7"), "How many ship?"),
        (DiscrepancyKind.DAY, "", ("2026-03-03", "2026-03-04"), "On which day?"),
        (DiscrepancyKind.DENIED, "Ada", ("It sank.", "Not so."), "Is it so? Ada denies it"),
        (DiscrepancyKind.NEGATED, "agree", ("yes", "no"), "“agree”, or not?"),
        (DiscrepancyKind.WORDING, "Ada", ("we go", "we run"), "What exactly did Ada say?"),
    ],
)
def test_a_difference_asks_what_it_is_about(
    kind: DiscrepancyKind, about: str, texts: tuple[str, str], question: str
) -> None:
    claims = tuple(
        StatedClaim(text, (place(f"Of Boats: {text}", paper),))
        for text, paper in zip(texts, "ab", strict=True)
    )
    found = StatedDiscrepancy(kind, about, claims)
    (made,) = publish(story_of(discrepancies=(found,)), {}, {}).discrepancies
    assert made.name == question
    assert all(claim.verbatim for claim in made.claims)


def test_days_are_in_our_own_words() -> None:
    claims = tuple(StatedClaim(f"2026-03-0{n}", (place("On Tuesday."),)) for n in (3, 4))
    found = StatedDiscrepancy(DiscrepancyKind.DAY, "", claims)
    (made,) = publish(story_of(discrepancies=(found,)), {}, {}).discrepancies
    assert not any(claim.verbatim for claim in made.claims)


def test_lines_that_a_digest_does_not_accept_are_left_out() -> None:
    long = place("x" * 501)
    claims = (StatedClaim("x" * 501, (long,)), StatedClaim("y", (place("y"),)))
    point = KeyPoint("x" * 501, (long,), 1, date(2026, 3, 1))
    position = StatedPosition(
        "Ada", "x" * 501, Stance.UNCLEAR, None, None, DAY, quoted=False, citations=(long,)
    )
    found = StatedDiscrepancy(DiscrepancyKind.NEGATED, "x", claims)
    story = story_of(key_points=(point,), positions=(position,), discrepancies=(found,))
    digest = publish(story, {"Ada": "ada"}, {})
    assert not digest.topics[0].key_points
    assert not digest.positions
    assert not digest.discrepancies


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_everything_published_is_a_valid_digest(texts: list[str]) -> None:
    papers = [article(f"Paper{number}", text) for number, text in enumerate(texts)]
    story = tell("paper0", papers, RARITY)
    actors = {one.actor: f"actor-{n}" for n, one in enumerate(story.positions)}
    made = publish(story, actors, {})
    articles = tuple(
        Article(
            id=f"paper{number}",
            headline="Ferry aground",
            publisher="Gazette",
            date_published=DAY.isoformat(),
            text=text,
        )
        for number, text in enumerate(texts)
    )
    people = tuple(Actor(id=id_, name=name) for name, id_ in actors.items())
    check_digest(made.model_copy(update={"articles": articles, "actors": people}))
