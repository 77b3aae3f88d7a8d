"""Whose verb a verb is: the subject of "said" in English news.

A very small grammar. It knows just enough to find who speaks: subjects stand before their verb,
or before an insertion, a coordination or a participle; what opens a sentence ("In an interview on
Sunday, …") is passed over.
"""

from collections.abc import Sequence

from briefings.analysis import nouns
from briefings.analysis.lexicon import Word
from briefings.analysis.main_clause import main_subject
from briefings.analysis.phrases import (
    NounPhrase,
    after_modifiers,
    is_time,
    noun_phrase,
    phrase_ending,
)
from briefings.analysis.tokens import Token, is_cue, is_possessive
from briefings.analysis.wordlists import listed


def subject_of(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """The subject of the verb at index `cue`."""
    phrase = _subject_with_age(tokens, cue) or _subject_of(tokens, cue)
    return phrase if phrase is None else _list_of_names(tokens, phrase) or phrase


def _list_of_names(tokens: Sequence[Token], last: NounPhrase) -> NounPhrase | None:
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


_LISTED = frozenset((Word.NAME, Word.OTHER, Word.DETERMINER, Word.PREPOSITION))


def _subject_with_age(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """Whose age and home stand before the verb: "Jan Kowal, 44, of Arden, Ardenshire, said"."""
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
        return _bare_name(tokens, end) or phrase_ending(tokens, end)
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


def _bare_name(tokens: Sequence[Token], end: int) -> NounPhrase | None:
    """The name that a preposition governs before "who": "was wrong with Kowal, who told"."""
    first = end
    while first and tokens[first - 1].kind is Word.NAME:
        first -= 1
    if first == end or not first or tokens[first - 1].low not in ("with", "to", "about"):
        return None
    return noun_phrase(tokens[:end], first)


def _subject_beside(tokens: Sequence[Token], cue: int, index: int) -> NounPhrase | None:
    """The noun phrase that ends right before the verb, else the sentence's subject."""
    token = tokens[index]
    if token.kind is Word.PREPOSITION and index + 1 < cue:
        return phrase_ending(tokens, cue) or main_subject(tokens, index + 1)
    if token.low == "to" and (caused := _caused(tokens, index)) is not None:
        return caused
    if token.low == "to" or token.kind in (Word.PUNCTUATION, Word.CONJUNCTION, Word.PREPOSITION):
        return main_subject(tokens, index + 1)
    phrase = _before_time(tokens, phrase_ending(tokens, index + 1))
    if phrase is None:
        return main_subject(tokens, cue)
    if phrase.pronoun:
        return _named_by_pronoun(tokens, phrase) or phrase
    if phrase.first and _depends(tokens[phrase.first - 1]):
        antecedent = _antecedent(tokens, phrase.first)
        if antecedent is not None:
            return antecedent
    if _is_occasion(tokens, phrase) or _is_gerunds_object(tokens, phrase):
        return main_subject(tokens, cue)
    phrase = _first_of_roles(tokens, phrase) or phrase
    if phrase.first and phrase.name is None:
        host = _host_without_comma(tokens, phrase)
        if host is not None:
            return host
        infinitive = tokens[phrase.first - 1].low == "to"
        if infinitive and tokens[phrase.first].kind is Word.OTHER:
            return main_subject(tokens, cue)
    return phrase


def _first_of_roles(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase | None:
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


def _before_time(tokens: Sequence[Token], phrase: NounPhrase | None) -> NounPhrase | None:
    """The phrase without the time at its end: "Jan Kowal (last week said)"."""
    if phrase is None or not is_time(phrase):
        return phrase
    begins = phrase.first
    for position in range(phrase.following - 1, phrase.first, -1):
        if tokens[position].low in _WHEN:
            begins = position
            break
    return phrase_ending(tokens[:begins], begins) if begins else phrase


_WHEN = frozenset(listed("last this next earlier late early later that on"))


def _caused(tokens: Sequence[Token], to: int) -> NounPhrase | None:
    """Who quips, in "prompted X to quip"."""
    for position in range(to - 1, max(-1, to - 8), -1):
        if tokens[position].low in _CAUSING:
            phrase = noun_phrase(tokens, position + 1)
            if phrase is not None and phrase.following == to:
                return phrase
            break
    return _caused_too(tokens, to)


def _caused_too(tokens: Sequence[Token], to: int) -> NounPhrase | None:
    """Who announces, in "led X to resign and Y to announce"."""
    second = phrase_ending(tokens, to)
    if second is None or second.first < 4 or tokens[second.first - 1].low != "and":
        return None
    earlier = tokens[max(0, second.first - 14) : second.first]
    causes = any(token.low in _CAUSING for token in earlier)
    return second if causes and any(token.low == "to" for token in earlier) else None


_CAUSING = frozenset(
    listed("""
    prompt prompts prompted prompting lead leads led leading force forces forced forcing cause
    causes caused causing push pushes pushed drive drives drove compel compelled inspire inspired
    encourage encouraged encouraging allow allows allowed allowing get gets got
    """)
)


def _named_by_pronoun(tokens: Sequence[Token], pronoun: NounPhrase) -> NounPhrase | None:
    """Who "it" is in "the ministry said it regretted": the subject of the clause around it."""
    cue = pronoun.first - 1
    if cue > 0 and tokens[cue].low == "that":
        cue -= 1
    if pronoun.head not in ("it", "they") or cue < 1 or not is_cue(tokens, cue):
        return None
    outer = subject_of(tokens, cue)
    return outer if outer is not None and not outer.pronoun else None


def _depends(token: Token) -> bool:
    """Whether what follows is an object: "met X", "works for X"."""
    return token.kind in (Word.VERB, Word.PREPOSITION) and token.low != "as"


def _is_occasion(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether the phrase only tells when: "a report right after the launch said"."""
    before = tokens[phrase.first - 1].low if phrase.first else ""
    return (
        before in ("after", "before", "during", "since", "following")
        and phrase.name is None
        and phrase.head not in nouns.PERSON_NOUNS
    )


def _is_gerunds_object(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether the phrase belongs to "in answering the charge", which the subject does."""
    return (
        phrase.first > 1
        and phrase.name is None
        and tokens[phrase.first - 1].low.endswith("ing")
        and tokens[phrase.first - 2].kind is Word.PREPOSITION
    )


def _antecedent(tokens: Sequence[Token], end: int) -> NounPhrase | None:
    """The noun before a relative clause that no comma closes: "a man who works for Y said"."""
    for position in range(end - 1, 0, -1):
        token = tokens[position]
        if token.word == "," or token.kind in (Word.CUE, Word.CONJUNCTION):
            return None
        if token.low == "who":
            return phrase_ending(tokens, position)
    return None


def _host_without_comma(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase | None:
    """The name before a role that no second comma closes: "X, head and founder of Y said"."""
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


def _subject_of_writing(tokens: Sequence[Token], index: int) -> NounPhrase | None:
    """ "issued a statement saying" is the issuer's, "a sign reading" the sign's."""
    token = tokens[index]
    if token.low in nouns.INSCRIBED or token.low in _NETWORKS:
        published = _published(tokens, index)
        if published is not None:
            return subject_of(tokens, published)
    return phrase_ending(tokens, index + 1) if token.low in nouns.INSCRIBED else None


def _subject_of_earlier_verb(tokens: Sequence[Token], conjunction: int) -> NounPhrase | None:
    """Who "laughed", in "laughed and said"."""
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
    """The verb of "issued a statement saying": whoever issued it says it."""
    for position in range(index - 1, max(0, index - 7), -1):
        if tokens[position].low in _PUBLISHING:
            return position
        if tokens[position].word == ",":
            return None
    return None


def _subject_of_participle(tokens: Sequence[Token], cue: int, index: int) -> NounPhrase | None:
    """Whose "adding …" it is.

    The speaker before ("X said, adding"), an object ("footage of X saying"), who is "quoted as
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
        return _subject_of_content(tokens, position)
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


def _subject_of_content(tokens: Sequence[Token], auxiliary: int) -> NounPhrase | None:
    """Who "had posted" it, in "papers showed X had posted it, calling"."""
    phrase = phrase_ending(tokens, auxiliary)
    if phrase is None or phrase.name is None or not phrase.first:
        return None
    return phrase if tokens[phrase.first - 1].kind in (Word.CUE, Word.VERB) else None


def _governs(token: Token) -> bool:
    """Whether what follows is an object that acts: "footage of X asking", "shows X saying"."""
    return token.kind in (Word.PREPOSITION, Word.VERB) or token.low in _PERCEIVING


_PERCEIVING = frozenset(
    listed("""
    heard hear hears hearing quoted quotes quote caught captured recorded filmed saw seen overheard
    recalled recalls recalling remembered remembers remembering
    """)
)
"""Verbs whose object speaks; of others the subject does: "criticised X, saying"."""


def _subject_before_relative(tokens: Sequence[Token], closing: int) -> NounPhrase | None:
    """The sentence's subject, where a long clause with commas of its own follows it.

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
        phrase = _unless_governed(tokens, _host(tokens, phrase_ending(tokens, position)))
        inserted = noun_phrase(tokens, position + 1) if opening != "(" else None
        if inserted is None or not _is_whole_name(tokens, inserted, closing):
            return phrase
        introduced = tokens[0].kind in (Word.PREPOSITION, Word.ADVERB, Word.CUEING)
        if phrase is None or phrase.name is None or introduced:
            return inserted
        return phrase
    return None


def _host(tokens: Sequence[Token], phrase: NounPhrase | None) -> NounPhrase | None:
    """The name that further insertions explain: "X, 35, the daughter of Y,"."""
    for _ in range(3):
        if phrase is None or phrase.name is not None or phrase.first < 2:
            return phrase
        if tokens[phrase.first - 1].word != ",":
            return phrase
        host = _unless_governed(tokens, phrase_ending(tokens, phrase.first - 1))
        if host is None:
            return phrase
        phrase = host
    return phrase


def _unless_governed(tokens: Sequence[Token], phrase: NounPhrase | None) -> NounPhrase | None:
    """Null for a phrase that depends on a preposition."""
    if phrase is None or not phrase.first:
        return phrase
    before = tokens[phrase.first - 1]
    governed = before.kind is Word.PREPOSITION and before.low not in ("as", "since", "until")
    return None if governed else phrase


def _is_whole_name(tokens: Sequence[Token], phrase: NounPhrase, end: int) -> bool:
    """Whether the words up to `end` are a person's name and what modifies it: "Jan Kowal"."""
    first = tokens[phrase.first]
    if first.kind is not Word.NAME or phrase.name is None or first.low in nouns.PERSON_NOUNS:
        return False
    words = tokens[phrase.first : phrase.following]
    if "-" in first.word and len(words) == 1:
        return False  # "R-Ohio"
    return len(words) > 1 and after_modifiers(tokens, phrase.following) >= end
