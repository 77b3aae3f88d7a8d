"""Recognises known articles, people and words among what is about to be stored."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import JSON, ColumnElement, cast, func, select, text

from briefings.identity import address_key, headline_key
from briefings.library.bulk import select_in
from briefings.library.encoding import casefolded, hash64, text_hash, unpack, wording_hash
from briefings.library.indexing import name_keys
from briefings.library.queries.base import Query
from briefings.library.sketches import sketch
from briefings.library.tables import (
    actor_counts,
    addresses,
    articles,
    entries,
    names,
    quotes,
    sources,
    versions,
)
from briefings.models import Actor, Article, Quote

ALIKE = 3
"""How many of a speaker's quotations that share words are considered."""
MOST_SHARING = 50
"""For a pair of words in very many of a speaker's quotations, how many of the newest count."""
SAME_HEADLINE = 50
SAME_SURNAME = 200

_SHARING = {
    "sqlite": text(
        "SELECT w.value, (SELECT group_concat(quote) FROM (SELECT s.quote FROM library_sketches s "
        "WHERE s.pair = w.value ORDER BY s.quote DESC LIMIT :most)) FROM json_each(:pairs) w"
    ),
    "postgresql": text(
        "SELECT w.pair, array_to_string(ARRAY(SELECT s.quote FROM library_sketches s "
        "WHERE s.pair = w.pair ORDER BY s.quote DESC LIMIT :most), ',') "
        "FROM unnest(CAST(:pairs AS bigint[])) AS w (pair)"
    ),
}
"""The quotations with each pair, as one text: a row for each would take most of the time."""


class Version(NamedTuple):
    """What an article was before it changed."""

    headline: str
    sha256: str | None
    text: str | None
    seen: str
    """When the change was noticed, in ISO 8601."""


class Report(NamedTuple):
    """Words that an article reports."""

    text: str
    utterance: str
    """Its id."""
    article: str
    """Its id."""


