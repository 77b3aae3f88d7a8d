"""Attributions after a quotation: "…," said X; "…," X said; "…," according to X."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefings.analysis import lexicon, nouns
from briefings.analysis.article_layout import HARDLY, TAIL_RULES, ArticleLayout, Lead
from briefings.analysis.lexicon import Word
from briefings.analysis.passive import is_passive
from briefings.analysis.phrases import (
    NounPhrase,
    is_time,
    named_apposition,
    noun_phrase,
    phrase_ending,
)
from briefings.analysis.rules import Rule
from briefings.analysis.sayers import can_say, is_quoted
from briefings.analysis.tokens import Token, is_cue, is_possessive
from briefings.analysis.wordlists import listed


@dataclass(frozen=True, slots=True)
class Tail:
    """The words after a quotation, to the end of the sentence or the next quotation.

    `same_sentence`: the quotation does not end its sentence; `asks`: it ends with a question or an
    exclamation mark; `goes_on`: it ends without a stop, so that its sentence continues.
    """

    tokens: Sequence[Token]
    same_sentence: bool = True
    asks: bool = False
    goes_on: bool = False


_SAYS = frozenset(
    listed("""
    said says wrote writes added adds reports reported
    """)
)


def _after(layout: ArticleLayout, index: int) -> Lead | None:
    """The lead from the words after the quotation."""
    tokens = layout.tokens(layout.after(index))
    dashed = bool(tokens) and tokens[0].word in _DASHES and tokens[-1].word in _DASHES
    while tokens and tokens[0].word in (",", "—", "–", "-", "--", "…"):
        tokens = tokens[1:]
    if len(tokens) > 1 and tokens[0].word == "(" and tokens[1].kind is Word.CUE:
        tokens = tokens[1:]  # “…” (said a source)
    if not tokens:
        return None
    last = layout.last_letter(index)
    goes_on = last.isalnum() and not dashed and tokens[-1].word != ")"
    tail = Tail(tokens, _belongs(layout, index, tokens), last in "?!", goes_on)
    if not tail.same_sentence:
        first = tokens[0]
        anew = first.kind in (Word.PRONOUN, Word.DETERMINER) and first.word[0].isupper()
        anew = anew and first.word != "I"
        if anew or (last == "." and _has_tail_before(layout, index)):
            return None
    for rule, find in _AFTER:
        if rule not in layout.off:
            lead = find(tail)
            if lead is not None:
                return lead
    return None


_DASHES = frozenset(("—", "–", "-", "--", "―"))


def _has_tail_before(layout: ArticleLayout, index: int) -> bool:
    """Whether the quotation continues one that has its attribution: "A," X said. "B." Y said …"""
    if not index or not layout.in_same_paragraph(index, index - 1):
        return False
    earlier = layout.leads[index - 1]
    return earlier is not None and earlier.rule in TAIL_RULES


def _belongs(layout: ArticleLayout, index: int, tokens: Sequence[Token]) -> bool:
    """Whether the words after a quotation belong to its sentence."""
    last = layout.last_letter(index)
    if last not in ".?!…":
        return True
    return layout.sentence_start(tokens[0].start) < layout.passages[index].closing


def _verb_first(tail: Tail) -> Lead | None:
    tokens = tail.tokens
    position = 0
    while position < len(tokens) and tokens[position].kind in (Word.ADVERB, Word.AUXILIARY):
        position += 1
    if position >= len(tokens) or position > 3 or not _leads_out(tokens, position):
        return None
    if tokens[position].low in ("lead", "head") and noun_phrase(tokens, position) is not None:
        return None  # "…," lead author Jan Kowal said
    cue = tokens[position]
    if tail.goes_on and position == 0 and cue.low in lexicon.AMBIGUOUS_CUES:
        return None  # his “sham” remark: the marked words only describe it
    position += 1
    while position < len(tokens) and tokens[position].kind is Word.ADVERB:
        position += 1
    phrase = noun_phrase(tokens, position)
    if phrase is None or is_time(phrase) or phrase.head in ("that", "this", "these"):
        return None
    if is_quoted(tokens, phrase):
        return None
    if phrase.pronoun and phrase.head not in lexicon.PRONOUNS:
        return None
    named = named_apposition(tokens, phrase) if phrase.name is None else None
    return Lead(Rule.AFTER_VERB_FIRST, 0.97, named or phrase, cue=cue.low, directly=True)


def _leads_out(tokens: Sequence[Token], position: int) -> bool:
    """Whether a verb of saying begins it, or a past tense before a name: "…," beamed Jan Kowal."""
    token = tokens[position]
    if token.kind is Word.CUE:
        return True
    named = position + 1 < len(tokens) and tokens[position + 1].kind is Word.NAME
    return named and position == 0 and token.kind is Word.OTHER and token.low.endswith("ed")


def _before_source(tail: Tail) -> Lead | None:
    """Who said it, in "he said, according to a statement"."""
    if not any(token.low == "according" for token in tail.tokens):
        return None
    return _subject_beside(tail)


def _subject_beside(tail: Tail) -> Lead | None:
    lead = _subject_first(tail)
    return lead if lead is not None and lead.directly else None


def late(tail: Tail) -> Lead | None:
    """More words, then the attribution: "People cheered" at the gates, she said."""
    tokens = tail.tokens
    if not tail.same_sentence:
        return None
    for comma in range(len(tokens) - 3, -1, -1):
        if tokens[comma].word != ",":
            continue
        inverted = tokens[comma + 1].low in _SAYS and tokens[0].kind is not Word.NAME
        phrase = noun_phrase(tokens, comma + (2 if inverted else 1))
        if phrase is None or not _is_somebody(tokens, phrase):
            continue
        if inverted:
            return Lead(Rule.AFTER_LATE, 0.85, phrase, cue=tokens[comma + 1].low)
        cue = phrase.following
        if cue < len(tokens) and tokens[cue].kind is Word.CUE and _ends_soon(tokens, cue):
            return Lead(Rule.AFTER_LATE, 0.85, phrase, cue=tokens[cue].low)
    return None


def _is_somebody(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a phrase late in a sentence can be its source: a name, "he", "the official"."""
    known = phrase.head in nouns.PERSON_NOUNS and tokens[phrase.first].low == "the"
    return phrase.name is not None or phrase.pronoun or known


