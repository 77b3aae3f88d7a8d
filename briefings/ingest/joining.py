"""Joins reports of the same words into one utterance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefings.analysis.utterances import same_utterance
from briefings.library import Reader, Report
from briefings.library.sketches import telling
from briefings.models import Quote

NEAREST = 3
"""How many earlier quotations, those sharing most words, are compared."""


class Said(NamedTuple):
    """Words that an article reports."""

    creator: str
    text: str


@dataclass(slots=True)
class Joining:
    """Finds earlier reports of words: in the library's index, and in the current batch."""

    reader: Reader
    _exact: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _alike: dict[Said, Sequence[Report]] = field(default_factory=dict)
    _new: dict[str, list[Report]] = field(default_factory=lambda: defaultdict(list))

    def expect(self, said: Iterable[Said], strangers: Iterable[str] = ()) -> None:
        """Look up possible earlier reports of these words.

        Args:
            strangers: ids of speakers not yet in the library, which has no words of theirs.
        """
        new = set(strangers)
        known = [one for one in dict.fromkeys(said) if one.creator not in new]
        self._exact = self.reader.worded_so(known)
        asked = [one for one in known if one not in self._exact]
        self._alike = dict(zip(asked, self.reader.said_like(asked), strict=True))

    def utterance(self, said: Said, apart_from: str) -> str | None:
        """The known utterance that these words also report.

        Args:
            apart_from: the id of the reporting article; from its earlier version only exactly the
                same words count.
        """
        verbatim = self._exact.get(said)
        if verbatim is not None:
            return verbatim
        earlier = (*self._alike.get(said, ()), *self._new.get(said.creator, ()))
        for report in _nearest(said.text, earlier):
            if report.article != apart_from and same_utterance(report.text, said.text):
                return report.utterance
        return None

    def note(self, quote: Quote) -> None:
        """Record a quotation of the batch, which later ones may repeat."""
        if quote.creator is not None:
            report = Report(quote.text, quote.utterance, quote.citation.article)
            self._new[quote.creator].append(report)


def _nearest(text: str, earlier: Iterable[Report]) -> Sequence[Report]:
    """The quotations that share most words with a text, and enough of them.

    `same_utterance` requires most significant words in the same order, which takes much longer.
    """
    wanted = telling(text)
    shared: list[tuple[int, Report]] = []
    for report in earlier:
        words = telling(report.text)
        common = len(wanted & words)
        if 2 * common >= min(len(wanted), len(words)):
            shared.append((common, report))
    shared.sort(key=lambda pair: -pair[0])
    return [report for _, report in shared[:NEAREST]]
