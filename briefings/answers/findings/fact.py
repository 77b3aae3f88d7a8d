"""One thing that the library says, with an identity and a fingerprint, so that news can be told."""

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from briefings.models import Citation
from briefings.text.folding import fold

THEIRS = "words"
"""What the identity of an article's own words begins with, in the place of a topic."""


MOST = 200
"""Of each kind so many on a topic are looked at, those that came last: what a briefing costs does
not depend on how much there is."""


class Words(NamedTuple):
    """An article's own words that were posted."""

    article: str
    exact: str


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
    also: tuple[str, ...] = ()
    """Further keys: of each place where articles say the same."""
    enough: int = 1
    """So many of these were seen, and it is nothing new."""
    words: tuple[Words, ...] = ()
    """The articles' own words, where it is told in them: then it is right as long as they are."""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.identity}"

    def is_in(self, seen: Container[str]) -> bool:
        """Was it seen, or as much of it as counts?"""
        return self.key in seen or 0 < self.enough <= sum(key in seen for key in self.also)


def theirs(kind: str, text: str, cited: Iterable[Citation], *about: str, enough: int = 1) -> Fact:
    """Something in articles' own words.

    It is known by these words and by all places that say the same, whichever story tells it: a
    story may become part of another, and another sentence may be the better one tomorrow.

    Args:
        cited: the place of the words that are shown comes first; of several claims, of each.
        about: what it tells of beside, such as a day.
    """
    citations = tuple(cited)
    places = dict.fromkeys(_place(kind, one.exact, *about) for one in citations)
    first = citations[0]
    return Fact(
        kind,
        f"{THEIRS}:{fingerprint(*about, fold(text))}",
        fingerprint(fold(text)),
        text,
        articles_of(citations),
        also=tuple(places),
        enough=min(enough, len(places)),
        words=(Words(first.article, first.exact),),
    )


def _place(kind: str, exact: str, *about: str) -> str:
    return f"{kind}:at:{fingerprint(*about, fold(exact))}"


def articles_of(citations: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.article for citation in citations))


def fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
