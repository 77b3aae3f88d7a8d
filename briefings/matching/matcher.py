"""Finds the entry that was meant: exactly, word by word, by sound, then with a typing error.

Each step is tried only if the one before found nothing, so that a certain match never ties with a
doubtful one. The thresholds come from `benchmarks/matching.py`: they make a wrong entry very rare,
at the price of misses (which offer the three closest).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from itertools import chain, islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from briefings.matching.index import Entry, NameIndex
from briefings.matching.neighbours import difference, tolerance
from briefings.text.folding import fold, sound

MAX_QUERY = 200
"""How many characters of a query are considered; nobody types a longer name."""
MAX_NAME = 100
"""The longest name of a `Choice`, in characters; Discord accepts no longer one."""
MAX_TIE = 25
NEAREST = 3
NEAR = 0.7
"""Share of common letters, 0 to 1, from which a word is like a typed one."""
_MOST_SIMILAR = 48
"""How many words are considered for a miss."""

_TITLES = frozenset(
    [
        *("president", "prime", "minister", "chancellor", "secretary", "senator", "sen", "pm"),
        *("general", "gen", "ambassador", "envoy", "king", "queen", "prince"),
        *("mr", "mrs", "ms", "dr", "sir", "lady", "lord", "the"),
    ]
)
"""Words before a name that do not say whose it is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that could have been meant: `id` is for asking, `name` for showing."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    id: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Several fit equally well: at most 25, most relevant first."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """Nothing is close enough; has the three closest, closest first."""

    nearest: tuple[str, ...]
    near: bool = False
    """Whether one of them has a word like a typed one; else they are only examples."""


Finding = Found | Tie | Miss


def shown(text: str, fallback: str) -> str:
    """`text` as one line of at most 100 characters; `fallback` if nothing in it is visible."""
    line = " ".join(text.split())
    if not any(char.isprintable() and not char.isspace() for char in line):
        line = fallback
    return line if len(line) <= MAX_NAME else line[: MAX_NAME - 1] + "…"


