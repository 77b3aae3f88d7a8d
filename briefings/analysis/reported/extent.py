"""Where what is reported begins and ends within a sentence."""

from collections.abc import Sequence

from briefings.analysis.lexicon import CALENDAR, Word
from briefings.analysis.phrases import after_modifiers, is_time, noun_phrase
from briefings.analysis.reported.verbs import table
from briefings.analysis.tokens import Token, is_cue
from briefings.analysis.wordlists import listed

_LED_IN = frozenset(listed("that whether how why what who if which"))
_LED_IN_LATER = frozenset(listed("that whether how why what if"))
_VERBAL = frozenset((Word.VERB, Word.AUXILIARY, Word.CUE))
_CLAUSE_OPENERS = frozenset((Word.PRONOUN, Word.DETERMINER, Word.NAME, Word.OTHER))
_ASIDE_STARTS = frozenset((Word.PREPOSITION, Word.ADVERB, Word.CUEING, Word.PUNCTUATION))
_STOPS = frozenset((";", ":", "—", "--", "–", ".", "!", "?"))
_LEADING = frozenset(listed("but and yet so still meanwhile however or instead nor"))
_LONGEST_DETOUR = 14


def clause_begins(
    tokens: Sequence[Token], index: int, *, person: bool, plainly: bool = False
) -> int | None:
    """Where the clause begins that a verb of saying governs.

    `index` is the token after the verb. Days, places and those spoken to may stand between:
    "told reporters on Friday that …". `plainly`: the verb is "say", which a clause of any
    beginning can follow.
    """
    for position in range(index, min(len(tokens), index + _LONGEST_DETOUR)):
        token = tokens[position]
        if token.low in (_LED_IN if position == index else _LED_IN_LATER):
            between = tokens[index:position]
            if position + 1 < len(tokens) and _is_detour(between, person=person):
                return position
            break
        noun = position > index and tokens[position - 1].kind is Word.DETERMINER
        if token.word in _STOPS or (
            token.kind in _VERBAL and not noun and not _is_name_like(token)
        ):
            break
    begin = _past_day(tokens, index)
    if person:
        phrase = noun_phrase(tokens, begin)
        if phrase is None:
            return None
        begin = _past_day(tokens, after_modifiers(tokens, phrase.following))
    if begin >= len(tokens):
        return None
    opens = tokens[begin].kind in _CLAUSE_OPENERS
    if plainly and tokens[begin].kind not in (Word.PUNCTUATION, Word.CUEING):
        opens = True
    if not opens:
        return _after_introduction(tokens, begin)
    return begin if has_verb(tokens[begin + 1 : begin + 28]) else None


def _is_detour(between: Sequence[Token], *, person: bool) -> bool:
    """Whether the words before "that" only tell when, where or to whom."""
    if person or not between:
        return True
    first = between[0]
    phrase = noun_phrase(between, 0)
    timed = phrase is not None and is_time(phrase)
    return timed or first.kind in (Word.PREPOSITION, Word.ADVERB, Word.PUNCTUATION)


def is_detour(between: Sequence[Token]) -> bool:
    """Whether words between a verb and its preposition tell when, where, how or to whom."""
    if not between:
        return True
    return between[0].kind in (Word.PREPOSITION, Word.ADVERB, Word.PRONOUN, Word.NAME, Word.OTHER)


def _is_name_like(token: Token) -> bool:
    return token.word[0].isupper()


def _past_day(tokens: Sequence[Token], index: int) -> int:
    """The index after a day or an adverb: "said Friday", "said on Friday"."""
    while index < len(tokens):
        token = tokens[index]
        if token.kind is Word.ADVERB and token.low not in _OPENING_ADVERBS:
            index += 1
            continue
        if index + 1 < len(tokens) and tokens[index + 1].low in CALENDAR:
            index += 2  # "on Friday"
            continue
        start = index + 1 if token.low in ("on", "in", "at", "late", "early") else index
        phrase = noun_phrase(tokens, start if start != index else index + 1)
        if token.low in _CIRCUMSTANCES and phrase is not None:
            following = after_modifiers(tokens, phrase.following)
            if following < len(tokens) and tokens[following].kind in _CLAUSE_OPENERS:
                index = following
                continue
        phrase = noun_phrase(tokens, start)
        led = start != index or token.low in ("this", "last", "next")
        if phrase is not None and is_time(phrase) and led:
            index = phrase.following
            continue
        return index
    return index


_OPENING_ADVERBS = frozenset(listed("there too all both not only even now then"))
_CIRCUMSTANCES = frozenset(listed("in at on during after before following to"))


def _after_introduction(tokens: Sequence[Token], index: int) -> int | None:
    """ "said in a statement he would …" is read by `_past_day`; "said if …, he" begins here."""
    if index < len(tokens) and tokens[index].kind is Word.CONJUNCTION:
        return index if has_verb(tokens[index + 1 : index + 28]) else None
    return None


def has_verb(tokens: Sequence[Token]) -> bool:
    """Whether a finite verb stands among the words, before the clause ends."""
    for token in tokens:
        if token.kind in _VERBAL and not token.word[0].isupper():
            return True
        if token.low.endswith("ed") and token.kind is Word.OTHER:
            return True
        if token.word in _STOPS:
            return False
    return False


