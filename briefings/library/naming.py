"""Finds who and what has the words of a search, in names and in other texts about them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, Select, bindparam, func, select

from briefings.library.indexing import NAME_WEIGHT
from briefings.library.prepared import Among, Prepared, Row
from briefings.library.tables import actor_counts, names

MOST_SPEAKERS = 12
"""In quotations, a word of a name stands for this many of the people who have it."""
FEW = 500
"""A word of at most this many actors and topics is read whole …"""
MOST_NAMED = 2_000
"""… and of other words this many rows, names first."""

_LAST = "\U0010ffff"
"""Sorts after every character of a word."""


class Term(NamedTuple):
    """A searched word, or the beginning of words."""

    word: str
    begins: bool = False


class Named(NamedTuple):
    """An actor or a topic that has all the words."""

    section: str
    id: str
    in_name: bool
    """Whether its name has all the words."""


def beginning_with(column: Any) -> Any:
    """A condition: the column's value begins with the folded letters and digits of `Term.word`.

    In both databases this is a range of an index, as long as they compare by code points.
    """
    return (column >= bindparam("word")) & (column < bindparam("beyond"))


def bound(term: Term) -> Mapping[str, str]:
    """The parameters of `beginning_with`."""
    return {"word": term.word, "beyond": term.word + _LAST}


_HAS = {False: names.c.word == bindparam("word"), True: beginning_with(names.c.word)}


def _rows(*, begins: bool) -> Select[Any]:
    columns = names.c
    query = select(columns.key, columns.section, columns.id, columns.weight)
    return query.where(_HAS[begins]).limit(bindparam("most", type_=Integer))


def _weights(among: Among, *, begins: bool) -> Select[Any]:
    columns = names.c
    query = select(columns.key, func.max(columns.weight)).where(among(columns.key), _HAS[begins])
    return query.group_by(columns.key)


_ROWS = {begins: Prepared(_rows(begins=begins)) for begins in (False, True)}
_BEST_ROWS = {
    begins: Prepared(_rows(begins=begins).order_by(names.c.weight.desc(), names.c.key))
    for begins in (False, True)
}
_WEIGHTS = {
    False: Prepared(lambda among: _weights(among, begins=False)),
    True: Prepared(lambda among: _weights(among, begins=True)),
}
_SPEAKING = Prepared(
    lambda among: select(actor_counts.c.utterances, actor_counts.c.actor).where(
        among(actor_counts.c.actor), actor_counts.c.utterances > 0
    )
)


class Bearers:
    """Finds actors and topics with words; looks up each word once.

    For a word that very many have, such as an office, only the first `MOST_NAMED` count.
    """

    def __init__(self, connection: Connection, terms: Iterable[Term]) -> None:
        self._connection = connection
        self._terms = list(terms)
        self._found: dict[Term, list[Row]] = {}
        """Rows of each word: key, section, id, weight."""
        self._whole: set[Term] = set()
        """The words of which all rows were read."""
        for term in self._terms:
            self._found[term] = self._look_up(term)

    def _look_up(self, term: Term) -> list[Row]:
        values = bound(term)
        rows = _ROWS[term.begins].rows(self._connection, {**values, "most": FEW + 1})
        if len(rows) <= FEW:
            self._whole.add(term)
            return rows
        return _BEST_ROWS[term.begins].rows(self._connection, {**values, "most": MOST_NAMED})

    def named(self) -> list[Named]:
        """Actors and topics with all the words, those with them in the name first."""
        terms = sorted(
            self._terms, key=lambda term: (term not in self._whole, len(self._found[term]))
        )
        if not terms or not self._found[terms[0]]:
            return []
        first, *others = terms
        named = {key: (section, id_) for key, section, id_, _ in self._found[first]}
        weights = _most(self._found[first])
        for term in others:
            also = self._weights(term, weights)
            weights = {key: min(most, also[key]) for key, most in weights.items() if key in also}
        ranked = sorted((-weight, key) for key, weight in weights.items() if weight)
        return [Named(*named[key], -weight == NAME_WEIGHT) for weight, key in ranked]

    def _weights(self, term: Term, keys: Iterable[int]) -> Mapping[int, int]:
        """How much a word weighs for each of these keys that have it."""
        if term in self._whole:
            return _most(self._found[term])
        return dict(_WEIGHTS[term.begins].those(self._connection, keys, bound(term)))

    def speakers(self, term: Term) -> Sequence[str]:
        """Actors with this word in their names, most quoted first, at most `MOST_SPEAKERS`."""
        speaking = self.speaking
        found = {id_ for id_ in _actors(self._found[term]) if id_ in speaking}
        return sorted(found, key=lambda id_: (-speaking[id_], id_))[:MOST_SPEAKERS]

    @cached_property
    def speaking(self) -> Mapping[str, int]:
        """How many utterances the actors with these words have."""
        every = (id_ for rows in self._found.values() for id_ in _actors(rows))
        return {id_: count for count, id_ in _SPEAKING.those(self._connection, every)}


def _actors(rows: Iterable[Row]) -> Iterable[str]:
    """The actors that have a word in their names."""
    return (
        id_ for _, section, id_, weight in rows if section == "actors" and weight == NAME_WEIGHT
    )


def _most(rows: Iterable[Row]) -> dict[int, int]:
    """The greatest weight of each key: several words may have the same beginning."""
    most: dict[int, int] = {}
    for key, _, _, weight in rows:
        most[key] = max(weight, most.get(key, 0))
    return most
