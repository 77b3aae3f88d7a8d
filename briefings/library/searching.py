"""Search: turns somebody's words into a query, and found records into hits with excerpts.

A common word is in hundreds of thousands of records. They are not all ranked, joined or even
counted, only the newest few hundred that have all the words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Integer, bindparam, select

from briefings.library import postings
from briefings.library.indexing import headline_term, speaker_term
from briefings.library.naming import Bearers, Term, beginning_with, bound
from briefings.library.prepared import Prepared, execute
from briefings.library.tables import words as word_counts
from briefings.models import Quote
from briefings.text.words import readings, words

MAX_TERMS = 16
"""How many words of a search text count; the rest are ignored."""
MIN_PREFIX = 2
"""A last word of fewer letters does not count as the start of a longer one."""
MOST_COMPLETIONS = 24
"""How many longer words a word's beginning stands for, most frequent first."""
CANDIDATES = 50
"""How many of the newest quotations, and of the newest articles, are ranked."""
EXCERPT_LENGTH = 240
"""The longest excerpt, in characters."""

PARAGRAPH = "\n\n"
"""Separates paragraphs, and unrelated texts."""

_NESTED = 12
"""How many clauses are nested; FTS5 allows 256 levels, and the rarest words decide."""
_INDEXED = 3
"""How many of the rarest clauses PostgreSQL looks up; it checks the others in what it finds."""
_NEVER = "\ue005"
"""A word that no record has; see `_nested`."""

Clause = Sequence[str]
"""Indexed words; a record must have one of them."""
Counts = Mapping[str, int]
"""In about how many records words occur."""


class SearchKind(StrEnum):
    """What can be found. PERSON stands for every kind of actor."""

    ARTICLE = "article"
    QUOTE = "quote"
    PERSON = "person"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a record's text."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()
    """Start and end offsets in `text` of the searched words."""
    starts_inside: bool = False
    """Whether its paragraph begins before it."""
    ends_inside: bool = False
    """Whether its paragraph continues after it."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    kind: SearchKind
    id: str
    title: str
    """An article's headline or a topic's name; for a person or a quotation's speaker, the name
    with all spellings."""
    excerpt: Excerpt
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that a record must all have; the last may be the start of one."""

    whole: tuple[str, ...]
    prefix: str | None

    @classmethod
    def of(cls, query: str) -> "Terms":
        """The first `MAX_TERMS` distinct words of what somebody typed."""
        found = list(dict.fromkeys(folded for _, _, folded in words(query)))
        if not found or len(found) > MAX_TERMS or len(found[-1]) < MIN_PREFIX:
            return cls(tuple(found[:MAX_TERMS]), None)
        return cls(tuple(found[:-1]), found[-1])

    def __bool__(self) -> bool:
        return bool(self.whole or self.prefix)

    @property
    def each(self) -> tuple[Term, ...]:
        """All of them; the last may be the start of a word."""
        whole = tuple(map(Term, self.whole))
        return (*whole, Term(self.prefix, begins=True)) if self.prefix else whole

    def matches(self, word: str) -> bool:
        """Whether this folded word is searched for."""
        return word in self.whole or (self.prefix is not None and word.startswith(self.prefix))

    def count(self, folded: Sequence[str]) -> int:
        """How many of these folded words are searched for."""
        found = sum(map(folded.count, self.whole))
        if self.prefix:
            begun = [word for word in folded if word.startswith(self.prefix)]
            found += len([word for word in begun if word not in self.whole])
        return found

    def match(self, forms: Iterable[str]) -> bool:
        """Whether one of a word's folded forms is searched for."""
        return any(map(self.matches, forms))


_COMPLETIONS = Prepared(
    select(word_counts.c.word)
    .where(beginning_with(word_counts.c.word))
    .order_by((word_counts.c.quotes + word_counts.c.articles).desc(), word_counts.c.word)
    .limit(bindparam("most", type_=Integer))
)


