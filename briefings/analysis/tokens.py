"""Splits text into words and classifies them by closed lists, capital letters and endings."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from briefings.analysis import lexicon, nouns
from briefings.analysis.lexicon import Word
from briefings.analysis.wordlists import listed
from briefings.text import languages
from briefings.text.quotation_marks import MARKS

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){1,3}[^\W\d_](?![^\W_])"  # U.S, D.C, J.D
    r"|\d[\d.,]*\d(?![\w\-])"
    # Letters of a wrongly decoded text ("Ã©") stay in their word.
    r"|[^\W_](?:[\w&\u0300-\u036f\x80-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf]++|[’'\-/@](?=\w)|\.(?=(?:com|org|net|gov)\b))*+(?:[’'](?=\s))?"
    r"|--+|[^\s\w]"
)


_TABLE = lexicon.classes()


class Token(NamedTuple):
    """A word or a punctuation mark at `start`..`end` of the text."""

    start: int
    end: int
    word: str
    low: str
    kind: Word


@cache
def _kind_of_lower(low: str) -> Word:
    kind = _TABLE.get(low)
    if kind is not None:
        return kind
    if low.endswith(("n't", "n’t")):
        return Word.AUXILIARY
    if low.endswith("ly") and len(low) > 4 and low not in lexicon.NOT_ADVERBS:
        return Word.ADVERB
    return Word.OTHER


@lru_cache(maxsize=50_000)
def _classified(word: str, initial: bool) -> tuple[str, Word]:  # noqa: FBT001 - a cache's key
    """A word in lower case, and its class."""
    low = word.lower()
    return low, _kind(word, low, initial=initial)


def _is_participle(low: str) -> bool:
    """Whether a word in -ed is not a name such as Ahmed, Saeed or Fred."""
    return len(low) > 5 and not low.endswith(("eed", "med", "fred"))


def kind_of(word: str) -> Word:
    """The class of a word within a sentence."""
    return _classified(word, False)[1]


def _kind(word: str, low: str, *, initial: bool) -> Word:
    first = word[0]
    if not (first.isalnum() or first in "’'"):
        return Word.PUNCTUATION
    if not first.isupper():
        if _ARABIC.match(word):
            return Word.NAME
        return _kind_of_lower(low)
    if low in lexicon.CALENDAR and low not in ("may", "march", "april", "june"):
        return Word.ADVERB
    if word == "US" or (low in languages.PRONOUNS and not initial):
        return Word.NAME  # the country, not "us"; Hong Lei, not Italian "lei"
    kind = _TABLE.get(low, Word.NAME)
    if kind is Word.NAME and initial and low.endswith("ing") and low not in _NAMES_IN_ING:
        return Word.CUEING
    if kind is Word.NAME and initial and low.endswith("ed") and _is_participle(low):
        return Word.OTHER  # "Leaked papers show"
    if kind in (Word.CUE, Word.CUEING, Word.VERB):
        if initial and (low.endswith(("ing", "ed")) or low in _FIRST_WORDS):
            return Word.CUEING
        return Word.NAME
    if kind is Word.ADVERB or (kind is Word.AUXILIARY and not initial):
        return kind if initial else Word.NAME
    return kind


_ARABIC = re.compile(
    r"(?:al|el|as|ash|an|ar|ad|at|ul|bin)-[A-Z]|(?:d[aeiu]|del?|van|von|l[ae]|d[’'])[A-Z][a-z]"
)
"""A surname that begins with its article or particle: al-Sharad, deVries."""
_NAMES_IN_ING = frozenset(
    listed("""
    king sterling fleming manning browning harding keating cushing beijing boeing spring
    nothing something everything anything morning evening during lansing wyoming jinping
    xinjiang reading flushing irving corning golding pershing sing-sing
    """)
)


_FIRST_WORDS = frozenset(
    listed("""
    said says wrote writes told adds asks
    """)
)
"""Verbs that can begin a sentence: Said Smith: "…"."""


_SKIPPED = frozenset(MARKS)
"""Marks within a sentence enclose titles and terms, which are plain words to the grammar."""


_new = tuple.__new__
"""Makes a token in half the time: its own constructor is a Python function."""


def tokenize(text: str, start: int, end: int, *, initial: bool = True) -> list[Token]:
    """The tokens of `text[start:end]`; `initial` says whether a sentence starts there."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        begin, stop = match.span()
        if stop < end and text[stop] == "." and _is_abbreviation(word, word.lower()):
            stop += 1
            word += "."
        elif word in _SKIPPED or (word == "." and tokens and tokens[-1].end == stop):
            continue
        low, kind = _classified(word, initial)
        if word == "&" and tokens and tokens[-1].kind is Word.NAME and _goes_on(text, stop):
            kind = Word.NAME
        if kind in _UNLISTED and not low.isalnum() and (cut := _contracted(low)):
            pronoun = word[:cut]
            tokens.append(Token(begin, begin + cut, pronoun, low[:cut], kind_of(low[:cut])))
            begin, word, low, kind = begin + cut, word[cut:], low[cut:], Word.AUXILIARY
        if kind is Word.NAME and tokens and tokens[-1].low in languages.PRONOUNS:
            tokens[-1] = tokens[-1]._replace(kind=Word.NAME)  # Ella Brandt, not Spanish "ella"
        tokens.append(_new(Token, (begin, stop, word, low, kind)))
        initial = word in (":", ";")
    return tokens


