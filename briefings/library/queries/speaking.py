"""What was said: utterances by speaker, topic and words, newest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Integer, Select, bindparam, select

from briefings.library import searching
from briefings.library.indexing import speaker_term
from briefings.library.prepared import Among, Prepared, Row
from briefings.library.queries.counting import Counting
from briefings.library.spoken import leading_first, spoken_on
from briefings.library.tables import actor_counts, quotes, utterance_topics, utterances
from briefings.models import Quote

MOST_WITH_WORDS = 200
"""How many of the newest quotations with given words are searched for utterances."""
_ALL = 2**31 - 1


def _places_of(*, topic: bool, creator: bool) -> Select[Any]:
    """The places of utterances, newest first: of a topic, a creator, or both."""
    columns: Any = utterance_topics.c if topic else utterances.c
    key: ColumnElement[int] = columns.utterance if topic else columns.key
    query = select(columns.newness, key, columns.length)
    if topic:
        query = query.where(columns.topic == bindparam("topic"))
    if creator:
        query = query.where(columns.creator == bindparam("creator"))
    return query.order_by(columns.newness, key).limit(bindparam("most", type_=Integer))


_PLACES = {
    (topic, creator): Prepared(_places_of(topic=topic, creator=creator))
    for topic in (False, True)
    for creator in (False, True)
}
_UTTERANCES = Prepared(
    lambda among: select(
        utterances.c.key,
        utterances.c.revision,
        utterances.c.id,
        utterances.c.creator,
        utterances.c.newness,
        utterances.c.telling,
        utterances.c.length,
        utterances.c.topics,
    ).where(among(utterances.c.key))
)
_REPORTS = Prepared(
    lambda among: (
        select(quotes.c.key, quotes.c.payload)
        .where(~quotes.c.shadowed, among(quotes.c.utterance))
        .order_by(quotes.c.place)
    )
)
_KEYS = Prepared(
    lambda among: select(utterances.c.id, utterances.c.creator, utterances.c.key).where(
        among(utterances.c.id)
    )
)
_TELLING = Prepared(
    select(utterance_topics.c.utterance, utterance_topics.c.creator)
    .where(
        utterance_topics.c.topic == bindparam("topic"),
        utterance_topics.c.telling.is_not(None),
        utterance_topics.c.creator.is_not(None),
    )
    .order_by(utterance_topics.c.telling, utterance_topics.c.newness, utterance_topics.c.utterance)
    .limit(bindparam("most", type_=Integer))
)
_COUNTS = Prepared(
    lambda among: select(actor_counts.c.utterances).where(among(actor_counts.c.actor))
)


def _with_words(among: Among) -> Select[Any]:
    columns = utterances.c
    return (
        select(columns.newness, columns.key, columns.length, columns.topics)
        .join_from(
            quotes,
            utterances,
            (quotes.c.utterance == columns.id)
            & (quotes.c.creator.is_not_distinct_from(columns.creator)),
        )
        .where(among(quotes.c.key))
    )


_WITH_WORDS = Prepared(_with_words)


@dataclass(frozen=True, slots=True)
class StoredUtterance:
    """The same words of one speaker, over all reports of them."""

    key: int
    id: str
    creator: str | None
    quotes: tuple[Quote, ...]
    """The leading quotation first."""
    spoken_on: str | None
    topics: tuple[str, ...]
    newness: int
    """Sorts utterances newest first, unknown dates last."""
    telling: int | None
    """Sorts what a briefing should quote first; None for what it should not quote."""
    length: int
    """The characters needed to show all its wordings."""

    @property
    def lead(self) -> Quote:
        return self.quotes[0]


class Place(NamedTuple):
    """An utterance's place in a list, and the characters needed to show it."""

    newness: int
    key: int
    length: int


class Telling(NamedTuple):
    """An utterance that a briefing may quote, not read yet."""

    key: int
    creator: str


class Keyed(Protocol):
    """Represents an utterance that is not read yet."""

    @property
    def key(self) -> int: ...


