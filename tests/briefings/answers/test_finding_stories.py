"""Stories are found by any distinctive words, in memory or in the library."""

from briefings.answers import Answers, next_steps
from briefings.answers.questions import AskBrief, AskPositions, AskSearch, AskTimeline
from briefings.answers.types import Ambiguous, Brief, NotFound, Positions, Timeline
from briefings.library import Library
from briefings.library.story_shelf import KeptStory
from briefings.models import Digest
from tests.briefings.answers.building import a_point, a_topic, an_article, an_event
from tests.briefings.answers.stories import a_report, a_sentence, a_story, the_strike, told_by
from tests.libraries import library_of

STRIKE = told_by(
    1,
    "Dockers walk out at Port Elva",
    "Post",
    "Courier",
    keywords=("Harbour strike enters its second day", "Mira Tolan"),
)
FIRE = told_by(2, "Warehouse fire closes Port Elva road", "Post")
BY_HAND = Digest(
    articles=(an_article("daily"),),
    topics=(a_topic("port", "Port Elva", key_points=(a_point("It opened in 1902.", "daily"),)),),
)


def library_with(*digests: Digest) -> Library:
    library = library_of(Digest())
    for digest in digests:
        library.store(digest, digest.topics[0].id)
    return library


def brief_on(answers: Answers, text: str) -> str:
    answer = answers.ask(AskBrief(text))
    assert isinstance(answer, Brief), answer
    return answer.topic.name


def test_a_story_is_found_by_words_of_any_headline_and_by_its_actors() -> None:
    answers = Answers(library_with(STRIKE, FIRE))
    for text in (
        "harbour strike",
        "strike at the harbour",
        "dockers",
        "Tolan",
        "the latest strike",
    ):
        assert brief_on(answers, text) == "Dockers walk out at Port Elva"
    assert brief_on(answers, "warehouse fire") == "Warehouse fire closes Port Elva road"


def test_several_near_stories_are_offered_most_reported_first() -> None:
    answer = Answers(library_with(FIRE, STRIKE)).ask(AskBrief("port elva"))
    assert isinstance(answer, Ambiguous)
    assert [one.name for one in answer.candidates] == [
        "Dockers walk out at Port Elva",
        "Warehouse fire closes Port Elva road",
    ]
    steps = next_steps(answer, AskTimeline("port elva"))
    assert [step.question for step in steps] == [AskTimeline(one.id) for one in answer.candidates]


def test_a_hand_written_topic_precedes_stories_that_match_equally() -> None:
    answers = Answers(library_with(STRIKE, FIRE, BY_HAND))
    assert brief_on(answers, "port elva") == "Port Elva"
    assert brief_on(answers, "port elva dockers") == "Dockers walk out at Port Elva"


def test_a_story_is_found_by_words_that_only_its_key_points_have() -> None:
    article = a_report("post", "The ferry union left the room.")
    point = a_sentence("The ferry union left the room.", article)
    story = Digest(articles=(article,), topics=(a_story(3, "Talks stall", [point]),))
    assert brief_on(Answers(library_with(story)), "ferry union") == "Talks stall"


def test_an_older_story_is_found_in_the_library() -> None:
    library = library_with(
        STRIKE, *(told_by(n, f"Quiet day number {n}", "Post") for n in (5, 6, 7))
    )
    answers = Answers(library, stories=2)
    assert STRIKE.topics[0].id not in answers.directory.subjects
    assert answers.complete_topic("dockers") == []
    for text in ("harbour strike", "dockers walk out", "docke", STRIKE.topics[0].id):
        assert brief_on(answers, text) == "Dockers walk out at Port Elva"
    found = answers.ask(AskBrief("port elva"))
    assert isinstance(found, Brief)


def test_older_and_newer_stories_in_the_library_are_offered_by_name() -> None:
    library = library_with(STRIKE, FIRE, *(told_by(n, f"Quiet day {n}", "Post") for n in (5, 6)))
    answer = Answers(library, stories=2).ask(AskBrief("port elva"))
    assert isinstance(answer, Ambiguous)
    assert [one.name for one in answer.candidates] == [
        "Warehouse fire closes Port Elva road",
        "Dockers walk out at Port Elva",
    ]


