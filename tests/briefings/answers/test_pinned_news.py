"""The daily news of pinned topics: their stories together, each story once."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from briefings.answers import Answers
from briefings.answers.daily import DailyBriefing, TopicNews
from briefings.answers.daily_topics import MOST_STORIES
from briefings.answers.memory import Seen
from briefings.answers.news import News
from briefings.answers.unseen import STILL_NEW
from briefings.library import Library
from briefings.models import Digest, KeyPoint, Position, Quote, Topic
from briefings.stories.pinned import tagged
from tests.briefings.answers.building import a_citation, a_position, a_quote, an_actor
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
COAST = Topic(id="coast", name="The coast", keywords=("port elva",), pinned=True)
ROADS = Topic(id="roads", name="The roads", keywords=("bridge",), pinned=True)


def on(digest: Digest, *pinned: Topic) -> Digest:
    """A story's digest, stored like a story in a pinned topic."""
    held = [one.id for one in pinned]
    (story,) = digest.topics
    made = tagged(digest, story.id, held)
    return digest.model_copy(
        update={
            **{name: getattr(made, name) for name in Digest.model_fields if getattr(made, name)},
            "quotes": tuple(
                one.model_copy(update={"topics": (*one.topics, *held)}) for one in digest.quotes
            ),
        }
    )


def library(pinned: Sequence[Topic], *stories: Digest) -> Library:
    held = library_of(Digest())
    put(held, Digest(topics=tuple(pinned)), *stories)
    return held


def put(held: Library, *stories: Digest) -> None:
    """As in ingesting: stories name topics of other sources, which no file may."""
    with held.write() as writer:
        for story in stories:
            writer.put(story, "-".join(one.id for one in (*story.articles, *story.topics)))


def told(held: Library, seen: Seen | None = None, day: date = TODAY, *topics: str) -> News:
    """The news, with what was seen passed through JSON as in the database."""
    stored = None if seen is None else json.loads(json.dumps(seen))
    return Answers(held).news(topics, stored, day, full=True)


def names(briefing: DailyBriefing) -> list[str]:
    return [section.topic.name for section in briefing.sections]


def lines(section: TopicNews) -> list[str]:
    return [line.text for line in section.key_points]


def everything(briefing: DailyBriefing) -> list[str]:
    """Every line of a briefing, in any section."""
    return [
        one
        for section in briefing.sections
        for one in (
            *(line.text for line in section.key_points),
            *(story.topic.name for story in section.stories),
            *(said.lead.quote.text for said in section.quotes),
            *(move.line.text for move in section.moves),
            *(item.discrepancy.name for item in section.differences),
            *(entry.event.name for entry in section.ahead),
        )
    ]


KIOSK = told_by(2, "A kiosk opens", "Echo", "Mirror", "Herald")
FERRY = told_by(3, "A ferry runs aground", "Echo")
DAM = told_by(4, "The dam breaks", "Echo")


def test_it_is_a_section_of_its_own_before_stories_that_more_report() -> None:
    held = library([COAST], KIOSK, on(the_strike(), COAST), on(FERRY, COAST))
    briefing = told(held).briefing
    assert names(briefing) == ["The coast", "A kiosk opens"]
    coast, _ = briefing.sections
    assert set(lines(coast)) == {
        "A ferry runs aground.",
        "Dockers at Port Elva walked out on Monday.",
    }
    assert [one.lead.quote.id for one in coast.quotes] == ["post-1"]
    assert [one.event.name for one in coast.ahead] == ["Talks are planned for 9 March."]
    assert [one.discrepancy.name for one in coast.differences] == ["How many people?"]


def test_no_story_is_told_twice() -> None:
    held = library([COAST, ROADS], on(the_strike(), COAST, ROADS), on(FERRY, ROADS), KIOSK)
    for full in (True, False):
        briefing = Answers(held).news((), None, TODAY, full=full).briefing
        found = everything(briefing)
        assert len(found) == len(set(found))
        assert names(briefing) == ["The coast", "The roads", "A kiosk opens"]


