"""What of a record is searched, and how each database indexes it.

``record_terms`` holds folded words: in SQLite a table of FTS5, in PostgreSQL a ``tsvector`` that
is made here and not by its parser, so that both tell words apart in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import TextClause, text

from briefings.digest.layout import AnyRecord
from briefings.models import Actor, Article, Digest, Quote, Topic
from briefings.text.words import readings

PARAGRAPH = "\n\n"
"""What parts paragraphs, and texts that have nothing to do with each other."""
MAX_INDEXED = 200_000
"""How much of a text is searched, in characters; PostgreSQL takes a megabyte of words a row."""
_MAX_POSITIONS = 200  # of one word in one record; PostgreSQL keeps 255


class Searched(NamedTuple):
    """A record's text: `title` weighs more, `body` is what excerpts are cut from."""

    title: str
    body: str


def searched(digest: Digest) -> Iterator[tuple[str, AnyRecord, Searched | None]]:
    """Every record with its section, and with its text where it is searched."""
    names = {actor.id: ", ".join((actor.name, *actor.alternate_names)) for actor in digest.actors}
    for article in digest.articles:
        yield "articles", article, _article(article)
    for actor in digest.actors:
        yield "actors", actor, _actor(actor)
    for topic in digest.topics:
        yield "topics", topic, _topic(topic)
    for quote in digest.quotes:
        yield "quotes", quote, _quote(quote, names)
    for section in ("positions", "events", "discrepancies"):
        for record in getattr(digest, section):
            yield section, record, None


def _article(article: Article) -> Searched:
    parts = (article.summary, article.text, article.publisher, article.provider)
    return Searched(article.headline, PARAGRAPH.join(part for part in parts if part)[:MAX_INDEXED])


def _actor(actor: Actor) -> Searched:
    names = ", ".join((actor.name, *actor.alternate_names))
    return Searched(names, f"{names} — {actor.job_title}" if actor.job_title else names)


def _topic(topic: Topic) -> Searched:
    parts = (
        ", ".join((topic.name, *topic.keywords)),
        *(issue.name for issue in topic.issues),
        *(point.text for point in topic.key_points),
    )
    return Searched(topic.name, "\n".join(parts)[:MAX_INDEXED])


def _quote(quote: Quote, names: dict[str, str]) -> Searched:
    speaker = names.get(quote.creator or "", quote.speaker_surface or "")
    return Searched(speaker, quote.text)


def insertion(dialect: str) -> TextClause:
    """The statement that takes the rows of `index_row`."""
    if dialect == "sqlite":
        return text("INSERT INTO record_terms (rowid, title, body) VALUES (:key, :title, :body)")
    return text("INSERT INTO record_terms (key, terms) VALUES (:key, CAST(:terms AS tsvector))")


def deletion(dialect: str) -> TextClause:
    """The statement that takes a source's records out of the index."""
    key = "rowid" if dialect == "sqlite" else "key"
    return text(
        f"DELETE FROM record_terms WHERE {key} IN "  # noqa: S608  # no text of a user's
        "(SELECT key FROM library_records WHERE source = :source AND title IS NOT NULL)"
    )


def index_row(dialect: str, record: Searched) -> dict[str, Any]:
    """A record's row in the index, but for its `key`."""
    title, body = _folded(record.title), _folded(record.body)
    if dialect == "sqlite":
        return {"title": " ".join(title), "body": " ".join(body)}
    return {"terms": _tsvector(title, body)}


def _folded(source: str) -> Iterable[str]:
    return [form for _, _, forms in readings(source) for form in forms]


def _tsvector(title: Iterable[str], body: Iterable[str]) -> str:
    """The text form of a ``tsvector``: each word with its positions, those in the title first.

    Source: https://www.postgresql.org/docs/current/datatype-textsearch.html
    """
    places: dict[str, list[str]] = defaultdict(list)
    weighted = [*((word, "A") for word in title), *((word, "D") for word in body)]
    for position, (word, weight) in enumerate(weighted, start=1):
        places[word].append(f"{min(position, 16_383)}{weight}")
    return " ".join(
        f"'{word}':{','.join(islice(at, _MAX_POSITIONS))}" for word, at in places.items()
    )