def completions(connection: Connection, prefix: str, most: int = MOST_COMPLETIONS) -> list[str]:
    """The indexed words with this beginning, including itself, most frequent first."""
    found = _COMPLETIONS.rows(connection, {**bound(Term(prefix)), "most": most})
    return list(dict.fromkeys((prefix, *(word for (word,) in found))))


def clauses(connection: Connection, terms: Terms) -> list[Clause]:
    """The clauses that indexed records must fulfil."""
    found: list[Clause] = [(word,) for word in terms.whole]
    if terms.prefix:
        found.append(completions(connection, terms.prefix))
    return found


def spoken_clauses(wanted: Iterable[Clause], terms: Terms, bearers: Bearers) -> list[Clause]:
    """The clauses for quotations, where a word of the speaker's name also counts."""
    return [
        (*clause, *map(speaker_term, bearers.speakers(term)))
        for clause, term in zip(wanted, terms.each, strict=True)
    ]


_COUNTS = Prepared(
    lambda among: select(word_counts.c.word, word_counts.c.quotes, word_counts.c.articles).where(
        among(word_counts.c.word)
    )
)


def counts_in(connection: Connection, words_: Iterable[str]) -> tuple[Counts, Counts]:
    """In how many quotations, and in how many articles, each of these words occurs."""
    rows = list(_COUNTS.those(connection, words_))
    return (
        {word: quotes for word, quotes, _ in rows},
        {word: articles for word, _, articles in rows},
    )


def rarest_first(wanted: Iterable[Clause], counts: Counts) -> list[Clause]:
    """Clauses, those with words of the fewest records first."""
    return sorted(wanted, key=lambda clause: sum(counts.get(word, 0) for word in clause))


def matching(connection: Connection, table: str, wanted: Sequence[Clause], limit: int) -> list[int]:
    """The keys of indexed records with one word of each clause, newest first.

    Args:
        table: a full-text index.
        wanted: preferably rarest first.
    """
    found = newest(connection, table, wanted, limit)
    if len(found) < limit:
        found += postings.having(connection, table, wanted, limit - len(found))
    return found


def newest(connection: Connection, table: str, wanted: Sequence[Clause], limit: int) -> list[int]:
    """Like `matching`, but only for records in the full-text index itself."""
    if connection.dialect.name == "sqlite":
        return _newest(connection, table, _nested(list(map(_any_quoted, wanted))), limit)
    each = list(map(_any_lexeme, wanted))
    rarest, others = " & ".join(each[:_INDEXED]), " & ".join(each[_INDEXED:])
    return _newest(connection, table, rarest, limit, others)


def _nested(clauses_: Sequence[str]) -> str:
    """An FTS5 query that goes through the records with the first, rarest clause.

    For ``a AND b AND c`` FTS5 advances all three lists whenever two of them differ, which takes as
    long as the longest list. It finds ``a AND b`` first only if that is a node of its own, and it
    merges nested ANDs unless something else is between them, such as a NOT.
    """
    query, *others = clauses_
    nested, rest = others[:_NESTED], others[_NESTED:]
    for clause in nested:
        query = f'(({query} AND {clause}) NOT "{_NEVER}")'
    return " AND ".join((query, *rest))


def _newest(
    connection: Connection, table: str, query: str, limit: int, also: str = ""
) -> list[int]:
    """The keys of an index's newest records that a query in the database's own form finds.

    Args:
        also: what PostgreSQL must check in the records found by `query`.
    """
    values: tuple[str | int, ...]
    if connection.dialect.name == "sqlite":
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608  # names of ours
        values = query, limit
    else:
        found = "terms @@ CAST(%s AS tsquery)"
        # No index answers `IS TRUE`. An index would take 100 ms for twenty common words, because it
        # goes through all their lists.
        beside = f"AND ({found}) IS TRUE" if also else ""
        sql = f"SELECT key FROM {table} WHERE {found} {beside} ORDER BY key DESC LIMIT %s"  # noqa: S608  # names of ours
        values = (query, also, limit) if also else (query, limit)
    # For a common word the newest are read until there are enough; a rare one is looked up.
    rows = execute(connection, sql, values, planned_each_time=True)
    return [key for (key,) in rows]


