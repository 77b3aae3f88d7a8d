"""Whom a role by itself means: "the striker", "the 36-year-old", "another trader"."""

import re

from briefings.analysis import nouns, roles
from briefings.analysis.ages import ages
from briefings.analysis.article_layout import ArticleLayout
from briefings.analysis.article_people import Cast
from briefings.analysis.descriptions import with_modifiers
from briefings.analysis.offices import Offices, is_definite, is_vague, plain_words
from briefings.analysis.person import Person
from briefings.analysis.phrases import NounPhrase
from briefings.analysis.rules import Rule
from briefings.analysis.salience import Salience
from briefings.analysis.self_naming import self_namings
from briefings.analysis.unnamed import RoleMention

_POSSESSED = re.compile(r"[’']s? ")
_PLAINLY, _FAR_AHEAD = 0.5, 0.72
_OPENING = 400
"""How many characters after a role an article may give the name."""
_TESTIFIES = re.compile(
    r"[^.;:\n]{0,80}?\b(?:testif(?:ied|ies)|gave evidence|took the stand|told the (?:court|jury"
    r"|judge|tribunal|commission|inquiry|hearing|panel))\b"
)
_THE = "the "
_INITIALS = re.compile(r" [A-Z]{2,4}$")
"""An office by its initials: "the DPP"."""
_SAME_BREATH = 450
"""For how many characters "the TD" means the one just called a backbencher."""
_ANEW = frozenset(("a", "an", "another", "one"))


