"""Whether a word reports something, and who its source is."""

from collections.abc import Sequence

from briefings.analysis.lexicon import CALENDAR, Word
from briefings.analysis.passive import is_passive
from briefings.analysis.phrases import NounPhrase, named_apposition
from briefings.analysis.reported.verbs import bases, table
from briefings.analysis.sayers import is_quoted
from briefings.analysis.subjects import subject_of
from briefings.analysis.tokens import Token, is_cue, is_possessive
from briefings.analysis.wordlists import listed

_MANY = frozenset(
    listed("""
    people police men women some many most few several both others they we i you these those all
    half two three four five six seven eight nine ten percent
    """)
)
_LIGHT = frozenset(listed("the a an this that these those his her its their"))
_MODAL = frozenset(listed("would could should might may must can"))
_INFINITIVES = frozenset(listed("to"))
_NEGATIONS = frozenset(listed("not never n't neither nor hardly without"))
_FINITE = frozenset((Word.CUE, Word.VERB, Word.OTHER, Word.CUEING))


def with_verbs(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with reporting verbs marked as verbs that no other list has: "Pell backs"."""
    marked = list(tokens)
    for index, token in enumerate(tokens):
        if token.kind is Word.OTHER and index and token.low in table():
            before = marked[index - 1]
            plural = before.kind is Word.OTHER and before.low.endswith("s")
            if before.kind in _BEFORE_VERBS or plural or before.word in (",", ")"):
                start, end, word, low, _ = token
                marked[index] = Token(start, end, word, low, Word.VERB)
    return marked


def with_heading_verbs(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a heading, whose verbs have capitals: "Pell Vows to Stay"."""
    marked = list(tokens)
    for index, token in enumerate(tokens):
        capital = index > 0 and token.word[0].isupper() and token.kind is Word.NAME
        if capital and token.low in table() and tokens[index - 1].kind in _BEFORE_VERBS:
            marked[index] = token._replace(word=token.low, kind=Word.VERB)
    return marked


_BEFORE_VERBS = frozenset(
    (Word.NAME, Word.PRONOUN, Word.AUXILIARY, Word.ADVERB, Word.RELATIVE, Word.CONJUNCTION)
)


def is_reporting_verb(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the word is a verb that somebody does, and no noun, infinitive or passive."""
    token = tokens[cue]
    if token.kind in (Word.CUE, Word.CUEING) and not is_cue(tokens, cue):
        return False
    if token.kind not in _FINITE or token.word[0].isupper():
        return False
    if not cue:
        return False
    before = skip_adverbs(tokens, cue - 1)
    if before < 0:
        return False
    word = tokens[before]
    if word.low in _INFINITIVES or word.kind is Word.PREPOSITION or is_possessive(word):
        return False
    if word.kind is Word.DETERMINER and before == cue - 1 and word.low in _LIGHT:
        return False
    if word.low in _MODAL or _follows_adjective(tokens, cue):
        return False
    if token.low.endswith("ing"):
        return word.low in _BEFORE_PARTICIPLE
    return word.low not in _BEING and not is_passive(tokens, cue)


def form_of(tokens: Sequence[Token], cue: int) -> str | None:
    """In which form a word is a verb here; None where it is none, or says what might be said."""
    token = tokens[cue]
    if is_reporting_verb(tokens, cue):
        return "participle" if token.low.endswith("ing") else "finite"
    if not cue or token.word[0].isupper() or token.kind not in _FINITE:
        return None
    before = skip_adverbs(tokens, cue - 1)
    if before < 0:
        return None
    word = tokens[before]
    if token.low.endswith("ing"):
        if word.kind is Word.DETERMINER or is_possessive(word) or word.low == "without":
            return None
        return "gerund"
    if word.low in _INFINITIVES:
        return "infinitive"
    return "passive" if word.low in _BEING else None


def follows_being(tokens: Sequence[Token], cue: int) -> bool:
    """Whether a participle is passive: "was rejected"."""
    before = skip_adverbs(tokens, cue - 1)
    return before >= 0 and tokens[before].low in _BEING


def _follows_adjective(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the word is a noun after what only modifies it: "the greatest fear"."""
    before = tokens[cue - 1]
    if tokens[cue].low not in bases() or before.kind is not Word.OTHER:
        return False
    return not before.low.endswith("s") and before.low not in _MANY


_BEING = frozenset(listed("is are was were be been being 's ’s get gets got"))
_BEFORE_PARTICIPLE = _BEING | frozenset((",", "and", "but", "statement"))


def skip_adverbs(tokens: Sequence[Token], index: int) -> int:
    while index >= 0 and tokens[index].kind is Word.ADVERB:
        index -= 1
    return index


def source_of(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """Who does what the verb says, as far as the grammar can tell."""
    tokens = _without_days(tokens, cue)
    phrase = subject_of(tokens, cue)
    if phrase is not None and _is_adverb(tokens, phrase, cue):
        marked = list(tokens)
        marked[phrase.first] = marked[phrase.first]._replace(kind=Word.ADVERB)
        phrase = subject_of(marked, cue)
    if phrase is None or is_nobody(tokens, phrase):
        return None
    if phrase.first and tokens[phrase.first - 1].low == "if":
        return None
    if tokens[phrase.first].low in _IMPERATIVE:
        return None
    return named(tokens, phrase)


def is_nobody(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a phrase names nobody who reports: "there", "you", words within marks."""
    return phrase.head in _NOBODY or is_quoted(tokens, phrase)


def _without_days(tokens: Sequence[Token], cue: int) -> Sequence[Token]:
    """The tokens, with the day before a verb as adverbs: "Pell on Tuesday said"."""
    if cue < 3 or tokens[cue - 1].low not in CALENDAR or tokens[cue - 2].low != "on":
        return tokens
    marked = list(tokens)
    marked[cue - 2] = marked[cue - 2]._replace(kind=Word.ADVERB)
    return marked


def _is_adverb(tokens: Sequence[Token], phrase: NounPhrase, cue: int) -> bool:
    """Whether what was taken for a subject only says how: "Pell has long said"."""
    if phrase.following != phrase.first + 1 or phrase.following != cue or phrase.first < 1:
        return False
    helped = tokens[phrase.first - 1].kind in (Word.AUXILIARY, Word.PRONOUN)
    return helped and tokens[phrase.first].kind is Word.OTHER


def agrees(tokens: Sequence[Token], phrase: NounPhrase, cue: int) -> bool:
    """Whether subject and verb agree in number, which tells verbs from nouns of the same form.

    "Officials plan to …", but "the rescue plan to …".
    """
    low = tokens[cue].low
    if low.endswith(("ed", "ing")) or low not in bases() or phrase.following < cue - 1:
        return True
    if any(token.kind is Word.AUXILIARY for token in tokens[phrase.following : cue]):
        return True
    words = [token.low for token in tokens[phrase.first : phrase.following]]
    if not words:
        return True
    joined = "and" in words
    many = phrase.head.endswith("s") or phrase.head in _MANY or words[0] in _MANY or joined
    return many and (phrase.name is None or joined or phrase.head.endswith("s"))


_IMPERATIVE = frozenset(listed("don't don’t let let's let’s please based"))
_NOBODY = frozenset(listed("there this you"))


def reaches(tokens: Sequence[Token], phrase: NounPhrase, cue: int) -> bool:
    """Whether nothing stands between a subject and its verb that could be the verb's own."""
    between = tokens[phrase.following : cue]
    helping = (Word.AUXILIARY, Word.ADVERB)
    if all(token.kind in helping for token in between):
        return True
    if tokens[cue].kind is Word.CUE or tokens[cue].low.endswith("ing"):
        return True
    return any(t.kind in (Word.RELATIVE, Word.CONJUNCTION) or t.word in ",)" for t in between)


def named(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase:
    """The name set after a role, where there is one."""
    if phrase.name is not None:
        return phrase
    return named_apposition(tokens, phrase) or phrase


def is_negated(tokens: Sequence[Token], cue: int) -> bool:
    return any(
        token.low in _NEGATIONS or token.low.endswith(("n't", "n’t"))
        for token in tokens[max(0, cue - 3) : cue]
        if token.kind in (Word.AUXILIARY, Word.ADVERB)
    )
