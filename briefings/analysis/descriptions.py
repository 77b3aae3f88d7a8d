"""Speakers without a name: "a spokesman for the guild", "they", a message's "it"."""

import re

from briefings.analysis import nouns
from briefings.analysis.article_layout import ArticleLayout
from briefings.analysis.article_people import Cast
from briefings.analysis.lexicon import Word
from briefings.analysis.occupations import OCCUPATIONS
from briefings.analysis.offices import is_definite
from briefings.analysis.person import Person
from briefings.analysis.phrases import NounPhrase
from briefings.analysis.roles import BY_PARTY, VARIED
from briefings.analysis.tokens import kind_of
from briefings.analysis.wordlists import listed

_OF_BODY = re.compile(
    r" (?:for|from|at|with|of) (?:the )?[A-Z](?:[\w’'\-]|\.(?=\w))*"
    r"(?:(?<=\.[A-Z])\.|(?<=\bGov)\.|(?<=\bSen)\.|(?<=\bRep)\.|(?<=\bGen)\.|(?<=\bM[rs])\.|(?<=\bMrs)\."
    r"|(?<=\bDr)\.)?"
    r"(?:(?: of| for| and| the)* [A-Z][\w’'\-]*){0,6}"
)
_OPENS = frozenset(("a", "an", "one"))
_SAID_OF = frozenset(listed("is was be been became as are were"))
"""After these a noun describes somebody: "Jan Kowal is a plumber"."""
_NAME_NEXT = re.compile(r",? [A-Z]|[’'\-]")
_FARTHEST = 60
"""In characters, from the noun back to its article."""
_MODIFIERS = 3
_MODIFYING = frozenset((Word.OTHER, Word.NAME, Word.ADVERB))
_ONE = ("a ", "an ", "one ", "another ")


def with_body(text: str, phrase: NounPhrase) -> str:
    """A description with the body it belongs to: "a spokesman for the Arden Guild"."""
    surface = text[phrase.start : phrase.end]
    if phrase.head in _SOME and text.startswith(_OF_THEM, phrase.end):
        return surface + _OF_THEM
    handle = _HANDLE.match(text, phrase.end)
    if handle is not None:
        return surface + handle[0]  # "X user @kowal"
    belongs = _OF_BODY.match(text, phrase.end) if phrase.head in nouns.PERSON_NOUNS else None
    return surface if belongs is None else surface + belongs[0]


def with_modifiers(text: str, end: int) -> int:
    """Where a description ends whose noun ends at `end`: "a nurse (at the home) said".

    What modifies it runs to a comma or to the verb, and is left out where it does not.
    """
    match = _MODIFIED.match(text, end)
    if match is None:
        return end
    words = match["words"].split()
    for count, word in enumerate(words, start=1):
        if count > 1 and kind_of(word) in _BREAKS:
            return end
        after = _NEXT_WORD.match(text, match.start("words") + _length(words[:count]))
        if after is None:
            return end
        if after["comma"] or kind_of(after["word"]) in _GOES_ON:
            return match.start("words") + _length(words[:count]) if count > 1 else end
    return end


def _length(words: list[str]) -> int:
    return len(" ".join(words))


_MODIFIED = re.compile(
    r" (?P<words>(?:close to|familiar with|briefed on|at|in|of|for|with|near|from)"
    r"(?: [\w’'\-]+){1,7})"
)
_NEXT_WORD = re.compile(r"(?P<comma>,)|(?: (?P<word>[\w’'\-]+))")
_GOES_ON = frozenset((Word.CUE, Word.AUXILIARY, Word.RELATIVE))
_BREAKS = frozenset((Word.CUE, Word.AUXILIARY, Word.RELATIVE, Word.VERB, Word.CONJUNCTION))


def can_be_author(low: str, cue: str | None, person: Person) -> bool:
    """Whether "it" or "they" can mean words by `person`.

    "He sent a message. It read: …" is his; "a spokesman said …; they added" is the spokesman's.
    """
    if low == "it":
        return cue in ("read", "reads") and bool(person.mentions)
    singular = not person.mentions and person.words[0].lower().startswith(_ONE)
    return low == "they" and singular


_SOME = frozenset(("one", "another", "some", "several", "two", "many"))
_OF_THEM = " of them"
_HANDLE = re.compile(r" @\w+")


class Descriptions:
    """The people one article calls only by a noun; each noun is searched once."""

    def __init__(self, layout: ArticleLayout, cast: Cast) -> None:
        self._layout = layout
        self._introduced: dict[str, list[tuple[int, str | None]]] = {}
        self._named = [
            person
            for person in dict.fromkeys(person for _, person in cast.mentions)
            if person.full_mentions and person.is_person
        ]

    def introduced_as(self, surface: str, phrase: NounPhrase) -> str | None:
        """How the text first called the unnamed "envoy": "a senior envoy"."""
        head = phrase.head
        if head not in nouns.PERSON_NOUNS or head in BY_PARTY:
            return None  # "a man of fifty" is not an introduction
        if surface.lower() != f"the {head}":
            return None  # "the Arden envoy" may not be "a senior envoy"
        if head not in self._introduced:
            self._introduced[head] = self._introductions(head)
        before = [who for start, who in self._introduced[head] if start < phrase.start]
        return before[0] if len(before) == 1 else None

    def _introductions(self, head: str) -> list[tuple[int, str | None]]:
        """Where the first two are, and their words; None for words in a quotation."""
        text = self._layout.text
        found: list[tuple[int, str | None]] = []
        for match in re.finditer(rf" {re.escape(head)}\b", text):
            start = _introduced_from(text, match.start())
            if start is None or _NAME_NEXT.match(text, match.end()):
                continue
            quoted = any(one.start <= start < one.end for one in self._layout.passages)
            body = _OF_BODY.match(text, match.end())
            end = body.end() if body else match.end()
            found.append((start, None if quoted else text[start:end]))
            if len(found) > 1:
                break
        return found

    def is_open(self, surface: str, phrase: NounPhrase) -> bool:
        """Whether "the plumber", without an introduction, may be somebody named."""
        if phrase.head not in _PARTICULAR or not is_definite(surface):
            return False
        gender = nouns.GENDERED_NOUNS.get(phrase.head)
        return any(not gender or person.gender in (gender, None) for person in self._named)


def _introduced_from(text: str, end: int) -> int | None:
    """Where "a retired" before the noun at `end` begins, unless it describes somebody named."""
    words = list(_WORD.finditer(text, max(0, end - _FARTHEST), end))
    for back, word in enumerate(reversed(words)):
        if word[0].lower() in _OPENS:
            before = words[-back - 2][0].lower() if back + 2 <= len(words) else ""
            named = before in _SAID_OF or text[max(0, word.start() - 2) : word.start()] == ", "
            return None if named else word.start()
        if back == _MODIFIERS or kind_of(word[0]) not in _MODIFYING:
            return None
    return None


_WORD = re.compile(r"[^\s,.;:]+")
_PARTICULAR = (OCCUPATIONS | VARIED) - {"spokesman", "spokeswoman", "spokesperson"}
"""Nouns that news uses instead of a name; "the official", "the source" often have none."""


def is_like(pronoun: str, body: str) -> bool:
    """Whether "it" or "they" can mean the body that spoke last."""
    if pronoun == "they":
        return " and " in body or body.endswith("s")
    return pronoun == "it"


PEOPLE = nouns.PERSON_NOUNS | frozenset(
    listed("""
    members critics supporters opponents officials sources people others crowd audience experts
    residents witnesses doctors lawyers police scientists analysts activists campaigners some many
    """)
)
"""What "it" can't mean."""