class RoleBearers:
    """The people one article calls by a role, an age or a trade, in text order."""

    def __init__(self, layout: ArticleLayout, cast: Cast, salience: Salience) -> None:
        self.unnamed: dict[str, Person] = {}
        """Those whom the text calls by a role alone, by its noun."""
        self._layout = layout
        self._cast = cast
        self._salience = salience
        self._offices = Offices(layout.text, cast)
        self._ages: dict[Person, int] | None = None
        self._introduced: tuple[Person | None, int] = None, 0
        """The person last introduced by a role, and where."""
        named = {name.start: person for name, person in cast.mentions}
        self._self_named = [
            (naming, named[naming.name_start])
            for naming in self_namings(layout.text)
            if naming.name_start in named
        ]

    def subject(self, surface: str, role: RoleMention) -> Person | None:
        """Whom a role means as a sentence's subject: a named or unnamed person."""
        person = self.by_own_name(surface, role.head, role.start) or self._offices.holder(
            surface, role.head, role.start, self._salience
        )
        may_be_unnamed = role.head in self.unnamed or role.head not in roles.BY_PARTY
        if person is None and is_definite(surface):
            person = self._plainly_meant(role.head, role.start)
        if person is None and (may_be_unnamed or not is_definite(surface)):
            text = self._layout.text
            whole = text[role.start : with_modifiers(text, role.end)]
            person = self.unnamed_one(whole, role.head)
            if surface.split(" ", 1)[0].lower() in _ANEW:
                self._introduced = person, role.start
        return person

    def bearer(self, surface: str, phrase: NounPhrase) -> Person | None:
        """Whom "the senator", "the French leader" or a headline's "a mayor" means."""
        person = self.by_own_name(surface, phrase.head, phrase.start)
        person = person or self._just_introduced(surface, phrase) or self._definite(surface, phrase)
        if person is None and phrase.end < _OPENING:
            person = self._offices.named_later(surface, phrase.head, phrase.end)
        return person

    def _just_introduced(self, surface: str, phrase: NounPhrase) -> Person | None:
        """Who "the TD" is after "one backbencher said …" in the same paragraph."""
        person, start = self._introduced
        noun = phrase.head in nouns.PERSON_NOUNS or phrase.head.upper() in nouns.RANKS
        if person is None or not noun or not is_definite(surface):
            return None
        between = self._layout.text[start : phrase.start]
        named = any(
            start < name.start < phrase.start and (other.is_person or other.gender is not None)
            for name, other in self._cast.mentions
        )
        one = rf"\b(?:an?|another)\b[^.;:\n]{{1,40}} {re.escape(phrase.head)}\b"
        others = re.search(one, between[3:]) is not None or surface.lower() in between.lower()
        near = "\n" not in between and len(between) <= _SAME_BREATH
        return person if near and not named and not others else None

    def by_own_name(self, surface: str, head: str, start: int) -> Person | None:
        """The name of "a man" who gives it in the same sentence, or is the only one who does."""
        given = [(naming, person) for naming, person in self._self_named if naming.head == head]
        here = [person for naming, person in given if 0 <= naming.start - start <= len(surface)]
        if here:
            person = here[0]
        elif len(given) == 1 and self._layout.text[given[0][0].start - 4 :].startswith(_THE):
            person = given[0][1]  # "a man shouted. … The man gave his name as"
        else:
            return None
        person.is_person = person.shown = True
        return person

    def aged(self, age: int, head: str) -> tuple[Person | None, float]:
        """Whom "the 36-year-old" means: the person of that age, else the weightiest without one."""
        if self._ages is None:
            self._ages = ages(self._layout.text, self._cast)
        same = [person for person, years in self._ages.items() if years == age]
        if len(same) == 1:
            return same[0], 0.9
        gender = nouns.GENDERED_NOUNS.get(head)
        person, share = self._salience.heaviest(gender, named=True, but=self._ages)
        if same or person is None or person.words[0][0].islower():
            return None, 0.0
        return person, 0.4 + 0.5 * share

    def unnamed_one(self, surface: str, head: str) -> Person:
        """A person the text calls only by a role; "the doctor" is the doctor before."""
        known = self.unnamed.get(head)
        if known is None or surface.split(" ")[0].lower() in _ANEW:
            gender = nouns.GENDERED_NOUNS.get(head)
            known = self.unnamed[head] = Person((surface,), gender, is_person=True)
        return known

    def _definite(self, surface: str, phrase: NounPhrase) -> Person | None:
        """Whom "the senator" or "the French leader" means."""
        if not is_definite(surface):
            return None
        office = phrase.head in nouns.TITLES or _INITIALS.search(surface) is not None
        if not office and phrase.head not in nouns.PERSON_NOUNS:
            if _POSSESSED.search(surface):
                return None  # not "the ad's narrator", but "the petitioner"
            return self._plainly_meant(phrase.head, phrase.start)
        person = self._in_court(phrase) or self._offices.holder(
            surface, phrase.head, phrase.start, self._salience
        )
        if person is not None:
            return person
        if roles.countries_in(plain_words(surface)) or is_vague(surface, phrase.head):
            return None
        if self._offices.names_in(phrase.start, phrase.end):
            return None
        if phrase.head not in roles.PROMINENT:
            return self._plainly_meant(phrase.head, phrase.start)
        return self._salience.heaviest(nouns.GENDERED_NOUNS.get(phrase.head))[0]

    def _in_court(self, phrase: NounPhrase) -> Person | None:
        """Whom "the witness" means: the last to testify before it."""
        if phrase.head != "witness":
            return None
        text, found = self._layout.text, None
        for name, person in self._cast.mentions:
            if name.start > phrase.start:
                break
            if person.is_person and _TESTIFIES.match(text, name.end):
                found = person
        return found

    def _is_introduced(self, head: str, position: int) -> bool:
        """Whether the text has introduced "a clerk" before, who is then nobody named nearby."""
        one = rf"\b(?:an?|another|one) (?:[a-z\-]+ ){{0,3}}{re.escape(head)}\b(?!,? [A-Z])"
        return re.search(one, self._layout.text[:position]) is not None

    def _plainly_meant(self, head: str, position: int) -> Person | None:
        """Whom "the expert" means if the text has introduced none: the weightiest person."""
        off = Rule.VARIED_ROLE in self._layout.off
        if off or head in self.unnamed or not roles.is_somebodys(head):
            return None
        if self._is_introduced(head, position):
            return None
        person, share = self._salience.heaviest(nouns.GENDERED_NOUNS.get(head), named=True)
        known = person is not None and (person.shown or person.gender is not None)
        alone = self._salience.before == [person]
        least = _PLAINLY if alone or head in roles.VARIED else _FAR_AHEAD
        return person if known and share >= least else None
