"""Cited words with the sentences around them, if the article's text is held."""

from bisect import bisect_right
from dataclasses import dataclass

from briefings.models import Citation

MOST = 240
"""The most characters shown before the cited words, and after them."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    before: str
    """The rest of their sentence and the sentence before it."""
    words: str
    """The cited words, as the article has them."""
    after: str
    """The rest of their sentence and the sentence after it."""


class Surrounded:
    """Finds the sentences around citations of one article."""

    def __init__(self, text: str) -> None:
        # This loads the whole analysis, five megabytes that no bot should wait for at start-up.
        from briefings.analysis.passages import paragraphs, passages_of
        from briefings.analysis.sentences import sentence_starts

        self._text = text
        lines = paragraphs(text)
        self._starts = sentence_starts(text, lines, passages_of(text, lines))

    def around(self, citation: Citation) -> Surroundings | None:
        """None if the text no longer has the cited words."""
        found = self._find(citation)
        if found is None:
            return None
        start, end = found
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1)
        begin = self._starts[max(0, first - 1)] if first >= 0 else 0
        text = self._text
        finish = self._starts[last + 1] if last + 1 < len(self._starts) else len(text)
        before, after = text[min(begin, start) : start], text[end : max(finish, end)]
        return Surroundings(_end_of(before), text[start:end], _beginning_of(after))

    def _find(self, citation: Citation) -> tuple[int, int] | None:
        text, exact = self._text, citation.exact
        start, end = citation.start, citation.end
        if start is not None and end is not None and text[start:end] == exact:
            return start, end
        whole = text.find(f"{citation.prefix}{exact}{citation.suffix}")
        at = whole + len(citation.prefix) if whole >= 0 else text.find(exact)
        return (at, at + len(exact)) if at >= 0 else None


def _end_of(text: str) -> str:
    if len(text) <= MOST:
        return text
    return "…" + text[-MOST:].partition(" ")[2]


def _beginning_of(text: str) -> str:
    text = text.rstrip()
    if len(text) <= MOST:
        return text
    return text[:MOST].rpartition(" ")[0] + "…"
