"""Indexes names by everything that can find them."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefings.matching.neighbours import Neighbours
from briefings.text.folding import fold, sound


class Entry(NamedTuple):
    """What can be found; `weight` says how much there is about it (any scale, higher is more)."""

    id: str
    name: str
    alternates: tuple[str, ...] = ()
    weight: float = 0.0
    label: str = ""
    """What a `Choice` shows, if not the name."""
    preferred: bool = False
    """Whether it wins over entries that fit equally well."""
    id_is_name: bool = True
    """Whether the id consists of words that somebody may type."""


Rank = tuple[float, str, str]
"""Sorts entries: more weight first, then by name."""


class NameIndex:
    """An index of entries by every spelling of their names.

    Adding, changing and removing an entry takes time that hardly depends on their number; a changed
    weight only moves an entry in the ranking. Not for several threads at once.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries: list[Entry | None] = []
        """By place. A place is never used for another entry."""
        self._ranks: list[Rank] = []
        """By place: sorting ranks sorts by relevance."""
        self._ranked: list[tuple[Rank, int]] = []
        """All entries with their places, the most relevant first."""
        self._ids: dict[str, int] = {}
        self._names: dict[str, set[int]] = defaultdict(set)
        self._spellings: dict[str, set[int]] = defaultdict(set)
        self._joined: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, set[int]] = defaultdict(set)
        self._of: list[tuple[tuple[str, ...], ...]] = []
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._sorted: list[str] = []
        self._sorted_sounds: list[str] = []
        self._near_words = Neighbours(())
        self._near_sounds = Neighbours(())
        self._near_joined = Neighbours(())
        for entry in sorted(entries, key=_rank):
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Add an entry, replacing any with the same id."""
        place = self._ids.get(entry.id.casefold())
        if place is not None:
            known = self._entries[place]
            assert known is not None  # noqa: S101  # every id here has an entry
            if _spelt(known) == _spelt(entry):
                self._entries[place] = entry
                self._move(place, _rank(entry))
                return
            self.remove(known.id)
        place = len(self._entries)
        self._entries.append(entry)
        self._ranks.append(_rank(entry))
        insort(self._ranked, (self._ranks[place], place))
        self._ids[entry.id.casefold()] = place
        spellings = _spellings(entry)
        self._of.append(tuple(tuple(spelling.split()) for spelling in spellings))
        for index, key in self._keys(entry, spellings):
            if key not in index:
                self._learn(index, key)
            index[key].add(place)

    def remove(self, entry_id: str) -> None:
        """Remove the entry with this id, if there is one."""
        place = self._ids.pop(entry_id.casefold(), None)
        if place is None:
            return
        entry, self._entries[place] = self._entries[place], None
        assert entry is not None  # noqa: S101  # every id here has an entry
        del self._ranked[bisect_left(self._ranked, (self._ranks[place], place))]
        self._of[place] = ()
        for index, key in self._keys(entry, _spellings(entry)):
            index[key].discard(place)
            if not index[key]:
                del index[key]
                self._forget(index, key)

    def _move(self, place: int, rank: Rank) -> None:
        if rank != self._ranks[place]:
            del self._ranked[bisect_left(self._ranked, (self._ranks[place], place))]
            self._ranks[place] = rank
            insort(self._ranked, (rank, place))

    def _keys(
        self, entry: Entry, spellings: Iterable[str]
    ) -> Iterator[tuple[dict[str, set[int]], str]]:
        """The keys that find the entry, each once."""
        if name := fold(entry.name):
            yield self._names, name
        joined, words = dict[str, None](), dict[str, None]()
        for spelling in spellings:
            yield self._spellings, spelling
            joined[spelling.replace(" ", "")] = None
            words.update(dict.fromkeys(spelling.split()))
        yield from ((self._joined, key) for key in joined)
        yield from ((self._words, key) for key in words)

    def _learn(self, index: dict[str, set[int]], key: str) -> None:
        """Make a new key of an index findable despite typing errors."""
        if index is self._joined:
            self._near_joined.add(key)
        elif index is self._words:
            insort(self._sorted, key)
            self._near_words.add(key)
            heard = sound(key)
            if heard not in self._sounds:
                insort(self._sorted_sounds, heard)
                self._near_sounds.add(heard)
            self._sounds[heard].append(key)

    def _forget(self, index: dict[str, set[int]], key: str) -> None:
        if index is self._joined:
            self._near_joined.remove(key)
        elif index is self._words:
            del self._sorted[bisect_left(self._sorted, key)]
            self._near_words.remove(key)
            heard = sound(key)
            self._sounds[heard].remove(key)
            if not self._sounds[heard]:
                del self._sounds[heard]
                del self._sorted_sounds[bisect_left(self._sorted_sounds, heard)]
                self._near_sounds.remove(heard)

    def __len__(self) -> int:
        return len(self._ranked)

    def ranked(self) -> Iterator[str]:
        """The ids of all entries, most relevant first."""
        return (self._id(place) for _, place in self._ranked)

    def _id(self, place: int) -> str:
        return self._entry(place).id

    def _entry(self, place: int) -> Entry:
        entry = self._entries[place]
        assert entry is not None  # noqa: S101  # no index leads to removed entries
        return entry


def _spelt(entry: Entry) -> tuple[object, ...]:
    """What an entry is found by; the rest of it can change without indexing it again."""
    return entry.id, entry.name, entry.alternates, entry.id_is_name


def _rank(entry: Entry) -> Rank:
    return -entry.weight, fold(entry.name), entry.id


def _spellings(entry: Entry) -> list[str]:
    """Every folded spelling, the name first."""
    own_id = (entry.id,) if entry.id_is_name else ()
    folded = map(fold, (entry.name, *entry.alternates, *own_id))
    return [spelling for spelling in dict.fromkeys(folded) if spelling]