def test_words_that_only_articles_have_lead_to_search() -> None:
    article = an_article("post", text="A lantern parade is planned.", headline="Parade")
    library = library_with(STRIKE)
    library.store(Digest(articles=(article,)), "post")
    answer = Answers(library).ask(AskBrief("lantern parade"))
    assert isinstance(answer, NotFound)
    assert answer.in_articles
    assert next_steps(answer, AskBrief("lantern parade"))[0].question == AskSearch("lantern parade")


def test_words_found_nowhere_are_not_reported_as_found() -> None:
    answer = Answers(library_with(STRIKE)).ask(AskBrief("volcano"))
    assert isinstance(answer, NotFound)
    assert not answer.in_articles
    assert isinstance(Answers(library_with(STRIKE)).ask(AskBrief("?!")), NotFound)


def test_a_new_story_is_served_at_once_and_old_ones_are_dropped() -> None:
    library = library_with(*(told_by(n, f"Quiet day {n}", "Post") for n in range(2)))
    answers = Answers(library, stories=2)
    for number in range(2, 600):
        library.store(told_by(number, f"Quiet day {number}", "Post"), f"story {number}")
        if number % 100 == 0:
            assert answers.follow()
            assert brief_on(answers, f"quiet day {number}") == f"Quiet day {number}"
    answers.follow()
    kept = answers.directory.subjects
    assert len(kept) <= 2 + 200
    assert [*kept][-1] == "story-000000000257"  # 599
    assert brief_on(answers, "quiet day 11") == "Quiet day 11"


def test_a_story_answers_for_one_merged_into_it() -> None:
    library = library_with(STRIKE, FIRE)
    answers = Answers(library)
    (strike,), (fire,) = STRIKE.topics, FIRE.topics
    library.remove(fire.id)
    with library.write() as writer:
        writer.stories.put_stories([KeptStory(fire.id, became=strike.id)])
    for asked in (fire.id, f" {fire.id} "):
        answer = answers.ask(AskBrief(asked))
        assert isinstance(answer, Brief)
        assert answer.topic.id == strike.id
        assert answer.was_another
    answer = answers.ask(AskBrief(strike.id))
    assert isinstance(answer, Brief)
    assert not answer.was_another
    names = answers.topic_names((fire.id, strike.id, "nothing"))
    assert names == {fire.id: strike.name, strike.id: strike.name}


def test_a_word_may_be_a_prefix_of_a_storys() -> None:
    assert brief_on(Answers(library_with(STRIKE, FIRE)), "dock strike") == strike_name()


def strike_name() -> str:
    return STRIKE.topics[0].name


def test_without_input_the_newest_and_most_reported_stories_are_offered_first() -> None:
    old = told_by(5, "The dam breaks", "Post", "Courier", "Echo", day="2026-01-03")
    answers = Answers(library_with(old, FIRE, STRIKE))
    offered = [choice.name for choice in answers.complete_topic("")]
    assert offered == [strike_name(), FIRE.topics[0].name, "The dam breaks"]
    assert [choice.name for choice in answers.complete_topic("harb")] == [strike_name()]


def test_sides_of_a_story_that_is_not_in_memory_are_found() -> None:
    library = library_of(the_strike())
    for number in range(3):
        library.store(told_by(number, f"Quiet day {number}", "Post"), f"s{number}")
    answers = Answers(library, stories=1)
    story = the_strike().topics[0].id
    assert story not in answers.directory.subjects
    answer = answers.ask(AskPositions(story, ("tolan",)))
    assert isinstance(answer, Positions)
    assert [side.id for side in answer.sides] == ["mira-tolan"]
    timeline = answers.ask(AskTimeline(story))
    assert isinstance(timeline, Timeline)
    assert timeline.holdings
    assert timeline.holdings.positions


def test_a_story_ends_on_the_day_of_its_newest_article() -> None:
    article = a_report("post", "The radar had failed twice this month.")
    (citation,) = a_sentence("The radar had failed twice this month.", article).citations
    vague = an_event("radar", "2026-12", topics=("story-3",), citations=(citation,))
    topic = a_story(3, "Radar failed", []).model_copy(
        update={"id": "story-3", "as_of": "2026-11-21"}
    )
    library = library_with(Digest(articles=(article,), topics=(topic,), events=(vague,)))
    found = Answers(library).ask(AskBrief("story-3"))
    assert isinstance(found, Brief)
    assert found.as_of == "2026-11-21"
