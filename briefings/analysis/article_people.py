"""The people of one article: all its names for a person lead to one record.

"Jan Kowal", "Mr. Kowal", "Kowal", "the mayor" and "he" are one speaker. Surnames lead to the full
name that the article prints; two people with one surname are distinguished by title and gender,
else by who is named more. Pronouns mean the most prominent person: see `Salience`.
"""

import re
from collections.abc import Sequence

from briefings.analysis import nouns
from briefings.analysis.full_names import can_be_one, fuller
from briefings.analysis.given_names import SURNAMES_FIRST, gender_of
from briefings.analysis.kinship import join_kin
from briefings.analysis.name_repairs import (
    with_role_surnames,
    without_common_nouns,
    without_outlets,
)
from briefings.analysis.names import (
    Name,
    could_be_person,
    find_names,
    is_body_name,
    is_roles,
    parse_name,
)
from briefings.analysis.namesake_things import set_things_aside
from briefings.analysis.occupations import OCCUPATIONS, TRADES
from briefings.analysis.person import (
    Person,
    keep_apart,
    keep_title,
    prefer_usual_names,
    recognise,
)
from briefings.analysis.roles import countries_in
from briefings.analysis.tellers import tells
from briefings.analysis.tokens import is_plain_noun
from briefings.analysis.unnamed import RELATIVES
from briefings.analysis.well_known import BY_SURNAME, could_bear
from briefings.analysis.wordlists import listed


