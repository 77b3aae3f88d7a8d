"""What a digest file may contain: its top-level keys, and the model of each."""

from briefings.models import (
    Actor,
    Article,
    Digest,
    Discrepancy,
    Event,
    Position,
    Quote,
    Topic,
)

AnyRecord = Article | Actor | Topic | Quote | Position | Event | Discrepancy
"""The records that have an id."""

SECTIONS: dict[str, type[AnyRecord]] = {
    "articles": Article,
    "actors": Actor,
    "topics": Topic,
    "quotes": Quote,
    "positions": Position,
    "events": Event,
    "discrepancies": Discrepancy,
}
"""The lists of a file, by key, in the order they are written; as in `Digest`."""

ARTICLE = "article"
"""The key of a file's single article, which its citations then need not name."""


class DigestFile(Digest):
    """A digest file, with either `article`, the one it is about, or `articles`."""

    article: Article | None = None
