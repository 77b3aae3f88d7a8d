"""One thing that the library says, with an identity and a fingerprint, so that news can be told."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from briefings.models import Citation


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the library says now, with its identity."""

    kind: str
    identity: str
    of: str
    """Fingerprint of what it says."""
    text: str
    """As a correction shows it; empty for what is only noted as seen."""
    articles: tuple[str, ...]
    """Ids of the articles that it was taken from."""
    said: str = ""
    """Of a quotation, the key of the words that it reports."""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.identity}"


def articles_of(citations: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.article for citation in citations))


def fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
