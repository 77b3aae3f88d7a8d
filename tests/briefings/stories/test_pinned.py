"""Which stories a pinned topic contains."""

import pytest

from briefings.models import Topic
from briefings.stories.pinned import holding
from tests.briefings.stories.building import article


def topic(*keywords: str, without: tuple[str, ...] = ()) -> Topic:
    return Topic(id="t", name="T", keywords=keywords, without=without, pinned=True)


TEXT = (
    "The toll bridges of Quill will cost drivers more from May. Mayor Ina Rowe said so. "
    "A barge lay beneath. Nobody spoke of the harbour. The lighthouse was dark that night."
)


@pytest.mark.parametrize(
    "keywords",
    [("toll bridge",), ("Ina Rowe",), ("INA ROWE",), ("rats", "quill"), ("headline",)],
)
def test_an_article_is_on_a_topic_by_how_it_begins(keywords: tuple[str, ...]) -> None:
    one = article("a", TEXT, headline="A headline of today")
    assert holding([topic(*keywords)], [one]) == ("t",)


@pytest.mark.parametrize("keyword", ["bridge toll", "lighthouse", "quillon", "headline tomorrow"])
def test_other_words_do_not_match(keyword: str) -> None:
    one = article("a", TEXT, headline="A headline of today")
    assert holding([topic(keyword)], [one]) == ()


def test_excluded_words_win() -> None:
    one = article("a", TEXT)
    assert holding([topic("bridge", without=("barge",))], [one]) == ()
    assert holding([topic("bridge", without=("lighthouse",))], [one]) == ("t",)


def test_one_article_of_three_is_enough() -> None:
    on, off = article("a", TEXT), "Rain fell on the hills of Nore. Farmers were glad of the rain."
    others = [article(name, off) for name in "bcd"]
    assert holding([topic("toll")], [on, *others[:2]]) == ("t",)
    assert holding([topic("toll")], [on, *others]) == ()
