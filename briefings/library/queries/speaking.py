"""What was said: utterances by speaker, topic and words, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, func, select, union_all

from briefings.library import searching
from briefings.library.bulk import chunks, select_in
from briefings.library.indexing import speaker_term
from briefings.library.queries.base import THOSE, Query
from briefings.library.spoken import leading_first, spoken_on
from briefings.library.tables import articles, quotes, utterance_topics, utterances
from briefings.models import Quote

MOST_WITH_WORDS = 1_000
"""Among so many of the newest quotations that have given words, utterances are looked for."""
_ALL = 2**31 - 1
_UNION = 200
"""How many speakers one statement asks about."""


_ROWS = select(
    utterances.c.key,
    utterances.c.revision,
    utterances.c.id,
    utterances.c.creator,
    utterances.c.newness,
    utterances.c.telling,
    utterances.c.length,
    utterances.c.topics,
)
_BY_KEY = _ROWS.where(utterances.c.key.in_(THOSE))
_BY_ID = _ROWS.where(utterances.c.id.in_(THOSE))
_REPORTS = select(quotes.c.key, quotes.c.place, quotes.c.payload).where(
    ~quotes.c.shadowed, quotes.c.utterance.in_(THOSE)
)
_WRITTEN = select(articles.c.id, articles.c.machine).where(
    ~articles.c.shadowed, articles.c.id.in_(THOSE)
)
_TELLING = (
    select(utterance_topics.c.utterance, utterance_topics.c.creator)
    .where(
        utterance_topics.c.topic == bindparam("topic"),
        utterance_topics.c.telling.is_not(None),
        utterance_topics.c.creator.is_not(None),
    )
    .order_by(utterance_topics.c.telling, utterance_topics.c.newness, utterance_topics.c.utterance)
    .limit(bindparam("most", type_=Integer))
)


@dataclass(frozen=True, slots=True)
class StoredUtterance:
    """The same words of one speaker, over all reports of them."""

    key: int
    id: str
    creator: str | None
    quotes: tuple[Quote, ...]
    """The leading one first."""
    spoken_on: str | None
    topics: tuple[str, ...]
    newness: int
    """Sorts utterances newest first, those of unknown date last."""
    telling: int | None
    """Sorts what a briefing should quote first; None for what it should not quote at all."""
    length: int
    """What showing all its wordings takes, in characters."""

    @property
    def lead(self) -> Quote:
        return self.quotes[0]


class Place(NamedTuple):
    """Where an utterance stands in a list, and what showing it takes, in characters."""

    newness: int
    key: int
    length: int


class Speaking(Query):
    """Utterances."""

    def utterances(
        self,
        *,
        creators: Sequence[str] | None = None,
        topic: str | None = None,
        words: Sequence[str] = (),
        offset: int = 0,
        limit: int | None = 4,
    ) -> Sequence[StoredUtterance]:
        """Utterances, the newest first, those of unknown date last.

        Args:
            creators: ids of those who said them; all for None.
            topic: the id of what they are on.
            words: folded beginnings of words, as `briefings.text.words` folds them, all of which
                one wording has. Only the newest `MOST_WITH_WORDS` quotations count.
            limit: at most so many; None for all.
        """
        places = self.places(
            creators=creators,
            topic=topic,
            words=words,
            limit=None if limit is None else offset + limit,
        )
        return self.utterances_at(places[offset:])

    def places(
        self,
        *,
        creators: Sequence[str] | None = None,
        topic: str | None = None,
        words: Sequence[str] = (),
        limit: int | None = None,
    ) -> Sequence[Place]:
        """Where `utterances` finds them, without reading any: for paging by length."""
        if words:
            return self._places_with(creators, topic, words)[:limit]
        if creators is None:
            return [Place(*row) for row in self._places(topic, None, limit)]
        creators = list(dict.fromkeys(creators))
        if len(creators) == 1:
            return [Place(*row) for row in self._places(topic, creators[0], limit)]
        found = [
            [Place(*row) for row in self._rows(query)]
            for query in _by_creator(topic, creators, limit)
        ]
        return list(islice(merge(*found), limit))

    def _places(self, topic: str | None, creator: str | None, limit: int | None) -> Any:
        query = _newest_of(topic is not None, creator is not None)
        most = _ALL if limit is None else limit
        return self._rows(query, {"topic": topic, "creator": creator, "most": most})

    def count_utterances(
        self,
        *,
        creators: Sequence[str] | None = None,
        topic: str | None = None,
        words: Sequence[str] = (),
    ) -> int:
        """How many `utterances` there are; with `words`, of the newest `MOST_WITH_WORDS`."""
        if words:
            return len(self._places_with(creators, topic, words))
        columns = utterances.c if topic is None else utterance_topics.c
        query = select(func.count()).select_from(columns.newness.table)
        if topic is not None:
            query = query.where(utterance_topics.c.topic == topic)
        if creators is None:
            return int(self._rows(query).scalar_one())
        return sum(
            self._rows(query.where(columns.creator.in_(chunk))).scalar_one()
            for chunk in chunks(dict.fromkeys(creators))
        )

    def utterances_at(self, places: Sequence[Place]) -> Sequence[StoredUtterance]:
        """The utterances at these places, in this order."""
        return self._utterances([place.key for place in places])

    def telling(self, topic: str, limit: int) -> Sequence[StoredUtterance]:
        """What a briefing should quote first: of each speaker at most one.

        Of many speakers, those are found who come first among the first `4 * limit` utterances,
        but at least among 100.
        """
        best: dict[str, int] = {}
        for key, creator in self._rows(_TELLING, {"topic": topic, "most": max(100, 4 * limit)}):
            best.setdefault(creator, key)
        return self._utterances(list(best.values())[:limit])

    def utterance(self, utterance_id: str, creator: str | None) -> StoredUtterance | None:
        """The utterance of an id and speaker."""
        query = select(utterances.c.key).where(
            utterances.c.id == utterance_id,
            utterances.c.creator.is_(None) if creator is None else utterances.c.creator == creator,
        )
        return next(iter(self._utterances(list(self._rows(query).scalars()))), None)

    def utterances_of(self, found: Sequence[Quote]) -> Sequence[StoredUtterance]:
        """The utterances that quotations belong to, each once, in this order."""
        wanted = dict.fromkeys((quote.utterance, quote.creator) for quote in found)
        ids = [id_ for id_, _ in wanted]
        rows = {(row.id, row.creator): row for row in self._those(_BY_ID, ids)}
        return self._made([rows[one] for one in wanted if one in rows])

    def _places_with(
        self, creators: Sequence[str] | None, topic: str | None, beginnings: Sequence[str]
    ) -> list[Place]:
        clauses: list[searching.Clause] = [
            searching.completions(self._connection, word) for word in beginnings
        ]
        if creators is not None:
            clauses.append([speaker_term(creator) for creator in creators])
        keys = searching.matching(self._connection, "library_quote_words", clauses, MOST_WITH_WORDS)
        columns = utterances.c
        query = select(columns.newness, columns.key, columns.length, columns.topics)
        query = query.join_from(
            quotes,
            utterances,
            (quotes.c.utterance == columns.id)
            & (quotes.c.creator.is_not_distinct_from(columns.creator)),
        )
        rows = select_in(self._connection, query, quotes.c.key, keys)
        return sorted(
            {
                Place(newness, key, length)
                for newness, key, length, topics in rows
                if topic is None or topic in topics.split()
            }
        )

    def _utterances(self, keys: Sequence[int]) -> list[StoredUtterance]:
        """Utterances by their keys, in this order."""
        rows = {row.key: row for row in self._those(_BY_KEY, keys)}
        return self._made([rows[key] for key in keys if key in rows])

    def _made(self, rows: Sequence[Any]) -> list[StoredUtterance]:
        """The utterances of these rows, in this order; kept as long as they do not change."""
        kept: dict[int, StoredUtterance] = {}
        for row in rows:
            found = self._cache.find(("utterance", row.key, row.revision))
            if found is not None:
                kept[row.key] = found
        missing = [row for row in rows if row.key not in kept]
        for row, reports in self._reports(missing):
            made = StoredUtterance(
                key=row.key,
                id=row.id,
                creator=row.creator,
                quotes=reports,
                spoken_on=spoken_on(reports),
                topics=tuple(row.topics.split()),
                newness=row.newness,
                telling=row.telling,
                length=row.length,
            )
            kept[row.key] = made
            self._cache.keep(("utterance", row.key, row.revision), made)
        return [kept[row.key] for row in rows]

    def _reports(self, rows: Sequence[Any]) -> Iterable[tuple[Any, tuple[Quote, ...]]]:
        """The reports of each of these utterances, the leading one first."""
        found = self._those(_REPORTS, (row.id for row in rows))
        gathered: dict[tuple[str, str | None], list[tuple[int, Quote]]] = {}
        for key, place, payload in found:
            quote = self._cache.decoded("quotes", key, payload)
            assert isinstance(quote, Quote)  # noqa: S101
            gathered.setdefault((quote.utterance, quote.creator), []).append((place, quote))
        cited = {quote.citation.article for reports in gathered.values() for _, quote in reports}
        machine = dict(self._those(_WRITTEN, cited))
        for row in rows:
            reports = [quote for _, quote in sorted(gathered[row.id, row.creator], key=_place)]
            yield row, leading_first(reports, machine.__getitem__)


def _place(found: tuple[int, Quote]) -> int:
    return found[0]


@cache
def _newest_of(topic: bool, creator: bool) -> Any:  # noqa: FBT001  # which of four statements
    query = _places("" if topic else None, "" if creator else None, bound=True)
    return query.limit(bindparam("most", type_=Integer))


def _places(topic: str | None, creator: str | None, *, bound: bool = False) -> Any:
    columns: Any = utterances.c if topic is None else utterance_topics.c
    key: ColumnElement[int] = columns.key if topic is None else columns.utterance
    query = select(columns.newness, key, columns.length)
    if topic is not None:
        query = query.where(columns.topic == (bindparam("topic") if bound else topic))
    if creator is not None:
        query = query.where(columns.creator == (bindparam("creator") if bound else creator))
    return query.order_by(columns.newness, key)


def _by_creator(topic: str | None, creators: Iterable[str], limit: int | None) -> Iterable[Any]:
    """Statements that read the newest of each creator, without reading all of any."""
    for chunk in chunks(creators, _UNION):
        parts = [select(_places(topic, creator).limit(limit).subquery()) for creator in chunk]
        every = union_all(*parts).subquery()
        newness, key, length = every.c
        yield select(newness, key, length).order_by(newness, key).limit(limit)
