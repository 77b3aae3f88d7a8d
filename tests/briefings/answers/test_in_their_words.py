"""What is taken verbatim from articles is shown as theirs."""

from datetime import date

from briefings.answers.differences import MOST_CLAIMS
from briefings.answers.questions import (
    AskBrief,
    AskDifferences,
    AskPositions,
    AskTimeline,
    AskWho,
    Question,
)
from briefings.answers.types import Brief, Positions
from briefings.models import Digest
from briefings.rendering.dialects.plain import PLAIN
from briefings.rendering.plain_text import as_text
from briefings.rendering.renderer import Renderer
from tests.briefings.answers.building import a_position
from tests.briefings.answers.stories import DAY, a_story, cited, the_strike
from tests.libraries import answers_to

STORY = the_strike().topics[0].id
RENDERER = Renderer(dialect=PLAIN)


def shown(question: Question, digest: Digest | None = None) -> str:
    answer = answers_to(digest or the_strike()).ask(question, today=date(2026, 3, 4))
    return " ".join(as_text(RENDERER.render(answer, question)).split())


def test_a_key_point_is_a_sentence_of_an_outlet_with_its_sources() -> None:
    text = shown(AskBrief(STORY))
    assert "“Dockers at Port Elva walked out on Monday.” — Post, 2 original sources" in text
    assert "3 original sources" in text  # of the whole story
    assert "“Talks are planned for 9 March.”" in text


def test_our_own_key_point_has_no_quotation_marks_and_says_who_changed_it() -> None:
    digest = the_strike()
    (topic,) = digest.topics
    ours = topic.key_points[0].model_copy(
        update={"text": "The port is shut.", "verbatim": False, "edited": True}
    )
    changed = digest.model_copy(
        update={"topics": (topic.model_copy(update={"key_points": (ours,)}),)}
    )
    text = shown(AskBrief(STORY), changed)
    assert "The port is shut. (edited by hand)" in text
    assert "“The port is shut." not in text


def test_positions_are_quotations_and_sentences_with_the_words_that_show_the_stance() -> None:
    text = shown(AskPositions(STORY))
    assert "“We must get the night shift paid,” — Mira Tolan, Post" in text
    assert text.count("— Mira Tolan") == 1
    assert "“The port authority rejected any extra pay for the night shift.” — Herald" in text
    assert "by the words “must”" in text
    assert "by the words “rejected”" in text


def test_a_difference_is_the_sentences_side_by_side() -> None:
    text = shown(AskDifferences(STORY))
    assert "200: “About 200 people stood at the gates.” — Post" in text
    assert "80: “Some 80 people came to the gates.” — Courier" in text


def test_with_very_many_claims_the_first_are_shown_and_the_others_counted() -> None:
    digest = the_strike()
    (difference,) = digest.discrepancies
    wide = difference.model_copy(update={"claims": difference.claims * 4})
    text = shown(AskDifferences(STORY), digest.model_copy(update={"discrepancies": (wide,)}))
    assert text.count("gates.” —") == MOST_CLAIMS
    assert "and 2 other claims" in text


def test_an_event_is_the_sentence_that_reports_it() -> None:
    assert "“Talks are planned for 9 March.” — Post" in shown(AskTimeline(STORY))


def test_a_position_is_shown_as_said_or_reported() -> None:
    text = shown(AskWho("tolan"))
    assert "“We must get the night shift paid,” — Mira Tolan, Post" in text
    assert "by the words “must”" in text
    assert "for it" not in text  # nobody asked whether she is


def test_a_short_brief_numbers_few_of_many_places_and_a_full_one_all() -> None:
    answers = answers_to(the_strike())
    short = answers.ask(AskBrief(STORY))
    assert isinstance(short, Brief)
    assert short.key_points[0].sources == 2


def test_an_actors_newest_statement_on_a_question_leads() -> None:
    digest = the_strike()
    herald = digest.articles[2]
    newer = a_position(
        f"{STORY}-e",
        "port",
        "The port authority rejected any extra pay",
        topic=STORY,
        issue="shift",
        stance="against",
        as_of="2026-03-04",
        verbatim=True,
        citations=(cited(herald, "The port authority rejected any extra pay"),),
    )
    answer = answers_to(digest.model_copy(update={"positions": (*digest.positions, newer)})).ask(
        AskPositions(STORY)
    )
    assert isinstance(answer, Positions)
    (row,) = answer.rows
    cells = {cell.voice.id: cell.positions[0].id for cell in row.cells if cell}
    assert cells["port"] == f"{STORY}-e"


def test_sides_on_the_same_question_are_side_by_side() -> None:
    digest = the_strike()
    post = digest.articles[0]
    others = tuple(
        a_position(
            f"{STORY}-x{number}",
            "other",
            sentence,
            topic=STORY,
            as_of=DAY,
            verbatim=True,
            citations=(cited(post, sentence),),
        )
        for number, sentence in enumerate(
            ("Talks are planned for 9 March.", "Dockers at Port Elva walked out on Monday.")
        )
    )
    actors = (
        *digest.actors,
        digest.actors[0].model_copy(update={"id": "other", "name": "Ivo Lund"}),
    )
    answer = answers_to(
        digest.model_copy(update={"positions": (*others, *digest.positions), "actors": actors})
    ).ask(AskPositions(STORY))
    assert isinstance(answer, Positions)
    assert {side.id for side in answer.sides[:2]} == {"mira-tolan", "port"}


def test_a_story_without_findings_has_a_brief_of_its_articles() -> None:
    digest = the_strike()
    bare = Digest(articles=digest.articles, topics=(a_story(3, "Bare", ()),))
    assert "nothing on Bare yet" in shown(AskBrief("story-000000000003"), bare)
