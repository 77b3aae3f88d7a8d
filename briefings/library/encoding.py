"""Records as rows, and rows as records."""

import hashlib
import zlib
from collections import OrderedDict
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar, cast

from briefings.digest.layout import AnyRecord
from briefings.library.decoding import stored_record
from briefings.models import Article, Quote
from briefings.text.typesetting import lower_first, typeset

_CODED_LEVEL = 1
"""zlib's level: a third of the default level's time, for a seventh more space."""

Record = TypeVar("Record", bound=AnyRecord)


def hash64(*parts: str) -> int:
    """A signed 64-bit number that databases compare quickly: equal for equal parts."""
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big", signed=True)


@lru_cache(maxsize=4_096)
def wording_hash(text: str) -> int:
    """A hash that ignores typesetting and the case of the first letter."""
    return hash64(lower_first(typeset(text)))


def text_hash(sha256: str) -> int:
    """A 64-bit hash of a text's SHA-256 in hexadecimal digits."""
    return int.from_bytes(bytes.fromhex(sha256)[:8], "big", signed=True)


def casefolded(name: str | None) -> str | None:
    """A name in the form used for counting: without case."""
    return storable(name.casefold()) if name else None


def storable(text: str) -> str:
    """The text without NUL, which PostgreSQL's texts can't contain."""
    return text.replace("\0", " ")


def pack(text: str | None) -> bytes | None:
    return None if text is None else zlib.compress(text.encode(), _CODED_LEVEL)


def unpack(data: bytes | None) -> str | None:
    return None if data is None else zlib.decompress(data).decode()


def encode(record: AnyRecord) -> str:
    """A record's `payload`: its model as JSON, without what has its own column."""
    if isinstance(record, Quote):
        # The citation's words are the quotation's; the model fills them in again.
        return record.model_dump_json(exclude_defaults=True, exclude={"citation": {"exact"}})
    if isinstance(record, Article):
        return record.model_dump_json(exclude_defaults=True, exclude={"text"})
    return record.model_dump_json(exclude_defaults=True)


def decode(section: str, payload: str) -> AnyRecord:
    return stored_record(section, payload)


class RecordCache:
    """The most recently used decoded records, by key; for any number of threads.

    A database never uses a key for another record, so nothing here becomes outdated.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._lock = Lock()

    def decoded(self, section: str, key: int, payload: str) -> AnyRecord:
        found = self.find(key)
        if found is None:
            found = decode(section, payload)
            self.keep(key, found)
        return cast("AnyRecord", found)

    def find(self, key: object) -> Any | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: object, value: Any) -> None:
        with self._lock:
            self._kept[key] = value
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
