"""`/brief` without a topic."""

from datetime import date

from briefings.answers import Answers, next_steps
from briefings.answers.questions import AskBrief, AskTopStories
from briefings.answers.types import Empty, TopStories
from briefings.models import Digest
from tests.briefings.answers.building import an_article, the_digest
from tests.briefings.answers.stories import told_by
from tests.libraries import answers_to, library_of


def asked(*digests: Digest, page: int = 1) -> TopStories:
    library = library_of(Digest())
    for digest in digests:
        library.store(digest, digest.topics[0].id)
    answer = Answers(library).ask(AskTopStories(page))
    assert isinstance(answer, TopStories)
    return answer


def test_what_many_report_today_comes_first() -> None:
    small = told_by(1, "A kiosk opens", "Post")
    old = told_by(2, "The dam breaks", "Post", "Courier", "Herald", "Echo", day="2026-02-11")
    large = told_by(3, "The mayor resigns", "Post", "Courier", "Herald")
    answer = asked(old, small, large)
    assert [one.topic.name for one in answer.stories] == [
        "The mayor resigns",
        "A kiosk opens",
        "The dam breaks",
    ]
    first = answer.stories[0]
    assert (first.counts.origins, first.counts.articles, first.newest) == (3, 3, date(2026, 3, 3))
    assert [step.question for step in next_steps(answer, AskTopStories())] == [
        AskBrief(one.topic.id) for one in answer.stories
    ]


def test_copies_of_one_report_are_one_source() -> None:
    copied = told_by(1, "A kiosk opens", "Post", "Courier", "Herald", origins=1)
    own = told_by(2, "The mayor resigns", "Post", "Courier")
    answer = asked(copied, own)
    assert [one.counts.origins for one in answer.stories] == [2, 1]


def test_a_story_leads_to_the_article_with_its_headline() -> None:
    digest = told_by(1, "A kiosk opens", "Post", "Courier")
    articles = (
        digest.articles[0],
        digest.articles[1].model_copy(update={"headline": "A kiosk opens"}),
    )
    (story,) = asked(digest.model_copy(update={"articles": articles})).stories
    assert story.article
    assert story.article.publisher == "Courier"


def test_a_withdrawn_article_is_not_offered() -> None:
    digest = told_by(1, "A kiosk opens", "Post")
    gone = digest.articles[0].model_copy(update={"withdrawn_on": "2026-03-04"})
    (story,) = asked(digest.model_copy(update={"articles": (gone,)})).stories
    assert story.article is None


def test_there_are_several_pages() -> None:
    digests = [told_by(n, f"Event number {n}", "Post") for n in range(11)]
    answer = asked(*digests, page=2)
    assert (answer.pages.number, answer.pages.total, len(answer.stories)) == (2, 2, 3)


def test_hand_written_topics_are_listed_too() -> None:
    answer = answers_to(the_digest()).ask(AskTopStories())
    assert isinstance(answer, TopStories)
    assert [one.topic.id for one in answer.stories] == ["summit", "weather"]
    assert [one.newest for one in answer.stories] == [date(2025, 8, 19), None]


def test_articles_without_any_story_are_mentioned() -> None:
    answer = answers_to(Digest(articles=(an_article(),))).ask(AskTopStories())
    assert isinstance(answer, Empty)
