"""Recognises one person under many spellings, across articles.

Names are merged in three steps, each more certain than the next: curated aliases; the same letters
after `fold` has removed accents, case, apostrophes and alphabets; the same transliteration skeleton
with given names that can be one person's. A surname alone never merges anybody: three people called
Lutsenko are three.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from briefings.analysis.full_names import same_given
from briefings.analysis.names import parse_name
from briefings.analysis.nouns import NAME_PARTICLES, SUFFIXES
from briefings.analysis.well_known import WELL_KNOWN, WellKnown, could_bear
from briefings.text.folding import fold

_SKELETON_STEPS = (
    (re.compile(r"tsch|tch"), "k"),
    (re.compile(r"shch|sch|sh|zh|cz"), "s"),
    (re.compile(r"ch|ck|kh|qu|q|c"), "k"),
    (re.compile(r"ts|tz|z"), "s"),
    (re.compile(r"wh|w"), "v"),
    (re.compile(r"ph|ff|f"), "f"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[iyj]+"), "i"),
    (re.compile(r"h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=..)[aeio]+$"), ""),
)
_VARIANTS = (
    "volodymyr/vladimir/wolodymyr/wladimir",
    "alexander/aleksandr/oleksandr/alyaksandr/alexandr/aleksander",
    "yuriy/yuri/iurii/jurij/yury",
    "serhiy/sergei/sergey/serhii/sergej",
    "dmytro/dmitry/dmitri/dmitriy",
    "mykhailo/mikhail/michail",
    "mykola/nikolai/nikolay",
    "andriy/andrei/andrii/andrey/andrij",
    "ihor/igor",
    "iryna/irina",
    "olena/elena/yelena",
    "pavlo/pavel",
    "yevhen/yevgeny/evgeny/yevgeniy/evgeni",
    "oleksiy/oleksii/alexei/aleksei/alexey",
    "kyrylo/kirill",
)


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """What remains of a name whatever alphabet it passed through.

    >>> skeleton("Zelenskyy") == skeleton("Selenskyj")
    True
    """
    bones = fold(name).replace(" ", "")
    for pattern, replacement in _SKELETON_STEPS:
        bones = pattern.sub(replacement, bones)
    return bones


@lru_cache(maxsize=4_096)
def _parts(name: str) -> tuple[str, str]:
    """(given names, surname with its particles) of a name, both folded; given may be empty."""
    parsed = parse_name(name)
    words = " ".join(parsed[0]).split() if parsed else name.split()
    while len(words) > 1 and words[-1].lower() in SUFFIXES:
        words.pop()
    cut = len(words) - 1
    while cut > 0 and words[cut - 1].lower() in NAME_PARTICLES:
        cut -= 1
    return fold(" ".join(words[:cut])), fold(" ".join(words[cut:]))


_VARIANT_OF = {name: group.split("/")[0] for group in _VARIANTS for name in group.split("/")}


def _given_fit(first: str, second: str) -> bool:
    """Whether two given names, neither empty, can be one person's."""
    one, two = first.split()[0], second.split()[0]
    if same_given(one, two) or skeleton(one) == skeleton(two):
        return True
    return one in _VARIANT_OF and _VARIANT_OF[one] == _VARIANT_OF.get(two)


def person_keys(name: str) -> frozenset[str]:
    """Keys; a name shares one with every other that `same_person` accepts.

    It may also share them with others.
    """
    known = find_well_known(name)
    if known is not None:
        return frozenset((f"known {known.name}",))
    return frozenset((fold(name), f"surname {skeleton(_parts(name)[1])}"))


def same_person(first: str, second: str) -> bool:
    """Whether two names, without any context, certainly belong to one person.

    >>> same_person("Volodymyr Zelenskyy", "Wolodymyr Selenskyj")
    True
    >>> same_person("Ihor Lutsenko", "Yuriy Lutsenko"), same_person("Lutsenko", "Yuriy Lutsenko")
    (False, False)
    """
    known, other = find_well_known(first), find_well_known(second)
    if known is not None or other is not None:
        return known is other
    if fold(first) == fold(second):
        return " " in fold(first)
    (given, surname), (other_given, other_surname) = _parts(first), _parts(second)
    if not given or not other_given:
        return False
    return skeleton(surname) == skeleton(other_surname) and _given_fit(given, other_given)


_ALIASES: dict[str, WellKnown] = {
    fold(alias): person for person in WELL_KNOWN for alias in (person.name, *person.aliases)
}


@lru_cache(maxsize=4_096)
def find_well_known(name: str) -> WellKnown | None:
    """The curated person whom a name means by one of its listed spellings."""
    found = _ALIASES.get(fold(name))
    if found is not None:
        return found
    parsed = parse_name(name)
    if parsed is None or not parsed[3]:
        return None
    known = _ALIASES.get(fold(" ".join(parsed[0])))  # "President Jan Kowal"
    words, titles, gender, *_ = parsed
    if known is not None and len(words) == 1 and not could_bear(known, titles, gender):
        return None  # "Mrs Putin"
    return known


class People:
    """Gathers the names of many articles: each person is one entry, under one name.

    The entry's name is the curated spelling if there is one, else the first full spelling.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: dict[str, list[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> str:
        """Add a name and return its entry's name."""
        entry = self.find(name)
        if entry is None:
            known = find_well_known(name)
            entry = known.name if known is not None else name
            self._names[entry] = [entry]
        if name not in self._names[entry]:
            self._names[entry].append(name)
        return entry

    def find(self, name: str) -> str | None:
        """The entry that a name belongs to, or None."""
        known = find_well_known(name)
        if known is not None:
            return known.name if known.name in self._names else None
        for entry, spellings in self._names.items():
            if name in spellings or any(same_person(name, spelling) for spelling in spellings):
                return entry
        return None

    def spellings(self, entry: str) -> tuple[str, ...]:
        """Every spelling seen for an entry, its name first.

        Raises:
            KeyError: there is no such entry.
        """
        return tuple(self._names[entry])