class Recognising(Query):
    """Known things by what identifies them, at a cost that does not grow with the library."""

    def at_addresses(self, urls: Iterable[str]) -> Mapping[str, Article]:
        """The articles at addresses, by `briefings.identity.address_key`."""
        keys = {hash64(key): key for key in map(address_key, urls)}
        query = select(addresses.c.address, addresses.c.article, addresses.c.first)
        rows = list(select_in(self._connection, query, addresses.c.address, keys))
        found = self.articles(row.article for row in rows)
        # If two have the address, the article whose own it is wins.
        rows.sort(key=lambda row: (row.first, row.article))
        return {keys[row.address]: found[row.article] for row in rows if row.article in found}

    def with_texts(self, sha256s: Iterable[str]) -> Mapping[str, Article]:
        """The articles with texts of these SHA-256, by it; of several, the first stored."""
        hashes = {text_hash(sha256): sha256 for sha256 in sha256s}
        query = select(articles.c.text_hash, articles.c.id, articles.c.place)
        query = query.where(~articles.c.shadowed)
        rows = list(select_in(self._connection, query, articles.c.text_hash, hashes))
        rows.sort(key=lambda row: -row.place)
        found = self.articles(row.id for row in rows)
        return {hashes[row.text_hash]: found[row.id] for row in rows}

    def with_headlines(self, headlines: Iterable[str]) -> Mapping[str, Sequence[Article]]:
        """Articles by their headlines' `briefings.identity.headline_key`, newest first.

        For very common headlines ("News in brief"), at most `SAME_HEADLINE` articles.
        """
        keys = {hash64(key): key for key in map(headline_key, headlines)}
        query = select(articles.c.headline, articles.c.id).where(~articles.c.shadowed)
        query = query.order_by(articles.c.key.desc())
        ids: dict[str, list[str]] = {}
        for row in select_in(self._connection, query, articles.c.headline, keys):
            same = ids.setdefault(keys[row.headline], [])
            if len(same) < SAME_HEADLINE:
                same.append(row.id)
        found = self.articles(id_ for same in ids.values() for id_ in same)
        return {key: [found[id_] for id_ in same] for key, same in ids.items()}

    def sources_of(self, article_ids: Iterable[str]) -> Mapping[str, str]:
        """The names of the sources that brought these articles, by the articles' ids."""
        query = select(articles.c.id, sources.c.name).join(
            sources, sources.c.key == articles.c.source
        )
        query = query.where(~articles.c.shadowed)
        rows = select_in(self._connection, query, articles.c.id, article_ids)
        return {row.id: row.name for row in rows}

    def places_of(self, article_id: str) -> Sequence[str]:
        """The addresses of an article, its own first."""
        query = select(addresses.c.url).where(addresses.c.article == article_id)
        return list(
            self._connection.scalars(query.order_by(addresses.c.first.desc(), addresses.c.url))
        )

    def places_of_outlet(self, name: str, limit: int = 20) -> Sequence[str]:
        """The addresses of some articles of an outlet."""
        query = select(addresses.c.url).join(articles, articles.c.id == addresses.c.article)
        query = query.where(articles.c.outlet == casefolded(name), ~articles.c.shadowed)
        return list(self._connection.scalars(query.limit(limit)))

    def versions_of(self, article_id: str) -> Sequence[Version]:
        """The earlier versions of an article, earliest first."""
        columns = versions.c
        query = select(columns.headline, columns.sha256, columns.text, columns.seen)
        rows = self._connection.execute(
            query.where(columns.article == article_id).order_by(columns.key)
        )
        return [Version(row.headline, row.sha256, unpack(row.text), row.seen) for row in rows]

    def taken(self, section: str, ids: Iterable[str]) -> set[str]:
        """The ids that records of a section already have, whether they count or not."""
        table = {"articles": articles, "quotes": quotes}.get(section, entries)
        query = select(table.c.id)
        if table is entries:
            query = query.where(entries.c.section == section)
        return {row.id for row in select_in(self._connection, query, table.c.id, ids)}

    def actors_called(self, names_: Iterable[str]) -> Sequence[Actor]:
        """The actors whom one of these names may mean, most quoted first.

        They have one of them as a whole name, whatever its case and accents, or a surname that
        sounds like one; of the latter at most `SAME_SURNAME` for each surname.
        """
        keys = {key for name in names_ for key in name_keys(name)}
        query = (
            select(names.c.word, names.c.id, actor_counts.c.utterances)
            .join(actor_counts, actor_counts.c.actor == names.c.id, isouter=True)
            .where(names.c.section == "actors")
        )
        rows = list(select_in(self._connection, query, names.c.word, sorted(keys)))
        rows.sort(key=lambda row: (-(row.utterances or 0), row.id))
        seen: Counter[str] = Counter()
        ids: dict[str, None] = {}
        for row in rows:
            seen[row.word] += 1
            if seen[row.word] <= SAME_SURNAME:
                ids[row.id] = None
        return list(self._by_id("actors", Actor, ids).values())

    def worded_so(self, said: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        """The existing utterances of exactly these words.

        Args:
            said: actors' ids, each with the words.

        Returns:
            For speaker and words, the utterance's id in the oldest report.
        """
        wanted = {(creator, wording_hash(text)): (creator, text) for creator, text in said}
        query = select(quotes.c.creator, quotes.c.wording, quotes.c.key, quotes.c.utterance)
        query = query.where(~quotes.c.shadowed)
        hashes = {wording for _, wording in wanted}
        rows = select_in(self._connection, query, quotes.c.wording, sorted(hashes))
        oldest: dict[tuple[str, int], tuple[int, str]] = {}
        for creator, wording, key, utterance in rows:
            one = (creator, wording)
            if one in wanted:
                oldest[one] = min(oldest.get(one, (key, utterance)), (key, utterance))
        by_hash = {one: utterance for one, (_, utterance) in oldest.items()}
        return {
            (creator, text): by_hash[creator, wording_hash(text)]
            for creator, text in said
            if (creator, wording_hash(text)) in by_hash
        }

    def worded_as(self, wordings: Iterable[int]) -> Sequence[Quote]:
        """The quotations of exactly these words, oldest first.

        Args:
            wordings: their hashes, by `briefings.library.encoding.wording_hash`.
        """
        query = select(quotes.c.key).where(~quotes.c.shadowed)
        rows = select_in(self._connection, query, quotes.c.wording, sorted(set(wordings)))
        return self._by_key("quotes", Quote, sorted(row.key for row in rows))

    def quotes_in(self, article_ids: Iterable[str]) -> Sequence[Quote]:
        """The quotations of articles, oldest first."""
        query = select(quotes.c.key).where(~quotes.c.shadowed)
        rows = select_in(self._connection, query, quotes.c.article, list(article_ids))
        return self._by_key("quotes", Quote, sorted(row.key for row in rows))

    def said_like(self, said: Sequence[tuple[str, str]]) -> Sequence[Sequence[Report]]:
        """For each speaker and text, earlier quotations that may be reports of the same words.

        Args:
            said: actors' ids, each with the words.

        Returns:
            For each at most `ALIKE` quotations, those that share most with it first.
        """
        pairs = [sketch(creator, words) for creator, words in said]
        sharing = dict(self._sharing(sorted({pair for each in pairs for pair in each})))
        best = [
            _sharing_most([key for pair in each for key in sharing.get(pair, ())]) for each in pairs
        ]
        found = self._said({key for keys in best for key in keys})
        return [[found[key] for key in keys] for keys in best]

    def _sharing(self, pairs: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """The keys of quotations with each pair, if there are any."""
        dialect = self._connection.dialect.name
        given = json.dumps(pairs) if dialect == "sqlite" else pairs
        values = {"pairs": given, "most": MOST_SHARING}
        for pair, keys in self._connection.execute(_SHARING[dialect], values):
            if keys:
                yield pair, list(map(int, keys.split(",")))

    def _said(self, keys: Iterable[int]) -> Mapping[int, Report]:
        """What these quotations report, without building their models."""
        columns = quotes.c
        if self._connection.dialect.name == "sqlite":
            words: ColumnElement[str] = func.json_extract(columns.payload, "$.text")
        else:
            words = cast(columns.payload, JSON)["text"].as_string()
        query = select(columns.key, words, columns.utterance, columns.article)
        rows = select_in(self._connection, query, columns.key, sorted(keys))
        return {key: Report(words, utterance, article) for key, words, utterance, article in rows}


def _sharing_most(keys: Sequence[int]) -> Sequence[int]:
    """The `ALIKE` most frequent keys, newest first among equals."""
    once = set(keys)
    found: list[int] = []
    if len(once) < len(keys):
        counts = Counter(keys)
        several = [(count, key) for key, count in counts.items() if count > 1]
        found = [key for _, key in sorted(several, reverse=True)[:ALIKE]]
        once.difference_update(found)
    if len(found) < ALIKE:
        found += sorted(once, reverse=True)[: ALIKE - len(found)]
    return found
