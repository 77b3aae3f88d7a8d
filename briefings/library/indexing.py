"""Which parts of a record are searched, and how each database indexes them.

The indexes contain folded words: in SQLite in FTS5 tables without texts, in PostgreSQL as a
``tsvector`` made here instead of by its parser, so that both split words in the same way. Besides a
record's words they have marked ones, which begin with a letter that no text has: the speaker of a
quotation, pairs of its very common words (see `common_pairs`), and the words of an article's
headline again. They have only the newest records; `postings` has all others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, text

from briefings.digest.layout import AnyRecord
from briefings.library import postings
from briefings.library.bulk import add_counts, delete_in, insert_values
from briefings.library.common_pairs import common_pairs, is_pair
from briefings.library.encoding import hash64
from briefings.library.tables import names
from briefings.library.tables import words as word_counts
from briefings.models import Actor, Article, Quote, Topic
from briefings.text.folding import fold, sound
from briefings.text.words import MAX_WORD, folded_words

MAX_INDEXED = 200_000
"""How many characters of a text are searched; PostgreSQL accepts a megabyte of words a row."""
_SPEAKER, _HYPHEN, _HEADLINE, _NAME, _SURNAME = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Private-use characters: `words` finds them in no text, and FTS5 treats them as letters."""

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))

NAME_WEIGHT = 4
"""The weight of a word in an actor's names, a topic's name or keywords; others weigh 1."""


def speaker_term(actor: str) -> str:
    """The word under which an actor's quotations are indexed."""
    return _SPEAKER + actor.replace("-", _HYPHEN)


def headline_term(word: str) -> str:
    """A word as indexed for headlines."""
    return _HEADLINE + word


def spoken_words(text: str) -> tuple[str, ...]:
    """The folded words of a quotation, in order."""
    return _spoken(text)[0]


