"""News can be filtered by its own words and by those of the articles it is based on."""

from typing import Any

from briefings.answers.daily import Amendment, DailyBriefing
from briefings.answers.memory import Seen
from briefings.answers.news import News
from briefings.answers.wanted import Words
from briefings.models import Digest
from tests.briefings.answers.building import a_point, a_position, an_article, the_digest
from tests.briefings.answers.test_news import DAY, NEXT, changed, topic_with
from tests.libraries import answers_to


def told(digest: Digest, seen: Seen | None = None, *, full: bool = True, **words: Any) -> News:
    day = DAY if seen is None else NEXT
    return answers_to(digest).news((), seen, day, full=full, words=Words(**words))


def shown(briefing: DailyBriefing) -> set[str]:
    """What is reported, as its words or its id."""
    found: set[str] = set()
    for section in briefing.sections:
        found |= {line.text for line in section.key_points}
        found |= {said.id for said in section.quotes}
        found |= {item.discrepancy.id for item in section.differences}
        found |= {entry.event.id for entry in section.ahead}
        found |= {move.line.text for move in section.moves}
    return found


def points(*numbers: int) -> set[str]:
    return {f"Point {number} of the summit." for number in numbers}


ALL = points(*range(1, 9))


def with_text(text: str) -> Digest:
    """The digest with the text of one article, the basis of one point."""
    digest = the_digest()
    daily, *others = digest.articles
    return changed(
        digest,
        articles=(daily, *others, an_article("tern", text=text)),
        topics=topic_with(digest, key_points=(a_point("It was signed.", "tern"),)),
    )


def test_without_words_everything_is_wanted() -> None:
    assert (
        told(the_digest()).briefing
        == answers_to(the_digest()).news((), None, DAY, full=True).briefing
    )


def test_only_news_based_on_an_article_with_a_word_is_reported() -> None:
    found = shown(told(the_digest(), words_in=("courier",)).briefing)
    assert found == {"s", "u-c1", "attendance", "It rained.", "regatta"}


def test_news_based_only_on_articles_with_unwanted_words_is_left_out() -> None:
    everything = shown(told(the_digest()).briefing)
    found = shown(told(the_digest(), words_out=("courier",)).briefing)
    assert everything - found == {"It rained.", "regatta"}
    assert {"s", "attendance"} <= found  # another article has them too


def test_an_items_own_words_count_as_well() -> None:
    assert shown(told(the_digest(), words_in=("Point 7",)).briefing) == points(7)
    found = shown(told(the_digest(), words_out=("Point 7",)).briefing)
    assert ALL - found == points(7)
    quoted = told(the_digest(), words_in=("table",)).briefing
    assert shown(quoted) == {"u-m1", "attendance"}


def test_words_are_matched_in_texts_as_written() -> None:
    digest = with_text("The U.S. yard, she told us, runs on C++.")
    for word in ("U.S.", "C++", "Yard", "yar*"):
        assert "It was signed." in shown(told(digest, words_in=(word,)).briefing), word
        assert "It was signed." not in shown(told(digest, words_out=(word,)).briefing), word
    for word in ("US", "C", "yar"):
        assert "It was signed." not in shown(told(digest, words_in=(word,)).briefing), word
        assert "It was signed." in shown(told(digest, words_out=(word,)).briefing), word


def test_filtered_news_counts_as_seen_and_not_as_omitted() -> None:
    first = told(the_digest(), words_in=("Point 7",), full=False)
    assert [section.omitted for section in first.briefing.sections] == [0]
    assert told(the_digest(), first.seen).briefing.nothing_new


def test_corrections_are_reported_whatever_they_say() -> None:
    digest = the_digest()
    first = told(digest)
    summit = digest.topics[0]
    point = summit.key_points[0].model_copy(update={"text": "Point one was wrong."})
    now = changed(digest, topics=topic_with(digest, key_points=(point, *summit.key_points[1:])))
    (correction,) = told(now, first.seen, words_in=("nothing",)).briefing.corrections
    assert (correction.kind, correction.after) == (Amendment.CHANGED, "Point one was wrong.")


def test_changed_positions_are_filtered_by_their_words() -> None:
    digest = the_digest()
    seen = told(digest).seen
    moved = a_position("p9", "olga-marsh", "Sends a fleet.", stance="for", as_of="2025-08-21")
    now = changed(digest, positions=(*digest.positions, moved))
    assert shown(told(now, seen).briefing) == {"Sends a fleet."}
    assert shown(told(now, seen, words_in=("fleet",)).briefing) == {"Sends a fleet."}
    assert told(now, seen, words_out=("fleet",)).briefing.nothing_new


def test_topics_without_room_are_named_only_with_wanted_news() -> None:
    digest = the_digest()
    many = tuple(
        digest.topics[0].model_copy(
            update={
                "id": f"topic-{number}",
                "name": f"Topic {number}",
                "keywords": (),
                "issues": (),
                "key_points": (a_point(f"News {number}.", "robot"),),
            }
        )
        for number in range(7)
    )
    quotes = ()
    crowded = Digest(articles=digest.articles, topics=many, quotes=quotes)
    assert len(told(crowded, full=False).briefing.others) == 2
    kept = told(crowded, full=False, words_out=("News 4",)).briefing
    assert [topic.id for topic in kept.others] == ["topic-6"]
