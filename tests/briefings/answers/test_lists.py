"""Timeline, sources, differences, who, help: what they list and in which order."""

from briefings.answers import Answers
from briefings.answers.questions import (
    AskDifferences,
    AskHelp,
    AskPrivacy,
    AskSources,
    AskTimeline,
    AskWho,
)
from briefings.answers.types import (
    Differences,
    Empty,
    Help,
    NotFound,
    Privacy,
    Sources,
    Timeline,
    Who,
)
from briefings.models import Digest
from tests.briefings.answers.building import (
    a_difference,
    a_topic,
    an_actor,
    an_article,
    an_event,
)
from tests.libraries import answers_to


def test_events_are_in_chronological_order(answers: Answers) -> None:
    answer = answers.ask(AskTimeline("summit"))
    assert isinstance(answer, Timeline)
    assert [entry.event.id for entry in answer.entries] == ["treaty", "talks", "return"]
    talks = answer.entries[1]
    assert [actor.id for actor in talks.attendees] == ["ada-berg", "pavel-zelinsky"]
    assert (talks.numbers, talks.origins) == ((3,), ("AP",))
    assert answer.references[2].citation == talks.event.citations[0]


def test_a_timeline_without_a_topic_has_all_events(answers: Answers) -> None:
    for topic in (None, "  "):
        answer = answers.ask(AskTimeline(topic))
        assert isinstance(answer, Timeline)
        assert answer.topic is None
        assert answer.pages.items == 4


def test_vague_dates_find_their_place() -> None:
    starts = ("2025-08-15", "2025-08", "2025", "1994~", "2025-08-15/2025-08-18")
    events = tuple(an_event(f"e{i}", start) for i, start in enumerate(starts))
    planned = an_event("planned", "2025-08-15", status="planned")
    digest = Digest(articles=(an_article(),), topics=(a_topic(),), events=(planned, *events))
    answer = answers_to(digest).ask(AskTimeline("summit"))
    assert isinstance(answer, Timeline)
    order = [entry.event.id for entry in answer.entries]
    assert order == ["e3", "e2", "e1", "e0", "planned", "e4"]


def test_a_long_timeline_comes_in_pages_each_with_its_own_numbers() -> None:
    events = tuple(an_event(f"e{i}", f"{1900 + i}") for i in range(30))
    digest = Digest(articles=(an_article(),), topics=(a_topic(),), events=events)
    answer = answers_to(digest).ask(AskTimeline("summit", page=3))
    assert isinstance(answer, Timeline)
    assert (answer.pages.number, answer.pages.total, answer.pages.items) == (3, 3, 30)
    assert [entry.numbers for entry in answer.entries] == [(i,) for i in range(1, 7)]


def test_the_most_used_source_is_first_and_the_machine_last(answers: Answers) -> None:
    answer = answers.ask(AskSources("summit"))
    assert isinstance(answer, Sources)
    assert [(s.article.id, s.quotes, s.citations) for s in answer.sources] == [
        ("daily", 4, 18),
        ("gazette", 1, 8),
        ("courier", 3, 1),
        ("robot", 1, 0),
    ]
    assert answer.counts.origins == 2


def test_sources_without_a_topic_are_all_articles(answers: Answers) -> None:
    answer = answers.ask(AskSources())
    assert isinstance(answer, Sources)
    assert [s.article.id for s in answer.sources][-1] == "robot"
    assert {s.article.id: s.quotes for s in answer.sources}["daily"] == 5


def test_differences_set_claim_against_claim(answers: Answers) -> None:
    answer = answers.ask(AskDifferences("summit"))
    assert isinstance(answer, Differences)
    (item,) = answer.items
    assert [(claim.text, claim.numbers, claim.origins) for claim in item.claims] == [
        ("Five came to the table.", (1,), ("AP",)),
        ("Six came.", (2,), ("Courier",)),
    ]
    assert [reference.article.id for reference in answer.references] == ["daily", "courier"]


def test_differences_come_in_pages() -> None:
    found = tuple(a_difference(f"d{i}", ("Yes.", "daily"), ("No.", "daily")) for i in range(9))
    digest = Digest(articles=(an_article(),), topics=(a_topic(),), discrepancies=found)
    answer = answers_to(digest).ask(AskDifferences(page=5))
    assert isinstance(answer, Differences)
    assert (len(answer.items), answer.pages.total) == (1, 5)


def test_a_topic_without_the_kind_leads_to_one_with_it(answers: Answers) -> None:
    for question in (AskTimeline("fishing"), AskSources("fishing"), AskDifferences("fishing")):
        answer = answers.ask(question)
        assert isinstance(answer, Empty)
        assert "Fishing rights" in str(answer.reason)
        assert answer.suggestions[0].id == "summit"


def test_a_digest_with_only_articles_has_no_events_or_differences() -> None:
    answers = answers_to(Digest(articles=(an_article(),)))
    for question in (AskTimeline(), AskDifferences()):
        assert isinstance(answers.ask(question), Empty)


def test_who_shows_role_stances_and_latest_words(answers: Answers) -> None:
    answer = answers.ask(AskWho("adah berg"))
    assert isinstance(answer, Who)
    assert answer.affiliation is not None
    assert answer.affiliation.id == "northland"
    assert [(s.topic.id, s.line.text, s.line.numbers) for s in answer.stances] == [
        ("summit", "Keeps the border.", (1,))
    ]
    assert [u.lead.quote.id for u in answer.latest] == ["b5", "b1", "b4"]
    assert (answer.quote_count, answer.members) == (3, ())
    assert len(answer.references) == 1


def test_a_government_is_described_by_its_members(answers: Answers) -> None:
    answer = answers.ask(AskWho("northland"))
    assert isinstance(answer, Who)
    assert answer.affiliation is None
    assert [actor.id for actor in answer.members] == ["ada-berg", "carl-lindqvist"]
    assert answer.quote_count == 4
    assert [s.line.text for s in answer.stances] == ["Keeps the border."]


def test_a_name_unlike_all_finds_nobody(answers: Answers) -> None:
    assert isinstance(answers.ask(AskWho("qqqq")), NotFound)


def test_actors_with_circular_affiliations_are_still_described() -> None:
    digest = Digest(
        articles=(an_article(),),
        actors=(
            an_actor("a", "Ada", affiliation="b"),
            an_actor("b", "Ben", affiliation="a"),
            an_actor("c", "Cleo", affiliation="no-such-actor"),
        ),
    )
    answer = answers_to(digest).ask(AskWho("ada"))
    assert isinstance(answer, Who)
    assert answer.members == ()
    assert isinstance(answers_to(digest).ask(AskWho("cleo")), Who)


def test_help_names_topics_and_the_most_quoted(answers: Answers) -> None:
    answer = answers.ask(AskHelp())
    assert isinstance(answer, Help)
    assert answer.topics[0].id == "summit"
    assert [person.id for person in answer.people][:2] == ["ada-berg", "olga-marsh"]


def test_help_and_privacy_need_no_articles() -> None:
    answers = answers_to(Digest())
    assert answers.ask(AskHelp()) == Help((), ())
    assert answers.ask(AskPrivacy()) == Privacy()