def _subject_first(tail: Tail) -> Lead | None:
    tokens = tail.tokens
    first = 0
    while first < len(tokens) and tokens[first].kind in (Word.CONJUNCTION, Word.ADVERB):
        first += 1
    phrase = noun_phrase(tokens, first)
    if phrase is None or (phrase.pronoun and phrase.head not in lexicon.PRONOUNS):
        return None
    cue = _cue_after(tokens, phrase.following, near=not tail.same_sentence)
    if cue is None or (cue + 1 < len(tokens) and tokens[cue + 1].low == "that"):
        return None  # "X said that" begins a sentence of its own
    if not tail.same_sentence and not tail.asks and not _ends_soon(tokens, cue):
        return None
    named = named_apposition(tokens, phrase) if phrase.name is None else None
    named = named or _last_of_roles(tokens, phrase, cue)
    strength = 0.95 if is_cue(tokens, cue) else 0.75
    directly = cue == phrase.following and first == 0 and strength > 0.9
    if _was_quoted(tokens, cue):
        return Lead(Rule.AFTER_SUBJECT_FIRST, 0.9, named or phrase, cue=tokens[cue].low)
    if _was_asked(tokens, phrase, cue):
        return Lead(Rule.AFTER_SUBJECT_FIRST, HARDLY, cue=tokens[cue].low)  # by whom?
    if is_passive(tokens, cue) or (
        tail.goes_on and not (directly and (phrase.name or phrase.pronoun))
    ):
        return None
    if not directly and not can_say(tokens, named or phrase):
        return None
    cited = _cited(tokens, cue)
    return Lead(
        Rule.AFTER_SUBJECT_FIRST,
        strength,
        cited or named or phrase,
        cue=tokens[cue].low,
        directly=directly,
    )


