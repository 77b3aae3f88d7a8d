"""The daily news of stories: text in an article's own words is identified by these words."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from briefings.answers import Answers
from briefings.answers.daily import Amendment, DailyBriefing
from briefings.answers.daily_topics import MOST_STORIES
from briefings.answers.findings.fact import MOST
from briefings.answers.memory import Seen
from briefings.answers.news import News
from briefings.answers.types import CitedLine
from briefings.answers.unseen import STILL_NEW
from briefings.library import Library
from briefings.library.story_shelf import KeptStory
from briefings.models import Article, Claim, Digest, Discrepancy, Quote, Topic
from tests.briefings.answers.building import a_position, a_quote, an_actor, an_event
from tests.briefings.answers.stories import (
    DAY,
    a_report,
    a_sentence,
    a_story,
    cited,
    the_strike,
    told_by,
)
from tests.libraries import library_of

TODAY = date.fromisoformat(DAY) + timedelta(days=1)
NEXT = TODAY + timedelta(days=1)
STRIKE = the_strike()
(STORY,) = STRIKE.topics
POST, COURIER, HERALD = STRIKE.articles


def told(
    source: Digest | Library, seen: Seen | None = None, day: date = TODAY, *topics: str
) -> News:
    """The news, with what was seen passed through JSON as in the database."""
    library = source if isinstance(source, Library) else library_of(source)
    stored = None if seen is None else json.loads(json.dumps(seen))
    return Answers(library).news(topics, stored, day, full=True)


def after(changed: Digest | Library, *topics: str) -> DailyBriefing:
    """The next briefing after one about the strike was posted and the strike changed."""
    return told(changed, told(STRIKE).seen, NEXT, *topics).briefing


def with_(**updates: Any) -> Digest:
    return STRIKE.model_copy(update=updates)


def points(*made: Any, **updates: Any) -> tuple[Topic, ...]:
    return (STORY.model_copy(update={"key_points": made, **updates}),)


def edited(article: Article, text: str) -> Article:
    return a_report(article.id, text)


def articles(*changed: Article) -> tuple[Article, ...]:
    new = {one.id: one for one in changed}
    return tuple(new.get(one.id, one) for one in STRIKE.articles)


def renamed(digest: Digest, number: int) -> Digest:
    """The same story under another id, as after a merge: all ids change."""
    text = digest.model_dump_json().replace(STORY.id, f"story-{number:012x}")
    return Digest.model_validate_json(text)


def whose(line: CitedLine) -> str | None:
    """The article that a line quotes, if it is in an article's own words."""
    return line.article.id if line.article else None


def test_a_story_is_first_reported_in_the_articles_words() -> None:
    (section,) = told(STRIKE).briefing.sections
    assert [line.text for line in section.key_points] == [STORY.key_points[0].text]
    assert whose(section.key_points[0]) == POST.id
    assert [said.lead.quote.id for said in section.quotes] == ["post-1"]
    assert [one.discrepancy.kind for one in section.differences] == ["number"]
    assert [one.event.name for one in section.ahead] == ["Talks are planned for 9 March."]


def test_a_republished_story_with_the_same_findings_is_not_news() -> None:
    first = told(STRIKE)
    again = told(STRIKE, first.seen, NEXT)
    assert again.briefing.nothing_new
    assert told(STRIKE, again.seen, NEXT + timedelta(days=1)).briefing.nothing_new


def test_a_merged_story_is_not_new_again() -> None:
    assert after(renamed(STRIKE, 77)).nothing_new


def test_a_briefing_on_a_story_follows_it_into_another() -> None:
    library = library_of(renamed(STRIKE, 77))
    with library.write() as writer:
        writer.stories.put_stories([KeptStory(STORY.id, became=f"story-{77:012x}")])
    briefing = told(library, None, TODAY, STORY.id).briefing
    assert [topic.id for topic in briefing.about] == [f"story-{77:012x}"]
    assert len(briefing.sections) == 1


def test_another_sentence_with_the_same_meaning_is_neither_news_nor_a_correction() -> None:
    echo = a_report("echo", "Port Elva's dockers have stopped work.")
    (walked,) = STORY.key_points
    stopped = walked.model_copy(
        update={
            "text": "Port Elva's dockers have stopped work.",
            "citations": (cited(echo, "Port Elva's dockers have stopped work."), *walked.citations),
        }
    )
    changed = with_(articles=(*STRIKE.articles, echo), topics=points(stopped))
    assert after(changed).nothing_new


def test_a_replaced_key_point_is_not_a_correction_and_a_new_one_is_news() -> None:
    new = a_sentence("The port authority rejected any extra pay for the night shift.", HERALD)
    briefing = after(with_(topics=points(new)))
    assert briefing.corrections == ()
    (section,) = briefing.sections
    assert [line.text for line in section.key_points] == [new.text]


