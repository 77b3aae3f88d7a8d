"""Finds posted words of articles that the articles have since changed.

A story may show another sentence tomorrow; that does not make today's an error. It is one if the
article itself no longer has the sentence.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Words
from briefings.text.folding import fold

ALIKE = 60
"""How similar words must be, 0 to 100, to count as the new wording of others."""
_HASH = 12
"""Hexadecimal digits of a text's SHA-256 that distinguish its versions."""
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Reworded:
    """Words that their article no longer has."""

    words: Words
    now: str
    """What it says instead; empty if there is nothing similar."""


@dataclass(slots=True)
class PostedWords:
    """Looks up articles by their ids; each text is read once, and only if it has changed."""

    catalog: Catalog
    _texts: dict[str, str | None] = field(default_factory=dict)

    def remembered(self, words: Sequence[Words]) -> list[list[str]]:
        """What to remember about posted words: plain JSON."""
        return [[*one, self._version(one.article)] for one in words]

    def reworded(self, entries: Iterable[Sequence[Any]]) -> list[Reworded]:
        """The remembered words that have changed.

        Words count as unchanged if their article is gone or its text may not be held.
        """
        found = []
        for article, exact, version in entries:
            if version == self._version(article):
                continue
            text = self._text(article)
            if text is not None and fold(exact) not in fold(text):
                found.append(Reworded(Words(article, exact), _nearest(exact, text)))
        return found

    def _version(self, article_id: str) -> str:
        article = self.catalog.article(article_id)
        return (article.sha256 or "")[:_HASH] if article else ""

    def _text(self, article_id: str) -> str | None:
        if article_id not in self._texts:
            self._texts[article_id] = self.catalog.reader.text(article_id)
        return self._texts[article_id]


def _nearest(exact: str, text: str) -> str:
    """The sentence of a text that is most like some words; empty if none is."""
    sentences = [one.strip() for one in _SENTENCE.split(text)]
    best = process.extractOne(exact, sentences, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return best[0] if best else ""
