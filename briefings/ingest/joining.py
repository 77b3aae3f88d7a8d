"""Reports of the same words become one utterance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from briefings.analysis.utterances import same_utterance
from briefings.library import Reader
from briefings.library.encoding import wording_hash
from briefings.library.indexing import spoken_words
from briefings.models import Quote

RAREST = 3
"""By so many of its rarest words earlier reports of a quotation are looked for …"""
SHARED = 2
"""… of which they must have so many, but of a quotation of fewer words all."""
_SHORT = 4
"""Letters of a word from which on it may say what a quotation is about."""


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
        spoken = {one: spoken_words(one.text) for one in known}
        counts = self.reader.rarities(dict.fromkeys(word for w in spoken.values() for word in w))
        wanted = [
            (one.creator, _rarest(spoken[one], counts)) for one in known if not self._verbatim(one)
        ]
        asked = [one for one in known if not self._verbatim(one)]
        found = self.reader.said_with(wanted, SHARED)
        self._alike = dict(zip(asked, found, strict=True))

    def utterance(self, said: Said, apart_from: str) -> str | None:
        """The utterance of known words that these are a report of, too.

        Args:
            apart_from: the id of the article that reports them: of what an earlier version of it
                had only the very same words count.
        """
        verbatim = self._verbatim(said)
        if verbatim:
            return verbatim[0].utterance
        same = (
            quote
            for quote in (*self._alike.get(said, ()), *self._pending(said))
            if quote.citation.article != apart_from and same_utterance(quote.text, said.text)
        )
        return next((quote.utterance for quote in same), None)

    def note(self, quote: Quote) -> None:
        """A quotation of the batch, which later ones may report again."""
        if quote.creator is not None:
            self._new[quote.creator].append((_telling(quote.text), quote))

    def _verbatim(self, said: Said) -> Sequence[Quote]:
        found = self._exact.get(wording_hash(said.text), ())
        return [quote for quote in found if quote.creator == said.creator]

    def _pending(self, said: Said) -> Sequence[Quote]:
        """Quotations of the batch that share much with these words."""
        earlier = self._new.get(said.creator)
        if not earlier:
            return ()
        wanted = _telling(said.text)
        shared = (
            (len(wanted & words_), quote)
            for words_, quote in earlier
            if 2 * len(wanted & words_) >= min(len(wanted), len(words_))
        )
        return [quote for _, quote in sorted(shared, key=lambda pair: -pair[0])[:RAREST]]


@lru_cache(maxsize=2_048)
def _telling(text: str) -> frozenset[str]:
    """The longer words of a text, or if it has none, all."""
    spoken = spoken_words(text)
    return frozenset(word for word in spoken if len(word) >= _SHORT) or frozenset(spoken)


def _rarest(spoken: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """The words by which earlier reports of a quotation can be found: those that say most of it.

    Words that no quotation has are of no use, but a sign that these words are new.
    """
    distinct = dict.fromkeys(word for word in spoken if word in counts)
    ranked = sorted(distinct, key=lambda word: (len(word) < _SHORT, counts[word], word))
    return ranked[:RAREST]
