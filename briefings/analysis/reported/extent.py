"""Where what is reported begins and ends within a sentence."""

from collections.abc import Sequence

from briefings.analysis.lexicon import Word
from briefings.analysis.phrases import after_modifiers, is_time, noun_phrase
from briefings.analysis.tokens import Token, is_cue
from briefings.analysis.wordlists import listed

_LED_IN = frozenset(listed("that whether how why what where when who if which"))
_VERBAL = frozenset((Word.VERB, Word.AUXILIARY, Word.CUE))
_CLAUSE_OPENERS = frozenset((Word.PRONOUN, Word.DETERMINER, Word.NAME, Word.OTHER))
_ASIDE_STARTS = frozenset((Word.PREPOSITION, Word.ADVERB, Word.CUEING, Word.PUNCTUATION))
_STOPS = frozenset((";", ":", "—", "--", "–", ".", "!", "?"))
_LEADING = frozenset(listed("but and yet so still meanwhile however or instead nor"))
_LONGEST_DETOUR = 14


def clause_begins(tokens: Sequence[Token], index: int, *, person: bool) -> int | None:
    """Where the clause begins that a verb of saying governs.

    `index` is the token after the verb. Days, places and those spoken to may stand between:
    "told reporters on Friday that …".
    """
    for position in range(index, min(len(tokens), index + _LONGEST_DETOUR)):
        token = tokens[position]
        if token.low in _LED_IN and not (token.low == "when" and position > index):
            return position if position + 1 < len(tokens) else None
        if token.word in _STOPS or (token.kind in _VERBAL and not _is_name_like(token)):
            break
    begin = _past_day(tokens, index)
    if person:
        phrase = noun_phrase(tokens, begin)
        if phrase is None:
            return None
        begin = _past_day(tokens, after_modifiers(tokens, phrase.following))
    if begin >= len(tokens) or tokens[begin].kind not in _CLAUSE_OPENERS:
        return _after_introduction(tokens, begin)
    return begin if _has_verb(tokens, begin) else None


def _is_name_like(token: Token) -> bool:
    return token.word[0].isupper()


def _past_day(tokens: Sequence[Token], index: int) -> int:
    """The index after a day or an adverb: "said Friday", "said on Friday"."""
    while index < len(tokens):
        token = tokens[index]
        if token.kind is Word.ADVERB:
            index += 1
            continue
        start = index + 1 if token.low in ("on", "in", "at", "late", "early") else index
        phrase = noun_phrase(tokens, start)
        if token.low in ("in", "at", "on", "during") and phrase is not None:
            following = after_modifiers(tokens, phrase.following)
            if following < len(tokens) and tokens[following].kind in _CLAUSE_OPENERS:
                index = following
                continue
        if phrase is not None and is_time(phrase) and start != index:
            index = phrase.following
            continue
        return index
    return index


def _after_introduction(tokens: Sequence[Token], index: int) -> int | None:
    """ "said in a statement he would …" is read by `_past_day`; "said if …, he" begins here."""
    if index < len(tokens) and tokens[index].kind is Word.CONJUNCTION:
        return index if _has_verb(tokens, index) else None
    return None


def _has_verb(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a finite verb follows before the clause ends."""
    for token in tokens[begin + 1 : begin + 28]:
        if token.kind in _VERBAL and not token.word[0].isupper():
            return True
        if token.low.endswith("ed") and token.kind is Word.OTHER:
            return True
        if token.word in _STOPS:
            return False
    return False


def content_end(tokens: Sequence[Token], begin: int) -> int:
    """Where what is reported ends: with the sentence, or before another report."""
    depth = 0
    for index in range(begin, len(tokens)):
        token = tokens[index]
        if token.word == "(":
            depth += 1
        elif token.word == ")":
            depth -= 1
            if depth < 0:
                return index
        elif token.word in (";", "—", "--", "–") and index > begin + 1:
            return index
        elif index > begin + 1 and _ends_before(tokens, index):
            return index
    return len(tokens)


def _ends_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether another report begins at the token: ", adding …", ", but refused …"."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return False
    if token.word == ",":
        if following.kind is Word.CUEING and is_cue(tokens, index + 1):
            return True
        return following.low == "according" or _joins_report(tokens, index + 1)
    return token.low in ("but", "and") and _joins_report(tokens, index)


def _joins_report(tokens: Sequence[Token], index: int) -> bool:
    """ "and said", "but also refused": the same subject goes on to report something else."""
    if tokens[index].low not in ("and", "but"):
        return False
    after = index + 1
    while after < len(tokens) and tokens[after].kind is Word.ADVERB:
        after += 1
    if after >= len(tokens) or tokens[after].kind is not Word.CUE:
        return False
    return is_cue(tokens, after) and tokens[after].low.endswith(("ed", "said", "told", "says"))


def is_aside(tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing but circumstances follows: "X said on Friday at a rally"."""
    rest = tokens[index:]
    while rest and rest[-1].word in (".", ",", "!", "?"):
        rest = rest[:-1]
    if not rest:
        return True
    if rest[0].low in _LED_IN:
        return False
    first = rest[0]
    timed = noun_phrase(rest, 0)
    starts = first.kind in _ASIDE_STARTS or (timed is not None and is_time(timed))
    if first.kind is Word.CUEING:
        return True
    comma = next((i for i, token in enumerate(rest) if token.word == ","), len(rest))
    verbs = any(token.kind in _VERBAL and not token.word[0].isupper() for token in rest[:comma])
    return starts and not verbs


def trimmed(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The span without marks at its ends and without "But" at its beginning; None if empty."""
    while begin < end and (
        tokens[begin].kind is Word.PUNCTUATION and tokens[begin].word not in ("(", "$", "£", "€")
    ):
        begin += 1
    while begin < end and tokens[begin].low in _LEADING:
        begin += 1
    while end > begin and (
        tokens[end - 1].kind is Word.PUNCTUATION and tokens[end - 1].word not in (")", "%")
    ):
        end -= 1
    while begin < end and tokens[begin].word == ",":
        begin += 1
    return (begin, end) if begin < end else None