def _was_quoted(tokens: Sequence[Token], cue: int) -> bool:
    """Whether somebody's words come through somebody else: "was quoted by Newsline as saying"."""
    if tokens[cue].low not in ("quoted", "cited") or not is_passive(tokens, cue):
        return False
    return any(token.low == "as" for token in tokens[cue + 1 : cue + 8])


def _was_asked(tokens: Sequence[Token], phrase: NounPhrase, cue: int) -> bool:
    """Whether somebody hears the words from an unnamed speaker: "he was asked"."""
    heard = tokens[cue].low in ("asked", "told") and is_passive(tokens, cue)
    somebody = phrase.pronoun or phrase.name is not None
    return heard and somebody and cue == phrase.following + 1 and _ends_soon(tokens, cue)


def _last_of_roles(tokens: Sequence[Token], phrase: NounPhrase, cue: int) -> NounPhrase | None:
    """The name after several roles: "chair, founder and editor Jan Kowal said"."""
    if phrase.name is not None or phrase.head not in nouns.PERSON_NOUNS:
        return None
    last = phrase_ending(tokens, cue)
    if last is None or last.name is None or last.first <= phrase.following:
        return None
    roles = tokens[phrase.following : last.first]
    listing = all(
        token.word in (",", "&", "and") or token.low in nouns.PERSON_NOUNS for token in roles
    )
    named = [token.low.rsplit("-", 1)[-1] for token in tokens[last.first : last.following]]
    return last if listing and not nouns.PERSON_NOUNS.isdisjoint(named) else None


