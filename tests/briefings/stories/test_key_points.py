from datetime import date

from briefings.stories.key_points import key_points
from tests.briefings.stories.building import RARITY, article, each_its_own

GAZETTE = article(
    "Gazette",
    "The ferry Astrid ran aground on rocks off Holm on Tuesday with 80 passengers aboard. "
    "He had never seen such a thing, the captain said. "
    "Rescuers from Karvik took all passengers of the Astrid ashore in small boats. "
    "The harbour of Holm was built in 1901 by a merchant named Oskar Lindt.",
)
HERALD = article(
    "Herald",
    "With 80 passengers aboard, the ferry Astrid ran aground on the rocks off Holm on Tuesday. "
    "Police in Holm questioned the captain of the Astrid, Ada Moss, about the failed lights.",
    later=1,
)
POST = article(
    "Post",
    "Ferry passengers told of a loud noise when the Astrid hit rocks near Holm on Tuesday.",
    later=2,
)


def test_what_several_report_comes_first_and_only_once() -> None:
    points = key_points([GAZETTE, HERALD, POST], RARITY, each_its_own(GAZETTE, HERALD, POST))
    first, *others = points
    assert "ran aground" in first.text
    assert first.origins >= 2
    assert {cited.article for cited in first.citations} >= {"gazette", "herald"}
    assert first.first_seen == date(2026, 3, 4)
    assert not any("ran aground" in other.text for other in others)


def test_every_key_point_is_a_sentence_of_its_first_citation() -> None:
    for point in key_points([GAZETTE, HERALD], RARITY, each_its_own(GAZETTE, HERALD)):
        assert point.citations[0].exact == point.text
        assert not point.text.startswith("He ")


def test_a_sentence_with_another_number_is_not_support() -> None:
    other = article("Other", HERALD.sentences[0].text.replace("80", "200"))
    first, *_ = key_points([GAZETTE, other], RARITY, each_its_own(GAZETTE, other))
    assert {cited.article for cited in first.citations} != {"gazette", "other"}


def test_what_only_a_machine_says_is_not_a_key_point() -> None:
    assert key_points([GAZETTE], RARITY, {"gazette": None}) == ()


def test_there_is_a_maximum_number() -> None:
    assert len(key_points([GAZETTE, HERALD], RARITY, each_its_own(GAZETTE, HERALD), most=1)) == 1


def test_an_article_without_sentences_has_no_key_points() -> None:
    empty = article("Empty", "…")
    assert key_points([empty], RARITY, each_its_own(empty)) == ()


def test_a_storys_current_state_precedes_its_beginning() -> None:
    began = article("Gazette", "Dockers at Karvik port began a strike over pay on Monday.")
    ended = article("Herald", "Dockers at Karvik port ended a strike over pay on Friday.", later=4)
    points = key_points([began, ended], RARITY, each_its_own(began, ended))
    assert points[0].text.startswith("Dockers at Karvik port ended")


def test_a_different_statement_about_the_same_people_is_not_support() -> None:
    gazette = article(
        "Gazette", "The Karvik Harbour Workers Union will put the offer to its members in May."
    )
    herald = article(
        "Herald", "The Karvik Harbour Workers Union counted 600 dockers on the first morning."
    )
    for point in key_points([gazette, herald], RARITY, each_its_own(gazette, herald)):
        assert point.origins == 1


def test_a_sentence_about_another_day_is_not_support() -> None:
    gazette = article("Gazette", "Dockers at Karvik port were back at work on Friday morning.")
    herald = article("Herald", "Dockers at Karvik port were still at work on Monday morning.")
    for point in key_points([gazette, herald], RARITY, each_its_own(gazette, herald)):
        assert point.origins == 1


def test_a_death_is_reported_along_with_a_storms_other_effects() -> None:
    power = article(
        "Gazette", "Some 20,000 houses had no power after Storm Petra tore down lines at night."
    )
    death = article(
        "Herald", "A woman was killed near Karvik as Storm Petra hit homes in the north overnight."
    )
    points = key_points([power, death], RARITY, each_its_own(power, death))
    assert {point.citations[0].article for point in points} == {"gazette", "herald"}


def test_two_sentences_with_the_same_figures_are_reported_once() -> None:
    gazette = article(
        "Gazette", "The Astrid left Karvik at 11:36 and was back at its pier at 19:33, it was said."
    )
    herald = article(
        "Herald", "After leaving Karvik at 11:36, the ferry Astrid came back to port at 19:33."
    )
    points = key_points([gazette, herald], RARITY, each_its_own(gazette, herald))
    assert len(points) == 1


def test_statements_in_headlines_come_first() -> None:
    one = article(
        "Gazette",
        "Snow fell on Karvik harbour on Monday and the lamps of its pier were lit. "
        "Mayor Ada Moss of Karvik has resigned after a vote about its pier on Monday.",
        headline="Mayor Moss resigns",
    )
    first, *_ = key_points([one], RARITY, each_its_own(one))
    assert "has resigned" in first.text