class Speaking(Counting):
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
        """Utterances, newest first, unknown dates last.

        Args:
            creators: ids of the speakers; None for all.
            topic: the id of their topic.
            words: folded beginnings of words, as `briefings.text.words` folds them, all found in
                one wording. Only the newest `MOST_WITH_WORDS` quotations count.
            limit: the most utterances; None for all.
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
        """The places of `utterances`, without reading any: for paging by length."""
        if words:
            return self._places_with(creators, topic, words)[:limit]
        query = _PLACES[topic is not None, creators is not None]
        most = _ALL if limit is None else limit
        if creators is None:
            return [Place(*row) for row in self._rows(query, {"topic": topic, "most": most})]
        found = [
            self._rows(query, {"topic": topic, "creator": creator, "most": most})
            for creator in dict.fromkeys(creators)
        ]
        return [Place(*row) for row in islice(merge(*found), limit)]

    def count_utterances(
        self,
        *,
        creators: Sequence[str] | None = None,
        topic: str | None = None,
        words: Sequence[str] = (),
    ) -> int:
        """How many `utterances` there are; with `words`, among the newest `MOST_WITH_WORDS`."""
        if words:
            return len(self._places_with(creators, topic, words))
        if creators is None:
            return self.counts(topic).utterances
        if topic is not None:
            return self.count_quoted(creators, topic)
        return sum(count for (count,) in self._those(_COUNTS, creators))

    def utterances_at(self, places: Iterable[Keyed]) -> Sequence[StoredUtterance]:
        """The utterances at these places, in this order."""
        return self._utterances([place.key for place in places])

    def telling(self, topic: str, limit: int) -> Sequence[Telling]:
        """What a briefing should quote first: at most one per speaker.

        Of many speakers it finds those among the first `4 * limit` utterances, but at least the
        first 100.
        """
        best: dict[str, Telling] = {}
        for key, creator in self._rows(_TELLING, {"topic": topic, "most": max(100, 4 * limit)}):
            best.setdefault(creator, Telling(key, creator))
        return list(best.values())[:limit]

    def utterance(self, utterance_id: str, creator: str | None) -> StoredUtterance | None:
        """The utterance with this id and speaker."""
        keys = [key for _, by, key in self._those(_KEYS, (utterance_id,)) if by == creator]
        return next(iter(self._utterances(keys)), None)

    def utterances_of(self, found: Sequence[Quote]) -> Sequence[StoredUtterance]:
        """The utterances that quotations belong to, each once, in this order."""
        wanted = dict.fromkeys((quote.utterance, quote.creator) for quote in found)
        ids = [id_ for id_, _ in wanted]
        keys = {(id_, creator): key for id_, creator, key in self._those(_KEYS, ids)}
        return self._utterances([keys[one] for one in wanted if one in keys])

    def _places_with(
        self, creators: Sequence[str] | None, topic: str | None, beginnings: Sequence[str]
    ) -> list[Place]:
        clauses: list[searching.Clause] = [
            searching.completions(self._connection, word) for word in beginnings
        ]
        words = (word for clause in clauses for word in clause)
        counts, _ = searching.counts_in(self._connection, words)
        clauses = searching.rarest_first(clauses, counts)
        if creators is not None:
            clauses.insert(0, [speaker_term(creator) for creator in creators])
        keys = searching.matching(self._connection, "library_quote_words", clauses, MOST_WITH_WORDS)
        return sorted(
            {
                Place(newness, key, length)
                for newness, key, length, topics in self._those(_WITH_WORDS, keys)
                if topic is None or topic in topics.split()
            }
        )

    def _utterances(self, keys: Sequence[int]) -> list[StoredUtterance]:
        """Utterances by their keys, in this order; cached until they change."""
        kept: dict[int, StoredUtterance] = {}
        missing: list[Row] = []
        for row in self._those(_UTTERANCES, keys):
            found = self._cache.find(("utterance", row[0], row[1]))
            if found is None:
                missing.append(row)
            else:
                kept[row[0]] = found
        if missing:
            reports = self._reports([row[2] for row in missing])
            for key, revision, id_, creator, newness, telling, length, topics in missing:
                ordered = leading_first(reports[id_, creator], self._is_machine_written)
                kept[key] = made = StoredUtterance(
                    key=key,
                    id=id_,
                    creator=creator,
                    quotes=ordered,
                    spoken_on=spoken_on(ordered),
                    topics=tuple(topics.split()),
                    newness=newness,
                    telling=telling,
                    length=length,
                )
                self._cache.keep(("utterance", key, revision), made)
        return [kept[key] for key in keys if key in kept]

    def _is_machine_written(self, article_id: str) -> bool:
        article = self.article(article_id)
        return article is not None and article.is_machine_written

    def _reports(self, ids: Sequence[str]) -> Mapping[tuple[str, str | None], list[Quote]]:
        """The reports of utterances by id and speaker, in the library's order.

        Their articles are read as well, because whoever shows words also shows their source.
        """
        gathered: dict[tuple[str, str | None], list[Quote]] = {}
        for key, payload in self._those(_REPORTS, ids):
            quote = self._cache.decoded("quotes", key, payload)
            assert isinstance(quote, Quote)  # noqa: S101  # for mypy
            gathered.setdefault((quote.utterance, quote.creator), []).append(quote)
        self.articles(quote.citation.article for found in gathered.values() for quote in found)
        return gathered
