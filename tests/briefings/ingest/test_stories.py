"""Stored articles become stories, whoever stores them, and whenever."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import permutations

import pytest

from briefings.digest import check_digest
from briefings.ingest import Ingestor, source_of
from briefings.ingest.stories import Stories, story_article
from briefings.library import Library, Reader
from briefings.models import Digest, Topic
from briefings.reading import ReadArticle
from tests.briefings.ingest.story_articles import BRIDGE, both, bridge, ferry, many, told

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)


def ingestor(library: Library, batch: int = 50) -> Ingestor:
    return Ingestor(library, batch=batch, clock=lambda: NOW)


def add(library: Library, articles: Iterable[ReadArticle], batch: int = 50) -> None:
    list(ingestor(library, batch).add(articles))


def partition(library: Library) -> set[frozenset[str]]:
    """The sets of outlets that share a story."""
    with library.read() as reader:
        members = reader.articles_of_stories(one.id for one in reader.stories())
        articles = reader.articles([one for ids in members.values() for one in ids])
        return {frozenset(articles[one].outlet for one in ids) for ids in members.values()}


TWO = {frozenset({"Courier", "Lantern", "Tribune"}), frozenset({"Gazette", "Herald", "Mirror"})}


def only(library: Library) -> Topic:
    """The only story."""
    with library.read() as reader:
        (story,) = reader.stories()
        return reader.topics_by_id([story.id])[story.id]


def sound(library: Library) -> Digest:
    """Everything in the library, after checking each story's consistency."""
    with library.read() as reader:
        digest = reader.digest()
        check_digest(digest)
        listed = reader.stories()
        members = reader.articles_of_stories(one.id for one in listed)
        assert {one.id for one in listed} == {one.id for one in digest.topics if one.story}
        assert {one.id: one.articles for one in listed} == {
            id_: len(found) for id_, found in members.items()
        }
        story_of = {article: id_ for id_, found in members.items() for article in found}
        assert story_of.keys() == {one.id for one in digest.articles}
        for quote in digest.quotes:
            assert quote.topics == (story_of[quote.citation.article],)
        for one in listed:
            _is_counted(reader, one.id, members[one.id])
    return digest


def _is_counted(reader: Reader, story: str, members: Sequence[str]) -> None:
    counts = reader.counts(story)
    assert counts.articles == len(members)
    assert counts.quotes == len(reader.quotes_in(members))


def test_articles_become_stories_with_all_findings(library: Library) -> None:
    add(library, both())
    assert partition(library) == TWO
    digest = sound(library)
    by_name = {one.name: one for one in digest.topics}
    assert len(by_name) == 2
    astrid = next(one for name, one in by_name.items() if "Astrid" in name)
    assert astrid.key_points
    assert astrid.origins
    assert {one.topic for one in digest.positions} == {one.id for one in digest.topics}
    assert any("passengers" in one.name for one in digest.discrepancies)
    assert any(one.start_date == "2026-03-03" for one in digest.events)


def test_a_position_is_shown_by_the_stored_quotation(library: Library) -> None:
    add(library, ferry())
    digest = sound(library)
    quotes = {one.id: one for one in digest.quotes}
    shown = [one for one in digest.positions if one.quote]
    assert shown
    for position in shown:
        assert position.text == quotes[position.quote or ""].text
        assert position.actor == quotes[position.quote or ""].creator


@pytest.mark.parametrize("batch", [1, 4])
def test_stories_continue_after_a_restart(library: Library, batch: int) -> None:
    for start in range(0, 6, batch):
        add(library, both()[start : start + batch])
    assert partition(library) == TWO
    sound(library)


def test_the_order_of_articles_does_not_matter(sqlite_url: str) -> None:
    articles = both()
    for number, order in enumerate(list(permutations(range(6)))[::97]):
        with Library.open(sqlite_url.replace("library.db", f"{number}.db")) as library:
            add(library, [articles[place] for place in order], batch=2)
            assert partition(library) == TWO, order


