"""Relatives named only by a given name, who share their relative's surname."""

import re
from typing import TYPE_CHECKING

from briefings.analysis import nouns
from briefings.analysis.names import Name
from briefings.analysis.unnamed import RELATIVES

if TYPE_CHECKING:
    from briefings.analysis.article_people import Cast
    from briefings.analysis.person import Person

_OWNER = re.compile(
    r"(?P<owner>\b[Hh]is|\b[Hh]er|\b[Tt]heir|[A-Z][\w\-]+[’']s?) (?:[a-z\-]+ ){0,2}"
    rf"(?P<noun>{'|'.join(sorted(RELATIVES | {'boy', 'girl'}))}),? $"
)
"""Whose relative a name is: "Mrs Kowal’s husband, ", "their daughter "."""
_PRONOUNS = frozenset(("his", "her", "their"))
_REACH = 60
_EVERYDAY = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"))


def join_kin(cast: "Cast") -> None:
    """Let "Mr Kowal" mean Jan, if the text has called him Ada Kowal's husband, Jan."""
    kin = list(_kin(cast))
    for name, bearer in list(cast.mentions) if kin else ():
        if len(name.words) > 1 or not _EVERYDAY.intersection(name.titles):
            continue
        if any(len(mention.words) > 1 for mention in bearer.mentions):
            continue
        meant = [
            person
            for surname, person in kin
            if surname == name.last and name.gender and person.gender in (None, name.gender)
        ]
        if len(meant) == 1:
            _join(cast, bearer, meant[0], name)


def _kin(cast: "Cast") -> "list[tuple[str, Person]]":
    """Surnames in lower case, and the relatives who share them."""
    found: list[tuple[str, Person]] = []
    last: Person | None = None
    for name, person in cast.mentions:
        if len(person.words) == 1 and len(name.words) == 1:
            owner = _OWNER.search(cast.text, max(0, name.start - _REACH), name.start)
            if owner is None:
                continue
            person.gender = person.gender or nouns.GENDERED_NOUNS.get(owner["noun"])
            person.is_person = True
            whose = owner["owner"].lower()
            if whose not in _PRONOUNS:
                found.append((whose.rstrip("s").rstrip("’'"), person))
            elif last is not None:
                found.append((last.last, person))
        elif len(person.words) > 1 and person.is_person:
            last = person
    return found


def _join(cast: "Cast", bearer: "Person", person: "Person", name: Name) -> None:
    person.mentions += bearer.mentions
    person.titled = person.is_person = person.shown = True
    person.gender = person.gender or name.gender
    cast.mentions = [(one, person if who is bearer else who) for one, who in cast.mentions]
    bearers = cast.by_last.setdefault(name.last, [])
    bearers[:] = [one for one in bearers if one is not bearer] + [person]
