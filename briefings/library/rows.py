"""A record as a row of its section's table."""

import hashlib
from dataclasses import dataclass
from typing import Any

from briefings.chronology import newest_first, published_on
from briefings.digest.layout import AnyRecord
from briefings.identity import headline_key
from briefings.library.encoding import (
    casefolded,
    hash64,
    pack,
    text_hash,
    wording_hash,
)
from briefings.models import Article, Quote


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of a record, with what decides which row counts."""

    key: int
    place: int
    source: int
    shadowed: bool
    revision: int
    payload: str


def row_of(row: Stored, section: str, record: AnyRecord) -> dict[str, Any]:
    """A record's row in its section's table."""
    common = {
        "key": row.key,
        "place": row.place,
        "id": record.id,
        "source": row.source,
        "shadowed": row.shadowed,
        "revision": row.revision,
        "payload": row.payload,
    }
    if isinstance(record, Article):
        return common | {
            "text": pack(record.text),
            "machine": record.is_machine_written,
            "newness": newest_first(published_on(record)),
            "outlet": casefolded(record.publisher),
            "origin": casefolded(record.origin),
            "text_hash": _text_hash(record),
            "headline": hash64(headline_key(record.headline)),
        }
    if isinstance(record, Quote):
        return common | {
            "article": record.citation.article,
            "creator": record.creator,
            "utterance": record.utterance,
            "wording": wording_hash(record.text),
        }
    return common | {"section": section}


def _text_hash(article: Article) -> int | None:
    if article.text is not None:
        return text_hash(hashlib.sha256(article.text.encode()).hexdigest())
    return text_hash(article.sha256) if article.sha256 else None