def test_of_two_pinned_topics_the_first_pinned_tells_the_story_whole() -> None:
    story = on(the_strike(), ROADS, COAST)
    briefing = told(library([COAST, ROADS], story, on(FERRY, ROADS))).briefing
    coast, roads = briefing.sections
    assert (coast.topic.id, roads.topic.id) == ("coast", "roads")
    assert (coast.omitted, len(coast.quotes), len(coast.ahead)) == (0, 1, 1)
    assert lines(roads) == ["A ferry runs aground."]
    assert (roads.quotes, roads.ahead, roads.differences, roads.omitted) == ((), (), (), 0)


def test_what_one_pinned_topic_has_no_room_for_is_not_left_to_another() -> None:
    numbers = ("First", "Second", "Third", "Fourth", "Fifth")
    report = a_report("log", " ".join(f"{number} ferry ran aground." for number in numbers))
    points = [a_sentence(f"{number} ferry ran aground.", report) for number in numbers]
    log = Digest(articles=(report,), topics=(a_story(7, "Ferries run aground", points),))
    held = library([COAST, ROADS], on(log, COAST, ROADS), on(DAM, ROADS))
    coast, roads = Answers(held).news((), None, TODAY).briefing.sections
    assert (len(coast.key_points), coast.omitted) == (3, 2)
    assert (lines(roads), roads.omitted) == (["The dam breaks."], 0)


def test_a_topic_whose_stories_another_tells_is_no_section() -> None:
    assert names(told(library([COAST, ROADS], on(FERRY, COAST, ROADS))).briefing) == ["The coast"]


def test_what_is_not_pinned_stands_as_before() -> None:
    before = told(library([], KIOSK, DAM)).briefing
    with_pinned = told(library([COAST], KIOSK, DAM, on(FERRY, COAST))).briefing
    assert [
        (one.topic, lines(one), one.article, one.counts) for one in with_pinned.sections[1:]
    ] == [(one.topic, lines(one), one.article, one.counts) for one in before.sections]
    assert len(before.sections) == 2


@pytest.mark.parametrize("order", [(False, True), (True, False)])
def test_what_was_seen_stays_seen_when_a_topic_is_pinned_or_no_more(
    order: tuple[bool, bool],
) -> None:
    """Nothing is doubled or lost, whichever topic reports the stories."""
    story = the_strike()

    def as_of(pinned: bool, *further: Digest) -> Library:  # noqa: FBT001  # a parameter of the test
        if not pinned:
            return library([], story, FERRY, *further)
        return library([COAST], *(on(one, COAST) for one in (story, FERRY, *further)))

    first = told(as_of(order[0]))
    assert not first.briefing.nothing_new
    again = told(as_of(order[1]), first.seen, NEXT)
    assert again.briefing.nothing_new
    assert told(as_of(order[1]), again.seen, NEXT + timedelta(days=1)).briefing.nothing_new
    for seen in (first.seen, again.seen):
        news = told(as_of(order[1], DAM), seen, NEXT).briefing
        assert everything(news) == ["The dam breaks."]


def test_what_was_not_shown_for_want_of_room_stays_seen_too() -> None:
    first = Answers(library([], the_strike(), FERRY)).news((), None, TODAY, fits=lambda _: False)
    pinned = library([COAST], on(the_strike(), COAST), on(FERRY, COAST))
    assert told(pinned, first.seen, NEXT).briefing.nothing_new


def test_a_sentence_that_comes_later_is_news_under_the_topic() -> None:
    strike = the_strike()
    first = told(library([], strike))
    (story,) = strike.topics
    herald = strike.articles[2]
    later = a_sentence("The port authority rejected any extra pay for the night shift.", herald)
    grown = story.model_copy(update={"key_points": (*story.key_points, later)})
    pinned = library([COAST], on(strike.model_copy(update={"topics": (grown,)}), COAST))
    news = told(pinned, first.seen, NEXT)
    (coast,) = news.briefing.sections
    assert everything(news.briefing) == [later.text]
    assert coast.topic.id == "coast"
    assert told(pinned, news.seen, NEXT + timedelta(days=1)).briefing.nothing_new