def test_two_alternating_writers_take_over_from_each_other(library: Library) -> None:
    one, other = ingestor(library), ingestor(library)
    for number, article in enumerate(both()):
        list((one if number % 2 else other).add([article]))
    assert partition(library) == TWO
    # A library that remembered an article another removed no longer compares with it.
    with library.read() as reader:
        gone = next(one for one in reader.stories() if "Astrid" in _name(reader, one.id))
        ids = reader.articles_of_stories([gone.id])[gone.id]
    for id_ in ids:
        library.remove(source_of(id_))
    list(one.add(ferry()[:1]))
    list(other.add(ferry()[1:]))
    assert partition(library) == TWO
    sound(library)


def _name(reader: Reader, story: str) -> str:
    return reader.topics_by_id([story])[story].name


def test_the_story_uses_the_new_version(library: Library) -> None:
    add(library, bridge())
    headline, text = BRIDGE["Lantern"]
    corrected = told("Lantern", headline, text.replace("500 residents", "350 residents"))
    add(library, [corrected])
    digest = sound(library)
    assert len(digest.topics) == 1
    assert len(digest.articles) == 3
    words = digest.model_dump_json()
    assert "350 residents" in words
    assert "500 residents" not in words


def test_a_new_version_of_an_article_keeps_its_story_after_a_restart(library: Library) -> None:
    add(library, both())
    headline, text = BRIDGE["Courier"]
    add(library, [told("Courier", headline, f"{text}\n\nThe bridge was opened in 1961.")])
    assert partition(library) == TWO
    sound(library)


def test_a_withdrawn_article_stays_in_its_story_and_is_marked(library: Library) -> None:
    writer = ingestor(library)
    stored = list(writer.add(bridge()))
    assert writer.withdraw([stored[0].article.id]) == 1
    list(writer.add(ferry()))
    digest = sound(library)
    assert partition(library) == TWO
    assert [one.withdrawn_on for one in digest.articles if one.outlet == "Courier"] == [
        "2026-03-05"
    ]


def test_a_story_says_nothing_in_the_words_of_an_erased_article(library: Library) -> None:
    writer = ingestor(library)
    stored = list(writer.add(bridge()))
    for one in stored[:2]:
        library.remove(source_of(one.article.id))
        (topic,) = sound(library).topics  # at once, before it is republished
        assert one.article.headline not in topic.model_dump_json()
        assert one.article.id not in topic.model_dump_json()
    with library.read() as reader:
        assert reader.stories_due()
    writer.stories.tell_due()
    with library.read() as reader:
        assert not reader.stories_due()
    sound(library)
    assert only(library).name == "Hauliers sue over Harrow Bridge"
    assert only(library).origins == 1
    library.remove(source_of(stored[2].article.id))
    with library.read() as reader:
        assert not reader.stories()
        assert not reader.topics()
        assert not reader.actors()


def test_merged_stories_say_what_they_were(library: Library) -> None:
    apart = [
        told("Courier", "Harrow Bridge cracks", "Harrow Bridge piers cracked badly on Monday."),
        told("Gazette", "Marlow dam leaks", "Marlow dam sluice leaked badly on Monday."),
    ]
    both_ = told(
        "Lantern",
        "Harrow Bridge cracks as Marlow dam leaks",
        "Harrow Bridge piers cracked badly as Marlow dam sluice leaked badly on Monday.",
    )
    add(library, apart)
    with library.read() as reader:
        before = {one.id for one in reader.stories()}
    assert len(before) == 2
    add(library, [both_])
    digest = sound(library)
    (topic,) = digest.topics
    (over,) = before - {topic.id}
    assert topic.was_part_of == (over,)
    with library.read() as reader:
        assert reader.story_now(over) == topic.id
        assert reader.story_now(topic.id) == topic.id
        assert reader.story_now("no-story") == "no-story"
        assert over not in reader.topics_by_id([over])
    # It still does when republished.
    add(library, [told("Herald", "Harrow Bridge and Marlow dam repaired", both_.text + " Again.")])
    assert only(library).was_part_of == (over,)


