"""Searching: somebody's words become a query, found records become hits with excerpts."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from briefings.library.indexing import PARAGRAPH
from briefings.text.words import readings, words

MAX_TERMS = 16
"""How many words of a search text count; the rest is passed over."""
MIN_PREFIX = 2
"""A last word of fewer letters is not taken for the start of a longer one."""
EXCERPT_LENGTH = 240
"""Longest excerpt, in characters."""


class SearchKind(StrEnum):
    """What can be found. PERSON stands for every kind of actor."""

    ARTICLE = "article"
    QUOTE = "quote"
    PERSON = "person"
    TOPIC = "topic"


_KINDS = {
    "articles": SearchKind.ARTICLE,
    "quotes": SearchKind.QUOTE,
    "actors": SearchKind.PERSON,
    "topics": SearchKind.TOPIC,
}
"""What a record of a section is found as; those of other sections are not searched."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a record's text."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()
    """Start and end offsets in `text` of the words that were looked for."""
    starts_inside: bool = False
    """Its paragraph goes on before it."""
    ends_inside: bool = False
    """Its paragraph goes on after it."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    kind: SearchKind
    id: str
    title: str
    """An article's headline, a topic's name; of a person, and of a quotation's speaker where
    there is one, the name with all spellings."""
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that a record must have, all of them; the last may be the start of one."""

    whole: tuple[str, ...]
    prefix: str | None

    @classmethod
    def of(cls, query: str) -> "Terms":
        """The first `MAX_TERMS` different words of what somebody typed."""
        found = list(dict.fromkeys(folded for _, _, folded in words(query)))
        if not found or len(found) > MAX_TERMS or len(found[-1]) < MIN_PREFIX:
            return cls(tuple(found[:MAX_TERMS]), None)
        return cls(tuple(found[:-1]), found[-1])

    def __bool__(self) -> bool:
        return bool(self.whole or self.prefix)

    def matches(self, word: str) -> bool:
        """Is this folded word one that was looked for?"""
        return word in self.whole or (self.prefix is not None and word.startswith(self.prefix))

    def match(self, forms: Iterable[str]) -> bool:
        """Is one of a word's folded forms looked for?"""
        return any(map(self.matches, forms))

    def query(self, dialect: str) -> str:
        """For the database; holds nothing but quoted letters and digits and our own operators."""
        if dialect == "sqlite":
            quoted = [f'"{word}"' for word in self.whole]
            return " ".join([*quoted, f'"{self.prefix}"*'] if self.prefix else quoted)
        quoted = [f"'{word}'" for word in self.whole]
        return " & ".join([*quoted, f"'{self.prefix}':*"] if self.prefix else quoted)


# Somebody who types a name means the person before the person's many quotations.
_WEIGHT = "CASE r.section WHEN 'actors' THEN 4 WHEN 'topics' THEN 2 ELSE 1 END"
_RANK = {
    "sqlite": "-bm25(record_terms, 5.0, 1.0)",
    "postgresql": "ts_rank(record_terms.terms, CAST(:query AS tsquery), 1)",
}
_MATCHES = {
    "sqlite": "r.key = record_terms.rowid AND record_terms MATCH :query",
    "postgresql": "r.key = record_terms.key AND record_terms.terms @@ CAST(:query AS tsquery)",
}


async def find(connection: AsyncConnection, terms: Terms, limit: int) -> tuple[SearchHit, ...]:
    """The records that have the terms, the nearest first, at most `limit`."""
    dialect = connection.dialect.name
    # Texts are read for the hits only, and ranks are made once. Nothing of a user's is in the
    # statement itself.
    statement = text(
        "WITH found AS MATERIALIZED ("  # noqa: S608
        f"SELECT r.key, {_RANK[dialect]} * {_WEIGHT} AS rank "
        f"FROM record_terms JOIN library_records r ON {_MATCHES[dialect]} "
        "WHERE NOT r.shadowed ORDER BY rank DESC, r.key LIMIT :limit) "
        "SELECT r.section, r.id, r.title, r.body "
        "FROM found JOIN library_records r ON r.key = found.key ORDER BY found.rank DESC, r.key"
    )
    rows = await connection.execute(statement, {"query": terms.query(dialect), "limit": limit})
    return tuple(
        SearchHit(_KINDS[section], record_id, title, excerpt(body, terms))
        for section, record_id, title, body in rows
    )


def excerpt(body: str, terms: Terms, length: int = EXCERPT_LENGTH) -> Excerpt:
    """The part of a text around the first word that was looked for; else its beginning.

    It stays in one paragraph, and begins and ends between words, where words are not longer than
    the excerpt.
    """
    first = next((start for start, _, forms in readings(body) if terms.match(forms)), 0)
    begin = body.rfind(PARAGRAPH, 0, first) + len(PARAGRAPH) if PARAGRAPH in body[:first] else 0
    body, first = body[begin:].partition(PARAGRAPH)[0], first - begin
    start = _word_start(body, max(0, first - length // 4))
    end = _word_end(body, min(len(body), start + length), start)
    cut = body[start:end]
    matches = [(begin, stop) for begin, stop, forms in readings(cut) if terms.match(forms)]
    return Excerpt(cut, tuple(matches), start > 0, end < len(body))


def _word_start(body: str, wanted: int) -> int:
    """Where a word begins, at `wanted` or soon after; `wanted` itself where none does."""
    if wanted == 0 or body[wanted - 1].isspace():
        return wanted
    return next(
        (at + 1 for at in range(wanted, wanted + 40) if body[at : at + 1].isspace()), wanted
    )


def _word_end(body: str, wanted: int, least: int) -> int:
    """Where a word ends, at `wanted` or soon before, beyond `least`; else `wanted` itself."""
    if wanted == len(body) or body[wanted].isspace():
        return wanted
    soonest = max(least, wanted - 40)
    return next((at for at in range(wanted - 1, soonest, -1) if body[at].isspace()), wanted)
