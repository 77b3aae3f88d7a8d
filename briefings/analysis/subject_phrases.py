"""Decides which noun phrase next to a verb can be its subject, by the words around it."""

from collections.abc import Sequence

from briefings.analysis import nouns
from briefings.analysis.lexicon import Word
from briefings.analysis.phrases import (
    NounPhrase,
    after_modifiers,
    is_time,
    noun_phrase,
    phrase_ending,
)
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed

_LISTED = frozenset((Word.NAME, Word.OTHER, Word.DETERMINER, Word.PREPOSITION))

_WHEN = frozenset(listed("last this next earlier late early later that on"))

_CAUSING = frozenset(
    listed("""
    prompt prompts prompted prompting lead leads led leading force forces forced forcing cause
    causes caused causing push pushes pushed drive drives drove compel compelled inspire inspired
    encourage encouraged encouraging allow allows allowed allowing get gets got
    """)
)


def list_of_names(tokens: Sequence[Token], last: NounPhrase) -> NounPhrase | None:
    """Everybody in "Jan Kowal, Ada Brandt, head of the guild, and the mayor Bo Varga said"."""
    if last.first < 4 or tokens[last.first - 1].low != "and" or last.name is None:
        return None
    if tokens[last.first - 2].word != ",":
        return None
    first = noun_phrase(tokens, 0)
    if first is None or first.name is None or tokens[first.following].word != ",":
        return None
    between = tokens[first.following : last.first - 1]
    if any(token.kind not in _LISTED and token.word != "," for token in between):
        return None
    return last._replace(start=first.start, first=first.first, name=first.name)


def bare_name(tokens: Sequence[Token], end: int) -> NounPhrase | None:
    """The name between a preposition and "who": "was wrong with Kowal, who told"."""
    first = end
    while first and tokens[first - 1].kind is Word.NAME:
        first -= 1
    if first == end or not first or tokens[first - 1].low not in ("with", "to", "about"):
        return None
    return noun_phrase(tokens[:end], first)


