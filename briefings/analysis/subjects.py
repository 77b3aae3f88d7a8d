"""Finds the subject of a verb like "said" in English news.

A very small grammar. It knows just enough to find who speaks: subjects precede their verb, or an
insertion, a coordination or a participle; sentence openings ("In an interview on Sunday, …") are
skipped.
"""

from collections.abc import Sequence

from briefings.analysis import nouns
from briefings.analysis.lexicon import Word
from briefings.analysis.main_clause import main_subject
from briefings.analysis.phrases import (
    NounPhrase,
    after_modifiers,
    noun_phrase,
    phrase_ending,
)
from briefings.analysis.subject_phrases import (
    antecedent,
    bare_name,
    before_time,
    caused,
    depends,
    first_of_roles,
    host,
    host_without_comma,
    is_agent,
    is_gerunds_object,
    is_occasion,
    is_whole_name,
    list_of_names,
    subject_of_content,
    unless_governed,
    with_others,
)
from briefings.analysis.tokens import Token, is_cue, is_possessive
from briefings.analysis.wordlists import listed


def subject_of(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """The subject of the verb at index `cue`."""
    phrase = _subject_with_age(tokens, cue) or _subject_of(tokens, cue)
    return phrase if phrase is None else list_of_names(tokens, phrase) or phrase


def _subject_with_age(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """The subject with age and home before the verb: "Jan Kowal, 44, of Arden, said"."""
    if tokens[cue - 1].word != "," or cue < 5 or tokens[cue].kind is not Word.CUE:
        return None
    for comma in range(1, min(cue - 2, 8)):
        if tokens[comma].word == "," and tokens[comma + 1].word.isdigit():
            phrase = noun_phrase(tokens, 0)
            if phrase is None or phrase.name is None or phrase.following != comma:
                return None
            acts = (Word.CUE, Word.AUXILIARY, Word.RELATIVE, Word.PRONOUN)
            between = tokens[comma + 1 : cue]
            who = next((n for n, token in enumerate(between) if token.low == "who"), None)
            if who is not None and between[who - 1].word == ",":
                between = between[:who]  # "Jan Kowal, 44, of Arden, who watched it, said"
            return None if any(token.kind in acts for token in between) else phrase
    return None


def _subject_of(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    index = cue - 1
    while index >= 0 and tokens[index].kind in (Word.AUXILIARY, Word.ADVERB):
        index -= 1
    if index < 0:
        return None
    token = tokens[index]
    if token.kind is Word.RELATIVE:
        end = index - 1 if index and tokens[index - 1].word == "," else index
        return bare_name(tokens, end) or phrase_ending(tokens, end)
    if tokens[cue].kind is Word.CUEING:
        return _subject_of_writing(tokens, index) or _subject_of_participle(tokens, cue, index)
    if token.word in (",", ")", "—", "–", "--"):
        return (
            _subject_before_relative(tokens, index)
            or _subject_before_insertion(tokens, index)
            or main_subject(tokens, index + 1)
        )
    if token.low in ("that", "which") and index and not is_cue(tokens, index - 1):
        return phrase_ending(tokens, index)
    if token.low in ("and", "but", "then", "or"):
        return _subject_of_earlier_verb(tokens, index) or main_subject(tokens, index + 1)
    return _subject_beside(tokens, cue, index)


def _subject_beside(tokens: Sequence[Token], cue: int, index: int) -> NounPhrase | None:
    """The noun phrase that ends right before the verb, else the sentence's subject."""
    token = tokens[index]
    if token.kind is Word.PREPOSITION and index + 1 < cue:
        return phrase_ending(tokens, cue) or main_subject(tokens, index + 1)
    if token.low == "to" and (prompted := caused(tokens, index)) is not None:
        return prompted
    if token.low == "to" or token.kind in (Word.PUNCTUATION, Word.CONJUNCTION, Word.PREPOSITION):
        return main_subject(tokens, index + 1)
    phrase = before_time(tokens, phrase_ending(tokens, index + 1))
    if phrase is None:
        return main_subject(tokens, cue)
    if phrase.pronoun:
        return _named_by_pronoun(tokens, phrase) or phrase
    if phrase.first and depends(tokens[phrase.first - 1]):
        whom = antecedent(tokens, phrase.first)
        if whom is not None:
            return whom
    if any(test(tokens, phrase) for test in (is_occasion, is_gerunds_object, is_agent)):
        return main_subject(tokens, cue)
    phrase = with_others(tokens, phrase) or first_of_roles(tokens, phrase) or phrase
    if phrase.first and phrase.name is None:
        host = host_without_comma(tokens, phrase)
        if host is not None:
            return host
        infinitive = tokens[phrase.first - 1].low == "to"
        if infinitive and tokens[phrase.first].kind is Word.OTHER:
            return main_subject(tokens, cue)
    return phrase


def _named_by_pronoun(tokens: Sequence[Token], pronoun: NounPhrase) -> NounPhrase | None:
    """What "it" means in "the ministry said it regretted": the enclosing clause's subject."""
    cue = pronoun.first - 1
    if cue > 0 and tokens[cue].low == "that":
        cue -= 1
    if pronoun.head not in ("it", "they") or cue < 1 or not is_cue(tokens, cue):
        return None
    outer = subject_of(tokens, cue)
    return outer if outer is not None and not outer.pronoun else None


def _subject_of_writing(tokens: Sequence[Token], index: int) -> NounPhrase | None:
    """ "issued a statement saying" is the issuer's, "a sign reading" the sign's."""
    token = tokens[index]
    if token.low in nouns.INSCRIBED or token.low in _NETWORKS:
        published = _published(tokens, index)
        if published is not None:
            return subject_of(tokens, published)
    return phrase_ending(tokens, index + 1) if token.low in nouns.INSCRIBED else None


def _subject_of_earlier_verb(tokens: Sequence[Token], conjunction: int) -> NounPhrase | None:
    """The subject of "laughed", in "laughed and said"."""
    for position in range(conjunction - 1, max(0, conjunction - 14), -1):
        token = tokens[position]
        if token.word == ",":
            return None
        past = token.kind is Word.OTHER and token.low.endswith("ed")
        if (token.kind is Word.CUE and is_cue(tokens, position)) or token.kind is Word.VERB or past:
            before = tokens[position - 1]
            if before.low in ("that", "which") and not is_cue(tokens, position - 2):
                continue  # "defended the raid that killed X and said"
            if past and tokens[position + 1].low == "by":
                continue  # "spoke at a fair sponsored by X and said"
            if before.low == "who" and tokens[position - 2].word != ",":
                continue  # "pledged to stop gangs who want docks and said"
            if before.kind in (Word.PRONOUN, Word.NAME, Word.OTHER, Word.RELATIVE, Word.ADVERB):
                return subject_of(tokens, position)
    return None


_NETWORKS = frozenset(["twitter", "facebook", "instagram", "x"])


_PUBLISHING = frozenset(
    listed("""
    issued released posted sent published put shared gave wrote made tweeted issues releases
    posts sends publishes issuing releasing posting sending sharing hold holding held carrying
    carried waving waved hoisting hoisted
    """)
)


def _published(tokens: Sequence[Token], index: int) -> int | None:
    """The verb of "issued a statement saying": its subject is the speaker."""
    for position in range(index - 1, max(0, index - 7), -1):
        if tokens[position].low in _PUBLISHING:
            return position
        if tokens[position].word == ",":
            return None
    return None


def _subject_of_participle(tokens: Sequence[Token], cue: int, index: int) -> NounPhrase | None:
    """The subject of "adding …".

    The speaker before ("X said, adding"), an object ("footage of X saying"), the one "quoted as
    saying", "with X adding", a clause ("when X left, adding"), or the sentence's subject.
    """
    said = index - 1
    while said > 0 and tokens[said].kind is Word.ADVERB:
        said -= 1
    after_cue = tokens[index].word == "," and said > 0 and tokens[said].kind is Word.CUE
    if after_cue and is_cue(tokens, said):
        return subject_of(tokens, said)
    if tokens[index].kind is Word.NAME:
        run = index
        while run and tokens[run - 1].kind is Word.NAME and not is_possessive(tokens[run - 1]):
            run -= 1
        if run > 1 and tokens[run - 1].low == "to" and tokens[run - 2].low in nouns.UTTERANCES:
            return main_subject(tokens, index + 1)  # "wrote a letter to X asking"
        if run and _governs(tokens[run - 1]):
            return noun_phrase(tokens, run)
    for position in range(cue - 1, 0, -1):
        phrase = _subject_of_clause(tokens, position, cue)
        if phrase is not None:
            return phrase
    return main_subject(tokens, index + 1)


def _subject_of_clause(tokens: Sequence[Token], position: int, cue: int) -> NounPhrase | None:
    """The subject that "with", "when" or "quoted" at `position` gives the participle."""
    low = tokens[position].low
    if tokens[position].kind is Word.AUXILIARY:
        return subject_of_content(tokens, position)
    if low in _CITING:
        return noun_phrase(tokens, position + 1) if tokens[cue - 1].low == "as" else None
    if low in _PERCEIVING:  # "recalled the pilot telling"
        phrase = noun_phrase(tokens, position + 1)
        return phrase if phrase is not None and phrase.following == cue else None
    if low in ("when", "as", "where", "while"):
        return noun_phrase(tokens, position + 1) if tokens[position - 1].word == "," else None
    if low != "with":
        return None
    phrase = noun_phrase(tokens, position + 1)
    if phrase is None or phrase.following >= len(tokens):
        return None
    following = phrase.following
    last = tokens[following - 1]
    if last.low.endswith("ing") and tokens[following].kind is Word.DETERMINER:
        return noun_phrase(tokens[: following - 1], position + 1)  # "with X rating the play"
    if tokens[following].kind is Word.ADVERB:
        following = min(following + 1, cue)
    verb = tokens[following]
    acts = verb.kind is Word.OTHER and verb.low.endswith("ing")
    return phrase if acts or verb.kind is Word.CUEING else None


_CITING = frozenset(listed("quoted quotes quoting cited cites citing described describes"))


def _governs(token: Token) -> bool:
    """Whether what follows is an object that acts: "footage of X asking", "shows X saying"."""
    return token.kind in (Word.PREPOSITION, Word.VERB) or token.low in _PERCEIVING


_PERCEIVING = frozenset(
    listed("""
    heard hear hears hearing quoted quotes quote caught captured recorded filmed saw seen overheard
    recalled recalls recalling remembered remembers remembering
    """)
)
"""Verbs whose object speaks; with others the subject does: "criticised X, saying"."""


def _subject_before_relative(tokens: Sequence[Token], closing: int) -> NounPhrase | None:
    """The sentence's subject, if a long clause with its own commas follows it.

    "X, who called it a pity, in front of Y, a guest, said".
    """
    if tokens[closing].word != ",":
        return None
    phrase = main_subject(tokens, closing)
    if phrase is None or phrase.first > 0:
        return None
    comma = after_modifiers(tokens, phrase.following)
    if comma + 1 >= closing or tokens[comma].word != ",":
        return None
    described = tokens[comma + 1].kind is Word.DETERMINER and phrase.name is not None
    things = any(token.low == "which" for token in tokens[comma + 2 : closing])
    whom = tokens[comma + 1].low in ("who", "whose")
    return phrase if whom or (described and things) else None


def _subject_before_insertion(tokens: Sequence[Token], closing: int) -> NounPhrase | None:
    """The noun before an insertion: "X, the senator from Y, said"; "X (D-Wis.) said"."""
    opening = {")": "("}.get(tokens[closing].word, tokens[closing].word)
    for position in range(closing - 1, 0, -1):
        if tokens[position].word != opening:
            continue
        phrase = unless_governed(tokens, host(tokens, phrase_ending(tokens, position)))
        inserted = noun_phrase(tokens, position + 1) if opening != "(" else None
        if inserted is None or not is_whole_name(tokens, inserted, closing):
            return phrase
        introduced = tokens[0].kind in (Word.PREPOSITION, Word.ADVERB, Word.CUEING)
        if phrase is None or phrase.name is None or introduced:
            return inserted
        return phrase
    return None
