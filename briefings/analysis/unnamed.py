"""People whom a text mentions without a name: "A spokesman declined. He said …"."""

import re
from collections.abc import Iterator, Sequence
from operator import methodcaller
from typing import NamedTuple

from briefings.analysis import nouns
from briefings.analysis.lexicon import Word
from briefings.analysis.occupations import TRADES
from briefings.analysis.tokens import kind_of
from briefings.analysis.wordlists import listed

_OPENING = re.compile(
    r"(?:(?:But|And|Yet|Then|Meanwhile|However|Later|Still),? )?"
    r"(?P<determiner>[Aa]n?|[Tt]he|[Oo]ne(?: of (?:the|his|her|their|its))?|[Aa]nother|[Hh]is"
    r"|[Hh]er|[Tt]heir)(?= )"
)
RELATIVES = frozenset(
    listed("""
    wife husband mother father mum mom dad son daughter brother sister girlfriend boyfriend
    grandmother grandfather aunt uncle niece nephew widow widower fiancé fiancée partner stepfather
    stepmother stepson stepdaughter grandson granddaughter
    """)
)
_ATTACHED = RELATIVES | frozenset(listed("spokesman spokeswoman spokesperson"))
"""People a text calls by whom they belong to: "his wife", "its spokesman"."""
_RELATIVE = {
    noun: re.compile(rf" (?P<noun>{noun})\b(?!,? (?:[a-z\-]+ ){{0,3}}[A-Z])(?![’'-])")
    for noun in sorted(_ATTACHED)
}
"""One pattern each: the engine finds one fixed beginning many times quicker than alternatives."""
_WHOSE = re.compile(
    r"\b(?P<owner>[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|(?:[A-Z][\w\-]+ )?[A-Z][\w\-]+[’']s?)"
    r"(?: (?:late|elder|younger|older|youngest|eldest|former|then|ex|new|own|elderly"
    r"|\d+-year-old))*$"
)
_FARTHEST = 50
"""Somebody's relative without a name: "his wife", "Jan Kowal's mother"."""
_LATER = re.compile(r"(?:;|but|while) (?P<determiner>an?|one|another)(?= )")
"""A later clause that begins with a role: ", but a spokesman said"."""
_AFTER_OCCASION = re.compile(
    r"(?:Asked|Pressed|Questioned|Told|Speaking|Reacting|Responding|In|On|At|After|Before|When|As)\b"
    r"[^,.;:\n]{2,70}, (?P<determiner>an?|the|one|another|his|her)(?= )"
)
"""What precedes a sentence's subject: "Asked about that, the speaker laughed"."""
_NAMED_SOON = re.compile(r", (?:[a-z][\w\-]* ){1,6}[A-Z]")
"""A name within the insertion: "Her husband, the conductor Jan Kowal,"."""
_BEHIND = re.compile(r" (?:close to|familiar with|briefed on|involved in|present at)\b")
"""Adjectives that stand behind their noun: "a source close to the singer"."""
_WHO = re.compile(r" of [^,.;:\n]{3,50},? who\b")
_NEXT = re.compile(r"(?P<comma>,)? (?P<word>[^\W_][\w’'\-]*)")
_LONGEST = 5
"""The most words of such a subject, without its determiner."""
_GOES_ON = frozenset(
    (Word.CUE, Word.VERB, Word.AUXILIARY, Word.ADVERB, Word.PREPOSITION, Word.RELATIVE)
)
_NOT_HEADS = frozenset(("first", "prime"))


class RoleMention(NamedTuple):
    """A subject such as "the senior doctor": `start`..`end` of the text, `head` in lower case."""

    start: int
    end: int
    head: str


_start = methodcaller("start")


def relatives(text: str) -> Iterator[RoleMention]:
    """Relatives of somebody whom the text does not name: "he rang his wife"."""
    found = [match for pattern in _RELATIVE.values() for match in pattern.finditer(text)]
    for match in sorted(found, key=_start):
        whose = _WHOSE.search(text, max(0, match.start() - _FARTHEST), match.start())
        if whose is not None:
            yield RoleMention(whose.start(), match.end(), match["noun"])


def role_subjects(text: str, starts: Sequence[int]) -> Iterator[RoleMention]:
    """Roles without a name that begin a sentence (at `starts`) or a clause as its subject."""
    for within in _LATER.finditer(text):
        mention = _role_after(text, within)
        if mention is not None:
            yield mention
    for start in starts:
        opening = _OPENING.match(text, start) or _AFTER_OCCASION.match(text, start)
        if opening is not None:
            mention = _role_after(text, opening)
            if mention is not None:
                yield mention


def _role_after(text: str, opening: re.Match[str]) -> RoleMention | None:
    following = _NEXT.match(text, opening.end())
    for _ in range(_LONGEST):
        if following is None or following["comma"]:
            return None
        head, end = following["word"].lower(), following.end()
        if " of " in opening["determiner"]:
            head = head.removesuffix("s")  # "one of the parents"
        following = _NEXT.match(text, end)
        somebody = head in nouns.PERSON_NOUNS or head in TRADES
        if not somebody or head in _NOT_HEADS or following is None:
            continue
        word = following["word"]
        if kind_of(word) is Word.PREPOSITION and opening["determiner"].lower() == "the":
            if _WHO.match(text, end) is None:
                return None  # "The head of the guild, Jan Kowal, …"
        elif following["comma"] and word.islower() and not _NAMED_SOON.match(text, end):
            return RoleMention(opening.start("determiner"), end, head)  # "The baker, a hat on,"
        if _BEHIND.match(text, end):
            return RoleMention(opening.start("determiner"), end, head)
        if kind_of(word) in _GOES_ON or (word.endswith("ed") and word.islower()):
            return RoleMention(opening.start("determiner"), end, head)
    return None
