"""Is it known already? Articles, people and words, for what is about to be stored."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from briefings.identity import address_key, name_key
from briefings.library import searching
from briefings.library.bulk import select_in
from briefings.library.encoding import hash64, text_hash, wording_hash
from briefings.library.indexing import speaker_term
from briefings.library.queries.base import Query
from briefings.library.tables import (
    actor_counts,
    addresses,
    articles,
    entries,
    names,
    quotes,
)
from briefings.library.tables import (
    words as word_counts,
)
from briefings.models import Actor, Article, Quote

ALIKE = 12
"""So many of a speaker's newest quotations with the same rare words are looked at."""


class Recognising(Query):
    """Known things by what tells them apart, at a cost that does not grow with the library."""

    def at_address(self, url: str) -> Article | None:
        """The article that stands at an address, as its own or as a further place."""
        query = select(addresses.c.article).where(addresses.c.address == hash64(address_key(url)))
        ids = self._rows(query.order_by(addresses.c.first.desc(), addresses.c.article)).scalars()
        return next(iter(self.articles(ids).values()), None)

    def with_text(self, sha256: str) -> Article | None:
        """The article, stored first, whose text has this SHA-256."""
        query = select(articles.c.id).where(
            articles.c.text_hash == text_hash(sha256), ~articles.c.shadowed
        )
        ids = self._rows(query.order_by(articles.c.place)).scalars()
        return next(iter(self.articles(ids).values()), None)

    def named_so(self, article: Article) -> Sequence[Article]:
        """The articles of the same headline, outlet and day."""
        wanted = hash64(*name_key(article.headline, article.publisher, article.date_published))
        query = select(articles.c.id).where(articles.c.name_hash == wanted, ~articles.c.shadowed)
        return list(self.articles(self._rows(query.order_by(articles.c.place)).scalars()).values())

    def places_of(self, article_id: str) -> Sequence[str]:
        """The addresses that an article stands at, its own first."""
        query = select(addresses.c.url).where(addresses.c.article == article_id)
        return list(self._rows(query.order_by(addresses.c.first.desc(), addresses.c.url)).scalars())

    def taken(self, section: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that records of a section have, whether they count or not."""
        table = {"articles": articles, "quotes": quotes}.get(section, entries)
        query = select(table.c.id)
        if table is entries:
            query = query.where(entries.c.section == section)
        return {row.id for row in select_in(self._connection, query, table.c.id, ids)}

    def actors_named(self, words: Iterable[str]) -> Mapping[str, Sequence[Actor]]:
        """The actors in whose names a folded word stands, by the word; the most quoted first.

        Args:
            words: as `briefings.text.words` folds them.
        """
        query = (
            select(names.c.word, names.c.id, actor_counts.c.utterances)
            .join(actor_counts, actor_counts.c.actor == names.c.id, isouter=True)
            .where(names.c.section == "actors")
        )
        rows = select_in(self._connection, query, names.c.word, words)
        found: dict[str, list[tuple[int, str]]] = {}
        for word, id_, utterances in rows:
            found.setdefault(word, []).append((-(utterances or 0), id_))
        actors = self._by_id("actors", Actor, (id_ for ids in found.values() for _, id_ in ids))
        return {
            word: [actors[id_] for _, id_ in sorted(ids) if id_ in actors]
            for word, ids in found.items()
        }

    def worded_so(self, wordings: Iterable[str]) -> Mapping[int, Sequence[Quote]]:
        """Quotations of exactly these wordings by `encoding.wording_hash`, the oldest first."""
        query = select(quotes.c.wording, quotes.c.key).where(~quotes.c.shadowed)
        hashes = map(wording_hash, wordings)
        found: dict[int, list[int]] = {}
        for wording, key in select_in(self._connection, query, quotes.c.wording, hashes):
            found.setdefault(wording, []).append(key)
        return {
            wording: self._by_key("quotes", Quote, sorted(keys)[:ALIKE])
            for wording, keys in found.items()
        }

    def rarities(self, words: Iterable[str]) -> Mapping[str, int]:
        """How many quotations have each of these folded words; those that none has are left out."""
        query = select(word_counts.c.word, word_counts.c.quotes)
        found = select_in(self._connection, query, word_counts.c.word, words)
        return {word: count for word, count in found if count > 0}

    def said_with(self, creator: str, words: Sequence[str]) -> Sequence[Quote]:
        """The newest quotations of an actor that have all these words, at most `ALIKE`."""
        clauses = [[speaker_term(creator)], *([word] for word in words)]
        keys = searching.matching(self._connection, "library_quote_words", clauses, ALIKE)
        return self._by_key("quotes", Quote, keys)
