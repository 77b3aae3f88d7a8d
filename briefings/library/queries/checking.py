"""Who said exactly this, or nearly this? Quotations by their wording, whole and in parts."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select

from briefings.library import searching
from briefings.library.bulk import select_in
from briefings.library.encoding import wording_hash
from briefings.library.indexing import speaker_term
from briefings.library.queries.speaking import Speaking, StoredUtterance
from briefings.library.tables import quotes
from briefings.library.tables import words as word_counts
from briefings.models import Quote
from briefings.text.typesetting import lower_first, typeset
from briefings.text.words import folded_words

RAREST = 4
"""So many of the rarest words of a part narrow down where it can stand."""
READ = 200
"""At most so many quotations are read to find one part."""
MOST_CREATORS = 200
_FEW = 300
"""Rare enough: a word that stands in no more quotations than this."""


_EXACT = (
    select(quotes.c.key)
    .where(quotes.c.wording == bindparam("hash"), ~quotes.c.shadowed)
    .order_by(quotes.c.place)
    .limit(READ)
)


class Worded(NamedTuple):
    """A quotation, and the utterance that it is a report of."""

    utterance: StoredUtterance
    quote: Quote


class Checking(Speaking):
    """Quotations by their words."""

    def exact(self, wording: str) -> Sequence[StoredUtterance]:
        """The utterances with this whole wording.

        Set aside are typesetting (see `briefings.text.typesetting`) and whether the first letter
        is a capital.
        """
        keys = list(self._rows(_EXACT, {"hash": wording_hash(wording)}).scalars())
        plain = lower_first(typeset(wording))
        found = self._by_key("quotes", Quote, keys)
        return self.utterances_of(
            [quote for quote in found if lower_first(typeset(quote.text)) == plain]
        )

    def containing(
        self, wording: str, limit: int = 10, creators: Sequence[str] | None = None
    ) -> Sequence[Worded]:
        """The quotations that hold the wording as whole words, the newest stored first.

        Typesetting and the case of the first letter are set aside. Where only common words are
        looked for, of very many quotations that hold them all only the newest are.

        Args:
            creators: whose quotations alone are wanted, at most `MOST_CREATORS` of them.
        """
        plain = typeset(wording)
        beginnings = {plain[:1].lower() + plain[1:], plain[:1].upper() + plain[1:]}
        spoken = folded_words(wording)[0]
        held = [
            quote
            for quote in self._with_all(spoken, creators)
            if any(_holds(typeset(quote.text), part) for part in beginnings)
        ]
        return self._worded(held[:limit])

    def alike(self, words: Sequence[str], limit: int = 12) -> Sequence[Worded]:
        """The quotations that share most with these words, rare words counting for more.

        Args:
            words: folded, as `briefings.text.words` folds them.
        """
        ranked = self._by_rarity(words)
        votes: dict[int, int] = {}
        read = 0
        for word, count in ranked:
            if read >= 4 * READ or (votes and count > _FEW * 8):
                break
            keys = searching.matching(self._connection, "library_quote_words", [[word]], READ)
            read += len(keys)
            weight = max(1, 24 - count.bit_length())  # rare words say more
            for key in keys:
                votes[key] = votes.get(key, 0) + weight
        best = sorted(votes, key=lambda key: (-votes[key], -key))[: 4 * limit]
        wanted = set(words)

        def shared(quote: Quote) -> int:
            return len(wanted.intersection(folded_words(quote.text)[0]))

        found = sorted(self._by_key("quotes", Quote, best), key=shared, reverse=True)
        return self._worded(found[:limit])

    def _with_all(self, spoken: Sequence[str], creators: Sequence[str] | None) -> Sequence[Quote]:
        """Quotations in which all the words stand, the newest first, at most `READ`."""
        by = [] if creators is None else [list(map(speaker_term, creators[:MOST_CREATORS]))]
        ranked = self._by_rarity(spoken)
        if not ranked or ranked[0][1] == 0:
            return ()
        rarest = [*by, *([word] for word, _ in ranked[:RAREST])]
        keys = searching.matching(self._connection, "library_quote_words", rarest, READ)
        if len(keys) == READ:  # so many that they may not be all: ask for the very sequence
            keys = searching.phrase(self._connection, spoken, READ, by)
        return self._by_key("quotes", Quote, keys)

    def _by_rarity(self, spoken: Sequence[str]) -> list[tuple[str, int]]:
        """The different words with the number of quotations that have each, the rarest first."""
        distinct = list(dict.fromkeys(spoken))
        query = select(word_counts.c.word, word_counts.c.quotes)
        counts = dict(select_in(self._connection, query, word_counts.c.word, distinct))
        return sorted(
            ((word, counts.get(word, 0)) for word in distinct),
            key=lambda pair: (pair[1], -len(pair[0])),
        )

    def _worded(self, found: Sequence[Quote]) -> Sequence[Worded]:
        utterances = {(one.id, one.creator): one for one in self.utterances_of(found)}
        return [Worded(utterances[quote.utterance, quote.creator], quote) for quote in found]


def _holds(text: str, part: str) -> bool:
    """Does a text have a part as whole words?"""
    at = text.find(part)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(part) : at + len(part) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(part, at + 1)
    return False
