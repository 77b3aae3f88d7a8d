"""Reports of the same words become one utterance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefings.analysis.utterances import same_utterance
from briefings.library import Reader
from briefings.library.encoding import wording_hash
from briefings.library.sketches import telling
from briefings.models import Quote

NEAREST = 3
"""So many earlier quotations, those that share most words, are compared."""


class Said(NamedTuple):
    """Words that an article reports."""

    creator: str
    text: str


@dataclass(slots=True)
class Joining:
    """Finds earlier reports of words: in the library by index, and in the batch at hand."""

    reader: Reader
    _exact: Mapping[int, Sequence[Quote]] = field(default_factory=dict)
    _alike: dict[Said, Sequence[Quote]] = field(default_factory=dict)
    _new: dict[str, list[tuple[frozenset[str], Quote]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def expect(self, said: Iterable[Said], strangers: Iterable[str] = ()) -> None:
        """Look up what may be earlier reports of these words.

        Args:
            strangers: ids of speakers who are not in the library yet: nothing of theirs is.
        """
        new = set(strangers)
        known = [one for one in dict.fromkeys(said) if one.creator not in new]
        self._exact = self.reader.worded_so(one.text for one in known)
        asked = [one for one in known if not self._verbatim(one)]
        self._alike = dict(zip(asked, self.reader.said_like(asked), strict=True))

    def utterance(self, said: Said, apart_from: str) -> str | None:
        """The utterance of known words that these are a report of, too.

        Args:
            apart_from: the id of the article that reports them: of what an earlier version of it
                had only the very same words count.
        """
        verbatim = self._verbatim(said)
        if verbatim:
            return verbatim[0].utterance
        earlier = [(telling(quote.text), quote) for quote in self._alike.get(said, ())]
        for quote in _nearest(said.text, (*earlier, *self._new.get(said.creator, ()))):
            if quote.citation.article != apart_from and same_utterance(quote.text, said.text):
                return quote.utterance
        return None

    def note(self, quote: Quote) -> None:
        """A quotation of the batch, which later ones may report again."""
        if quote.creator is not None:
            self._new[quote.creator].append((telling(quote.text), quote))

    def _verbatim(self, said: Said) -> Sequence[Quote]:
        found = self._exact.get(wording_hash(said.text), ())
        return [quote for quote in found if quote.creator == said.creator]


def _nearest(text: str, earlier: Iterable[tuple[frozenset[str], Quote]]) -> Sequence[Quote]:
    """Those of the quotations that share most words with a text, and not too few.

    `same_utterance` asks for most of the telling words in the same order, which takes much longer.
    """
    wanted = telling(text)
    shared = (
        (len(wanted & words), quote)
        for words, quote in earlier
        if 2 * len(wanted & words) >= min(len(wanted), len(words))
    )
    return [quote for _, quote in sorted(shared, key=lambda pair: -pair[0])[:NEAREST]]