def test_a_correction_is_made_once_whoever_tells_the_story() -> None:
    strike = the_strike()
    post = strike.articles[0]
    first = told(library([], strike))
    text = (post.text or "").replace("on Monday", "on Sunday")
    now = a_report(post.id, text)
    (story,) = strike.topics
    point = a_sentence("Dockers at Port Elva walked out on Sunday.", now)
    changed = strike.model_copy(
        update={
            "articles": (now, *strike.articles[1:]),
            "topics": (story.model_copy(update={"key_points": (point,)}),),
        }
    )
    pinned = library([COAST], on(changed, COAST))
    second = told(pinned, first.seen, NEXT)
    assert [one.after for one in second.briefing.corrections] == [f"“{point.text}”"]
    assert second.briefing.sections == ()
    assert told(pinned, second.seen, NEXT + timedelta(days=1)).briefing.nothing_new


def bare(number: int, words: str) -> Digest:
    """A story without key points, from one article."""
    article = a_report(f"echo-{number}", f"{words}.", headline=words)
    place = a_position(
        f"place-{number}", "echo", words, topic=f"story-{number:012x}", verbatim=True,
        evidence=words, citations=(cited(article, words),), quote=f"q-{number}",
    )  # fmt: skip
    quote = a_quote(
        f"q-{number}", "echo", words, article.id,
        topics=(f"story-{number:012x}",), utterance=f"u-{number}",
    )  # fmt: skip
    return Digest(
        articles=(article,),
        actors=(an_actor("echo", "Ada Echo"),),
        topics=(a_story(number, words, ()),),
        positions=(place,),
        quotes=(quote,),
    )


def test_a_story_without_key_points_is_news_by_its_headline_under_the_topic_once() -> None:
    first = told(library([COAST], on(bare(5, "Fog at sea"), COAST)))
    (coast,) = first.briefing.sections
    (fog,) = coast.stories
    assert (fog.topic.name, fog.article and fog.article.id) == ("Fog at sea", "echo-5")
    more = library([COAST], on(bare(5, "Fog at sea"), COAST), on(bare(6, "Ice at sea"), COAST))
    for topics in ((), ("coast",)):
        news = told(more, first.seen, NEXT, *topics)
        (coast,) = news.briefing.sections
        assert [one.topic.name for one in coast.stories] == ["Ice at sea"]
        assert told(more, news.seen, NEXT, *topics).briefing.nothing_new


def edited(*pinned: Topic, stance: str = "for") -> Digest:
    """An edited story: its lines are ours, without articles' words."""
    strike = the_strike()
    (story,) = strike.topics
    ours = KeyPoint(text="The port stands still.", citations=(a_citation("post", "walked out"),))
    holds = a_position(
        "ours", "mira-tolan", "Wants pay for nights.", topic=story.id, issue="shift",
        stance=stance, as_of=DAY, citations=(a_citation("post", "night shift"),),
    )  # fmt: skip
    return on(
        strike.model_copy(
            update={
                "topics": (story.model_copy(update={"key_points": (ours,)}),),
                "positions": (holds,),
            }
        ),
        *pinned,
    )


@pytest.mark.parametrize("pinned", [True, False])
def test_lines_changed_by_hand_stay_seen(*, pinned: bool) -> None:
    before, after = (edited(COAST), edited()) if pinned else (edited(), edited(COAST))
    first = told(library([COAST] if pinned else [], before))
    assert not first.briefing.nothing_new
    other = library([] if pinned else [COAST], after)
    assert told(other, first.seen, NEXT).briefing.nothing_new
    changed = edited(*([] if pinned else [COAST]), stance="against")
    news = told(library([] if pinned else [COAST], changed), first.seen, NEXT).briefing
    (move,) = [move for section in news.sections for move in section.moves]
    assert (move.was, move.stance) == ("for", "against")