def content_end(tokens: Sequence[Token], begin: int, *, aside: bool = False) -> int:
    """Where what is reported ends: with the sentence, or before another report.

    `aside`: the report stands in a subordinate clause ("While he admitted …, she left"), which the
    sentence's main clause ends.
    """
    depth = 0
    for index in range(begin, len(tokens)):
        token = tokens[index]
        if token.word == "(":
            depth += 1
        elif token.word == ")":
            depth -= 1
            if depth < 0:
                return index
        if index > begin + 1 and _ends_before(tokens, index, aside=aside):
            return index
    return len(tokens)


_DASHES = frozenset((";", "—", "--", "–", "―"))


def _ends_before(tokens: Sequence[Token], index: int, *, aside: bool) -> bool:
    """Whether another report begins at the token: ", adding …", ", but refused …"."""
    token = tokens[index]
    if token.word in _DASHES:
        return True
    if aside and token.word == "," and _begins_main_clause(tokens, index + 1):
        return True
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return False
    if token.word == ",":
        if following.kind is Word.CUEING and is_cue(tokens, index + 1):
            return True
        if following.low == "according" or _joins_report(tokens, index + 1):
            return True
        if following.low in _CONTRASTING:
            return _is_report(tokens, index + 2)
        return _is_report(tokens, index + 1, trailing=True)
    return token.low in ("but", "and") and _joins_report(tokens, index)


_CONTRASTING = frozenset(listed("but although though while whereas and"))


def _is_report(tokens: Sequence[Token], index: int, *, trailing: bool = False) -> bool:
    """Whether a source and its verb stand here: "she noted …"; `trailing`: and end the sentence."""
    source = noun_phrase(tokens, index)
    if source is None:
        return False
    after = _past(tokens, after_modifiers(tokens, source.following), _HELPERS)
    if not _is_verb_of_report(tokens, after):
        return False
    if not trailing:
        return True
    says = any(way.that and not way.to for way in table()[tokens[after].low])
    return says and is_aside(tokens, after + 1)


_ADVERBS = frozenset((Word.ADVERB,))
_HELPERS = frozenset((Word.ADVERB, Word.AUXILIARY))


def _past(tokens: Sequence[Token], index: int, kinds: frozenset[Word]) -> int:
    """The index after words of some kinds."""
    while index < len(tokens) and tokens[index].kind in kinds:
        index += 1
    return index


def _is_verb_of_report(tokens: Sequence[Token], index: int) -> bool:
    if index >= len(tokens) or tokens[index].low not in table():
        return False
    return tokens[index].kind is not Word.CUE or is_cue(tokens, index)


def _begins_main_clause(tokens: Sequence[Token], index: int) -> bool:
    verb = _past(tokens, index, _ADVERBS)
    if verb < len(tokens) and tokens[verb].kind in _VERBAL and not _is_name_like(tokens[verb]):
        return True
    source = noun_phrase(tokens, index)
    if source is None:
        return False
    after = _past(tokens, after_modifiers(tokens, source.following), _ADVERBS)
    return after < len(tokens) and (
        tokens[after].kind in _VERBAL or tokens[after].low.endswith("ed")
    )


def _joins_report(tokens: Sequence[Token], index: int) -> bool:
    """ "and said", "but also refused": the same subject goes on to report something else."""
    if tokens[index].low not in ("and", "but"):
        return False
    after = _past(tokens, index + 1, _ADVERBS)
    if not _is_verb_of_report(tokens, after):
        return False
    return tokens[after].low.endswith(("ed", "said", "told", "s"))


def object_end(tokens: Sequence[Token], begin: int, limit: int) -> int:
    """Where a noun phrase that is the matter itself ends: before what tells when and where."""
    for index in range(begin + 1, limit):
        token = tokens[index]
        if token.word == "," and not joins_list(tokens, index):
            return index
        if token.low in _WHEN_AND_WHERE and tokens[index - 1].kind is not Word.DETERMINER:
            return index
    return limit


def clause_end(tokens: Sequence[Token], begin: int, limit: int) -> int:
    """Where the clause ends at the latest: before a comma that begins something else."""
    for index in range(begin + 1, limit):
        if tokens[index].word == "," and not joins_list(tokens, index):
            return without_day(tokens, begin, index)
        if tokens[index].low in _CLAUSE_ENDS and tokens[index - 1].kind is not Word.DETERMINER:
            return without_day(tokens, begin, index)
    return without_day(tokens, begin, limit)


def without_day(tokens: Sequence[Token], begin: int, end: int) -> int:
    """The end before "on Friday"."""
    last = end - (tokens[end - 1].word in (".", "!", "?"))
    if last - begin > 2 and tokens[last - 1].low in CALENDAR and tokens[last - 2].low == "on":
        return last - 2
    return end


_CLAUSE_ENDS = frozenset(listed("while when because although though until as but"))
_WHEN_AND_WHERE = frozenset(
    listed("in at on during since after before when while which who because until over amid")
)


def joins_list(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the comma parts the members of a list that "and" ends."""
    return any(
        tokens[index].low == "and" and tokens[index - 1].word == ","
        for index in range(comma + 2, min(len(tokens), comma + 12))
    )


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
    while begin < end and (tokens[begin].low in _LEADING or _is_mark(tokens[begin], _OPENERS)):
        begin += 1
    while end > begin and _is_mark(tokens[end - 1], _CLOSERS):
        end -= 1
    return (begin, end) if begin < end else None


_OPENERS = frozenset(("(", "$", "£", "€"))
_CLOSERS = frozenset((")", "%"))


def _is_mark(token: Token, kept: frozenset[str]) -> bool:
    return token.kind is Word.PUNCTUATION and token.word not in kept