def test_a_large_story_is_republished_once_it_has_grown(library: Library) -> None:
    same = [
        told(
            f"Outlet {number}",
            f"Zorbal of Quendor opens, part {number}",
            f"The zorbal of Quendor was opened on Tuesday, visitor {number} said with a smile.",
        )
        for number in range(44)
    ]
    writer = ingestor(library, batch=43)
    coming = writer.add(same)
    for _ in range(44):  # the last one alone is not enough
        next(coming)
    with library.read() as reader:
        assert reader.stories_due()
        assert [one.articles for one in reader.stories()] == [44]
        before = only(library)
        assert not list(coming)  # but after all of them nothing stays due
    with library.read() as reader:
        assert not reader.stories_due()
    assert only(library) != before


def test_a_transaction_that_fails_leaves_no_trace(library: Library) -> None:
    writer = ingestor(library)
    list(writer.add(bridge()[:1]))
    _fail(writer, bridge()[1])
    assert partition(library) == {frozenset({"Courier"})}
    list(writer.add([*bridge()[1:], *ferry()]))
    assert partition(library) == TWO
    sound(library)


def _fail(writer: Ingestor, article: ReadArticle) -> None:
    """Put an article into its story, in a transaction that is rolled back."""

    def coming() -> None:
        with writer.stories.transaction() as transaction:
            found = story_article(article.to_article(), article.text, lambda: NOW, ())
            writer.stories.group(transaction, [writer.stories.prepare(found)])
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        coming()


def test_an_operators_edit_wins_over_the_story(library: Library) -> None:
    add(library, bridge()[:2])
    story = only(library)
    edited = story.model_copy(update={"name": "Our bridge", "edited": True, "key_points": ()})
    library.store(Digest(topics=(edited,)), "files")
    add(library, bridge()[2:])
    assert only(library) == edited
    with library.read() as reader:
        assert [one.articles for one in reader.stories()] == [3]
    library.remove("files")
    assert only(library).key_points
    assert not only(library).edited


def test_nobody_else_can_write_to_the_stories_source(library: Library) -> None:
    add(library, bridge())
    assert library.sources()[0] == "stories"
    assert only(library).story


def test_no_articles_make_no_stories(library: Library) -> None:
    add(library, [])
    Stories(library, clock=lambda: NOW).tell_due()
    with library.read() as reader:
        assert not reader.stories()
        assert reader.articles_of_stories([]) == {}


def test_stories_are_listed_by_their_days(library: Library) -> None:
    add(library, [*bridge(), *(one for one in many(10))])
    with library.read() as reader:
        listed = reader.stories()
        assert reader.stories(NOW.date()) == []
        assert reader.stories(listed[0].as_of) == listed
        assert reader.stories(limit=1) == listed[:1]
        assert reader.stories(offset=1) == listed[1:]
    assert len(listed) == 2


def test_nothing_is_remembered_of_a_replaced_database(library: Library, sqlite_url: str) -> None:
    writer = ingestor(library, batch=1)
    list(writer.add(both()))
    with Library.open(sqlite_url.replace("library.db", "copy.db")) as copy:
        add(copy, bridge()[:1])
        writer._library = writer.stories._library = copy
        list(writer.add([*bridge()[1:], *ferry()]))
        assert partition(copy) == TWO
        sound(copy)


def test_word_statistics_are_read_before_the_first_article(library: Library) -> None:
    found = story_article(bridge()[0].to_article(), "It rained.", lambda: NOW, ())
    with pytest.raises(RuntimeError, match="open the keeper before articles are prepared"):
        Stories(library, clock=lambda: NOW).prepare(found)
