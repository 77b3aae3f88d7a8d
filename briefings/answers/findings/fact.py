"""One thing that the library says, with an identity and a fingerprint to recognise news by."""

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from briefings.models import Citation
from briefings.text.folding import fold

THEIRS = "words"
"""The beginning of the identity of an article's own words, instead of a topic."""


MOST = 200
"""How many findings of each kind on a topic are considered, latest first, so that the cost of a
briefing does not depend on the topic's size."""


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
    """The text for a correction; empty for facts only remembered as seen."""
    articles: tuple[str, ...]
    """Ids of the articles it was taken from."""
    said: str = ""
    """For a quotation, the key of the words it reports."""
    also: tuple[str, ...] = ()
    """Further keys: one for each place where articles say the same."""
    enough: int = 1
    """How many of these keys must have been seen for it to be known."""
    words: tuple[Words, ...] = ()
    """The articles' own words, if it is told in them: it is right as long as they are."""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.identity}"

    def is_in(self, seen: Container[str]) -> bool:
        """Whether it, or enough of it, was seen."""
        return self.key in seen or 0 < self.enough <= sum(key in seen for key in self.also)


def theirs(kind: str, text: str, cited: Iterable[Citation], *about: str, enough: int = 1) -> Fact:
    """Something in articles' own words.

    It is identified by these words and by all places that say the same, whichever story tells it: a
    story may become part of another, and tomorrow another sentence may be better.

    Args:
        cited: the places; the one whose words are shown comes first; for several claims, one each.
        about: what else it is about, such as a day.
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