def _goes_on(text: str, end: int) -> bool:
    """Whether a capital follows "&", so that the name continues: "Plains & Gulf"."""
    return text[end : end + 1] in _SPACES and text[end + 1 : end + 2].isupper()


_SPACES = frozenset((" ", "\xa0"))


def _contracted(low: str) -> int:
    """The length of the pronoun in "he’d" or "who's"; 0 for other words."""
    cut = max(low.rfind("’"), low.rfind("'"))
    return cut if low[:cut] in _CONTRACTING and low[cut + 1 :] in _CONTRACTED else 0


_UNLISTED = frozenset((Word.OTHER, Word.NAME))
_CONTRACTING = frozenset(listed("he she it they we you i who"))
_CONTRACTED = frozenset(listed("d ll s ve re m"))


def _is_abbreviation(word: str, low: str) -> bool:
    if len(word) == 1:
        return word.isupper()
    return low in nouns.ABBREVIATIONS or ("." in word) or ("-" in word and len(word) < 7)


def placeholder(start: int, end: int) -> Token:
    """A token for quoted words, which the grammar treats as a name."""
    return Token(start, end, "Quoted", "quoted-words", Word.NAME)


def is_plain_noun(low: str) -> bool:
    """Whether a lower-case word can only be a noun or an adjective, by the lists."""
    return _kind_of_lower(low) is Word.OTHER and not low.endswith(("ed", "ing"))


def is_possessive(token: Token) -> bool:
    """Whether a word ends in a possessive apostrophe."""
    return token.low.endswith(("’s", "'s", "s’", "s'"))


def is_cue(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word is a verb of saying here, not a noun ("his remarks")."""
    token = tokens[index]
    if token.kind not in (Word.CUE, Word.CUEING):
        return False
    if _modifies(token, tokens[index - 1] if index else None):
        return False
    if token.low in lexicon.AMBIGUOUS_CUES and index:
        if index + 1 < len(tokens) and tokens[index + 1].kind in VERBAL:
            return False
        before = tokens[index - 1]
        if before.kind is Word.DETERMINER or is_possessive(before):
            return False
        if before.kind is Word.PREPOSITION:
            return index > 1 and before.low == "to" and tokens[index - 2].low in _HABITS
        if before.kind is Word.NAME and index > 1 and tokens[index - 2].low in _WHOSE:
            return tokens[min(index + 1, len(tokens) - 1)].kind in _OBJECTS  # "the Post calls Jan"
        if before.kind is Word.CUE and before.low in lexicon.AMBIGUOUS_CUES:
            return is_cue(tokens, index - 1) and token.kind is not Word.CUE
        if before.kind in (Word.CUE, Word.CUEING) and token.low.endswith("s"):
            return False  # "denied claims", "closing remarks"
        if before.kind is Word.OTHER and token.kind is Word.CUE:
            # "a short report" and "his latest remarks" are nouns; "the two letters note" and "the
            # campaign claims" are verbs.
            plural = before.low.endswith("s") and not before.low.endswith("ss")
            return plural or (before.low in _SPEAKERS and token.low.endswith(("s", "read")))
    return True


def _modifies(token: Token, before: Token | None) -> bool:
    """Whether a verb's form is no verb here: "the questioning", "the said branch", "a written"."""
    if token.low == "written":
        return before is None or before.low not in _HAVING
    if before is None:
        return False
    if token.kind is Word.CUEING and before.kind is Word.DETERMINER:
        return True
    return token.low == "said" and before.low == "the"


_HABITS = frozenset(
    listed("used like likes liked love loves loved prefer prefers preferred tend tends tended")
)
"""What comes before "to" and a verb that reports: "he used to call it “…”"."""
_OBJECTS = frozenset((Word.NAME, Word.PRONOUN))
_HAVING = frozenset(listed("has have had also once recently previously"))
_WHOSE = frozenset(
    listed("""
    his her its their my our the a an
    """)
)


VERBAL = frozenset((Word.CUE, Word.VERB, Word.AUXILIARY))


_SPEAKERS = nouns.PERSON_NOUNS | nouns.SPEAKING_THINGS | nouns.ORGANISATION_NOUNS
