"""Speakers without a name: "a spokesman for the guild", "they", a message's "it"."""

import re

from briefings.analysis import nouns
from briefings.analysis.article_people import Person
from briefings.analysis.phrases import NounPhrase

_OF_BODY = re.compile(
    r" (?:for|from|at|with|of) (?:the )?[A-Z](?:[\w’'\-]|\.(?=\w))*"
    r"(?:(?<=\.[A-Z])\.)?"
    r"(?:(?: of| for| and| the)* [A-Z][\w’'\-]*){0,6}"
)
_ONE = ("a ", "an ", "one ", "another ")


def with_body(text: str, phrase: NounPhrase) -> str:
    """A description with the body that it is of: "a spokesman for the Arden Guild"."""
    surface = text[phrase.start : phrase.end]
    belongs = _OF_BODY.match(text, phrase.end) if phrase.head in nouns.PERSON_NOUNS else None
    return surface if belongs is None else surface + belongs[0]


def can_be_author(low: str, cue: str | None, person: Person) -> bool:
    """Whether "it" or "they" speaks for `person`.

    "He sent a message. It read: …" is his; "a spokesman said …; they added" is the spokesman's.
    """
    if low == "it":
        return cue in ("read", "reads") and bool(person.mentions)
    singular = not person.mentions and person.words[0].lower().startswith(_ONE)
    return low == "they" and singular
