"""Search: names first, then what the library finds, each thing once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from briefings.answers import Answers
from briefings.answers.questions import AskSearch
from briefings.answers.searching import segments
from briefings.answers.types import Change, Empty, Hit, HitKind, Refused, SearchResults, Segment
from briefings.library import Library
from briefings.library.searching import Excerpt
from briefings.models import Digest
from tests.briefings.answers.building import a_quote, an_article, the_digest


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    async with Library.open(f"sqlite:///{tmp_path / 'library.db'}") as opened:
        await opened.store(the_digest(), "tests")
        yield opened


async def hits(library: Library | None, text: str, page: int = 1) -> tuple[Hit, ...]:
    answers = Answers(the_digest(), library.search if library else None)
    answer = await answers.ask(AskSearch(text, page))
    assert isinstance(answer, SearchResults)
    return answer.hits


def shape(found: tuple[Hit, ...]) -> list[tuple[str, str]]:
    return [(hit.kind.value, hit.id) for hit in found]


async def test_quotations_are_found_by_their_words(library: Library) -> None:
    found = {hit.id: hit for hit in await hits(library, "bridge")}
    assert {"b4", "z1"} <= set(found)
    closed = found["b4"]
    assert closed.kind is HitKind.QUOTE
    assert closed.title == "Ada Berg"
    assert closed.speaker is not None
    assert closed.report is not None
    assert closed.article == closed.report.article
    assert Segment(Change.ADDED, "bridge") in closed.excerpt


async def test_a_name_comes_first_however_it_is_spelt(library: Library) -> None:
    assert shape(await hits(library, "zelinskij"))[0] == ("person", "pavel-zelinsky")
    assert shape(await hits(library, "weather"))[0] == ("topic", "weather")


async def test_reports_of_the_same_words_are_one_hit(library: Library) -> None:
    found = shape(await hits(library, "shore"))
    assert len([hit for hit in found if hit[1] in ("b1", "b2", "b3")]) == 1


async def test_a_person_found_by_name_and_by_text_is_one_hit(library: Library) -> None:
    found = shape(await hits(library, "Lindqvist"))
    assert found.count(("person", "carl-lindqvist")) == 1
    person = (await hits(library, "Lindqvist"))[0]
    assert person.excerpt == (Segment(Change.SAME, "envoy"),)


async def test_articles_and_topics_are_found(library: Library) -> None:
    found = shape(await hits(library, "headline of gazette"))
    assert ("article", "gazette") in found
    assert ("topic", "summit") in shape(await hits(library, "border move"))


async def test_an_article_found_by_its_outlet_shows_what_it_says(tmp_path: Path) -> None:
    article = an_article("gazette", publisher="Gazette", summary="The bridge stays.")
    digest = Digest(articles=(article,))
    async with Library.open(f"sqlite:///{tmp_path / 'one.db'}") as opened:
        await opened.store(digest, "tests")
        answer = await Answers(digest, opened.search).ask(AskSearch("gazette"))
    assert isinstance(answer, SearchResults)
    assert answer.hits[0].excerpt == (Segment(Change.SAME, "The bridge stays."),)


async def test_words_of_nobody_bear_the_headline(library: Library) -> None:
    found = {hit.id: hit for hit in await hits(library, "nobody knows")}
    assert found["n1"].title == "Headline of courier"
    assert found["n1"].speaker is None


async def test_what_the_digest_no_longer_has_is_left_out(library: Library) -> None:
    digest = Digest(articles=(an_article("other"),), quotes=(a_quote("x", None, "x", "other"),))
    answers = Answers(digest, library.search)
    for words in ("bridge", "Ada", "headline of gazette", "weather"):
        assert isinstance(await answers.ask(AskSearch(words)), Empty)


async def test_without_a_library_names_are_still_found() -> None:
    assert shape(await hits(None, "berg")) == [("person", "ada-berg")]
    assert isinstance(await Answers(the_digest()).ask(AskSearch("bridge")), Empty)


async def test_words_that_stand_nowhere_lead_to_the_topics(library: Library) -> None:
    answer = await Answers(the_digest(), library.search).ask(AskSearch("zebra"))
    assert isinstance(answer, Empty)
    assert "zebra" in answer.reason
    assert answer.suggestions[0].id == "summit"


async def test_marks_alone_are_refused(library: Library) -> None:
    assert isinstance(await Answers(the_digest(), library.search).ask(AskSearch("?!")), Refused)


def test_an_excerpt_reads_on_in_whole_words() -> None:
    excerpt = Excerpt("the bridge, and the bridges", ((4, 10), (20, 26)), True, True)
    assert [(s.change.value, s.text) for s in segments(excerpt)] == [
        ("same", "…"),
        ("same", "the"),
        ("added", "bridge,"),
        ("same", "and the"),
        ("added", "bridges"),
        ("same", "…"),
    ]
    assert segments(Excerpt("")) == ()
