"""What is new since the last briefing: by identity, each thing once, corrections marked."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from briefings.answers.daily import Amendment, DailyBriefing
from briefings.answers.limits import OVERVIEW
from briefings.answers.memory import KEEP_GONE, Seen
from briefings.answers.news import News
from briefings.answers.unseen import STILL_NEW
from briefings.models import Digest, Stance
from tests.briefings.answers.building import (
    a_citation,
    a_difference,
    a_point,
    a_position,
    a_quote,
    a_topic,
    an_article,
    an_event,
    the_digest,
)
from tests.libraries import answers_to
from tests.strategies import digests

DAY = date(2025, 8, 20)
NEXT = DAY + timedelta(days=1)


def told(
    digest: Digest, seen: Seen | None = None, day: date = DAY, *topics: str, full: bool = True
) -> News:
    """The news, with what was seen passed through JSON as in the database."""
    stored = None if seen is None else json.loads(json.dumps(seen))
    return answers_to(digest).news(topics, stored, day, full=full)


def changed(digest: Digest, **updates: Any) -> Digest:
    return digest.model_copy(update=updates)


def after(digest: Digest, **updates: Any) -> DailyBriefing:
    """The next briefing after one about `digest` was posted and `updates` arrived."""
    return told(changed(digest, **updates), told(digest).seen, NEXT).briefing


def topic_with(digest: Digest, topic_id: str = "summit", **updates: Any) -> Any:
    return tuple(
        topic.model_copy(update=updates) if topic.id == topic_id else topic
        for topic in digest.topics
    )


def test_at_first_everything_is_new_and_nothing_has_moved() -> None:
    briefing = told(the_digest()).briefing
    assert briefing.first
    assert [section.topic.id for section in briefing.sections] == ["summit", "weather"]
    summit = briefing.sections[0]
    assert len(summit.key_points) == 8
    assert [said.id for said in summit.quotes] == ["s", "u-z1", "u-m1"]
    assert summit.moves == ()
    assert [item.discrepancy.id for item in summit.differences] == ["attendance"]
    assert [entry.event.id for entry in summit.ahead] == ["return"]
    assert briefing.corrections == ()
    assert not briefing.nothing_new


def test_seen_news_is_not_reported_again() -> None:
    digest = the_digest()
    first = told(digest)
    second = told(digest, first.seen, NEXT)
    assert second.briefing.nothing_new
    assert second.briefing == DailyBriefing(
        NEXT, (), as_of=first.briefing.as_of, age=first.briefing.age + 1, full=True
    )
    assert told(digest, second.seen, NEXT).seen == second.seen


def test_news_is_what_has_a_new_identity_whatever_its_date() -> None:
    digest = the_digest()
    old_words = a_quote("z9", "pavel-zelinsky", "We met before the war.", spoken_on="1999-01-01")
    point = a_point("A ninth point.", "courier")
    treaty = an_event("signing", "2025-08-30", status="planned")
    summit = digest.topics[0]
    briefing = after(
        digest,
        quotes=(*digest.quotes, old_words),
        events=(*digest.events, treaty),
        topics=topic_with(digest, key_points=(point, *summit.key_points)),
        discrepancies=(
            *digest.discrepancies,
            a_difference("when", ("At noon.", "daily"), ("At two.", "courier")),
        ),
    )
    (section,) = briefing.sections
    assert [line.text for line in section.key_points] == ["A ninth point."]
    assert [said.lead.quote.id for said in section.quotes] == ["z9"]
    assert [item.discrepancy.id for item in section.differences] == ["when"]
    assert [entry.event.id for entry in section.ahead] == ["signing"]
    assert briefing.corrections == ()


def test_another_report_of_the_same_words_is_not_news() -> None:
    digest = the_digest()
    again = a_quote(
        "b9", "ada-berg", "We will not give up one metre of our shore", "robot", utterance="s"
    )
    assert after(digest, quotes=(*digest.quotes, again)).nothing_new


def test_a_sentence_with_more_reports_is_not_news() -> None:
    digest = the_digest()
    points = digest.topics[0].key_points
    carried = points[0].model_copy(
        update={"citations": (*points[0].citations, a_citation("courier", "more"))}
    )
    briefing = after(digest, topics=topic_with(digest, key_points=(carried, *points[1:])))
    assert briefing.nothing_new


def test_a_changed_position_is_reported_with_the_former_one() -> None:
    digest = the_digest()
    newer = a_position(
        "p9",
        "ada-berg",
        "Would open the bridge.",
        issue="bridge",
        stance="conditional",
        as_of="2025-08-19",
    )
    (section,) = after(digest, positions=(*digest.positions, newer)).sections
    (move,) = section.moves
    assert (move.voice.id, move.was, move.stance) == (
        "ada-berg",
        Stance.AGAINST,
        Stance.CONDITIONAL,
    )
    assert move.issue is not None
    assert move.issue.id == "bridge"
    assert move.line.text == "Would open the bridge."


def test_a_new_position_is_reported_and_an_unchanged_one_is_not() -> None:
    digest = the_digest()
    newcomer = a_position("p9", "ivo-marsh", "Doubts it all.", issue="bridge", stance="against")
    stays = a_position(
        "p8", "ada-berg", "Shuts it for good.", issue="bridge", stance="against", as_of="2025-08-19"
    )
    (section,) = after(digest, positions=(*digest.positions, newcomer, stays)).sections
    assert [(move.voice.id, move.was) for move in section.moves] == [("ivo-marsh", None)]


def test_a_corrected_quotation_is_reported() -> None:
    digest = the_digest()
    shown = told(digest).briefing.sections[0].quotes[0].lead.quote
    put_right = tuple(
        q.model_copy(update={"creator": "carl-lindqvist"}) if q.id == shown.id else q
        for q in digest.quotes
    )
    briefing = after(digest, quotes=put_right)
    (correction,) = briefing.corrections
    assert correction.kind is Amendment.CHANGED
    assert correction.before == f"“{shown.text}” — Ada Berg"
    assert correction.after == f"“{shown.text}” — Carl Lindqvist"
    assert briefing.sections == ()


def test_a_withdrawal_of_shown_news_is_reported_once() -> None:
    digest = the_digest()
    first = told(digest)
    shown = first.briefing.sections[0].quotes[0].lead.quote
    without = changed(digest, quotes=tuple(q for q in digest.quotes if q.utterance != "s"))
    second = told(without, first.seen, NEXT)
    (correction,) = second.briefing.corrections
    assert (correction.kind, str(correction.subject)) == (Amendment.WITHDRAWN, "Quotation")
    assert shown.text in correction.before
    assert told(without, second.seen, NEXT).briefing.corrections == ()


def test_an_article_that_left_the_digest_withdraws_nothing() -> None:
    digest = the_digest()
    fewer = changed(
        digest,
        articles=tuple(a for a in digest.articles if a.id == "courier"),
        quotes=tuple(q for q in digest.quotes if q.citation.article == "courier"),
        discrepancies=(),
        events=tuple(event for event in digest.events if event.id == "regatta"),
    )
    assert told(fewer, told(digest).seen, NEXT).briefing.corrections == ()


def test_a_postponed_meeting_is_corrected_and_a_past_one_is_not() -> None:
    digest = the_digest()
    others = tuple(event for event in digest.events if event.id != "return")
    put_off = an_event("return", "2025-09-01", status="planned")
    (correction,) = after(digest, events=(*others, put_off)).corrections
    assert "2025-08-25" in correction.before
    assert "2025-09-01" in correction.after
    took_place = an_event("return", "2025-08-21")
    assert after(digest, events=(*others, took_place)).nothing_new


def test_a_key_point_rewritten_on_the_same_sources_is_corrected() -> None:
    digest = the_digest()
    points = digest.topics[0].key_points
    rewritten = points[0].model_copy(update={"text": "Point one, put better."})
    topics = topic_with(digest, key_points=(rewritten, *points[1:]))
    (correction,) = after(digest, topics=topics).corrections
    assert (correction.before, correction.after) == (points[0].text, "Point one, put better.")


def test_two_key_points_on_one_place_do_not_correct_each_other() -> None:
    digest = the_digest()
    one = a_point("Point one.", "daily")
    same = (one, one.model_copy(update={"text": "Point two."}))
    both = changed(digest, topics=topic_with(digest, key_points=same))
    first = told(both, None, DAY)
    assert told(both, first.seen, NEXT).briefing.nothing_new
    put_better = (one, one.model_copy(update={"text": "Point two, put better."}))
    later = changed(digest, topics=topic_with(digest, key_points=put_better))
    (correction,) = told(later, first.seen, NEXT).briefing.corrections
    assert (correction.before, correction.after) == ("Point two.", "Point two, put better.")


def test_a_short_overview_names_what_it_has_no_room_for() -> None:
    digest = the_digest()
    briefing = told(digest, None, DAY, full=False).briefing
    summit = briefing.sections[0]
    assert len(summit.key_points) == OVERVIEW.a_topic.points
    assert len(summit.quotes) == OVERVIEW.a_topic.quotes
    assert summit.omitted == 8 - OVERVIEW.a_topic.points + 7 - OVERVIEW.a_topic.quotes
    many = changed(
        digest,
        topics=tuple(
            digest.topics[0].model_copy(
                update={"id": f"topic-{n}", "key_points": (a_point(f"Point {n}.", "daily"),)}
            )
            for n in range(8)
        ),
    )
    crowded = told(many, None, DAY, full=False).briefing
    assert [topic.id for topic in crowded.others] == ["topic-5", "topic-6", "topic-7"]


def test_it_shows_less_until_it_fits_and_remembers_what_it_shows() -> None:
    digest = the_digest()

    def lines(briefing: DailyBriefing) -> int:
        return sum(
            len(s.key_points) + len(s.quotes) + len(s.differences) + len(s.ahead)
            for s in briefing.sections
        )

    answers = answers_to(digest)
    roomy = answers.news(("summit",), None, DAY)
    assert lines(roomy.briefing) > 3
    tight = answers.news(("summit",), None, DAY, fits=lambda briefing: lines(briefing) <= 3)
    assert lines(tight.briefing) == 3
    assert tight.briefing.omitted == roomy.briefing.omitted + lines(roomy.briefing) - 3
    numbers = [reference.number for reference in tight.briefing.references]
    assert numbers == list(range(1, len(numbers) + 1))
    texts = {entry["text"] for entry in tight.seen.values() if "text" in entry}
    shown = {line.text for line in tight.briefing.sections[0].key_points}
    assert {text for text in texts if text.startswith("Point ")} == shown
    never = answers.news(("summit",), None, DAY, fits=lambda _: False).briefing
    assert lines(never) == 1


def test_items_too_old_for_news_are_counted_and_not_reported_later() -> None:
    digest = the_digest()
    dated = changed(
        digest, topics=tuple(t.model_copy(update={"as_of": "2025-08-18"}) for t in digest.topics)
    )
    assert told(dated, None, date(2025, 8, 18) + STILL_NEW).briefing.sections
    late = DAY + STILL_NEW + timedelta(days=60)
    old = told(dated, None, late)
    assert old.briefing.nothing_new
    assert old.briefing.older > 8
    after_that = told(dated, old.seen, late + timedelta(days=1)).briefing
    assert (after_that.nothing_new, after_that.older) == (True, 0)


def test_a_future_event_is_news_however_old_its_report() -> None:
    treaty = an_event("signing", "2026-01-30", status="planned")
    someday = an_event("someday", "2025-09-01/..", status="planned")
    digest = Digest(articles=the_digest().articles, topics=(a_topic(),), events=(treaty, someday))
    briefing = told(digest, None, date(2026, 1, 1)).briefing
    assert [one.event.id for one in briefing.sections[0].ahead] == ["signing"]
    assert briefing.older == 1


def test_an_old_article_arriving_today_is_not_news_and_last_weeks_is() -> None:
    digest = the_digest()
    point = a_point("A ninth point.", "latecomer")
    for days, is_news in ((STILL_NEW.days, True), (STILL_NEW.days + 1, False)):
        published = (NEXT - timedelta(days=days)).isoformat()
        latecomer = an_article("latecomer", date_published=published)
        briefing = after(
            digest,
            articles=(*digest.articles, latecomer),
            topics=topic_with(digest, key_points=(point, *digest.topics[0].key_points)),
        )
        assert (briefing.nothing_new, briefing.older) == (not is_news, int(not is_news))


def test_only_the_topics_asked_for() -> None:
    digest = the_digest()
    news = told(digest, None, DAY, "weather")
    assert [section.topic.id for section in news.briefing.sections] == ["weather"]
    assert [topic.id for topic in news.briefing.about] == ["weather"]
    assert told(digest, None, DAY, "no-such-topic").briefing.nothing_new


def test_how_old_the_newest_report_is() -> None:
    briefing = told(the_digest()).briefing
    assert (briefing.as_of, briefing.age) == ("2025-08-19", 1)
    assert told(Digest()).briefing.age == 0


def test_items_gone_from_the_digest_are_remembered_for_a_while() -> None:
    digest = the_digest()
    seen = told(digest).seen
    gone = told(Digest(), seen, NEXT).seen
    assert told(digest, gone, NEXT).briefing.nothing_new
    later = told(Digest(), gone, NEXT + KEEP_GONE + timedelta(days=1)).seen
    assert later == {}
    assert not told(digest, later, NEXT).briefing.nothing_new


@pytest.mark.parametrize("full", [True, False])
def test_every_number_in_a_line_leads_to_a_reference(full: bool) -> None:  # noqa: FBT001  # a parameter of the test
    briefing = told(the_digest(), full=full).briefing
    numbers = {
        number for s in briefing.sections for line in s.key_points for number in line.numbers
    }
    assert numbers <= {reference.number for reference in briefing.references}
    assert numbers


@settings(max_examples=40, deadline=None)
@given(digests())
def test_nothing_in_any_digest_is_new_a_second_time(digest: Digest) -> None:
    first = told(digest, None, DAY)
    second = told(digest, first.seen, DAY)
    assert second.briefing.nothing_new
    assert told(digest, second.seen, DAY).seen == second.seen
