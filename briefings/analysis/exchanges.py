"""An article's questions and answers: who asks, who is asked, and who "him" can't be."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from briefings.analysis.article_layout import ArticleLayout
from briefings.analysis.names import Name
from briefings.analysis.person import Person
from briefings.analysis.rules import Rule

_ASKED = re.compile(
    r"\b(?:(?:asked|asks|questioned|pressed|quizzed|grilled) "
    r"|(?:asked|asks) (?:why|how|what|when|where|whether|if) )$"
)
_ASKED_ENDS = tuple(
    f"{word} "
    for word in (
        *("asked", "asks", "questioned", "pressed", "quizzed", "grilled"),
        *("why", "how", "what", "when", "where", "whether", "if"),
    )
)
"""What all that `_ASKED` finds ends with: a quick look before a slow one."""
_OPENS = ("Asked ", "asked ", "Pressed ", "pressed ", "When ")
_ASKED_FIRST = re.compile(r"(?:When )?(?:[Aa]sked|[Pp]ressed)\b[^.;:\n“”\"]{2,120}, ")
_ASKING = frozenset(("asked", "asks", "wondered", "demanded"))
_REPLYING = frozenset(("replied", "replies", "answered", "answers", "retorted", "retorts"))
_BETWEEN = re.compile(r" (?:had |has |then |later |once )?[a-z]+ ")
"""A verb between its subject and its object: "Kowal (later asked) her"."""
_NO_NOUN = re.compile(
    r"(?: (?:what|whether|if|how|why|who|when|that|to|about|for|twice|again)\b|[,.])"
)
"""What follows "her" as an object: "asked her twice", not "asked her lawyer"."""
_LONGEST_VERB = 24
"""In characters, including the spaces around it."""


@dataclass(slots=True)
class Exchange:
    """Who was asked something, and by whom, at one place of a text."""

    asked: Person | None = None
    """Whom somebody asked something, in this sentence."""
    asked_before: Person | None = None
    """The same for the sentence before."""
    asker: Person | None = None
    """Who asked the last quoted question, in paragraph `asked_in`."""
    asked_in: int = -1
    spoke: Person | None = None
    """Who was quoted last, in paragraph `spoke_in`."""
    spoke_in: int = -1
    _name: Name | None = None
    _person: Person | None = None

    def begin_sentence(self) -> None:
        """A sentence ends and another begins."""
        self.asked_before, self.asked = self.asked, None

    def mention(self, name: Name, person: Person) -> None:
        """The text names somebody."""
        self._name, self._person = name, person

    def ask(self, person: Person | None, cue: str | None, last: str, paragraph: int) -> None:
        """Somebody is quoted; `last` is the quotation's last character."""
        self.spoke, self.spoke_in = person, paragraph
        asks = cue in _ASKING and last == "?"
        self.asker, self.asked_in = (person, paragraph) if asks else (None, -1)

    def answering(self, gender: str) -> Person | None:
        """Whom "he" or "she" means when speaking after a question to somebody."""
        person = self.asked or self.asked_before
        return person if person is not None and person.gender in (None, gender) else None

    def silent(self, paragraph: int, cue: str | None) -> Container[Person]:
        """Who does not answer in this paragraph: who asked or spoke in the one before."""
        if self.asker is not None and paragraph == self.asked_in + 1:
            return (self.asker,)
        replies = cue in _REPLYING and paragraph == self.spoke_in + 1
        return (self.spoke,) if replies and self.spoke is not None else ()

    def acting_on(self, text: str, start: int, pronoun: str) -> Container[Person]:
        """Who acts on "him" or "her" at `start`, so is somebody else: "Kowal asked her"."""
        if self._name is None or self._person is None:
            return ()
        end = self._name.end
        if not end < start <= end + _LONGEST_VERB or not _BETWEEN.fullmatch(text, end, start):
            return ()
        objects = pronoun == "him" or _NO_NOUN.match(text, start + len(pronoun)) is not None
        return (self._person,) if objects else ()


def is_asked(text: str, start: int, sentence: int = 0) -> bool:
    """Whether somebody named at `start` is asked something.

    "The chair asked Ms Kowal whether"; "Asked what she thought, Kowal paused". `sentence` is the
    sentence's start.
    """
    if text.endswith(_ASKED_ENDS, 0, start) and _ASKED.search(text, max(0, start - 20), start):
        return True
    if sentence >= start or not text.startswith(_OPENS, sentence):
        return False
    return _ASKED_FIRST.fullmatch(text, sentence, start) is not None


def asker_before(layout: ArticleLayout, speakers: Sequence[object], index: int) -> int | None:
    """The passage whose speaker goes on in a dialogue, where it is not the one before.

    “Is this it?” asked Kowal. / “It is,” Brandt replied. / “And whose is it?” / “Mine.”
    """
    leads = layout.leads
    lead = leads[index]
    if lead is None or lead.rule is not Rule.QUOTATION_BEFORE or index < _ROUND:
        return None
    asked, answered = leads[index - _ROUND], leads[index - 1]
    if asked is None or answered is None or speakers[index - _ROUND] == speakers[index - 1]:
        return None
    in_turn = answered.rule is Rule.QUOTATION_BEFORE and layout.last_letter(index - 1) == "?"
    asks = layout.last_letter(index) == "?" and asked.cue in _ASKING and answered.cue in _REPLYING
    return index - _ROUND if asks or in_turn else None


_ROUND = 2
"""Of two who speak in turn, each has every second passage."""
