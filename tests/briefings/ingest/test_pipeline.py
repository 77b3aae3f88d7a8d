"""What happens to an article: nothing is dropped, doubled or replaced silently."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain

import pytest
from sqlalchemy import event

from briefings.digest import check_digest
from briefings.ingest import Ingestor, Stored, source_of
from briefings.ingest.pipeline import with_people
from briefings.library import Library, LibraryError, Terms
from briefings.models import Actor, ActorKind, Article, Digest
from briefings.reading import ReadArticle
from tests.briefings.ingest.articles import BRIDGE, FERRY, read_article

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)


def add(library: Library, *articles: ReadArticle, batch: int = 50) -> list[Stored]:
    return list(Ingestor(library, batch=batch, clock=lambda: NOW).add(articles))


def kinds(stored: Iterable[Stored]) -> list[str]:
    return [one.sameness.value for one in stored]


def whole(library: Library) -> Digest:
    with library.read() as reader:
        return reader.digest()


def test_what_is_stored_is_a_valid_digest(library: Library) -> None:
    stored = add(library, read_article(), read_article(FERRY, headline="Ferry stays in port"))
    assert kinds(stored) == ["new", "new"]
    digest = whole(library)
    check_digest(digest)
    assert {actor.name for actor in digest.actors} == {"Anna Holt", "Piet Varga", "Lars Brandt"}
    assert [quote.text for quote in digest.quotes] == [
        "We have waited long enough for this bridge",
        "Nobody asked the fishermen",
        "The engine has to be taken apart before anybody sails with her again",
    ]
    assert library.sources()[2:] == tuple(source_of(one.article.id) for one in stored)
    with library.read() as reader:
        alone = with_people(stored, reader)
    check_digest(alone)
    assert alone.articles == digest.articles
    assert set(alone.actors) == set(digest.actors)
    # Stories belong to the library: none are included.
    assert not alone.topics
    assert [one.topics for one in alone.quotes] == [()] * 3


def test_two_entries_with_one_title_and_outlet_are_two_articles(library: Library) -> None:
    stored = add(
        library,
        read_article(headline="Morning notes", url="https://example.org/1"),
        read_article(
            FERRY,
            headline="Morning notes",
            url="https://example.org/2",
            date_published="2026-03-04",
        ),
    )
    assert kinds(stored) == ["new", "new"]
    assert len({one.article.id for one in stored}) == 2
    assert len(whole(library).articles) == 2
    assert len(whole(library).quotes) == 3


def test_headlines_of_punctuation_do_not_merge_two_texts(library: Library) -> None:
    stored = add(library, read_article(headline="***"), read_article(FERRY, headline="???"))
    assert kinds(stored) == ["new", "new"]
    assert [article.headline for article in whole(library).articles] == ["***", "???"]


@pytest.mark.parametrize("batch", [1, 50])
def test_an_article_that_changes_twice_in_one_batch_is_stored_once(
    library: Library, batch: int
) -> None:
    add(library, read_article(url="https://example.org/bridge"))
    stored = add(
        library,
        read_article(BRIDGE.replace("fishermen", "neighbours")),  # known by its headline
        read_article(  # known by its address
            BRIDGE.replace("fishermen", "sailors"),
            headline="Bridge to open soon",
            url="https://example.org/bridge",
        ),
        read_article(  # the text replaced a moment ago
            BRIDGE, headline="From the wires", url="https://example.net/wires"
        ),
        batch=batch,
    )
    assert kinds(stored) == ["changed", "changed", "new"]
    digest = whole(library)
    check_digest(digest)
    assert [article.headline for article in digest.articles] == [
        "Bridge to open soon",
        "From the wires",
    ]
    assert {quote.text for quote in digest.quotes if "Nobody" in quote.text} == {
        "Nobody asked the sailors",
        "Nobody asked the fishermen",
    }
    with library.read() as reader:
        assert [one.headline for one in reader.versions_of(stored[0].article.id)] == [
            "Bridge to reopen",
            "Bridge to reopen",
        ]


@pytest.mark.parametrize("batch", [1, 50])
def test_a_changed_article_is_a_new_version_and_keeps_the_old_one(
    library: Library, batch: int
) -> None:
    first = read_article(url="https://example.org/bridge?utm_source=feed")
    corrected = read_article(
        BRIDGE.replace("fishermen", "neighbours"),
        headline="Bridge to reopen (corrected)",
        url="http://www.example.org/bridge/",
    )
    before, after = add(library, first, corrected, batch=batch)
    assert kinds((before, after)) == ["new", "changed"]
    assert after.article.id == before.article.id
    (article,) = whole(library).articles
    assert article.headline == "Bridge to reopen (corrected)"
    assert [quote.text for quote in whole(library).quotes][1:] == ["Nobody asked the neighbours"]
    with library.read() as reader:
        (version,) = reader.versions_of(article.id)
        assert not reader.search(Terms.of("fishermen"), 10)
    assert version.headline == "Bridge to reopen"
    assert version.text == BRIDGE
    assert version.sha256 == before.article.sha256
    assert version.seen == NOW.isoformat()
    assert kinds(add(library, corrected)) == ["known"]


def test_a_corrected_file_which_has_no_address_is_a_new_version(library: Library) -> None:
    add(library, read_article())
    assert kinds(add(library, read_article(BRIDGE + "\n\nMore follows."))) == ["changed"]
    assert len(whole(library).articles) == 1


def test_an_equal_text_at_another_address_is_a_second_place(library: Library) -> None:
    first, second = "https://example.org/bridge", "https://example.com/news/7"
    stored = add(
        library, read_article(url=first), read_article(url=second, publisher="The Messenger")
    )
    assert kinds(stored) == ["new", "elsewhere"]
    (article,) = whole(library).articles
    with library.read() as reader:
        assert reader.places_of(article.id) == [first, second]
        found = reader.at_addresses((first, second)).values()
        assert [one.id for one in found] == [article.id, article.id]
    assert kinds(add(library, read_article(url=second, publisher="The Messenger"))) == ["known"]


def test_a_second_place_with_its_own_text_becomes_an_article(library: Library) -> None:
    first, second = "https://example.org/bridge", "https://example.com/news/7"
    add(library, read_article(url=first), read_article(url=second))
    longer = read_article(f"{BRIDGE}\n\nThe Messenger adds a word.", url=second)
    assert kinds(add(library, longer, longer)) == ["new", "known"]
    one, other = whole(library).articles
    with library.read() as reader:
        assert reader.places_of(one.id) == [first]
        assert reader.places_of(other.id) == [second]


def test_repeated_articles_are_not_stored_twice(library: Library) -> None:
    articles = [
        read_article(url="https://example.org/1"),
        read_article(FERRY, headline="Ferry stays in port"),
    ]
    add(library, *articles)
    digest, revision = whole(library), library.revision()
    assert kinds(add(library, *articles)) == ["known", "known"]
    assert whole(library) == digest
    assert library.revision() == revision


def test_a_stopped_ingest_keeps_what_was_stored_and_can_be_repeated(library: Library) -> None:
    articles = [
        read_article(f"{FERRY}\n\nDay {day}.", headline=f"Ferry, day {day}") for day in range(5)
    ]

    def breaking() -> Iterable[ReadArticle]:
        yield from articles[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Ingestor(library, batch=2).add(breaking()))
    assert [one.headline for one in whole(library).articles] == ["Ferry, day 0", "Ferry, day 1"]
    assert kinds(add(library, *articles)) == ["known", "known", "new", "new", "new"]
    assert len(whole(library).articles) == 5
    assert len({quote.id for quote in whole(library).quotes}) == 5


def test_copies_in_a_batch_do_not_divide_it(library: Library) -> None:
    days = [f"{FERRY}\n\nDay {day}." for day in range(3)]
    copied = [
        read_article(text, headline=f"Ferry, day {day}", url=f"https://{site}.example/{day}")
        for day, text in enumerate(days)
        for site in ("one", "two", "three")
    ]
    before = library.revision()
    assert kinds(add(library, *copied)) == ["new", "elsewhere", "elsewhere"] * 3
    assert library.revision() == before + 1
    with library.read() as reader:
        for day, article in enumerate(whole(library).articles):
            sites = [f"https://{site}.example/{day}" for site in ("one", "two", "three")]
            assert sorted(reader.places_of(article.id)) == sorted(sites)


def test_articles_with_one_headline_and_different_addresses_are_stored_at_once(
    library: Library,
) -> None:
    notes = [
        read_article(
            f"{FERRY}\n\nDay {day}.", headline="Morning notes", url=f"https://one.example/{day}"
        )
        for day in range(3)
    ]
    before = library.revision()
    assert kinds(add(library, *notes)) == ["new"] * 3
    assert library.revision() == before + 1


def test_known_articles_are_not_reread_for_stories(library: Library) -> None:
    bridge, ferry = read_article(), read_article(FERRY, headline="Ferry stays in port")
    add(library, bridge)
    add(library, bridge, ferry, bridge)
    with library.read() as reader:  # how many articles' words were counted
        assert json.loads(reader.words_everywhere())["articles"] == 2


def test_a_batch_is_stored_completely_or_not_at_all(library: Library) -> None:
    add(library, read_article())
    before = whole(library)

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE library_state"):  # the last one
            raise OSError(28, "No space left on device")

    event.listen(library._engine, "before_cursor_execute", fail)
    corrected = read_article(BRIDGE.replace("fishermen", "neighbours"))
    ferry = read_article(FERRY, headline="Ferry stays in port")
    with pytest.raises(LibraryError, match="no room left"):
        add(library, ferry, corrected)
    event.remove(library._engine, "before_cursor_execute", fail)
    assert whole(library) == before
    assert kinds(add(library, ferry, corrected)) == ["new", "changed"]


def test_an_article_of_the_digest_files_is_left_as_it_is(library: Library) -> None:
    written = Article(
        id="written",
        headline="Bridge to reopen",
        publisher="The Courier",
        date_published="2026-03-03",
    )
    library.store(Digest(articles=(written,)), "files")
    assert kinds(add(library, read_article())) == ["left"]
    assert whole(library).articles == (written,)


def test_speakers_whom_the_digest_files_know_keep_their_ids(library: Library) -> None:
    mayor = Actor(id="mayor", name="Anna Holt", job_title="mayor")
    library.store(Digest(actors=(mayor,)), "files")
    add(library, read_article())
    assert [quote.creator for quote in whole(library).quotes] == ["mayor", "piet-varga"]


def test_people_stay_while_an_article_names_them(library: Library) -> None:
    mayor = Actor(id="mayor", name="Anna Holt", affiliation="town")
    town = Actor(id="town", name="Varnholm", kind=ActorKind.GOVERNMENT)
    library.store(Digest(actors=(mayor, town)), "files")
    first = add(library, read_article())[0]
    second = add(library, read_article(f"{BRIDGE}\n\nMore.", headline="More on the bridge"))[0]
    library.store(Digest(), "files")
    assert {actor.id for actor in whole(library).actors} == {"mayor", "town", "piet-varga"}
    library.remove(source_of(first.article.id))
    assert {actor.id for actor in whole(library).actors} == {"mayor", "town", "piet-varga"}
    library.remove(source_of(second.article.id))
    assert whole(library) == Digest()


def test_articles_with_one_title_have_their_own_quotations(library: Library) -> None:
    headline = "A headline that is so long that hardly any room is left for numbers of quotations"
    texts = [f"{FERRY}\n\nPart {number}." for number in range(12)]
    urls = (f"https://example.org/{number}" for number in range(12))
    add(
        library,
        *(
            read_article(text, headline=headline, url=url)
            for text, url in zip(texts, urls, strict=True)
        ),
    )
    assert len(whole(library).articles) == 12
    assert len(whole(library).quotes) == 12


def test_the_cost_of_storing_does_not_depend_on_the_librarys_size(library: Library) -> None:
    """Another article needs as many statements as the one before."""

    def statements(article: ReadArticle) -> int:
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        event.listen(library._engine, "before_cursor_execute", note)
        add(library, article)
        event.remove(library._engine, "before_cursor_execute", note)
        return len(seen)

    def ferry(day: int) -> ReadArticle:
        return read_article(f"{FERRY}\n\nDay {day}.", headline=f"Ferry, day {day}")

    add(library, ferry(0))
    early = statements(ferry(1))
    add(library, *chain(map(ferry, range(2, 60))))
    assert statements(ferry(99)) <= early