def in_headlines(wanted: Iterable[Clause]) -> list[Clause]:
    """The same clauses for the words of headlines."""
    return [[headline_term(word) for word in clause] for clause in wanted]


def _any_quoted(clause: Clause) -> str:
    return f"({' OR '.join(map(_quoted, clause))})"


def _any_lexeme(clause: Clause) -> str:
    return f"({' | '.join(map(_lexeme, clause))})"


def _quoted(word: str) -> str:
    """Quote a folded word: letters and digits have no other meaning within quotes."""
    return f'"{word}"'


def _lexeme(word: str) -> str:
    return f"'{word}'"


def excerpt(body: str, terms: Terms, length: int = EXCERPT_LENGTH) -> Excerpt:
    """The part of a text around the first searched word, else its beginning.

    It stays in one paragraph, and begins and ends between words, unless a word is longer than the
    excerpt.
    """
    first = first_match(body, terms)
    begin = body.rfind(PARAGRAPH, 0, first) + len(PARAGRAPH) if PARAGRAPH in body[:first] else 0
    body, first = body[begin:].partition(PARAGRAPH)[0], first - begin
    start = _word_start(body, max(0, first - length // 4))
    end = _word_end(body, min(len(body), start + length), start)
    cut = body[start:end]
    matches = [(begin, stop) for begin, stop, forms in readings(cut) if terms.match(forms)]
    return Excerpt(cut, tuple(matches), start > 0, end < len(body))


_UNUSUAL = re.compile(r"[^\x00-\x7f“”„«»–—…•‘’]|(?<=[^\W_])['`‘’]|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
"""Places where a word's letters may differ from its folded form."""
_TOKEN = re.compile(r"[^ \n]*")


def first_match(body: str, terms: Terms) -> int:
    """The place of the first searched word; 0 if there is none.

    In lower case nearly all words equal their folded form: only the others are folded.
    """
    lowered = body.lower()
    if len(lowered) != len(body):  # a few capitals become two letters
        return next(_matches(body, 0, len(body), terms), 0)
    plain = (at for term in terms.each for at in _plain(lowered, term.word, body, terms))
    found = min(plain, default=len(body))
    at = 0
    while unusual := _UNUSUAL.search(body, at, found):
        begin, at = _token(body, unusual.start())
        unusually = next(_matches(body, begin, at, terms), None)
        if unusually is not None:
            return min(unusually, found)
    return found if found < len(body) else 0


def _plain(lowered: str, word: str, body: str, terms: Terms) -> Iterator[int]:
    """The first place where letters that fold to themselves are a searched word."""
    at = lowered.find(word)
    while at >= 0:
        if not lowered[at - 1 : at].isalnum() and at in _matches(body, *_token(body, at), terms):
            yield at
            return
        at = lowered.find(word, at + 1)


def _token(body: str, at: int) -> tuple[int, int]:
    """The beginning and end of the run of non-space characters at a place."""
    begin = max(body.rfind(" ", 0, at), body.rfind("\n", 0, at)) + 1
    token = _TOKEN.match(body, begin)
    return begin, max(token.end() if token else 0, at + 1)


def _matches(body: str, begin: int, end: int, terms: Terms) -> Iterator[int]:
    """The places of searched words in a part of a text."""
    return (begin + at for at, _, forms in readings(body[begin:end]) if terms.match(forms))


def _word_start(body: str, wanted: int) -> int:
    """The beginning of a word, at `wanted` or soon after; else `wanted` itself."""
    if wanted == 0 or body[wanted - 1].isspace():
        return wanted
    return next(
        (at + 1 for at in range(wanted, wanted + 40) if body[at : at + 1].isspace()), wanted
    )


def _word_end(body: str, wanted: int, least: int) -> int:
    """The end of a word, at `wanted` or soon before but beyond `least`; else `wanted` itself."""
    if wanted == len(body) or body[wanted].isspace():
        return wanted
    soonest = max(least, wanted - 40)
    return next((at for at in range(wanted - 1, soonest, -1) if body[at].isspace()), wanted)
