"""The parts around a reply come from the answer, whatever its kind."""

from dataclasses import dataclass

from briefings.answers.daily import DailyBriefing
from briefings.answers.types import Pages
from briefings.models import Topic
from briefings.rendering.navigation import links_of, neighbours, pages_of, tone_of, topic_of
from briefings.rendering.reply import Tone
from briefings.rendering.samples import samples

TOPIC = Topic(id="harbour", name="The harbour")


@dataclass(frozen=True)
class Unheard:
    """An unknown kind of answer."""

    topic: Topic | None
    pages: Pages


def test_a_new_kind_of_answer_needs_nothing_here():
    answer = Unheard(TOPIC, Pages(2, 3, 9))
    assert topic_of(answer) == TOPIC
    assert pages_of(answer) == Pages(2, 3, 9)
    assert tone_of(answer) is Tone.ANSWER
    assert (neighbours(answer), links_of(answer)) == ((None, None), ())
    assert topic_of(Unheard(None, Pages())) is None


def test_a_daily_briefing_has_a_topic_if_it_is_about_only_one():
    day = samples()["daily"][0].day
    assert topic_of(DailyBriefing(day, (), about=(TOPIC,))) == TOPIC
    assert topic_of(DailyBriefing(day, (), about=(TOPIC, TOPIC))) is None
    assert pages_of(DailyBriefing(day, ())) == Pages()
