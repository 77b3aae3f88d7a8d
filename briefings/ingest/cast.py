"""Who speaks in articles: people known by name, and new ones."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefings.analysis.same_person import find_well_known, person_keys, same_person
from briefings.ingest.findings import MAX_ID_LENGTH
from briefings.ingest.who_is_who import WhoIsWho
from briefings.library import Reader
from briefings.models import Actor, ActorKind
from briefings.text.folding import fold

_NUMBERS = 9
"""How many ids of one name are tried before the number gets more digits."""


@dataclass(slots=True)
class Cast:
    """The people of a batch of articles.

    Names are looked up all at once, in an index of whole names and of surnames by sound, so the
    cost does not depend on how many people there are.
    """

    reader: Reader
    who: WhoIsWho = field(default_factory=WhoIsWho)
    """What an operator says about who is who."""
    new: dict[str, Actor] = field(default_factory=dict)
    """People not yet in the library, by id."""
    _alike: dict[str, dict[str, Actor]] = field(default_factory=lambda: defaultdict(dict))
    """By key of `person_keys`: the people with a name of that key, by id."""
    _taken: set[str] = field(default_factory=set)
    _looked_up: set[str] = field(default_factory=set)
    """Beginnings of ids whose taken ids are all in `_taken`."""
    _whole: dict[str, Actor] = field(default_factory=dict)
    _found: dict[str, Actor] = field(default_factory=dict)

    def expect(self, names: Iterable[str]) -> None:
        """Look up everybody whom these names may mean."""
        spelled: dict[str, None] = {}
        for name in names:
            known = find_well_known(name)
            spelled |= dict.fromkeys((name, *((known.name, *known.aliases) if known else ())))
        for actor in self.reader.actors_called(spelled):
            self._remember(actor)
        self._look_up(dict.fromkeys(map(_beginning, spelled)))

    def actor(self, name: str, kind: Callable[[], ActorKind]) -> Actor:
        """Whom a name means: the known actor with this whole name, else one who is surely the same.

        Args:
            name: one of the expected names, as one line.
            kind: gives the kind of a new actor.
        """
        found = self._found.get(name)
        if found is None:
            found = self._merged(name) or self._find(name) or self._add(name, kind())
            found = self._other(self.who.merged.get(found.id)) or found
            self._found[name] = found
        return found

    def meant(self, actor: Actor, story: str | None, article: str) -> Actor:
        """Whom the name of an actor means in an article of a story."""
        return self._other(self.who.meant(actor.id, story, article)) or actor

    def _merged(self, name: str) -> Actor | None:
        """Who replaces somebody whose name is gone because an operator merged the two."""
        return self._other(self.who.merged.get(_beginning(name)))

    def _other(self, id_: str | None) -> Actor | None:
        return self.reader.actors_by_id((id_,)).get(id_) if id_ is not None else None

    def is_new(self, actor_id: str) -> bool:
        return actor_id in self.new

    def _remember(self, actor: Actor) -> None:
        for spelling in (actor.name, *actor.alternate_names):
            self._whole.setdefault(fold(spelling), actor)
            for key in person_keys(spelling):
                self._alike[key].setdefault(actor.id, actor)

    def _find(self, name: str) -> Actor | None:
        whole = self._whole.get(fold(name))
        if whole is not None:
            return whole
        alike = {
            id_: one for key in sorted(person_keys(name)) for id_, one in self._alike[key].items()
        }
        found = [
            actor
            for actor in alike.values()
            if any(same_person(name, called) for called in (actor.name, *actor.alternate_names))
        ]
        return next((one for one in found if one.id in self.new), next(iter(found), None))

    def _add(self, name: str, kind: ActorKind) -> Actor:
        actor = Actor(id=self._free_id(name), name=name, kind=kind)
        self.new[actor.id] = actor
        self._remember(actor)
        return actor

    def _free_id(self, name: str) -> str:
        base, start = _beginning(name), 1
        while True:
            ids = _ids(base, start)
            if start > 1 or base not in self._looked_up:
                self._taken |= self.reader.taken("actors", ids)
            free = next((one for one in ids if one not in self._taken | self.new.keys()), None)
            if free is not None:
                return free
            start = start * 10

    def _look_up(self, beginnings: Iterable[str]) -> None:
        """Learn which of the first ids with these beginnings are taken."""
        wanted = [one for one in beginnings if one not in self._looked_up]
        ids = [id_ for one in wanted for id_ in _ids(one, 1)]
        self._taken |= self.reader.taken("actors", ids)
        self._looked_up.update(wanted)


def _beginning(name: str) -> str:
    """The beginning of a name's ids: ASCII letters and digits, with room for a number."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[: MAX_ID_LENGTH - 6] or "actor"
    return base.rstrip("-")


def _ids(base: str, start: int) -> list[str]:
    numbers = range(start, start + _NUMBERS)
    return [f"{base}-{number}" if number > 1 else base for number in numbers]


def surfaces_by_name(pairs: Iterable[tuple[str, str | None]]) -> Mapping[str, Sequence[str]]:
    """How the text next to quotations names each speaker."""
    found: dict[str, list[str]] = {}
    for name, surface in pairs:
        named = found.setdefault(name, [])
        if surface:
            named.append(surface)
    return found