def _cited(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """Who said it, in "Newsline quoted X as saying"."""
    if tokens[cue].low not in ("quoted", "quotes", "cited", "cites"):
        return None
    phrase = noun_phrase(tokens, cue + 1)
    if phrase is None or phrase.following >= len(tokens):
        return None
    return phrase if tokens[phrase.following].low == "as" else None


def _cue_after(tokens: Sequence[Token], first: int, *, near: bool) -> int | None:
    """The verb of the clause with the subject ending at `first`: a cue, else any verb."""
    verb: int | None = None
    for position in range(first, len(tokens)):
        token = tokens[position]
        if is_cue(tokens, position):
            return position
        finite = token.kind is Word.VERB or (token.kind is Word.OTHER and token.low.endswith("ed"))
        if finite and verb is None:
            verb = position
        if near and position > first + (16 if tokens[first].word == "," else 3):
            break
    return None if near else verb


def _ends_soon(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the sentence after a full stop only names the speaker."""
    rest = tokens[cue + 1 :]
    return (
        not rest
        or rest[0].word in (".", ",", ":")
        or rest[0].kind
        in (
            Word.PREPOSITION,
            Word.ADVERB,
        )
    )


def according_to(tail: Tail) -> Lead | None:
    """ "…," according to X."""
    tokens = tail.tokens
    for position in range(min(len(tokens) - 2, 12)):
        pair = (tokens[position].low, tokens[position + 1].low)
        if pair[1] == "view" or pair[1] in ("opinion", "words", "eyes"):
            phrase = _in_whose_view(tokens, position)
            if phrase is not None:
                return Lead(Rule.ACCORDING_TO, 0.8, phrase, cue=f"in … {pair[1]}")
        if pair == ("words", "of") and position and tokens[position - 1].low == "the":
            phrase = noun_phrase(tokens, position + 2)  # "in the words of X"
            if phrase is not None:
                return Lead(Rule.ACCORDING_TO, 0.85, phrase, cue="in the words of")
        if pair == ("according", "to"):
            if not tail.same_sentence and tokens[position].word[0].isupper():
                return None  # the next sentence's source
            phrase = noun_phrase(tokens, position + 2)
            if phrase is not None:
                named = _closed_apposition(tokens, phrase)
                return Lead(Rule.ACCORDING_TO, 0.85, named or phrase, cue="according to")
    return None


def _closed_apposition(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase | None:
    """The name after a source: "according to his aunt, Ada Brandt, …"."""
    named = named_apposition(tokens, phrase) if phrase.name is None else None
    if named is None or named.following >= len(tokens):
        return named
    return named if tokens[named.following].kind is Word.PUNCTUATION else None


def _in_whose_view(tokens: Sequence[Token], owner: int) -> NounPhrase | None:
    """The owner of a view: "in Jan Kowal's view, …"."""
    first = owner
    if not is_possessive(tokens[owner]) or tokens[owner].kind is not Word.NAME:
        return None
    while first and tokens[first - 1].kind is Word.NAME:
        first -= 1
    if not first or tokens[first - 1].low != "in":
        return None
    return owned(tokens, first, owner)


def owned(tokens: Sequence[Token], first: int, last: int) -> NounPhrase:
    """The owner named by tokens `first` to `last`, without the possessive ending."""
    end = tokens[last].end
    if is_possessive(tokens[last]):
        end -= 1 if tokens[last].low[-1] in "'’" else 2
    span = (tokens[first].start, end)
    pronoun = tokens[last].low in ("his", "her")
    return NounPhrase(*span, None if pronoun else span, tokens[last].low, pronoun, last + 1, first)


def _was_reply(tail: Tail) -> Lead | None:
    """ "…," was X's reply; "…" came the answer from X."""
    tokens = tail.tokens
    if tokens[0].low not in ("was", "is", "came") or len(tokens) < 3:
        return None
    for noun in range(2, min(len(tokens), 7)):
        if tokens[noun].low not in nouns.UTTERANCES:
            continue
        owner = noun - 1
        while owner and tokens[owner].kind is Word.OTHER and not is_possessive(tokens[owner]):
            owner -= 1
        whose = tokens[owner]
        if whose.low in ("his", "her"):
            return Lead(Rule.POSSESSIVE, 0.8, owned(tokens, owner, owner), cue=tokens[noun].low)
        if is_possessive(whose):
            first = owner
            while first > 1 and tokens[first - 1].kind is Word.NAME:
                first -= 1
            return Lead(Rule.POSSESSIVE, 0.85, owned(tokens, first, owner), cue=tokens[noun].low)
        if noun + 2 < len(tokens) and tokens[noun + 1].low in ("of", "from", "by"):
            phrase = noun_phrase(tokens, noun + 2)
            if can_say(tokens, phrase):
                return Lead(Rule.POSSESSIVE, 0.85, phrase, cue=tokens[noun].low)
    return None


_AFTER: tuple[tuple[Rule, Callable[[Tail], Lead | None]], ...] = (
    (Rule.AFTER_SUBJECT_FIRST, _before_source),
    (Rule.ACCORDING_TO, according_to),
    (Rule.POSSESSIVE, _was_reply),
    (Rule.AFTER_VERB_FIRST, _verb_first),
    (Rule.AFTER_SUBJECT_FIRST, _subject_beside),
    (Rule.AFTER_LATE, late),
    (Rule.AFTER_SUBJECT_FIRST, _subject_first),
)


def after_if_sure(layout: ArticleLayout, index: int) -> Lead | None:
    """The words after, for a quotation that begins its sentence or ends with a comma.

    A comma before "he said" shows that the sentence is built around those words, whatever precedes.
    """
    if layout.begins_sentence(index):
        return _after(layout, index)
    if layout.last_letter(index) not in ",?!" or _called(layout, index):
        return None
    lead = _after(layout, index)
    return lead if lead is not None and lead.directly else None


def _called(layout: ArticleLayout, index: int) -> bool:
    """Whether a verb is right before the quotation marks: X called it "…"."""
    tokens = layout.tokens(layout.before(index))
    if len(tokens) > 2 and tokens[-1].word in (",", ":"):
        return tokens[-2].low in _SAYS_AND_ASKS and is_cue(tokens, len(tokens) - 2)
    return len(tokens) > 1 and is_cue(tokens, len(tokens) - 1)


_SAYS_AND_ASKS = _SAYS | frozenset(listed("asked asks replied replies shouted answered responded"))


def after_if_cue(layout: ArticleLayout, index: int) -> Lead | None:
    """The words after, for a quotation in mid-sentence: only with a verb of saying."""
    if layout.begins_sentence(index):
        return None
    lead = _after(layout, index)
    return lead if lead is not None and lead.confidence > 0.8 else None
