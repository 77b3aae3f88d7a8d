"""Finds who said exactly this, or nearly this: quotations by their wording, whole and in parts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import Select, bindparam, select

from briefings.library import postings, searching
from briefings.library.common_pairs import common_pairs
from briefings.library.encoding import wording_hash
from briefings.library.indexing import speaker_term
from briefings.library.prepared import Among, Prepared, Row
from briefings.library.queries.speaking import Speaking
from briefings.library.tables import quotes, utterances
from briefings.library.tables import words as word_counts
from briefings.text.typesetting import lower_first, typeset
from briefings.text.words import folded_words

FIRST_READ = 50
"""How many quotations are read first if very many have all the words of a part."""
READ = 200
"""How many quotations are read to find one part …"""
MOST_READ = 1_000
"""… and the most that are read if none of them has it."""
MOST_CREATORS = 200
MOST_SHARED = 8
"""How many of a text's rarest words are looked for in quotations."""


class Worded(NamedTuple):
    """A report of some words, as needed for finding them; `key` is its utterance's."""

    newness: int
    """Sorts utterances newest first, those of unknown date last."""
    key: int
    creator: str | None
    text: str
    """The words as this report prints them."""


def _worded() -> Select[Any]:
    columns = utterances.c
    return select(
        columns.newness, columns.key, columns.creator, quotes.c.payload, quotes.c.key
    ).join_from(
        quotes,
        utterances,
        (quotes.c.utterance == columns.id)
        & (quotes.c.creator.is_not_distinct_from(columns.creator)),
    )


def _worded_at(among: Among) -> Select[Any]:
    return _worded().where(among(quotes.c.key))


_WORDED = Prepared(_worded_at)
_EXACT = Prepared(
    _worded()
    .where(quotes.c.wording == bindparam("wording"), ~quotes.c.shadowed)
    .order_by(quotes.c.place)
    .limit(READ)
)
_RARITY = Prepared(
    lambda among: select(word_counts.c.word, word_counts.c.quotes).where(among(word_counts.c.word))
)


class Checking(Speaking):
    """Quotations by their words."""

    def exact(self, wording: str) -> Sequence[Worded]:
        """The reports of exactly this wording, one for each utterance.

        Typesetting (see `briefings.text.typesetting`) and the case of the first letter do not
        matter.
        """
        plain = lower_first(typeset(wording))
        found = map(_report, self._rows(_EXACT, {"wording": wording_hash(wording)}))
        return _once(one for one in found if lower_first(typeset(one.text)) == plain)

    def containing(
        self, wording: str, limit: int = 10, creators: Sequence[str] | None = None
    ) -> tuple[Sequence[Worded], bool]:
        """The reports that contain the wording as whole words, latest stored first.

        Typesetting and the case of the first letter do not matter. Of very many quotations with all
        its words, only the newest are read.

        Args:
            creators: only their quotations are wanted; at most `MOST_CREATORS`.

        Returns:
            At most `limit` reports, and whether these are all.
        """
        plain = typeset(wording)
        beginnings = {plain[:1].lower() + plain[1:], plain[:1].upper() + plain[1:]}

        def holding(keys: Sequence[int]) -> list[Worded]:
            reports = self._reports_at(keys)
            texts = {text: typeset(text) for text in {one.text for one in reports}}
            return [
                one for one in reports if any(_holds(texts[one.text], part) for part in beginnings)
            ]

        spoken = folded_words(wording)[0]
        by = [] if creators is None else [list(map(speaker_term, creators[:MOST_CREATORS]))]
        keys = self._with_all(spoken, by, READ)
        if len(keys) < READ:
            found = holding(keys)
            return found[:limit], len(found) <= limit
        # There are too many to find all anyway, so the newest are enough.
        found = holding(keys[:FIRST_READ]) or holding(keys[FIRST_READ:])
        found = found or holding(self._with_all(spoken, by, MOST_READ)[READ:])
        return found[:limit], False

    def alike(self, words: Sequence[str], limit: int = 12, least: int = 1) -> Sequence[Worded]:
        """The reports that share most with these words.

        Args:
            words: folded, as `briefings.text.words` folds them.
            least: the fewest words in common, each counted as often as in `words`.
        """
        ranked = self._by_rarity(words)[:MOST_SHARED]
        rare = [word for word, count in ranked if count]
        least = max(1, least - (len(words) - len(ranked)))
        if len(rare) < least:
            return ()
        archived = postings.sharing(self._connection, "library_quote_words", rare, least, 2 * limit)
        best = self._new_sharing(rare, least, 2 * limit) + archived
        wanted = set(words)

        def shared(report: Worded) -> int:
            return len(wanted.intersection(folded_words(report.text)[0]))

        return sorted(self._reports_at(best), key=shared, reverse=True)[:limit]

    def _new_sharing(self, words: Sequence[str], least: int, limit: int) -> list[int]:
        """The keys of new quotations with most of these words, newest first.

        For each word only the newest `READ` quotations count.
        """
        votes = Counter(
            key
            for word in words
            for key in searching.newest(self._connection, "library_quote_words", [[word]], READ)
        )
        found = [key for key, count in votes.items() if count >= least]
        return sorted(found, key=lambda key: (-votes[key], -key))[:limit]

    def _with_all(
        self, spoken: Sequence[str], by: Sequence[searching.Clause], most: int
    ) -> Sequence[int]:
        """The keys of at most `most` quotations with all the words, newest first.

        Very common words that are adjacent in `spoken` are adjacent there too.
        """
        ranked = self._by_rarity(spoken)
        if not ranked or ranked[0][1] == 0:
            return ()
        wanted = [*by, *([word] for word, _ in ranked), *([pair] for pair in common_pairs(spoken))]
        return searching.matching(self._connection, "library_quote_words", wanted, most)

    def _by_rarity(self, spoken: Sequence[str]) -> list[tuple[str, int]]:
        """The distinct words with the number of quotations that have each, rarest first."""
        distinct = list(dict.fromkeys(spoken))
        counts: dict[str, int] = dict(self._those(_RARITY, distinct))
        return sorted(
            ((word, counts.get(word, 0)) for word in distinct),
            key=lambda pair: (pair[1], -len(pair[0])),
        )

    def _reports_at(self, keys: Sequence[int]) -> Sequence[Worded]:
        """The reports of these rows, in this order."""
        found = {row[-1]: row for row in self._those(_WORDED, keys)}
        return [_report(found[key]) for key in keys if key in found]


def _report(row: Row) -> Worded:
    newness, key, creator, payload, _ = row
    # Of up to two hundred checked, one or two are shown, and only those are decoded.
    return Worded(newness, key, creator, from_json(payload)["text"])


def _once(found: Iterable[Worded]) -> list[Worded]:
    once: dict[int, Worded] = {}
    for one in found:
        once.setdefault(one.key, one)
    return list(once.values())


def _holds(text: str, part: str) -> bool:
    """Whether a text contains a part as whole words."""
    at = text.find(part)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(part) : at + len(part) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(part, at + 1)
    return False
