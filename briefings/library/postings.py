"""Finds which records have a word: compressed sets of keys for all but the newest records.

A full-text index finds records with several words by going through those with the rarest. If every
word is common, as in a headline, the time grows with the library, and is longest if nothing is
found. Here a bitmap for each 262,144 keys marks the records with a word, so that 64 records are
compared at a time, newest first.

New records are in the databases' full-text indexes, which add a single one quickly. Once `MOST_NEW`
new keys have been given out, all of them move here, so those indexes stay small. A later change of
a record changes the bitmaps of its words.

Sources: D. Lemire and others, "Roaring bitmaps: implementation of an optimized software library"
(2018); for the two stages P. O'Neil and others, "The log-structured merge-tree" (1996).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Integer, String, bindparam, select, text, update

from briefings.library.bulk import delete_keyed, upsert
from briefings.library.erasing import overwriting
from briefings.library.prepared import Prepared, execute
from briefings.library.tables import postings, state

if TYPE_CHECKING:
    from pyroaring import BitMap

MOST_NEW = 8_192
"""How many keys are given out before new records move here from the full-text indexes."""
PART = 18
"""Bits of a key within its part: a bitmap covers one part, at most 32 KiB."""
INDEXES = {"library_article_words": "a", "library_quote_words": "q"}
"""The full-text indexes, and the name of their records here."""

_KEYS = ("kind", "part", "word")
_ARCHIVED = Prepared(select(state.c.archived))
_THERE = Prepared(
    lambda among: select(postings.c.word, postings.c.bitmap).where(
        postings.c.kind == bindparam("kind", type_=String),
        postings.c.part == bindparam("part", type_=Integer),
        among(postings.c.word),
    )
)
_HAVING = {
    "sqlite": "SELECT part, word, bitmap FROM library_postings WHERE kind = ? "
    "AND part IN (SELECT value FROM json_each(?)) AND word IN (SELECT value FROM json_each(?))",
    "postgresql": "SELECT part, word, bitmap FROM library_postings WHERE kind = %s "
    "AND part = ANY(%s) AND word = ANY(%s)",
}
_NEW = {
    "sqlite": "SELECT term, group_concat(doc) FROM {0}_of GROUP BY term",
    "postgresql": "SELECT word, string_agg(key::text, ',') FROM (SELECT key, "
    "unnest(tsvector_to_array(terms)) AS word FROM {0}) AS each GROUP BY word",
}
"""Reads the words of a full-text index, each with its records as one text: a row for each record
would take most of the time."""
_TOGETHER = 3
"""How many clauses are looked up at once."""
_STRIDES = (1, 4)
"""How many parts are read at once, before all the others: usually the newest have enough."""


def archived(connection: Connection) -> int:
    """The last key with records here; all later ones are in the full-text indexes."""
    ((newest,),) = _ARCHIVED.rows(connection)
    return int(newest)


def having(
    connection: Connection, index: str, wanted: Sequence[Sequence[str]], limit: int
) -> list[int]:
    """The keys of archived records with one word of each clause, newest first.

    Args:
        index: the full-text index they were in.
        wanted: preferably rarest first.
    """
    found: list[int] = []
    newest = archived(connection)
    if not newest or not wanted:
        return found
    for parts in _strides(newest >> PART):
        left = _with_all(connection, INDEXES[index], parts, wanted)
        for part in parts:
            if part in left:
                found += reversed(left[part][-(limit - len(found)) :])
                if len(found) >= limit:
                    return found
    return found


def _strides(newest: int) -> Iterator[Sequence[int]]:
    """All parts, newest first, in groups that are read at once."""
    left = range(newest, -1, -1)
    for most in _STRIDES:
        if left:
            yield left[:most]
            left = left[most:]
    if left:
        yield left


def _read(
    connection: Connection, kind: str, parts: Sequence[int], words: Sequence[str]
) -> Mapping[int, Mapping[str, bytes]]:
    """The bitmaps of words, by part and word."""
    values: tuple[Any, ...] = kind, list(parts), words
    if connection.dialect.name == "sqlite":
        values = kind, json.dumps(list(parts)), json.dumps(words)
    there: dict[int, dict[str, bytes]] = defaultdict(dict)
    for part, word, keys in execute(connection, _HAVING[connection.dialect.name], values):
        there[part][word] = keys
    return there


def _with_all(
    connection: Connection, kind: str, parts: Sequence[int], wanted: Sequence[Sequence[str]]
) -> "Mapping[int, BitMap]":
    """By part, the keys with one word of each clause; without empty parts.

    Few parts are left after the rarest words, so most bitmaps of the others are never read.
    """
    left: dict[int, BitMap] = {}
    for start in range(0, len(wanted), _TOGETHER):
        some = wanted[start : start + _TOGETHER]
        words = list({word for clause in some for word in clause})
        there = _read(connection, kind, list(left) if start else parts, words)
        before, left = left, {}
        for part, bitmaps in there.items():
            keys = _with_each(bitmaps, some, before.get(part))
            if keys:
                left[part] = keys
        if not left:
            break
    return left


def _with_each(
    there: Mapping[str, bytes], wanted: Sequence[Sequence[str]], found: "BitMap | None"
) -> "BitMap | None":
    """The keys, among those found before, with one word of each clause."""
    each = [[there[word] for word in clause if word in there] for clause in wanted]
    if not all(each):
        return None
    # Imported only when needed: a small library has nothing here.
    from pyroaring import BitMap

    for some in each:
        keys = BitMap.deserialize(some[0])
        for other in some[1:]:
            keys |= BitMap.deserialize(other)
        found = keys if found is None else found & keys
        if not found:
            return None
    return found


def sharing(
    connection: Connection, index: str, words: Sequence[str], least: int, limit: int
) -> list[int]:
    """The keys of the archived records with most of these words.

    Args:
        index: the full-text index they were in.
        words: distinct words.
        least: the fewest words in common.

    Returns:
        At most `limit` keys, those with most words first, newest first among equals.
    """
    newest = archived(connection)
    if not newest or not words:
        return []
    best: list[tuple[int, int]] = []  # number of words, and the key
    parts = range(newest >> PART, -1, -1)
    there = _read(connection, INDEXES[index], parts, words)
    for part in parts:
        if len(there.get(part, ())) >= least:
            best += _most_first(list(there[part].values()), least, limit)
            best.sort(reverse=True)
            if len(best) >= limit:
                best = best[:limit]
                least = max(least, best[-1][0])
    return [key for _, key in best]


def _most_first(bitmaps: Sequence[bytes], least: int, limit: int) -> Iterator[tuple[int, int]]:
    """Keys that are in at least `least` bitmaps, with the number of bitmaps; most first."""
    digits = _counted(bitmaps)
    for number in range(len(bitmaps), least - 1, -1):
        found = _with_number(digits, number)
        if found:
            newest = found[-limit:]
            yield from ((number, key) for key in reversed(newest))
            limit -= len(newest)
            if limit <= 0:
                return


def _counted(bitmaps: Sequence[bytes]) -> "Sequence[BitMap]":
    """Counts for all keys at once in how many bitmaps each is.

    Returns:
        The digits of the binary numbers, last digit first: for each, the keys that have a 1.
    """
    from pyroaring import BitMap

    digits: list[BitMap] = []
    for one in bitmaps:
        carry = BitMap.deserialize(one)
        for place, digit in enumerate(digits):
            both = digit & carry
            digits[place] ^= carry
            carry = both
            if not carry:
                break
        if carry:
            digits.append(carry)
    return digits


def _with_number(digits: "Sequence[BitMap]", number: int) -> "BitMap | None":
    """The keys with exactly this number, 1 or more."""
    if number >> len(digits):
        return None
    ones = [digit for place, digit in enumerate(digits) if number >> place & 1]
    found = ones[0]
    for digit in ones[1:]:
        found = found & digit
    for place, digit in enumerate(digits):
        if not number >> place & 1:
            found = found - digit
    return found


def change(
    connection: Connection, index: str, records: Iterable[tuple[int, Iterable[str]]], sign: int
) -> None:
    """Add archived records (`sign` 1) or remove them (-1).

    Args:
        records: their keys, with all their words.
    """
    by_part: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for key, words in records:
        part = by_part[key >> PART]
        for word in words:
            part[word].append(key)
    # Overwritten, because it holds words of records that may have to be erased one day.
    with overwriting(connection):
        for number, keys in by_part.items():
            _change(connection, INDEXES[index], number, keys, sign)


def _change(
    connection: Connection, kind: str, part: int, words: Mapping[str, Iterable[int]], sign: int
) -> None:
    from pyroaring import BitMap

    rows: list[tuple[str, int, str, bytes]] = []
    gone: list[tuple[str, int, str]] = []
    there: dict[str, bytes] = dict(_THERE.those(connection, words, {"kind": kind, "part": part}))
    for word in sorted(words):
        keys = BitMap(words[word])
        if word in there:
            before = BitMap.deserialize(there[word])
            keys = before | keys if sign > 0 else before - keys
        elif sign < 0:
            continue
        if keys:
            rows.append((kind, part, word, keys.serialize()))
        else:
            gone.append((kind, part, word))
    if rows:
        conflict = f"({', '.join(_KEYS)}) DO UPDATE SET bitmap = excluded.bitmap"
        upsert(connection, postings, (*_KEYS, "bitmap"), rows, conflict)
    delete_keyed(connection, postings, _KEYS, gone)


def archive(connection: Connection) -> None:
    """Move everything from the full-text indexes."""
    newest = archived(connection)
    with overwriting(connection):
        for index, kind in INDEXES.items():
            by_part: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
            for word, keys in execute(connection, _NEW[connection.dialect.name].format(index)):
                for key in map(int, keys.split(",")):
                    by_part[key >> PART][word].append(key)
            for part, words in by_part.items():
                newest = max(newest, *map(max, words.values()))
                _change(connection, kind, part, words, 1)
            _empty(connection, index)
    connection.execute(update(state).values(archived=newest))


def _empty(connection: Connection, index: str) -> None:
    statement = f"DELETE FROM {index}"  # noqa: S608  # names of ours
    if connection.dialect.name == "sqlite":
        # A table without texts has no other way.
        statement = f"INSERT INTO {index} ({index}) VALUES ('delete-all')"  # noqa: S608  # names of ours
    connection.execute(text(statement))


def forget_all(connection: Connection) -> None:
    """Empty all indexes of words, so that all records can be added again."""
    connection.execute(postings.delete())
    connection.execute(update(state).values(archived=0))
    for index in INDEXES:
        _empty(connection, index)
