"""Records that an earlier version indexed differently are still found."""

import hashlib
import logging
from typing import Any

import pytest
from sqlalchemy import update

from briefings.identity import address_key
from briefings.library import Library, Terms, rebuilding
from briefings.library.common_pairs import common_pairs
from briefings.library.database import writing
from briefings.library.encoding import wording_hash
from briefings.library.indexing import name_keys
from briefings.library.sketches import sketch
from briefings.library.tables import addresses, articles, quotes, state
from briefings.models import Article, Digest
from briefings.text import words as told_apart
from briefings.text.words import folded_words
from tests.briefings.library.digests import bridge
from tests.briefings.library.test_changing import derived


def test_another_folding_rebuilds_the_indexes_once(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, rebuilding.__name__)
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    place = Article(
        id="port", headline="Port", date_published="2026-02-01", url="https://example.org/#/port"
    )
    with Library.open(url) as library:
        library.store(bridge(), "files")
        library.store(Digest(articles=(place,)), "more")
        wanted = derived(library)
    assert not caplog.messages
    with Library.open(url) as library:
        hashes: list[tuple[Any, Any]] = [(articles, "headline"), (quotes, "wording")]
        with writing(library._engine) as connection:
            for table, column in hashes:
                connection.execute(update(table).values({column: 1}))
            connection.execute(update(addresses).values(address=1))
            connection.execute(update(state).values(indexed_by=rebuilding.INDEXING - 1))
            for name in ("library_words", "library_names", "library_sketches"):
                connection.exec_driver_sql(f"DELETE FROM {name}")  # noqa: S608  # a name of ours
    for _ in range(2):
        with Library.open(url) as library, library.read() as reader:
            assert derived(library) == wanted
            found = {hit.id for hit in reader.search(Terms.of("mueller"), 10)}
            assert found == {"mayor", "hold"}
            assert [hit.id for hit in reader.search(Terms.of("river"), 10)] == ["bridge"]
            assert reader.at_addresses([str(place.url)])
            assert reader.with_headlines(["a bridge opens"])
            assert reader.exact("It will hold")
            assert reader.said_like([("mayor", "It will hold")]) != [[]]
    assert len([one for one in caplog.messages if one.startswith("indexing all")]) == 1
    assert len([one for one in caplog.messages if one.startswith("indexed")]) == 4


def test_a_change_of_how_words_are_indexed_raises_the_version() -> None:
    """If this fails: raise `rebuilding.INDEXING`, and put the new number's digest here."""
    samples = (
        "Łódź, O’Neill & Зеленський of the U.S. can't snake_case 2.5 €",
        "“Straße”, L’Arche’s Hawaiʻi, ﬁne ½ co\xadoperate 東京 हिन्दी Øresund",
        "We have to rebuild the harbour before the next winter storm arrives",
    )
    made = [
        [
            folded_words(text),
            list(common_pairs(folded_words(text)[0])),
            wording_hash(text),
            list(sketch("ada", text)),
            name_keys(text),
        ]
        for text in samples
    ]
    places = address_key("http://www.example.org:80/a/?utm_source=x&b=2&a=1#/top")
    digest = hashlib.sha256(repr((made, places, told_apart.MAX_WORD)).encode()).hexdigest()[:16]
    assert (rebuilding.INDEXING, digest) == (3, "4fdc0b2c217a93e9")
