"""Words of older records: bitmaps find what the full-text indexes found."""

from collections.abc import Iterable

import pytest
from sqlalchemy import func, select, text

from briefings.library import Library, Terms, postings
from briefings.library.common_pairs import common_pairs, is_pair
from briefings.library.database import reading
from briefings.library.queries import checking
from briefings.library.searching import matching
from briefings.library.tables import postings as bitmaps
from briefings.library.tables import quotes
from briefings.models import Article, Citation, Digest, Quote

SAID = (
    "The ferry to Holm is late",
    "The harbour is full of ice",
    "A ferry broke the ice of the harbour",
    "We will have to do that again",
    "That is to be done, so do not say we have time",
    "We wait for the ferry",
)
ASKED = (
    "ferry",
    "the ferry",
    "ferry ice",
    "harbour of",
    "ic",
    "the",
    "holm harbour",
    "we have to",
    "done and",
    "glacier",
)


def report(number: int) -> Digest:
    words = SAID[number % len(SAID)]
    article = Article(
        id=f"a{number}",
        headline=f"Report {number} of the ice",
        date_published="2026-02-01",
        text=f"“{words},” said a sailor. Number {number}.",
    )
    quote = Quote(
        id=f"q{number}",
        text=words,
        creator=None,
        utterance=f"u{number}",
        spoken_on="2026-02-01",
        citation=Citation(article=article.id, exact=words),
    )
    return Digest(articles=(article,), quotes=(quote,))


def fill(library: Library, numbers: Iterable[int]) -> None:
    for number in numbers:
        library.store(report(number), f"source {number}")


def found(library: Library, limit: int = 8) -> list[list[str]]:
    with library.read() as reader:
        return [[hit.id for hit in reader.search(Terms.of(one), limit)] for one in ASKED]


def standing(library: Library) -> dict[str, int]:
    """How many records each full-text index has, and how many bitmaps there are."""
    with reading(library._engine) as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        where = "{0} MATCH 'the'" if is_sqlite else "terms @@ 'the'::tsquery"
        counts = {}
        for name in postings.INDEXES:
            query = f"SELECT count(*) FROM {name} WHERE {where.format(name)}"  # noqa: S608  # names of ours
            counts[name] = connection.execute(text(query)).scalar_one()
        query = select(func.count()).select_from(bitmaps)
        counts["bitmaps"] = connection.execute(query).scalar_one()
    return counts


@pytest.mark.parametrize("part", [2, 4, 18])
def test_moved_records_are_found_as_before(
    url: str, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    with Library.open("sqlite://") as usual:
        fill(usual, range(30))
        wanted = found(usual), found(usual, 100)
        assert standing(usual)["bitmaps"] == 0
    monkeypatch.setattr(postings, "MOST_NEW", 7)
    monkeypatch.setattr(postings, "PART", part)
    with Library.open(url) as library:
        fill(library, range(30))
        counts = standing(library)
        assert counts["bitmaps"] > 10
        assert max(counts["library_article_words"], counts["library_quote_words"]) <= 7
        assert (found(library), found(library, 100)) == wanted


def test_moved_and_removed_records_leave_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "MOST_NEW", 1)
    with Library.open(url) as library:
        fill(library, range(12))
        assert any(found(library))
        for number in range(12):
            library.remove(f"source {number}")
        assert not any(found(library))
        assert not any(standing(library).values())


def test_moved_records_that_count_again_are_found_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "MOST_NEW", 1)
    with Library.open(url) as library:
        fill(library, range(12))
        before = found(library, 100)
        changed = report(3).articles[0].model_copy(update={"headline": "Nothing of that kind"})
        library.store(Digest(articles=(changed,)), "other")  # comes before the former one
        assert found(library, 100) != before
        library.remove("other")
        assert found(library, 100) == before


def test_the_newest_come_first_over_both_places(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "MOST_NEW", 10)
    monkeypatch.setattr(postings, "PART", 3)
    with Library.open(url) as library:
        fill(library, range(40))
        with reading(library._engine) as connection:
            every = matching(connection, "library_quote_words", [["the"]], 1_000)
            assert every == sorted(every, reverse=True)
            assert len(every) == len(set(every)) > 20
            for limit in (1, 3, 11, 19):
                some = matching(connection, "library_quote_words", [["the"]], limit)
                assert some == every[:limit]


def test_a_phrase_of_very_common_words_is_found_among_many_with_the_words(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "MOST_NEW", 5)
    monkeypatch.setattr(checking, "READ", 4)
    monkeypatch.setattr(checking, "MOST_READ", 6)
    with Library.open(url) as library:
        fill(library, [3, *(4 + 6 * number for number in range(20)), *range(200, 206)])
        with library.read() as reader:
            reports, complete = reader.containing("have to do that")
            assert [one.text for one in reports] == [SAID[3]] * 2
            assert complete


def test_records_that_share_most_words_come_first_then_the_newest(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "MOST_NEW", 1)
    monkeypatch.setattr(postings, "PART", 3)
    words = ["ferry", "broke", "the", "ice", "again"]
    with Library.open(url) as library:
        fill(library, range(24))
        with reading(library._engine) as connection:
            index = "library_quote_words"
            every = postings.sharing(connection, index, words, 1, 100)
            some = postings.sharing(connection, index, words, 2, 5)
            keys = dict(connection.execute(select(quotes.c.key, quotes.c.id)).all())
        shared = {f"q{n}": len(set(words) & set(SAID[n % 6].lower().split())) for n in range(24)}
        assert sorted(map(keys.__getitem__, every)) == sorted(q for q in shared if shared[q])
        ranks = [(-shared[keys[key]], -key) for key in every]
        assert ranks == sorted(ranks)
        assert some == every[:5]
        with library.read() as reader:
            (first, *_) = reader.alike(["a", "ferry", "broke", "our", "ice"], 3, 3)
            assert first.text == SAID[2]
            assert not reader.alike(["a", "glacier", "broke", "our", "ice"], 3, 4)


def test_pairs_are_of_very_common_words_side_by_side() -> None:
    pairs = list(common_pairs(["we", "have", "ferries", "and", "we", "will", "go"]))
    assert len(pairs) == len(set(pairs)) == 4
    assert all(map(is_pair, pairs))
    assert not is_pair("we")
    assert list(common_pairs(["we", "have"])) == pairs[:1] != list(common_pairs(["have", "we"]))
    assert not list(common_pairs(["ferries"]))


def test_a_record_without_words_is_added_and_removed(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wordless = Article(id="wordless", headline="?", date_published="2026-02-01", text="…!")
    with Library.open(url) as library:
        fill(library, range(2))
        library.store(Digest(articles=(wordless,)), "wordless")
        monkeypatch.setattr(postings, "MOST_NEW", 1)
        library.remove("source 1")  # everything moves, and the newer records have no words
        library.remove("wordless")
        library.remove("source 0")
        assert not any(found(library))
        fill(library, range(2))
        assert any(found(library))