class Matcher(NameIndex):
    """Finds entries, and completes typed beginnings.

    With `surnames`, the last word weighs more than others: "Trump" is Donald Trump before the Trump
    administration, and a misspelt first name alone finds nobody.
    """

    def __init__(self, entries: Iterable[Entry] = (), *, surnames: bool = False) -> None:
        super().__init__(entries)
        self._surnames = surnames

    def name(self, entry_id: str) -> Choice:
        """The entry as a choice.

        Raises:
            KeyError: there is no entry with this id.
        """
        return self._choice(self._ids[entry_id.casefold()])

    def find(self, query: str, wanted: Callable[[str], bool] = lambda _: True) -> Finding:
        """The entry that `query` means: an id, a name or a spelling, or something close to one.

        Args:
            wanted: the ids among which a miss names the closest.
        """
        found = self.match(query)
        return self.nearest(query, wanted) if found is None else found

    def nearest(self, query: str, wanted: Callable[[str], bool] = lambda _: True) -> Miss:
        """The wanted entries closest to the typed text."""
        folded = fold(query.strip()[:MAX_QUERY])
        return self._miss(self._significant(folded) if folded else (), wanted)

    def match(self, query: str, *, forgiving: bool = True) -> Found | Tie | None:
        """Like `find`, but None instead of the closest entries, which take longer.

        Args:
            forgiving: whether to allow errors. Otherwise it finds only entries with all the words
                as typed; the last may be the beginning of one.
        """
        given = query.strip()[:MAX_QUERY]
        place = self._ids.get(given.casefold())
        if place is not None:
            return Found(self._id(place))
        folded = fold(given)
        if not folded:
            return None
        for index, key in (
            (self._names, folded),
            (self._spellings, folded),
            (self._joined, folded.replace(" ", "")),
        ):
            if key in index:
                return self._decide(index[key])
        words = self._significant(folded)
        steps: list[Callable[[Sequence[str]], set[int]]] = [self._by_words, self._by_beginning]
        if forgiving:
            steps += [self._within, self._by_sound, self._by_typo, self._by_joined_typo]
        for step in steps:
            if places := step(words):
                return self._decide(places)
        return None

    def complete(
        self, prefix: str, limit: int = 25, among: Mapping[str, float] | None = None
    ) -> list[Choice]:
        """Choices for what has been typed so far, at most `limit`.

        First entries with a spelling whose words begin with each typed word, then those close to
        that, most relevant first in both. Without text: the most relevant.

        Args:
            among: the only wanted ids, with weights that replace the entries'.
        """
        folded = fold(prefix.strip()[:MAX_QUERY])
        if not folded:
            return [self._choice(place) for place in self._best(None, limit, among)]
        words = folded.split()
        places = self._begun(words, limit, among)
        if len(places) < limit:
            near = self._beginning_near(words).difference(places)
            places += self._best(near, limit - len(places), among)
        return [self._choice(place) for place in places]

    def _best(
        self, places: set[int] | None, limit: int, among: Mapping[str, float] | None
    ) -> list[int]:
        """At most `limit` of the most relevant of these places, or of all for None."""
        if among is None:
            if places is None:
                return [place for _, place in self._ranked[:limit]]
            return nsmallest(limit, places, key=self._ranks.__getitem__)
        if places is None or len(among) < len(places):
            known = ((self._ids.get(one.casefold()), weight) for one, weight in among.items())
            chosen = [
                (weight, place)
                for place, weight in known
                if place is not None and (places is None or place in places)
            ]
        else:
            named = ((self._id(place), place) for place in places)
            chosen = [(among[one], place) for one, place in named if one in among]
        if len(chosen) > limit:
            least = nlargest(limit, [weight for weight, _ in chosen])[-1]
            chosen = [one for one in chosen if one[0] >= least]
        chosen.sort(key=lambda one: (-one[0], self._ranks[one[1]][1:]))
        return [place for _, place in chosen[:limit]]

    # What find() tries, in this order.

    def _by_words(self, words: Sequence[str]) -> set[int]:
        """All typed words are in one spelling."""
        places = set.intersection(*(self._words.get(word, set()) for word in words))
        hits = {p for p in places if any(set(words) <= set(s) for s in self._of[p])}
        return self._prefer_surnames(hits, lambda last: last in words)

    def _within(self, words: Sequence[str]) -> set[int]:
        """A whole spelling is among the typed words; the longest wins.

        Not for people: "Donald Trump Jr." is not Donald Trump.
        """
        if self._surnames:
            return set()
        typed, longest, hits = set(words), 0, set[int]()
        for place in set().union(*(self._words.get(word, set()) for word in words)):
            for spelling in self._of[place]:
                size = len(" ".join(spelling))
                if size >= longest and typed.issuperset(spelling):
                    hits = {place} if size > longest else hits | {place}
                    longest = size
        return hits

    def _by_beginning(self, words: Sequence[str]) -> set[int]:
        """The last typed word is most of a word's beginning; the others are whole words."""
        *whole, begun = words
        if len(begun) < 4:
            return set()
        places: set[int] = set()
        for word in _beginning_with(self._sorted, begun):
            if len(begun) >= 0.6 * len(word):
                places |= self._words[word]
        return {p for p in places if any(set(whole) <= set(s) for s in self._of[p])}

    def _by_sound(self, words: Sequence[str]) -> set[int]:
        keys = [sound(word) for word in words]
        if min(map(len, keys)) < 3:
            return set()
        alike = [
            set().union(*(self._words[word] for word in self._sounds.get(key, ()))) for key in keys
        ]
        hits: dict[int, bool] = {}
        for place in set.intersection(*alike):
            sizes = [len(s) for s in self._of[place] if set(keys) <= set(map(sound, s))]
            if sizes:
                hits[place] = min(sizes) > len(words)
        # A whole spelling comes before a part of a longer one.
        best = min(hits.values(), default=False)
        kept = {place for place, is_part in hits.items() if is_part == best}
        return self._prefer_surnames(kept, lambda last: sound(last) in keys)

    def _by_typo(self, words: Sequence[str]) -> set[int]:
        """Each typed word is at most its `tolerance` away from a word of one spelling."""
        near = [set().union(*(self._words[n] for n in self._near(word))) for word in words]
        best: dict[int, tuple[int, bool]] = {}
        for place in set.intersection(*near):
            # With equally many errors, a whole spelling comes before a part of a longer one.
            errors = min((self._errors(words, s), len(s) > len(words)) for s in self._of[place])
            if errors[0] <= 2:
                best[place] = errors
        fewest = min(best.values(), default=None)
        return {place for place, errors in best.items() if errors == fewest}

    def _by_joined_typo(self, words: Sequence[str]) -> set[int]:
        """Spaces in the wrong place, and perhaps a typing error."""
        joined = "".join(words)
        if len(joined) < 8:
            return set()
        near = self._near_joined.within(joined, tolerance(joined) - 1)
        fewest = min((errors for _, errors in near), default=0)
        return set().union(*(self._joined[name] for name, errors in near if errors == fewest))

    def _near(self, word: str) -> Iterator[str]:
        """Indexed words within a typing error or two of `word`, in letters or sound."""
        allowed = tolerance(word)
        for near, _ in self._near_words.within(word, allowed):
            yield near
        key = sound(word)
        for near, _ in self._near_sounds.within(key, min(allowed, tolerance(key))):
            yield from self._sounds[near]

    def _errors(self, words: Sequence[str], spelling: tuple[str, ...]) -> int:
        """Typing errors between the typed words and the most similar words of `spelling`.

        99 if they are not the same name.
        """
        left = list(spelling)
        total = 0
        for word in sorted(words, key=len, reverse=True):
            compared = ((difference(word, other), other) for other in left)
            near = [(errors, other) for errors, other in compared if errors is not None]
            if not near:
                return 99
            errors, found = min(near)
            if errors and self._surnames and len(words) == 1 and found != spelling[-1]:
                return 99
            left.remove(found)
            total += errors
        return total

    def _miss(self, words: Sequence[str], wanted: Callable[[str], bool]) -> Miss:
        """The entries that share most letters with the typed text, then the most relevant."""
        scores: dict[int, float] = defaultdict(float)
        most_similar: dict[int, float] = defaultdict(float)
        for word in sorted(set(words), key=len, reverse=True)[:3]:
            best: dict[int, float] = {}
            for near, score in self._near_words.most_similar(word, _MOST_SIMILAR):
                for place in self._words[near]:
                    best[place] = max(best.get(place, 0.0), score)
            for place, score in best.items():
                scores[place] += score * len(word)
                most_similar[place] = max(most_similar[place], score)
        ranked = sorted(scores, key=lambda place: (-scores[place], self._ranks[place]))
        places = chain(ranked, (place for _, place in self._ranked if place not in scores))
        nearest = list(islice((p for p in places if wanted(self._id(p))), NEAREST))
        return Miss(self._as_ids(nearest), any(most_similar[place] >= NEAR for place in nearest))

    # What complete() considers.

    def _begun(
        self, words: Sequence[str], limit: int, among: Mapping[str, float] | None
    ) -> list[int]:
        """The most relevant entries with a spelling where each typed word begins a word."""
        begun = (map(self._words.__getitem__, _beginning_with(self._sorted, w)) for w in words)
        places = set.intersection(*(set().union(*found) for found in begun))
        if len(words) == 1:
            return self._best(places, limit, among)
        # Nearly all of them have the words in one spelling, and checking all would take long.
        ordered = self._best(places, len(places), among)
        holding = (p for p in ordered if any(_begun(words, s) for s in self._of[p]))
        return list(islice(holding, limit))

    def _beginning_near(self, words: Sequence[str]) -> set[int]:
        """Each typed word begins a word of an entry by sound, or with a typing error."""
        kept: set[int] | None = None
        for word in words:
            key = sound(word)
            if len(key) < 3:
                continue
            first = bisect_left(self._sorted_sounds, key[0])
            last = bisect_left(self._sorted_sounds, chr(ord(key[0]) + 1))
            bucket = self._sorted_sounds[first:last]
            begun = [other[: len(key)] for other in bucket]
            places: set[int] = set()
            for _, _, i in process.extract(
                key, begun, scorer=OSA.distance, score_cutoff=tolerance(key), limit=50
            ):
                for near in self._sounds[bucket[i]]:
                    places |= self._words[near]
            kept = places if kept is None else kept & places
        return kept or set()

    # Small parts.

    def _significant(self, folded: str) -> list[str]:
        """The words without titles and initials, unless there is nothing else."""
        words = folded.split()
        kept = [word for word in words if len(word) > 1 and word not in _TITLES]
        return kept or words

    def _prefer_surnames(self, places: set[int], typed: Callable[[str], bool]) -> set[int]:
        if not self._surnames:
            return places
        last = {p for p in places if any(typed(spelling[-1]) for spelling in self._of[p])}
        return last or places

    def _decide(self, places: set[int]) -> Found | Tie:
        places = {place for place in places if self._entry(place).preferred} or places
        ids = self._as_ids(nsmallest(MAX_TIE, places, key=self._ranks.__getitem__))
        return Found(ids[0]) if len(ids) == 1 else Tie(ids)

    def _as_ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(map(self._id, places))

    def _choice(self, place: int) -> Choice:
        entry = self._entry(place)
        return Choice(entry.id, shown(entry.label or entry.name, entry.id))


def _beginning_with(ordered: Sequence[str], prefix: str) -> Iterator[str]:
    """The sorted words that begin with `prefix`."""
    for index in range(bisect_left(ordered, prefix), len(ordered)):
        if not ordered[index].startswith(prefix):
            return
        yield ordered[index]


def _begun(typed: Sequence[str], spelling: tuple[str, ...]) -> bool:
    return all(any(word.startswith(begun) for word in spelling) for begun in typed)