def test_a_sentence_that_its_article_has_changed_is_corrected_once() -> None:
    later = "Dockers at Port Elva walked out on Sunday."
    text = (POST.text or "").replace("on Monday", "on Sunday")
    post = edited(POST, text)
    changed = with_(articles=articles(post), topics=points(a_sentence(later, post)))
    first = told(STRIKE)
    second = told(changed, first.seen, NEXT)
    (correction,) = second.briefing.corrections
    assert correction.kind is Amendment.CHANGED
    assert (str(correction.subject), correction.before) == (
        "Key point",
        f"“{STORY.key_points[0].text}”",
    )
    assert correction.after == f"“{later}”"
    assert second.briefing.sections == ()  # the correction has reported it
    third = told(changed, second.seen, NEXT + timedelta(days=1)).briefing
    assert third.nothing_new


def test_typesetting_is_not_a_change_of_words() -> None:
    text = (POST.text or "").replace("Dockers at", "Dockers  at").replace("Monday.", "Monday .")
    assert after(with_(articles=articles(edited(POST, text)))).corrections == ()


def test_a_sentence_no_longer_in_its_article_is_withdrawn() -> None:
    text = (POST.text or "").removeprefix("Dockers at Port Elva walked out on Monday. ")
    assert text != POST.text
    changed = with_(articles=articles(edited(POST, text)))
    (correction,) = after(changed).corrections
    assert (correction.kind, str(correction.subject)) == (Amendment.WITHDRAWN, "Key point")


def test_a_withdrawal_by_all_outlets_is_reported_once() -> None:
    gone = [one.model_copy(update={"withdrawn_on": DAY}) for one in STRIKE.articles]
    changed = with_(articles=tuple(gone))
    second = told(changed, told(STRIKE).seen, NEXT)
    kinds = {one.kind for one in second.briefing.corrections}
    assert kinds == {Amendment.TAKEN_BACK}
    assert told(changed, second.seen, NEXT).briefing.corrections == ()


def test_an_article_that_was_erased_corrects_nothing() -> None:
    left = Digest(articles=(HERALD,), actors=STRIKE.actors, topics=points())
    assert after(left).corrections == ()


def test_a_claim_added_to_a_difference_is_not_news_and_a_difference_may_disappear() -> None:
    echo = a_report("echo", "Police counted 150 people at the gates.")
    (number,) = STRIKE.discrepancies
    third = Claim(
        text="150",
        citations=(cited(echo, "Police counted 150 people at the gates."),),
        verbatim=True,
    )
    wider = number.model_copy(update={"claims": (third, *number.claims)})
    assert after(with_(articles=(*STRIKE.articles, echo), discrepancies=(wider,))).nothing_new
    assert after(with_(discrepancies=())).nothing_new


def test_a_difference_whose_outlet_has_changed_its_number_is_corrected() -> None:
    text = (COURIER.text or "").replace("Some 80 people", "Some 180 people")
    changed = with_(articles=articles(edited(COURIER, text)), discrepancies=())
    (correction,) = after(changed).corrections
    assert str(correction.subject) == "Difference between reports"
    assert correction.after == "“Some 180 people came to the gates.”"


def test_a_new_difference_is_news() -> None:
    (number,) = STRIKE.discrepancies
    other = Discrepancy(
        id="other",
        name="On which day?",
        kind="day",
        topics=(STORY.id,),
        claims=tuple(
            Claim(text=words, citations=(cited(article, words),), verbatim=True)
            for words, article in (("Monday", POST), ("night shift", HERALD))
        ),
    )
    (section,) = after(with_(discrepancies=(number, other))).sections
    assert [one.discrepancy.id for one in section.differences] == ["other"]


def test_a_new_statement_with_a_stance_is_reported_once_and_quotations_as_quotations() -> None:
    words = "The port authority rejected any extra pay"
    new = a_position(
        "new", "port", words, topic=STORY.id, stance="against", evidence="rejected",
        as_of=DAY, verbatim=True, citations=(cited(HERALD, words),),
    )  # fmt: skip
    changed = with_(positions=(*STRIKE.positions, new))
    second = told(changed, told(STRIKE).seen, NEXT)
    (section,) = second.briefing.sections
    (move,) = section.moves
    assert (move.voice.id, move.was, move.issue) == ("port", None, None)
    assert whose(move.line) == HERALD.id
    assert told(changed, second.seen, NEXT).briefing.nothing_new


def test_new_words_are_news() -> None:
    said = a_quote(
        "herald-1", "mira-tolan", "any extra pay", "herald", topics=(STORY.id,), utterance="extra"
    )
    (section,) = after(with_(quotes=(*STRIKE.quotes, said))).sections
    assert [one.lead.quote.id for one in section.quotes] == ["herald-1"]


def test_an_announced_day_that_has_arrived_is_not_a_correction() -> None:
    places = STRIKE.events[0].citations
    took_place = an_event("talks", "2026-03-09", topics=(STORY.id,), citations=places)
    assert after(with_(events=(took_place,))).nothing_new