class Cast:
    """Everybody a text names."""

    def __init__(self, text: str, beside: Sequence[Name] = ()) -> None:
        """Read a text.

        Args:
            beside: names in captions and similar places. They are not mentions, but may give the
                full names of people the text names only in part.
        """
        self.text = text
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.by_middle: dict[str, list[Person]] = {}
        self.mentions: list[tuple[Name, Person]] = []
        names = [name for name in find_names(text) if not _is_shouted(name)]
        names = without_outlets(with_role_surnames(text, names))
        names = without_common_nouns(text, names)
        self.tellers: set[int] = set()
        """Where the names stand whose bearers are telling something."""
        self._words_before: dict[int, str] = {}
        self.namesakes = self._namesakes(names)
        """Surnames of well-known people that somebody else bears here, in lower case."""
        for name in names:
            if len(name.words) > 1:
                self._add_full(name)
        self._learn_full(names, beside)
        known: dict[tuple[object, ...], Person] = {}
        for name in names:
            person = known.get(name[2:])
            if person is None:
                person = self._find(name)
                if person is None:
                    person = self._add(name)
                    known.clear()  # the only person with a name may not be the only one any more
                elif len(self.by_last.get(name.last, ())) == 1:
                    known[name[2:]] = person
            person.mentions.append(name)
            person.titled |= name.titled
            if len(person.words) == 1 and name.titles and name.titles[-1] in _KEPT:
                keep_title(person, name)
            if person.gender is None or name.titled:
                person.gender = self._told_gender(name) or person.gender
            person.is_person |= (
                name.titled
                or person.gender is not None
                or (
                    len(name.words) == 1 < len(person.words)
                    and _is_surname(name, person)
                    and (person.is_person or not self._has_article(name))
                )
                or self._follows_role(name)
            )
            if not person.is_body and tells(text, name, self._word_before(name)):
                self.tellers.add(name.start)
            person.shown = person.shown or self._shows(name, person)
            self.mentions.append((name, person))
        for name in beside:
            bearer = self._find(name) if name.titles else None
            if bearer is not None and bearer.words == name.words:
                bearer.is_person = bearer.shown = True  # "Singer Rosalin poses"
        self._set_places_aside()
        set_things_aside(self)
        prefer_usual_names(self.mentions)
        join_kin(self)

    def _shows(self, name: Name, person: Person) -> bool:
        """Whether a mention shows that the name is a person's."""
        cut = len(name.words) == 1 < len(person.words) and name.last == person.last
        cut = cut and not self._has_article(name)  # "the Vikings" are a club
        cut = cut and _GOVERNED.search(self.text, max(0, name.start - 9), name.start) is None
        return (
            cut
            or name.titled
            or name.start in self.tellers
            or self._follows_role(name)
            or self.is_introduced(name)
        )

    def _namesakes(self, names: Sequence[Name]) -> frozenset[str]:
        """Well-known surnames that mean somebody else here: "Chef Macron", "Miss Trump, 9"."""
        against: set[str] = set()
        for name in names:
            known = BY_SURNAME.get(name.last) if len(name.words) == 1 else None
            if known is None:
                continue
            if not could_bear(known, name.titles, name.gender if name.titled else None):
                against.add(name.last)
            before = self._word_before(name)
            age = _AGE_AFTER.match(self.text, name.end)
            trade = before in OCCUPATIONS or before in TRADES
            if trade or (age is not None and int(age[1]) < _YOUNGEST_LEADER):
                against.add(name.last)
        return frozenset(against)

    def is_described(self, name: Name) -> bool:
        """Whether what follows a name is said only of people: "Jo Hall, 44," "Jo Hall, who"."""
        return len(name.words) > 1 and _DESCRIBED.match(self.text, name.end) is not None

    def is_introduced(self, name: Name) -> bool:
        """Whether a full name is followed by the person's role: "Jo Hall, president of …"."""
        if len(name.words) < 2:
            return False
        if self.is_described(name):
            return True
        following = _APPOSITION.match(self.text, name.end)
        return following is not None and not nouns.PERSON_NOUNS.isdisjoint(
            following["words"].lower().split()
        )

    def _follows_role(self, name: Name) -> bool:
        """Whether a noun introduces a person's name: "her partner Jas"."""
        return self._word_before(name) in nouns.PERSON_NOUNS

    def _word_before(self, name: Name) -> str:
        """The word right before a name, in lower case."""
        known = self._words_before.get(name.start)
        if known is None:
            known = self._words_before[name.start] = self._read_before(name)
        return known

    def _read_before(self, name: Name) -> str:
        end = name.start - 1
        if end < 0 or self.text[end] not in " \xa0\n":
            return ""
        begin = max(
            self.text.rfind(" ", max(0, end - 20), end),
            self.text.rfind("\n", max(0, end - 20), end),
        )
        word = self.text[begin + 1 : end].lower()
        if word.endswith(",") and (word[:-1] in RELATIVES or word[:-1] in nouns.PERSON_NOUNS):
            return word[:-1]  # "her husband, Will, slept"
        named = _OWN_NAME.search(self.text, max(0, name.start - 16), name.start)
        return _OWNERS[named["whose"].lower()] if named is not None else word

    def _set_places_aside(self) -> None:
        """A name that the text uses only as a place is not a person: "in Arden"."""
        within: dict[Person, int] = {}
        for name, person in self.mentions:
            if person.gender is not None or person.titled:
                continue
            before = _PLACED.search(self.text, max(0, name.start - 12), name.start)
            placed = before or _PLACED_FIRST.match(self.text, name.start, name.end)
            if placed is not None and self.text[name.end : name.end + 1] not in "’'":
                within[person] = within.get(person, 0) + 1
        for person, count in within.items():
            if 2 * count > len(person.mentions):
                person.is_body, person.is_person = True, False

    def _told_gender(self, name: Name) -> str | None:
        """The gender that a title or noun before the name shows: "Mrs.", "widow"."""
        if name.titled and name.gender:
            return name.gender
        before = self._word_before(name)
        if name.gender and before.endswith("man"):
            return name.gender  # "assemblyman Ada Kowal"
        return nouns.GENDERED_NOUNS.get(before, name.gender)

    def _add(self, name: Name) -> Person:
        person = Person(name.words, name.gender, name.titled)
        human = name.titled or self.is_described(name)
        low = [word.lower() for word in name.words]
        person.is_body = not human and is_body_name(low)
        person.several = len(low) == 1 and is_roles(low[0])
        person.is_person |= human
        if len(name.words) == 1:
            if name.last in self.namesakes:
                keep_apart(person, name)
            else:
                recognise(person)
        self.by_last.setdefault(name.last, []).append(person)
        for middle in name.words[1:-1]:
            self.by_middle.setdefault(middle.lower(), []).append(person)
        if len(name.words) > 1:
            self.by_first.setdefault(name.words[0].lower(), []).append(person)
        return person

    def _add_full(self, name: Name) -> None:
        alike = *self.by_last.get(name.last, ()), *self.by_first.get(name.words[0].lower(), ())
        for person in alike:
            if can_be_one(person.words, name.words):
                if person not in self.by_last.setdefault(name.last, []):
                    self.by_last[name.last].append(person)  # "Ada Brandt" of Ada Brandt-Lund
                if fuller(name.words, person.words):
                    person.words = name.words
                person.gender = person.gender or name.gender
                person.is_person |= self._could_be_person(name)
                person.full_mentions += 1
                return
        person = self._add(name)
        person.is_person = self._could_be_person(name)
        person.full_mentions = 1

    def _learn_full(self, names: Sequence[Name], beside: Sequence[Name]) -> None:
        """Take full names missing from the text from captions."""
        alone = {name.last for name in names if len(name.words) == 1}
        full = {name.words: name for name in beside if len(name.words) > 1}.values()
        for name in full:
            ends = name.last, name.words[0].lower()
            wanted = [end for end in ends if end in alone and end not in self.by_last]
            others = sum(end in (one.last, one.words[0].lower()) for one in full for end in wanted)
            if len(wanted) == 1 == others and wanted[0] not in self.by_first:
                self._add_full(name)

    def _could_be_person(self, name: Name) -> bool:
        """Whether a full name may be a person's here: not "the Northern Command"."""
        place = name.last in nouns.SURNAMES_LIKE_PLACES
        known = name.titled or self.is_described(name) or (name.gender is not None and not place)
        return could_be_person(name) and (known or not self._has_article(name))

    def _has_article(self, name: Name) -> bool:
        """Whether an article makes the name a body's: "the Vikings", "The US Northern Command"."""
        if self.text.startswith("The ", name.start):
            return True
        return self._word_before(name) in ("the", "us", "a", "an")

    def _find(self, name: Name) -> Person | None:
        """Whom a name means, among those the article has named."""
        candidates = self.by_last.get(name.last, [])
        if len(name.words) == 1 and name.last in BY_SURNAME:
            candidates = [person for person in candidates if not person.is_body]  # "Team Brandt"
        if len(candidates) == 1 and candidates[0].words == name.words:
            return candidates[0]
        if len(name.words) > 1:
            return next(
                (person for person in candidates if can_be_one(person.words, name.words)), None
            )
        if name.titled and name.gender:
            fitting = [p for p in candidates if p.gender in (None, name.gender)]
            candidates = fitting
        honoured = bool(name.titles) and name.titles[-1] in _WITH_GIVEN_NAME
        if honoured and self.by_first.get(name.last):
            return self.by_first[name.last][0]  # "Sir Alan"
        trade = bool(name.titles) and name.titles[-1] in nouns.PERSON_NOUNS and not name.gender
        if not candidates and (not name.titled or trade or _could_stand_first(name.last)):
            # A title precedes a surname: "Secretary Han" shows that Han Jae-min's comes first.
            candidates = [
                person
                for person in self.by_first.get(name.last, [])
                if (
                    len(person.words) == 2
                    and name.last not in BY_SURNAME
                    and (not name.titles or is_plain_noun(person.last))
                )
                or person.gender
                or (person.is_body and _is_short_for_body(name.last))
                or name.last in SURNAMES_FIRST
            ]
        if not candidates and not name.titles:
            candidates = self.by_middle.get(name.last, [])
            candidates = candidates if len(candidates) == 1 else []
        if not candidates:
            return None
        return max(candidates, key=lambda p: (len(p.words) > 1, p.full_mentions, len(p.mentions)))

    def named(self, surface: str) -> Person | None:
        """Whom a name in the text means."""
        parsed = parse_name(surface)
        if parsed is None:
            bearers = self.by_last.get(surface.lower(), []) if surface[:1].isupper() else []
            return bearers[0] if len(bearers) == 1 and len(bearers[0].words) > 1 else None
        return self._find(Name(0, 0, *parsed))

    def named_last_in(self, surface: str) -> Person | None:
        """The person named in full at the end of a phrase: "Arden Guild inspector Jo Hall"."""
        for person in self.by_last.get(surface.rpartition(" ")[2].lower(), ()):
            ends = len(person.words) > 1 and surface.endswith(f" {person.name}")
            if ends and person.is_person and not person.is_body:
                return person
        return None


