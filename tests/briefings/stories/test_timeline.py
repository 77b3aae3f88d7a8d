from briefings.models import EventStatus
from briefings.stories.timeline import timeline
from tests.briefings.stories.building import RARITY, article, each_its_own

GAZETTE = article(
    "Gazette",
    "The ferry Astrid ran aground on rocks off Holm on Tuesday with 80 passengers aboard. "
    "Ada Moss, the captain, will face a court in Holm on Friday. "
    "Captain Moss joined the ferry line in Holm in 2014 as a sailor. "
    "Tuesday's accident in Holm was the third in as many years. "
    "Police in Holm said on Wednesday that nobody was hurt.",
)
HERALD = article(
    "Herald",
    "Off Holm, the ferry Astrid ran aground on Tuesday with its 80 passengers. "
    "Holm's council has met about the harbour every day this year. "
    "Since Monday, Holm has had no lights on its western pier.",
    later=1,
)


def test_events_are_dated_and_merged_over_articles() -> None:
    events = timeline([GAZETTE, HERALD], RARITY, each_its_own(GAZETTE, HERALD))
    told = [(event.start_date, event.status, event.origins) for event in events]
    assert told == [
        ("2014", EventStatus.HAPPENED, 1),
        ("2026-03-03", EventStatus.HAPPENED, 2),
        ("2026-03-04", EventStatus.HAPPENED, 1),
        ("2026-03-06", EventStatus.PLANNED, 1),
    ]
    aground = events[1]
    assert aground.name == aground.citations[0].exact
    assert {cited.article for cited in aground.citations} == {"gazette", "herald"}


def test_a_week_is_an_interval() -> None:
    one = article("Gazette", "The council of Holm met last week about the ferry Astrid.")
    (event,) = timeline([one], RARITY, each_its_own(one))
    assert (event.start_date, event.end_date) == ("2026-02-23", "2026-03-01")


def test_a_narrower_date_of_another_article_counts() -> None:
    vague = article("Gazette", "The ferry Astrid ran aground on rocks off Holm this week.")
    both = [vague, HERALD]
    (event, *_) = timeline(both, RARITY, each_its_own(*both))
    assert event.start_date == "2026-03-03"
    assert event.origins == 2


def test_one_day_has_at_most_three_events() -> None:
    text = " ".join(
        f"The {name} of Holm opened on Tuesday after {count} years of delay."
        for name, count in [
            ("Lindt museum", "two"),
            ("Karvik bridge", "nine"),
            ("Moss library", "six"),
            ("Petrin hospital", "four"),
        ]
    )
    one = article("Gazette", text)
    assert len(timeline([one], RARITY, each_its_own(one))) <= 3


def test_a_date_that_depends_on_another_is_left_out() -> None:
    one = article(
        "Gazette",
        "The ferry Astrid left Holm on Monday. Divers found the Astrid's anchor the following day.",
    )
    events = timeline([one], RARITY, each_its_own(one))
    assert [event.start_date for event in events] == []


def test_a_future_event_on_the_articles_day_is_planned() -> None:
    one = article("Gazette", "The council of Holm will meet on Wednesday about the ferry Astrid.")
    (event,) = timeline([one], RARITY, each_its_own(one))
    assert (event.start_date, event.status) == ("2026-03-04", EventStatus.PLANNED)


def test_what_only_a_machine_says_is_not_an_event() -> None:
    assert timeline([GAZETTE], RARITY, {"gazette": None}) == ()


def test_each_date_of_a_sentence_is_an_event() -> None:
    one = article(
        "Gazette",
        "The isle of Holm lost its ferry in 1987, its inn in 1994 and its school in 2003.",
    )
    events = timeline([one], RARITY, each_its_own(one))
    assert [event.start_date for event in events] == ["1987", "1994", "2003"]


def test_a_year_of_something_incidental_dates_nothing() -> None:
    beside = article(
        "Gazette",
        "The Karvik mine plans to cut jobs in Holm after profits fell by a fifth last year. "
        "Ada Moss of Karvik, who took over the mine in January, said in Holm it had to be. "
        "Ivo Petrin of Holm took over the pits of Karvik in February.",
    )
    events = timeline([beside], RARITY, each_its_own(beside))
    assert [event.start_date for event in events] == ["2026-02"]