def first_of_roles(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase | None:
    """The whole of "the former mayor and current candidate", which is one person."""
    if phrase.first < 2 or tokens[phrase.first - 1].low != "and":
        return None
    bare = phrase.head in nouns.PERSON_NOUNS and not phrase.head.endswith("s")
    if not bare or tokens[phrase.first].kind is Word.DETERMINER:
        return None
    earlier = phrase_ending(tokens, phrase.first - 1)
    if earlier is None or earlier.name is not None or earlier.head not in nouns.PERSON_NOUNS:
        return None
    return earlier if tokens[earlier.first].low in ("the", "a", "an") else None


def before_time(tokens: Sequence[Token], phrase: NounPhrase | None) -> NounPhrase | None:
    """The phrase without the time at its end: "Jan Kowal (last week said)"."""
    if phrase is None or not is_time(phrase):
        return phrase
    begins = phrase.first
    for position in range(phrase.following - 1, phrase.first, -1):
        if tokens[position].low in _WHEN:
            begins = position
            break
    return phrase_ending(tokens[:begins], begins) if begins else phrase


def caused(tokens: Sequence[Token], to: int) -> NounPhrase | None:
    """The person who quips in "prompted X to quip"."""
    for position in range(to - 1, max(-1, to - 8), -1):
        if tokens[position].low in _CAUSING:
            phrase = noun_phrase(tokens, position + 1)
            if phrase is not None and phrase.following == to:
                return phrase
            break
    return _caused_too(tokens, to)


def _caused_too(tokens: Sequence[Token], to: int) -> NounPhrase | None:
    """The person who announces in "led X to resign and Y to announce"."""
    second = phrase_ending(tokens, to)
    if second is None or second.first < 4 or tokens[second.first - 1].low != "and":
        return None
    earlier = tokens[max(0, second.first - 14) : second.first]
    causes = any(token.low in _CAUSING for token in earlier)
    return second if causes and any(token.low == "to" for token in earlier) else None


def depends(token: Token) -> bool:
    """Whether what follows is an object: "met X", "works for X"."""
    return token.kind in (Word.VERB, Word.PREPOSITION) and token.low != "as"


def is_occasion(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether the phrase only says when: "a report right after the launch said"."""
    before = tokens[phrase.first - 1].low if phrase.first else ""
    return (
        before in ("after", "before", "during", "since", "following")
        and phrase.name is None
        and phrase.head not in nouns.PERSON_NOUNS
    )


def with_others(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase | None:
    """The pronoun in "he and three other mayors wrote", whose words they are too."""
    if phrase.first < 2 or tokens[phrase.first - 1].low != "and" or phrase.name is not None:
        return None
    before = tokens[phrase.first - 2]
    return noun_phrase(tokens, phrase.first - 2) if before.low in ("he", "she") else None


def is_agent(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether the phrase did something to the subject: "a copy seen by the Herald said"."""
    if phrase.first < 2 or tokens[phrase.first - 1].low != "by":
        return False
    return tokens[phrase.first - 2].low in _HANDED


_HANDED = frozenset(
    listed("""
    seen obtained reviewed viewed examined verified received released published issued sent shared
    posted leaked signed written drafted commissioned
    """)
)


def is_gerunds_object(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether the phrase is the object of a gerund: "in answering the charge"."""
    return (
        phrase.first > 1
        and phrase.name is None
        and tokens[phrase.first - 1].low.endswith("ing")
        and tokens[phrase.first - 2].kind is Word.PREPOSITION
    )


def antecedent(tokens: Sequence[Token], end: int) -> NounPhrase | None:
    """The noun before a relative clause without a closing comma: "a man who works for Y said"."""
    for position in range(end - 1, 0, -1):
        token = tokens[position]
        if token.word == "," or token.kind in (Word.CUE, Word.CONJUNCTION):
            return None
        if token.low == "who":
            return phrase_ending(tokens, position)
    return None


def host_without_comma(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase | None:
    """The name before a role without a second comma: "X, head and founder of Y said"."""
    if phrase.head in nouns.ORGANISATION_NOUNS:
        return None  # "in a letter signed by Jan Kowal, the association said"
    for comma in range(phrase.first - 1, 0, -1):
        token = tokens[comma]
        if token.kind in (Word.VERB, Word.CUE, Word.CUEING, Word.AUXILIARY):
            return None
        if token.word != ",":
            continue
        host = phrase_ending(tokens, comma)
        if host is None or host.name is None:
            return None
        alone = not host.first or tokens[host.first - 1].kind is Word.PUNCTUATION
        return host if alone else None
    return None


def subject_of_content(tokens: Sequence[Token], auxiliary: int) -> NounPhrase | None:
    """The subject of "had posted" in "papers showed X had posted it, calling"."""
    phrase = phrase_ending(tokens, auxiliary)
    if phrase is None or phrase.name is None or not phrase.first:
        return None
    return phrase if tokens[phrase.first - 1].kind in (Word.CUE, Word.VERB) else None


def host(tokens: Sequence[Token], phrase: NounPhrase | None) -> NounPhrase | None:
    """The name that further insertions explain: "X, 35, the daughter of Y,"."""
    for _ in range(3):
        if phrase is None or phrase.name is not None or phrase.first < 2:
            return phrase
        if tokens[phrase.first - 1].word != ",":
            return phrase
        host = unless_governed(tokens, phrase_ending(tokens, phrase.first - 1))
        if host is None:
            return phrase
        phrase = host
    return phrase


def unless_governed(tokens: Sequence[Token], phrase: NounPhrase | None) -> NounPhrase | None:
    """None for a phrase that depends on a preposition."""
    if phrase is None or not phrase.first:
        return phrase
    before = tokens[phrase.first - 1]
    governed = before.kind is Word.PREPOSITION and before.low not in ("as", "since", "until")
    return None if governed else phrase


def is_whole_name(tokens: Sequence[Token], phrase: NounPhrase, end: int) -> bool:
    """Whether the words up to `end` are a person's name with its modifiers: "Jan Kowal"."""
    first = tokens[phrase.first]
    if first.kind is not Word.NAME or phrase.name is None or first.low in nouns.PERSON_NOUNS:
        return False
    words = tokens[phrase.first : phrase.following]
    if "-" in first.word and len(words) == 1:
        return False  # "R-Ohio"
    return len(words) > 1 and after_modifiers(tokens, phrase.following) >= end