_OWN_NAME = re.compile(r"\b(?P<whose>[Hh]is|[Hh]er) name (?:is|was) $")
_OWNERS = {"his": "man", "her": "woman"}
"""What "his name is Jan" shows about Jan."""
_DESCRIBED = re.compile(
    r", (?:\d{1,2}\b(?!,\d)|who\b|whose\b|an? (?:[a-z\-]+ ){0,2}(?P<role>[a-z\-]+)\b)"
)
_APPOSITION = re.compile(r", (?P<words>(?:[\w’'\-]+ ){1,4})(?:of|at|for|with|and|in)\b")
_AGE_AFTER = re.compile(r", (\d{1,2})\b")
_YOUNGEST_LEADER = 35
_WITH_GIVEN_NAME = frozenset(
    listed("""
    sir dame lord lady king queen prince princess pope sister brother father sheikh sheik rabbi
    canon emperor saint
    """)
)
"""Titles that the given name follows: "Sir Alan"."""


_KEPT = frozenset(listed("king queen prince princess pope sister emperor"))
"""Titles that are part of the name if no surname follows: "Prince Andrew"."""


def _is_short_for_body(word: str) -> bool:
    """Whether a body can be called by the first word of its name: Tottenham, not Google, China."""
    known = word in nouns.ORGANISATION_NOUNS or word in BY_SURNAME
    return not known and not countries_in((word,))


def _is_surname(name: Name, person: Person) -> bool:
    """Whether a name by itself is somebody's surname: only people's names are shortened."""
    if any(word.isupper() and len(word) > 2 for word in person.words):
        return False  # "ABC Block"
    return name.last == person.last or name.last in SURNAMES_FIRST


def _could_stand_first(word: str) -> bool:
    """Whether a word after a title can be a surname that precedes the given name."""
    return gender_of(word) is None and word not in BY_SURNAME


_PLACING = r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]cross|[Oo]utside|[Aa]round|into|throughout|within)\s"
"""What precedes a place."""
_GOVERNED = re.compile(r"\b(?:in|of|at|to|from|near|off|on|across)\s$")
_PLACED = re.compile(_PLACING + "$")
_PLACED_FIRST = re.compile(_PLACING)


def _is_shouted(name: Name) -> bool:
    """Whether the run is a slogan or a headline in capitals: "STAY TUNED NOW"."""
    return len(name.words) > 2 and all(word.isupper() for word in name.words)