def test_what_a_topics_own_briefing_remembered_as_the_topics_is_seen() -> None:
    """As stored before stories were also tracked by themselves."""
    held = library([COAST], edited(COAST))
    seen = told(held, None, TODAY, "coast").seen
    (story,) = the_strike().topics
    former = json.loads(json.dumps(seen).replace(story.id, "coast"))
    assert former != seen
    assert told(held, former, NEXT, "coast").briefing.nothing_new


def test_what_a_digest_says_of_a_pinned_topic_itself_is_told_first() -> None:
    own = a_report("own", "The coast is quiet.")
    topic = COAST.model_copy(
        update={
            "key_points": (
                KeyPoint(text="A quiet coast.", citations=(a_citation("own", "The coast"),)),
            )
        }
    )
    said: Quote = a_quote("own-1", "mira-tolan", "The coast", "own", topics=("coast",))
    wants: Position = a_position(
        "own-p", "mira-tolan", "Wants quiet.", topic="coast", as_of=DAY,
        citations=(a_citation("own", "quiet"),),
    )  # fmt: skip
    held = library([topic], on(the_strike(), topic))
    quiet = Digest(articles=(own,), actors=the_strike().actors, quotes=(said,), positions=(wants,))
    put(held, quiet)
    (coast,) = told(held).briefing.sections
    assert lines(coast)[0] == "A quiet coast."
    assert len(coast.key_points) == 2
    assert coast.omitted == 1  # the same person's other quotation
    known = told(library([topic], on(the_strike(), topic))).seen
    (coast,) = told(held, known, NEXT).briefing.sections
    assert [move.line.text for move in coast.moves] == ["Wants quiet."]


def test_a_story_that_was_asked_for_by_itself_stands_for_itself() -> None:
    held = library([COAST], on(the_strike(), COAST), on(FERRY, COAST))
    (story,) = the_strike().topics
    briefing = told(held, None, TODAY, story.id, "coast").briefing
    assert names(briefing) == ["The coast", story.name]
    assert [lines(section) for section in briefing.sections] == [
        ["A ferry runs aground."],
        ["Dockers at Port Elva walked out on Monday."],
    ]
    assert briefing.sections[0].quotes == ()


def test_a_pinned_topic_does_not_depend_on_how_many_other_stories_there_are() -> None:
    others = [
        told_by(number, f"Event number {number}", "Echo", "Post", "Herald")
        for number in range(100, 100 + MOST_STORIES + 5)
    ]
    small = told_by(3, "A ferry runs aground", "Echo")
    briefing = Answers(library([COAST], *others, on(small, COAST))).news((), None, TODAY).briefing
    assert briefing.sections[0].topic.id == "coast"
    assert len(briefing.sections) + len(briefing.others) == MOST_STORIES + 1


def test_stories_that_had_no_article_lately_are_no_news() -> None:
    old = TODAY - STILL_NEW - timedelta(days=2)
    held = library([COAST], on(FERRY, COAST))
    first = told(held)
    put(held, on(told_by(8, "A pier shuts", "Echo", day=old.isoformat()), COAST))
    news = told(held, first.seen, NEXT).briefing
    assert (news.nothing_new, news.older) == (True, 0)


def test_a_screen_has_three_lines_of_a_pinned_topic_and_counts_the_rest() -> None:
    ferries = [
        on(told_by(number, f"Ferry number {number} runs aground", "Echo"), COAST)
        for number in range(10, 16)
    ]
    briefing = Answers(library([COAST], *ferries, KIOSK)).news((), None, TODAY).briefing
    assert names(briefing) == ["The coast", "A kiosk opens"]
    coast, kiosk = briefing.sections
    assert (len(coast.key_points), coast.omitted) == (3, 3)
    assert kiosk.key_points == ()