def test_without_topics_stories_without_recent_articles_are_not_news() -> None:
    old = TODAY - STILL_NEW - timedelta(days=2)
    library = library_of(STRIKE)
    first = told(library)
    library.store(told_by(5, "A kiosk opens", "Echo", day=old.isoformat()), "old")
    assert told(library, first.seen, NEXT).briefing.nothing_new
    library.store(told_by(6, "A kiosk shuts", "Echo", day=NEXT.isoformat()), "new")
    briefing = told(library, first.seen, NEXT).briefing
    assert [section.topic.name for section in briefing.sections] == ["A kiosk shuts"]


def test_the_first_of_very_many_stories_are_reported() -> None:
    library = library_of(Digest())
    for number in range(MOST_STORIES + 5):
        library.store(told_by(number, f"Event number {number + 10}", "Echo"), f"s{number}")
    library.store(told_by(99, "The mayor resigns", "Echo", "Post", "Herald"), "mayor")
    news = Answers(library).news((), None, TODAY)
    assert news.briefing.sections[0].topic.name == "The mayor resigns"
    assert len(news.briefing.sections) + len(news.briefing.others) == MOST_STORIES


def test_the_newest_of_a_topics_very_many_quotations_are_read() -> None:
    quotes = tuple(
        a_quote(f"q{n}", "ada", f"We said {n} things.", "post", topics=(STORY.id,))
        for n in range(MOST + 50)
    )
    digest = with_(quotes=quotes, actors=(*STRIKE.actors, an_actor("ada", "Ada Berg")))
    seen = told(digest).seen
    assert sum(key.startswith("said:") for key in seen) == MOST


@pytest.mark.parametrize("full", [True, False])
def test_every_story_line_of_a_post_has_its_source(full: bool) -> None:  # noqa: FBT001  # a parameter of the test
    briefing = Answers(library_of(STRIKE)).news((), None, TODAY, full=full).briefing
    lines = [line for section in briefing.sections for line in section.key_points]
    assert all(line.numbers and line.article for line in lines)


def bare(number: int, *said: Quote) -> Digest:
    """A story without key points, of one article."""
    story = a_story(number, POST.headline, ())
    place = a_position(
        f"{story.id}-a", "mira-tolan", "must", topic=story.id, verbatim=True,
        evidence="must", citations=(cited(POST, "must"),),
    )  # fmt: skip
    quotes = tuple(one.model_copy(update={"topics": (story.id,)}) for one in said)
    return Digest(
        articles=(POST,),
        topics=(story,),
        quotes=quotes,
        actors=STRIKE.actors,
        positions=(place,),
    )


def test_a_story_without_key_points_is_reported_once_by_its_headline() -> None:
    (said,) = STRIKE.quotes
    first = told(bare(4, said))
    (section,) = first.briefing.sections
    assert section.article is not None
    assert section.article.id == POST.id
    assert section.counts is not None
    assert [one.lead.quote.id for one in section.quotes] == [said.id]
    assert told(bare(4, said), first.seen, NEXT).briefing.nothing_new
    # Nor does it become new as part of another story.
    assert told(bare(5, said), first.seen, NEXT).briefing.nothing_new


def test_quotations_without_a_named_speaker_are_news_too() -> None:
    (said,) = STRIKE.quotes
    unnamed = said.model_copy(update={"creator": None})
    first = told(bare(4))
    assert [section.has_lines for section in first.briefing.sections] == [False]
    briefing = told(bare(4, unnamed), first.seen, NEXT).briefing
    (section,) = briefing.sections
    assert (section.quotes, section.quotations) == ((), 1)
    assert not section.has_lines


def test_a_withdrawn_headline_is_reported_once() -> None:
    (said,) = STRIKE.quotes
    first = told(bare(4, said))
    gone = POST.model_copy(update={"withdrawn_on": DAY})
    changed = bare(4, said).model_copy(update={"articles": (gone,)})
    second = told(changed, first.seen, NEXT)
    subjects = [str(one.subject) for one in second.briefing.corrections]
    assert sorted(subjects) == ["Headline", "Quotation"]
    assert told(changed, second.seen, NEXT + timedelta(days=1)).briefing.nothing_new


def test_a_new_article_without_a_day_is_news() -> None:
    library = library_of(STRIKE)
    first = told(library)
    undated = a_report(
        "kiosk", "A kiosk opens.", date_published=None, date_published_note="None is given."
    )
    story = a_story(8, "A kiosk opens", [a_sentence("A kiosk opens.", undated)], as_of=None)
    library.store(Digest(articles=(undated,), topics=(story,)), "kiosk")
    briefing = told(library, first.seen, NEXT).briefing
    assert [section.topic.name for section in briefing.sections] == ["A kiosk opens"]
