"""Is it known already? Articles, people and words, for what is about to be stored."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sqlalchemy import bindparam, select

from briefings.identity import address_key, headline_key
from briefings.library.changing import TABLES
from briefings.library.encoding import hash64, text_hash, unpack, wording_hash
from briefings.library.indexing import name_keys
from briefings.library.prepared import Prepared
from briefings.library.queries.base import Query
from briefings.library.sketches import sketch
from briefings.library.tables import (
    actor_counts,
    addresses,
    articles,
    entries,
    names,
    quotes,
    sketches,
    sources,
    versions,
)
from briefings.models import Actor, Article, Quote

ALIKE = 4
"""So many quotations of a speaker that share words are looked at."""
SAME_HEADLINE = 50
SAME_SURNAME = 200

_AT_ADDRESSES = Prepared(
    lambda among: select(addresses.c.first, addresses.c.article, addresses.c.address).where(
        among(addresses.c.address)
    )
)
_WITH_TEXTS = Prepared(
    lambda among: (
        select(articles.c.text_hash, articles.c.id)
        .where(~articles.c.shadowed, among(articles.c.text_hash))
        .order_by(articles.c.place.desc())
    )
)
_WITH_HEADLINES = Prepared(
    lambda among: (
        select(articles.c.headline, articles.c.id)
        .where(~articles.c.shadowed, among(articles.c.headline))
        .order_by(articles.c.key.desc())
    )
)
_SOURCES = Prepared(
    lambda among: (
        select(articles.c.id, sources.c.name)
        .join(sources, sources.c.key == articles.c.source)
        .where(~articles.c.shadowed, among(articles.c.id))
    )
)
_PLACES = Prepared(
    select(addresses.c.url)
    .where(addresses.c.article == bindparam("article"))
    .order_by(addresses.c.first.desc(), addresses.c.url)
)
_VERSIONS = Prepared(
    select(versions.c.headline, versions.c.sha256, versions.c.text, versions.c.seen)
    .where(versions.c.article == bindparam("article"))
    .order_by(versions.c.key)
)
_CALLED = Prepared(
    lambda among: (
        select(names.c.word, names.c.id, actor_counts.c.utterances)
        .join(actor_counts, actor_counts.c.actor == names.c.id, isouter=True)
        .where(names.c.section == "actors", among(names.c.word))
    )
)
_WORDED = Prepared(
    lambda among: select(quotes.c.wording, quotes.c.key).where(
        ~quotes.c.shadowed, among(quotes.c.wording)
    )
)
_SKETCHED = Prepared(
    lambda among: select(sketches.c.pair, sketches.c.quote).where(among(sketches.c.pair))
)


@cache
def _taken(section: str) -> Prepared:
    table = TABLES[section]
    query = select(table.c.id)
    if table is entries:
        query = query.where(entries.c.section == section)
    return Prepared(lambda among: query.where(among(table.c.id)))


class Version(NamedTuple):
    """What an article was before it changed."""

    headline: str
    sha256: str | None
    text: str | None
    seen: str
    """When the change was seen, in ISO 8601."""


class Recognising(Query):
    """Known things by what tells them apart, at a cost that does not grow with the library."""

    def at_addresses(self, urls: Iterable[str]) -> Mapping[str, Article]:
        """The articles that stand at addresses, by `briefings.identity.address_key`."""
        keys = {hash64(key): key for key in map(address_key, urls)}
        # Where two have the address, it is that of the article whose own it is.
        rows = sorted(self._those(_AT_ADDRESSES, keys))
        found = self.articles(article for _, article, _ in rows)
        return {keys[address]: found[one] for _, one, address in rows if one in found}

    def with_texts(self, sha256s: Iterable[str]) -> Mapping[str, Article]:
        """The articles with texts of these SHA-256, by it; of several the one stored first."""
        hashes = {text_hash(sha256): sha256 for sha256 in sha256s}
        rows = list(self._those(_WITH_TEXTS, hashes))
        found = self.articles(id_ for _, id_ in rows)
        return {hashes[hashed]: found[id_] for hashed, id_ in rows}

    def with_headlines(self, headlines: Iterable[str]) -> Mapping[str, Sequence[Article]]:
        """Articles by their headlines' `briefings.identity.headline_key`, the newest first.

        Of headlines that very many have ("News in brief"), at most `SAME_HEADLINE` articles.
        """
        keys = {hash64(key): key for key in map(headline_key, headlines)}
        ids: dict[str, list[str]] = {}
        for headline, id_ in self._those(_WITH_HEADLINES, keys):
            same = ids.setdefault(keys[headline], [])
            if len(same) < SAME_HEADLINE:
                same.append(id_)
        found = self.articles(id_ for same in ids.values() for id_ in same)
        return {key: [found[id_] for id_ in same] for key, same in ids.items()}

    def sources_of(self, article_ids: Iterable[str]) -> Mapping[str, str]:
        """The names of the sources that brought these articles, by the articles' ids."""
        return dict(self._those(_SOURCES, article_ids))

    def places_of(self, article_id: str) -> Sequence[str]:
        """The addresses that an article stands at, its own first."""
        return self._column(_PLACES, {"article": article_id})

    def versions_of(self, article_id: str) -> Sequence[Version]:
        """What an article was before it changed, the earliest first."""
        rows = self._rows(_VERSIONS, {"article": article_id})
        return [
            Version(headline, sha256, unpack(text), seen) for headline, sha256, text, seen in rows
        ]

    def taken(self, section: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that records of a section have, whether they count or not."""
        return {id_ for (id_,) in self._those(_taken(section), ids)}

    def actors_called(self, names_: Iterable[str]) -> Sequence[Actor]:
        """The actors who may be meant by one of these names: the most quoted first.

        Those whose whole name is one of them, whatever its case and accents, or whose surname
        sounds like that of one; of the latter at most `SAME_SURNAME` for each surname.
        """
        keys = {key for name in names_ for key in name_keys(name)}
        rows = [
            (-(utterances or 0), id_, word)
            for word, id_, utterances in self._those(_CALLED, sorted(keys))
        ]
        seen: Counter[str] = Counter()
        ids: dict[str, None] = {}
        for _, id_, word in sorted(rows):
            seen[word] += 1
            if seen[word] <= SAME_SURNAME:
                ids[id_] = None
        return list(self._by_id("actors", Actor, ids).values())

    def worded_so(self, wordings: Iterable[str]) -> Mapping[int, Sequence[Quote]]:
        """Quotations of exactly these wordings by `encoding.wording_hash`, the oldest first."""
        found: dict[int, list[int]] = {}
        for wording, key in self._those(_WORDED, map(wording_hash, wordings)):
            found.setdefault(wording, []).append(key)
        return {
            wording: self._by_key("quotes", Quote, sorted(keys)[:ALIKE])
            for wording, keys in found.items()
        }

    def said_like(self, said: Sequence[tuple[str, str]]) -> Sequence[Sequence[Quote]]:
        """For each speaker and text, earlier quotations that may be reports of the same words.

        Args:
            said: actors' ids, each with the words.

        Returns:
            For each at most `ALIKE` quotations, those that share most with it first.
        """
        asked: dict[int, list[int]] = {}
        for number, (creator, text) in enumerate(said):
            for pair in dict.fromkeys(sketch(creator, text)):
                asked.setdefault(pair, []).append(number)
        shared: list[Counter[int]] = [Counter() for _ in said]
        for pair, key in self._those(_SKETCHED, asked):
            for number in asked[pair]:
                shared[number][key] += 1
        best = [
            [-key for _, key in sorted((-count, -key) for key, count in counts.items())][:ALIKE]
            for counts in shared
        ]
        every = list(dict.fromkeys(key for keys in best for key in keys))
        found = dict(zip(every, self._by_key("quotes", Quote, every), strict=True))
        return [[found[key] for key in keys] for keys in best]