@lru_cache(maxsize=2_048)
def _spoken(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a quotation, and their other readings; cached for repeated use."""
    own, others = folded_words(text)
    return tuple(own), tuple(others)


def forms(text: str) -> list[str]:
    """The words of a text with all their readings."""
    own, others = folded_words(text)
    return own + others


def article_terms(article: Article) -> Sequence[str]:
    """The different words of an article's headline, summary, text and credits."""
    headline = dict.fromkeys(forms(article.headline))
    parts = (article.summary, article.text, article.publisher, article.provider)
    body = "\n".join(part for part in parts if part)[:MAX_INDEXED]
    found = {**headline, **dict.fromkeys(forms(body))}
    return [*map(headline_term, headline), *found]


def quote_terms(quote: Quote) -> Sequence[str]:
    """The different words of a quotation, its speaker, and pairs of its very common words."""
    own, others = _spoken(quote.text)
    speaker = (speaker_term(quote.creator),) if quote.creator else ()
    return list(dict.fromkeys((*speaker, *own, *others, *common_pairs(own))))


def name_terms(record: Actor | Topic) -> Mapping[str, int]:
    """The words of an actor's names and role, of a topic's name and what it is about."""
    if isinstance(record, Actor):
        named: tuple[str, ...] = (record.name, *record.alternate_names)
        others: tuple[str, ...] = (record.job_title or "",)
    else:
        named = (record.name, *record.keywords)
        others = (
            *(issue.name for issue in record.issues),
            # A story is found by its headlines; its key points change with each article.
            *(point.text for point in record.key_points if not record.story),
        )
    found = dict.fromkeys((word for other in others for word in forms(other)), 1)
    if isinstance(record, Actor):
        found |= dict.fromkeys((key for name in named for key in name_keys(name)), 0)
    return found | dict.fromkeys((word for name in named for word in forms(name)), NAME_WEIGHT)


def name_keys(name: str) -> Sequence[str]:
    """Marked words for a whole name, and for its surname's sound in any transliteration."""
    parts = fold(name).split()
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    if not parts:
        return ()
    whole = hash64(" ".join(parts)) % 2**64
    return (f"{_NAME}{whole:x}", f"{_SURNAME}{sound(parts[-1])[:MAX_WORD]}")


def tsvector(terms: Iterable[str]) -> str:
    """The text form of a ``tsvector`` without positions.

    Source: https://www.postgresql.org/docs/current/datatype-textsearch.html
    """
    return " ".join(f"'{word}'" for word in terms)


class Index:
    """Gathers what to add to the full-text indexes or remove from them."""

    def __init__(self) -> None:
        self._articles: dict[int, list[tuple[int, Sequence[str]]]] = {1: [], -1: []}
        self._quotes: dict[int, list[tuple[int, Sequence[str]]]] = {1: [], -1: []}
        self._names: list[tuple[int, str, str, str, int]] = []
        self._unnamed: list[int] = []
        self._in_quotes: Counter[str] = Counter()
        self._in_articles: Counter[str] = Counter()

    def add(self, key: int, record: AnyRecord, sign: int) -> None:
        """Count in a new record (`sign` 1) or a removed one (-1); an article with its text."""
        match record:
            case Article():
                self._add(self._articles, key, article_terms(record), sign, self._in_articles)
            case Quote():
                self._add(self._quotes, key, quote_terms(record), sign, self._in_quotes)
            case Actor() | Topic():
                if sign < 0:
                    self._unnamed.append(key)
                    return
                section = "actors" if isinstance(record, Actor) else "topics"
                self._names += [
                    (key, section, record.id, word, weight)
                    for word, weight in name_terms(record).items()
                ]

    def _add(
        self,
        waiting: dict[int, list[tuple[int, Sequence[str]]]],
        key: int,
        terms: Sequence[str],
        sign: int,
        counts: Counter[str],
    ) -> None:
        if not terms:
            # Nothing finds it. FTS5 counts its rows, and removing more than an index has damages
            # it: after all had moved to the bitmaps, this one would be too many.
            return
        waiting[sign].append((key, terms))
        if sign > 0:
            counts.update(set(terms))
        else:
            counts.subtract(set(terms))

    def flush(self, connection: Connection) -> None:
        """Write what was gathered, removals first."""
        archived = postings.archived(connection)
        newest = 0
        for sign in (-1, 1):
            for table, waiting in (
                ("library_article_words", self._articles[sign]),
                ("library_quote_words", self._quotes[sign]),
            ):
                new = [record for record in waiting if record[0] > archived]
                if new:
                    _write(connection, table, new, sign)
                    newest = max(newest, *(key for key, _ in new))
                if len(new) < len(waiting):
                    old = [record for record in waiting if record[0] <= archived]
                    postings.change(connection, table, old, sign)
        if newest - archived >= postings.MOST_NEW:
            postings.archive(connection)
        delete_in(connection, names, names.c.key, self._unnamed)
        insert_values(connection, names, ("key", "section", "id", "word", "weight"), self._names)
        rows: list[tuple[Any, ...]] = [
            (word, self._in_quotes[word], self._in_articles[word])
            for word in sorted({*self._in_quotes, *self._in_articles})
            if word[0] not in (_SPEAKER, _HEADLINE) and not is_pair(word)
        ]
        rows = [row for row in rows if any(row[1:])]
        add_counts(connection, word_counts, ("word",), ("quotes", "articles"), rows)
        gone = [row[0] for row in rows if min(row[1:]) < 0]
        if gone:
            _forget_words(connection, gone)


def _forget_words(connection: Connection, gone: Sequence[str]) -> None:
    for start in range(0, len(gone), 500):
        connection.execute(
            word_counts.delete().where(
                word_counts.c.word.in_(gone[start : start + 500]),
                word_counts.c.quotes <= 0,
                word_counts.c.articles <= 0,
            )
        )


def _write(
    connection: Connection, table: str, waiting: Sequence[tuple[int, Sequence[str]]], sign: int
) -> None:
    # The statements contain no user text: the tables' names are ours.
    keys = [key for key, _ in waiting]
    if connection.dialect.name == "sqlite":
        # A table without texts must be given the words to forget.
        columns, values = ("rowid, terms", "?, ?")
        if sign < 0:
            columns, values = f"{table}, {columns}", f"'delete', {values}"
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({columns}) VALUES ({values})",  # noqa: S608  # names of ours
            [(key, " ".join(terms)) for key, terms in waiting],
        )
    elif sign > 0:
        connection.execute(
            text(
                f"INSERT INTO {table} (key, terms) SELECT key, CAST(terms AS tsvector) "  # noqa: S608  # names of ours
                "FROM unnest(CAST(:keys AS integer[]), CAST(:terms AS text[])) AS new (key, terms)"
            ),
            {"keys": keys, "terms": [tsvector(terms) for _, terms in waiting]},
        )
    else:
        connection.execute(text(f"DELETE FROM {table} WHERE key = ANY(:keys)"), {"keys": keys})  # noqa: S608  # names of ours
