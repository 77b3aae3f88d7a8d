"""Resolves the words for a speaker to a person: names, roles and pronouns, in text order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefings.analysis import lexicon, nouns, roles
from briefings.analysis.ages import AGED
from briefings.analysis.article_layout import HARDLY, ArticleLayout, Lead
from briefings.analysis.article_people import Cast
from briefings.analysis.descriptions import (
    PEOPLE,
    Descriptions,
    can_be_author,
    is_like,
    with_body,
    with_modifiers,
)
from briefings.analysis.exchanges import Exchange, asker_before, is_asked
from briefings.analysis.inscriptions import what_it_is
from briefings.analysis.mention_events import Event, Kind, events_of
from briefings.analysis.names import Name, parse_name
from briefings.analysis.offices import is_definite
from briefings.analysis.origins import ORIGIN, ORIGIN_GENDER
from briefings.analysis.person import Person
from briefings.analysis.phrases import NounPhrase
from briefings.analysis.role_bearers import RoleBearers
from briefings.analysis.rules import Rule
from briefings.analysis.salience import Salience
from briefings.analysis.tokens import is_plain_noun
from briefings.analysis.unnamed import RoleMention
from briefings.analysis.wordlists import listed

_OWNED = re.compile(
    r"(?P<owner>[A-Z][\w.\-]*(?: [A-Z][\w.\-]*){0,4})[’']s? (?:[\w\-]+ ){0,3}[\w\-]+"
)
"""A thing that belongs to somebody: "Senator Kowal's post"."""
_ENDINGS = ("’s ", "'s ")
_JOINED = re.compile(r" and [A-Z]|, [^.;:]+, and ")
"""Another name after a name: two people or more, not just the first."""
_UTTERED = nouns.UTTERANCES | nouns.INSCRIBED | frozenset(("labeling", "labelling"))
_JOINT = frozenset(
    listed("""
    statement communique communiqué declaration letter memo memorandum
    """)
)
_BY = re.compile(
    r"\s(?:(?:released|issued|signed|published|written|sent)\s)?(?:by|from)\s(?:the\s)?(?P<who>"
    r"[A-Z](?:[\w’'\-]|\.(?=\w)|(?<=\b[A-Z])\.)*(?:(?:,|\sand|\sof)?\s(?:and\s)?(?:the\s)?"
    r"[A-Z](?:[\w’'\-]|\.(?=\w)|(?<=\b[A-Z])\.)*){0,8}(?:(?<=[’']s)\s[a-z]+)?)"
)
"""The authors of "a joint statement by Austria and Italy"."""
_CLEAR = 0.8
"""Share of the weights from which a pronoun shows the gender of whom it means."""
_NOUN_AFTER = re.compile(r"[ \xa0](?P<word>[a-z][a-z\-]+)(?![\w’'])")
_WORD_BEFORE = re.compile(r"(?<![^\s])(?P<word>[A-Za-z]{1,10})[ \xa0](?:the[ \xa0])?$")
_SEPARATOR = re.compile(
    r"(?:[_*•·=~\-–—] ?){3,}[.\s]*(?=\n|$)|\d{1,2}(?:[:.]\d\d)?\s?[AaPp]\.?[Mm]\b\.?\s*(?=\n|$)"
)
"""A line that only separates entries of a live report: "___", "3:25 p.m."."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """`surface`: the words in the text; `name`: the person or body they mean, if known."""

    surface: str | None
    name: str | None
    confidence: float
    person: Person | None = None
    way: str = "name"
    """What led to the name: name, pronoun, body, role, age, origin, owner, joint or phrase."""
    clarity: float = 1.0
    """The person's share of the weights for a pronoun or similar: 0 to 1."""


NOBODY = Speaker(None, None, 0.0)


