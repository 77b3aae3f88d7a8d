"""A pinned topic contains the stories whose articles have its words, whatever comes and goes."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from briefings.answers import Answers
from briefings.answers.questions import AskBrief, AskTimeline, AskTopStories
from briefings.answers.types import Brief, Timeline, TopStories
from briefings.digest import check_digest
from briefings.ingest import Ingestor, source_of
from briefings.ingest.stories import Stories
from briefings.library import Library
from briefings.models import Digest, Topic
from briefings.reading import ReadArticle
from tests.briefings.ingest.story_articles import both, bridge, ferry

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)
COAST = Topic(id="coast", name="The coast", keywords=("ferry Astrid", "lorry"), pinned=True)


def add(library: Library, articles: Iterable[ReadArticle]) -> None:
    list(Ingestor(library, clock=lambda: NOW).add(articles))


def pin(library: Library, *topics: Topic) -> None:
    library.store(Digest(topics=topics), "settings")
    Stories(library, clock=lambda: NOW).tell_due()


def held(library: Library, topic: str = "coast") -> set[str]:
    """The outlets with articles on a topic, after checking its consistency."""
    with library.read() as reader:
        digest = reader.digest()
        check_digest(digest)
        stories = reader.stories_held_by(topic, limit=100)
        members = reader.articles_of_stories(one.id for one in stories)
        articles = [one for ids in members.values() for one in ids]
        for quote in digest.quotes:
            assert (topic in quote.topics) == (quote.citation.article in articles)
        counts = reader.counts(topic)
        assert counts.articles == len(articles)
        assert counts.quotes == len(reader.quotes_in(articles))
        assert counts.events == sum(reader.counts(one.id).events for one in stories)
        assert len(reader.events(topic)) == counts.events
        assert len(reader.positions(topic)) == sum(len(reader.positions(one.id)) for one in stories)
        return {one.outlet for one in reader.articles(articles).values()}


def test_it_contains_later_stories(library: Library) -> None:
    pin(library, COAST)
    add(library, both())
    assert held(library) == {"Courier", "Lantern", "Tribune", "Gazette", "Herald", "Mirror"}


def test_it_contains_earlier_stories(library: Library) -> None:
    add(library, both())
    pin(library, COAST)
    assert len(held(library)) == 6
    pin(library, COAST.model_copy(update={"without": ("bridge",)}))
    assert held(library) == {"Gazette", "Herald", "Mirror"}
    pin(library)
    with library.read() as reader:
        assert not reader.stories_held_by("coast", limit=10)
        assert all(len(quote.topics) == 1 for quote in reader.digest().quotes)
        assert reader.counts("coast").articles == 0


def test_new_and_removed_articles_are_followed(library: Library) -> None:
    pin(library, COAST)
    first, second, third = ferry()
    add(library, [first])
    add(library, [second, third])
    assert held(library) == {"Gazette", "Herald", "Mirror"}
    with library.read() as reader:
        gone = next(one for one in reader.digest().articles if one.outlet == "Herald")
    library.remove(source_of(gone.id))
    Stories(library, clock=lambda: NOW).tell_due()
    assert held(library) == {"Gazette", "Mirror"}


def test_it_is_made_from_its_stories(library: Library) -> None:
    add(library, both())
    pin(library, COAST)
    answers = Answers(library)
    told = answers.ask(AskBrief("the coast"), today=date(2026, 3, 5))
    assert isinstance(told, Brief)
    assert len(told.stories) == 2
    cited = {one.article.outlet for one in told.references}
    assert cited & {"Courier", "Lantern", "Tribune"}
    assert cited & {"Gazette", "Herald", "Mirror"}
    assert told.as_of == "2026-03-04"
    timeline = answers.ask(AskTimeline("coast"), today=date(2026, 3, 5))
    assert isinstance(timeline, Timeline)
    assert timeline.entries
    top = answers.ask(AskTopStories(), today=date(2026, 3, 5))
    assert isinstance(top, TopStories)
    assert {one.topic.id for one in top.stories} == {one.id for one in told.stories}


def test_the_daily_post_continues_when_a_topic_is_pinned(library: Library) -> None:
    first, second, third = ferry()
    add(library, (*bridge(), first, second))
    today = date(2026, 3, 5)
    before = Answers(library).news((), None, today, full=True)
    assert len(before.briefing.sections) == 2
    pin(library, COAST)
    after = Answers(library).news((), before.seen, today, full=True)
    assert after.briefing.nothing_new
    add(library, [third])
    then = Answers(library).news((), after.seen, today, full=True)
    (coast,) = then.briefing.sections
    assert coast.topic.id == "coast"
    told = {one.article.outlet for one in then.briefing.references}
    assert told <= {"Gazette", "Herald", "Mirror"}
    assert any(one.lead.article.outlet == "Mirror" for one in coast.quotes)
    pin(library)
    assert Answers(library).news((), then.seen, today, full=True).briefing.nothing_new


def test_other_peoples_words_do_not_count(library: Library) -> None:
    pin(library, COAST.model_copy(update={"keywords": ("Astrid of Holm", "bridgehead")}))
    add(library, bridge())
    assert held(library) == set()