class Resolver:
    """Goes through an article once and finds whom each lead means."""

    def __init__(self, layout: ArticleLayout, cast: Cast, standing: Sequence[Event]) -> None:
        """Args:
        standing: as for `events_of`.
        """
        self.layout = layout
        self.cast = cast
        self._standing = standing
        self.descriptions = Descriptions(layout, cast)
        self.salience = Salience()
        if Rule.SHOWN in layout.off:
            self.salience.unshown = self.salience.unknown
        self.speakers: list[Speaker] = []
        self._subject_due = True
        """The sentence has not named its subject yet."""
        self._told = False
        """Somebody tells the rest of the sentence: those named in it are told of."""
        self.body: str | None = None
        """The organisation, paper or group that spoke last."""
        self._body_head = ""
        self._starts = frozenset(layout.starts)
        self._exchange = Exchange()
        self._sentence = 0
        """Where the sentence begins."""
        self.roles = RoleBearers(layout, cast, self.salience)

    def resolve(self) -> list[Speaker]:
        """A speaker for every passage of the layout."""
        self.speakers = [NOBODY] * len(self.layout.passages)
        for event in events_of(self.layout, self._standing):
            self._take(event)
        self._inherit()
        return self.speakers

    def _take(self, event: Event) -> None:
        salience = self.salience
        if event.kind in (Kind.SENTENCE, Kind.PARAGRAPH):
            self._begin(event)
            return
        if event.kind is Kind.NAME:
            self._mention(event.name, event.person)
            return
        if event.kind is Kind.RELATIVE:
            self._relative(event.role)
            return
        if event.role is not None:
            role = event.role
            surface = self.layout.text[role.start : role.end]
            person = self.roles.subject(surface, role)
            if person is not None:
                salience.add(person, salience.subject)
        elif event.kind is Kind.PRONOUN:
            but = self._exchange.acting_on(self.layout.text, event.position, event.word)
            person, share = salience.heaviest(lexicon.GENDERED[event.word], but=but)
            if person is not None and share > _CLEAR and person.leaning is None:
                person.leaning = lexicon.GENDERED[event.word]
            possessive = event.word in ("his", "her")
            weight = salience.pronoun_subject if self._subject_due else salience.pronoun
            if is_asked(self.layout.text, event.position):
                weight, possessive = salience.asked, False
                self._exchange.asked = person
            if person is not None:
                salience.add(person, salience.possessive if possessive else weight)
            if possessive:
                return  # "his brother Jan" leaves the subject to Jan
        else:
            self._speak(event.number)
        self._subject_due = False

    def _begin(self, event: Event) -> None:
        """Begin a sentence, and perhaps a paragraph or another entry of a live report."""
        salience = self.salience
        salience.begin_sentence()
        self._exchange.begin_sentence()
        self._sentence = event.position
        if event.kind is Kind.PARAGRAPH:
            salience.fade(salience.paragraph)
            if _SEPARATOR.match(self.layout.text, event.position):
                salience.fade(salience.section)
        self._subject_due = True
        self._told = False

    def _relative(self, role: RoleMention | None) -> None:
        """Somebody's unnamed wife, mother, …: a separate person of known gender."""
        if role is None:
            return
        surface = self.layout.text[role.start : role.end]
        key = surface.lower()
        person = self.roles.by_own_name(surface, role.head, role.start)
        person = person or self.roles.unnamed.get(key)
        if person is None:
            gender = nouns.GENDERED_NOUNS.get(role.head)
            person = self.roles.unnamed[key] = Person((surface,), gender, is_person=True)
        subject = self._subject_due and role.start in self._starts
        self.salience.add(person, self.salience.subject if subject else self.salience.other)

    def _mention(self, name: Name | None, person: Person | None) -> None:
        if name is None or person is None or person.is_body:
            return
        if not (person.is_person or person.gender):
            return
        salience = self.salience
        person = self._namesake(name, person)
        salience.name(person)
        self._exchange.mention(name, person)
        weight = salience.subject if self._subject_due else salience.other
        introduced = person.mentions[0] is name and self.cast.is_introduced(name)
        if is_asked(self.layout.text, name.start, self._sentence):
            weight = salience.asked
            self._exchange.asked = person
        elif introduced:
            weight = max(weight, salience.introduced)
            self._subject_due = False
        elif self._modifies(name) or self.layout.text[name.start - 1 : name.start] in _ASIDE:
            owns = name.start in self._starts and self.layout.text.startswith(_ENDINGS, name.end)
            weight = salience.owner if owns else salience.possessive
        elif self._governed(name):
            weight = salience.other
        else:
            self._subject_due = False
        if name.start in self.cast.tellers and Rule.TELLER not in self.layout.off:
            salience.add(person, salience.teller, salience.most_of_teller)
            self._told = True
        else:
            salience.add(person, min(weight, salience.told_of) if self._told else weight)

    def _namesake(self, name: Name, person: Person) -> Person:
        """Whom a surname means if several people have it: the most recently prominent."""
        if len(name.words) > 1:
            return person
        weights, scale = self.salience.weights, self.salience.scale
        mine = weights.get(person, 0.0) * scale
        for other in self.cast.by_last.get(name.last, ()):
            if other is person or len(other.words) == 1 or not other.is_person:
                continue
            theirs = weights.get(other, 0.0) * scale
            fits = not (name.gender and other.gender) or name.gender == other.gender
            if fits and theirs > _IN_MIND and theirs > _MUCH_MORE * mine:
                return other
        return person

    def _inherit(self) -> None:
        """Give the parts of a quotation the speaker of the part that names one."""
        leads = self.layout.leads
        for index in range(len(leads) - 1, -1, -1):
            lead = leads[index]
            if lead is not None and lead.inherits is not None and lead.inherits > index:
                self._take_over(index, lead, lead.inherits)
        for index, lead in enumerate(leads):
            if lead is not None and lead.inherits is not None and lead.inherits < index:
                source = asker_before(self.layout, self.speakers, index)
                self._take_over(index, lead, lead.inherits if source is None else source)

    def _take_over(self, index: int, lead: Lead, source: int) -> None:
        speaker = self.speakers[source]
        self.speakers[index] = replace(speaker, confidence=speaker.confidence * lead.confidence)

    def _governed(self, name: Name) -> bool:
        """Whether the name depends on a preposition: "with Smith"."""
        text = self.layout.text
        if text[max(0, name.start - 13) : name.start].endswith(("ccording to ", "As for ")):
            return False  # a source or a topic counts as much as a subject
        if text[max(0, name.start - 7) : name.start] == ", with ":
            return False  # "…, with Kowal calling it a pity"
        before = _WORD_BEFORE.search(text, max(0, name.start - 16), name.start)
        return before is not None and before["word"].lower() in lexicon.PREPOSITIONS

    def _modifies(self, name: Name) -> bool:
        """Whether the name only says whose or which: "Smith's lawyer", "Smith aide Jan Kowal"."""
        text = self.layout.text
        if text[name.end : name.end + 2] in ("’s", "'s"):
            return True
        following = _NOUN_AFTER.match(text, name.end)
        return following is not None and is_plain_noun(following["word"])

    def _speak(self, index: int) -> None:
        lead = self.layout.leads[index]
        if lead is None:
            return
        speaker = self._speaker(lead, index)
        self.speakers[index] = speaker
        if speaker.name is not None and (speaker.person is None or not speaker.person.is_human):
            self.body = speaker.name
            self._body_head = lead.phrase.head if lead.phrase is not None else ""
        passage = self.layout.passages[index]
        last = self.layout.last_letter(index)
        self._exchange.ask(speaker.person, lead.cue, last, passage.paragraph)
        if speaker.person is not None:
            self.salience.add(speaker.person, self.salience.speaker)

    def _speaker(self, lead: Lead, index: int) -> Speaker:
        text = self.layout.text
        if lead.surface is not None:
            surface = text[slice(*lead.surface)]
            named = self._named(surface.split(",")[0], lead)  # "Jan Kowal, mason"
            return replace(named, surface=surface)
        phrase = lead.phrase
        if phrase is None:
            return NOBODY
        surface = text[phrase.start : phrase.end]
        if phrase.pronoun:
            if Rule.PRONOUN in self.layout.off:
                return Speaker(surface, None, 0.0)
            return self._pronoun(surface, lead, index)
        origin = ORIGIN.fullmatch(surface)
        if origin is not None:
            gender = ORIGIN_GENDER.get(origin["end"])
            person, share = self.salience.heaviest(gender)
            name = person.name if person is not None else surface
            sure = lead.confidence * (0.4 + share * 0.4)
            return Speaker(surface, name, sure, person, "origin", share)
        if phrase.name is not None and _JOINED.match(text, phrase.name[1], phrase.end):
            return self._joined(surface, text[slice(*phrase.name)], lead)
        if phrase.name is not None:
            return replace(self._named(text[slice(*phrase.name)], lead), surface=surface)
        return self._described(surface, phrase, lead)

    def _joined(self, surface: str, first: str, lead: Lead) -> Speaker:
        """Two or more people, or one after a body's name: "Health and Safety inspector Jo Hall"."""
        last, other = self.cast.named_last_in(surface), self.cast.named(first)
        if last is not None and (other is None or not other.is_person):
            return Speaker(surface, last.name, lead.confidence, last)
        return Speaker(surface, surface, lead.confidence * 0.8, way="joint")

    def _described(self, surface: str, phrase: NounPhrase, lead: Lead) -> Speaker:
        """Whom a phrase without a name means: "the 36-year-old", "her post", "the mayor"."""
        if lead.confidence <= HARDLY:
            return Speaker(surface, None, 0.0, way="phrase")  # "the harbour" says nothing
        if surface.istitle() and surface.isalpha() and self.cast.named(surface) is not None:
            return self._named(surface, lead)  # Doctor, who is Jan Doctor
        by_role = Rule.ROLE not in self.layout.off
        aged = AGED.search(surface) if by_role and is_definite(surface) else None
        if aged is not None:
            person, share = self.roles.aged(int(aged["age"]), phrase.head)
            if person is not None:
                return Speaker(surface, person.name, lead.confidence * share, person, "age", share)
        owner = _OWNED.match(surface) if phrase.head in _UTTERED else None
        if owner is not None:
            return replace(self._named(owner["owner"], lead), surface=surface, way="owner")
        joint = _BY.match(self.layout.text, phrase.end) if phrase.head in _JOINT else None
        if joint is not None and Rule.JOINT not in self.layout.off:
            author = self.cast.named_last_in(joint["who"])
            name = author.name if author is not None else joint["who"]
            return Speaker(surface, name, lead.confidence * 0.8, author, way="joint")
        office = phrase.head in nouns.TITLES or phrase.head in nouns.PERSON_NOUNS
        last = self.cast.named_last_in(surface) if office else None
        if last is not None:  # "Minister of State Jan Kowal"
            return Speaker(surface, last.name, lead.confidence * 0.9, last)
        person = self.roles.bearer(surface, phrase) if by_role else None
        if person is not None:
            return Speaker(surface, person.name, lead.confidence * 0.8, person, "role")
        unnamed = phrase.head in nouns.PERSON_NOUNS and by_role
        if unnamed and (phrase.head not in roles.PROMINENT or not is_definite(surface)):
            person = self.roles.unnamed_one(surface, phrase.head)
        first = self.descriptions.introduced_as(surface, phrase)
        whole = first or with_body(self.layout.text, phrase)
        if whole == surface and unnamed and lead.rule is not Rule.AFTER_VERB_FIRST:
            whole = self.layout.text[phrase.start : with_modifiers(self.layout.text, phrase.end)]
        anybody = whole == surface and self.descriptions.is_open(surface, phrase)
        clarity = 0.0 if anybody else 1.0
        return Speaker(surface, whole, lead.confidence * 0.7, person, "phrase", clarity)

    def _named(self, surface: str, lead: Lead) -> Speaker:
        person = self.cast.named(surface) or self.cast.named_last_in(surface)
        parsed = parse_name(surface) if person is not None else None
        if person is not None and parsed is not None:
            person = self._namesake(Name(0, 0, *parsed), person)
        if person is None:
            return Speaker(surface, surface, lead.confidence * 0.9)
        person.is_person |= not person.is_body
        return Speaker(surface, person.name, lead.confidence, person)

    def _pronoun(self, surface: str, lead: Lead, index: int) -> Speaker:
        low = surface.lower()
        if low == "it":
            opening = self.layout.passages[index].opening
            start = opening if lead.phrase is None else min(opening, lead.phrase.start)
            thing = what_it_is(self.layout.text, start, lead.cue)
            if thing is not None:
                sure = lead.confidence * 0.7 if thing else 0.2
                return Speaker(surface, thing or None, sure, way="phrase" if thing else "name")
        alone = self._author(low, lead)
        if alone is not None:
            sure = lead.confidence * 0.6
            return Speaker(surface, alone.name, sure, alone, "body")
        people = low == "it" and self._body_head in PEOPLE
        like = self.body is not None and is_like(low, self.body) and not people
        if like and Rule.BODY not in self.layout.off:
            return Speaker(surface, self.body, lead.confidence * 0.6, way="body")
        if low not in lexicon.GENDERED:
            return Speaker(surface, None, 0.2)
        answering = self._exchange.answering(lexicon.GENDERED[low])
        if answering is not None:
            sure = lead.confidence * 0.95
            return Speaker(surface, answering.name, sure, answering, "pronoun")
        but = self._exchange.silent(self.layout.passages[index].paragraph, lead.cue)
        person, share = self.salience.heaviest(lexicon.GENDERED[low], but=but)
        if person is None:
            return Speaker(surface, None, 0.1)
        if share > _CLEAR and person.gender is None and person.leaning is None:
            person.leaning = lexicon.GENDERED[low]
        sure = lead.confidence * (0.5 + share / 2)
        return Speaker(surface, person.name, sure, person, "pronoun", share)

    def _author(self, low: str, lead: Lead) -> Person | None:
        """Who wrote "it" in "he sent a message. It read", or who "they" is after a spokesman."""
        person, share = self.salience.heaviest(None)
        fits = person is not None and share >= _MOST and can_be_author(low, lead.cue, person)
        return person if fits else None


_ASIDE = frozenset(("(", "/", "|", "©"))
"""What precedes names in brackets and credits."""
_MOST = 0.5
"""Share of the weights from which a word without gender means a person."""
_IN_MIND, _MUCH_MORE = 0.4, 2.5
"""Weight from which a person counts as prominent, and how many times another's it must be."""
