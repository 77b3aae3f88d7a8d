"""Attributions before a quotation: X said, "…"; X: "…"; X's answer: "…"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefings.analysis import nouns
from briefings.analysis.article_layout import FURTHER_OUT, HARDLY, ArticleLayout, Lead
from briefings.analysis.attribution_after import Tail, according_to, owned
from briefings.analysis.hollow_verbs import MAKING, does_not_report, is_helped
from briefings.analysis.lexicon import Word
from briefings.analysis.main_clause import main_subject
from briefings.analysis.passive import is_passive
from briefings.analysis.phrases import NounPhrase, is_time, named_apposition, noun_phrase
from briefings.analysis.rules import Rule
from briefings.analysis.sayers import can_say, is_quoted
from briefings.analysis.subjects import subject_of
from briefings.analysis.tokens import Token, is_cue, is_plain_noun, is_possessive
from briefings.analysis.wordlists import listed


def before(layout: ArticleLayout, index: int) -> Lead | None:
    """The words before: X said, "…"; X: "…"; X called it "…"."""
    if layout.begins_sentence(index):
        return None
    tokens = _after_label(_after_bracket(layout.tokens_before(index)))
    if not tokens:
        return None
    for rule, find in _BEFORE:
        if rule not in layout.off:
            lead = find(tokens)
            if lead is not None:
                return lead
    return None


def participle(layout: ArticleLayout, index: int) -> Lead | None:
    """The speaker in "Saying that “…”, Jan Kowal left": the subject follows the words."""
    tokens = layout.tokens_before(index)
    if not tokens or tokens[0].kind is not Word.CUEING or not tokens[0].low.endswith("ing"):
        return None
    if any(token.kind in (Word.AUXILIARY, Word.CUE) or token.word == "," for token in tokens[1:]):
        return None
    after = layout.tokens(layout.after(index))
    begins = next((n + 1 for n, token in enumerate(after) if token.word == ","), 0)
    if not begins and layout.last_letter(index) != ",":
        return None
    phrase = noun_phrase(after, begins)
    if phrase is None or not can_say(after, phrase):
        return None
    return Lead(Rule.BEFORE_CUE, 0.85, phrase, cue=tokens[0].low)


def _after_bracket(tokens: list[Token]) -> list[Token]:
    """The words after a bracket that is still open: a sentence of its own."""
    depth = 0
    for position in range(len(tokens) - 1, -1, -1):
        if tokens[position].word == ")":
            depth += 1
        elif tokens[position].word == "(":
            depth -= 1
            if depth < 0:
                return tokens[position + 1 :]
    return tokens


def _after_label(tokens: list[Token]) -> list[Token]:
    """The words after the label of a caption: "Distance: Jan Kowal said it was hard"."""
    for colon in range(1, min(_LONGEST_LABEL, len(tokens) - 2)):
        if tokens[colon].word == ":":
            subject = tokens[colon + 1].kind in (Word.NAME, Word.PRONOUN, Word.DETERMINER)
            cued = any(is_cue(tokens, n) for n in range(colon + 2, len(tokens)))
            return tokens[colon + 1 :] if subject and cued else tokens
    return tokens


_LONGEST_LABEL = 5


def _before_according(tokens: Sequence[Token]) -> Lead | None:
    if len(tokens) == _ACCORDING_TO_HER and tokens[0].low == "according":
        whom = tokens[2]
        if whom.low in ("him", "her") and tokens[3].word == ",":
            phrase = NounPhrase(whom.start, whom.end, None, whom.low, True, 3, 2)
            return Lead(Rule.ACCORDING_TO, 0.8, phrase, cue="according to")
    return according_to(Tail(tokens))


_ACCORDING_TO_HER = 4
"""The words of "According to her, “…”"."""


def hardly(layout: ArticleLayout, index: int) -> Lead | None:
    """A verb of saying with a subject that can hardly speak: still, the words are somebody's."""
    if layout.begins_sentence(index):
        return None
    tokens = _after_bracket(layout.tokens_before(index))
    lead = _before_cue(tokens, anything=True) if tokens else None
    if lead is None:
        return None
    outer = _further_out(tokens, lead)
    if outer is not None:
        return replace(lead, phrase=outer, confidence=FURTHER_OUT)
    return replace(lead, confidence=HARDLY)


def _further_out(tokens: Sequence[Token], lead: Lead) -> NounPhrase | None:
    """The nearest phrase before a verb that can speak and that no preposition governs."""
    cue = next((n for n, t in enumerate(tokens) if t.low == lead.cue), len(tokens))
    last = cue if lead.phrase is None or lead.phrase.first >= cue else lead.phrase.first
    for first in range(last - 1, -1, -1):
        token, before = tokens[first], tokens[first - 1] if first else None
        if token.kind not in (Word.NAME, Word.PRONOUN, Word.DETERMINER):
            continue
        if before is not None and (
            before.kind in (Word.PREPOSITION, Word.NAME, Word.DETERMINER) or before.low == "to"
        ):
            continue
        phrase = noun_phrase(tokens, first)
        if phrase is None or is_time(phrase) or is_possessive(tokens[phrase.following - 1]):
            continue
        person = phrase.name is not None or phrase.head in nouns.PERSON_NOUNS
        if (person or phrase.head in _SOMEBODY) and not is_quoted(tokens, phrase):
            return phrase
    return None


_SOMEBODY = frozenset(listed("he she they we i"))


def _before_cue(tokens: Sequence[Token], *, anything: bool = False) -> Lead | None:
    said_first = inverted(tokens)
    if said_first is not None:
        return said_first
    aside: Lead | None = None
    for place in range(len(tokens) - 1, -1, -1):
        cue = _cue_at(tokens, place)
        if cue is None or (not cue and tokens[cue].kind is Word.CUEING):
            continue
        if does_not_report(tokens, cue) or is_helped(tokens, cue):
            continue
        if _is_anothers(tokens, cue) or _is_judged(tokens, cue):
            continue
        phrase = _named_after(tokens, cue)
        if phrase is None:
            phrase = _agent(tokens, cue) if is_passive(tokens, cue) else subject_of(tokens, cue)
        if phrase is None:
            continue
        named = named_apposition(tokens, phrase) if phrase.name is None else None
        able = can_say(tokens, named or phrase) or _plainly_says(tokens, cue, phrase)
        if not able and (not anything or is_quoted(tokens, phrase)):
            continue
        lead = Lead(Rule.BEFORE_CUE, 0.92, named or phrase, cue=tokens[cue].low)
        if not (cue and tokens[cue - 1].kind is Word.RELATIVE and cue < len(tokens) - 3):
            return lead
        aside = aside or lead
    return aside


def _plainly_says(tokens: Sequence[Token], cue: int, phrase: NounPhrase) -> bool:
    """Whether an unlisted noun is right before "said", as only speakers are."""
    owned = tokens[phrase.first].low in ("his", "her", "their", "its")
    return (
        tokens[cue].low in (_PLAIN | _NAMING if owned else _PLAIN)
        and phrase.following == cue
        and is_plain_noun(phrase.head)
        and phrase.head.isalpha()
        and not is_quoted(tokens, phrase)
    )


_NAMING = frozenset(listed("called calls call dubbed described describe praised labelled labeled"))
_PLAIN = frozenset(listed("said says say told tells tell added add wrote write chanted shouted"))


def _cue_at(tokens: Sequence[Token], place: int) -> int | None:
    """The verb of saying at `place`; for "made clear" the one before it."""
    if place and tokens[place].low == "clear" and tokens[place - 1].low in MAKING:
        return place - 1
    return place if is_cue(tokens, place) else None


def _is_anothers(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the clause asks what somebody says, or only says when: "wondered if X agreed"."""
    if cue and tokens[cue - 1].low == "being" and _cue_before(tokens, cue):
        return True  # "despite being told that"
    judged = any(token.low == "as" for token in tokens[-3:])  # "dismissed the claims as “…”"
    if (
        not judged
        and tokens[cue].low in _REACTING
        and any(
            token.low in _OTHERS_WORDS and not is_possessive(tokens[place - 1])
            for place, token in enumerate(tokens[cue + 1 :], start=cue + 1)
        )
    ):
        return True
    for position in range(cue - 1, max(0, cue - 6), -1):
        if tokens[position].kind is Word.PUNCTUATION:
            return False
        if tokens[position].low in ("if", "whether"):
            return _cue_before(tokens, position)
    return False


def _is_judged(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the verb only says what is judged: "she says that posts accusing X are “…”"."""
    if tokens[cue].low not in _JUDGING or tokens[-1].low not in _BEING:
        return False
    if any(token.low == "that" or token.word == "," for token in tokens[cue:]):
        return False
    return any(is_cue(tokens, place) and tokens[place].kind is Word.CUE for place in range(cue))


_BEING = frozenset(("is", "are", "was", "were"))
_JUDGING = frozenset(
    listed("""
    accusing attacking blaming calling challenging comparing condemning criticising criticizing
    defending denouncing describing dismissing mocking praising questioning slamming welcoming
    """)
)
_REACTING = frozenset(
    listed("""
    denied denies denying dismissed dismisses dismissing hit hits rejected rebutted rebuts refuted
    responded responds countered counters disputed disputes reacted reacts answered answers defended
    """)
)
_OTHERS_WORDS = frozenset(
    listed("""
    accusations accusation allegations allegation claims criticism criticisms suggestions suggestion
    rumours rumors suspicions charges assertions complaints
    """)
)
"""Others' words that somebody reacts to: "denied accusations that it was “a sham”"."""


def _cue_before(tokens: Sequence[Token], end: int) -> bool:
    return any(is_cue(tokens, position) for position in range(end))


def _named_after(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """The name after an inserted verb: "But, said X, …"."""
    if not cue or tokens[cue - 1].word != "," or tokens[cue].low not in ("said", "says", "wrote"):
        return None
    phrase = noun_phrase(tokens, cue + 1)
    if phrase is None or phrase.pronoun or not can_say(tokens, phrase):
        return None
    if is_possessive(tokens[phrase.following - 1]):
        return None  # "X, the mayor, said the town’s “…”"
    return phrase if all(token.word == "," for token in tokens[phrase.following :]) else None


def inverted(tokens: Sequence[Token]) -> Lead | None:
    """ "Said Smith: …": the verb begins the sentence."""
    if tokens[0].kind is not Word.CUEING or tokens[-1].word not in (":", ","):
        return None
    if tokens[0].low.endswith("ing") or len(tokens) < 3 or tokens[1].kind is not Word.NAME:
        return None
    return Lead(Rule.BEFORE_CUE, 0.9, noun_phrase(tokens, 1), cue=tokens[0].low)


def _agent(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """Who asked, in "was asked by X"."""
    for position in range(cue + 1, min(cue + 5, len(tokens) - 1)):
        if tokens[position].low == "by":
            return noun_phrase(tokens, position + 1)
    return None


def _after_dash(tokens: Sequence[Token]) -> Lead | None:
    """A headline, a dash, and its author: "Too early to tell - Jan Kowal:"."""
    phrase = _named_before_colon(tokens) if tokens[-1].word == ":" else None
    if phrase is None or not phrase.first or tokens[phrase.first - 1].word not in _DASHES:
        return None
    return Lead(Rule.BEFORE_COLON, 0.8, phrase, cue=":")


def _before_colon(tokens: Sequence[Token]) -> Lead | None:
    if tokens[-1].word != ":" or tokens[0].low in _TOPICAL:
        return None
    phrase = (
        _writer_before_outlet(tokens)
        or _named_before_colon(tokens)
        or main_subject(tokens, len(tokens))
    )
    if phrase is None or phrase.end - phrase.start == 1:
        return None  # "A: …" answers
    named = named_apposition(tokens, phrase) if phrase.name is None else None
    if not can_say(tokens, named or phrase):
        return None
    return Lead(Rule.BEFORE_COLON, 0.8, named or phrase, cue=":")


def _writer_before_outlet(tokens: Sequence[Token]) -> NounPhrase | None:
    """Who asks, in "Jan Kowal, Arden Herald: “…”": the person, not the paper."""
    first = len(tokens) - 1
    while first and tokens[first - 1].kind in (Word.NAME, Word.DETERMINER):
        first -= 1
    if first < 3 or first == len(tokens) - 1 or tokens[first - 1].word != ",":
        return None
    start = first - 1
    while start and tokens[start - 1].kind is Word.NAME:
        start -= 1
    if start or first - 1 - start < 2:
        return None
    return noun_phrase(tokens[: first - 1], start)


_TOPICAL = frozenset(("on", "about", "regarding"))
"""How a heading within an interview begins: "On the boats: “…”"."""
_DASHES = frozenset(("-", "–", "—", "--", "―"))


def _named_before_colon(tokens: Sequence[Token]) -> NounPhrase | None:
    """A name by itself before the colon: "More from X:", "Too early? - X:"."""
    first = len(tokens) - 1
    while first and (tokens[first - 1].kind is Word.NAME or tokens[first - 1].low == "and"):
        first -= 1
    if first == len(tokens) - 1:
        return None
    before = tokens[first - 1] if first else None
    if before is None or before.kind is Word.PUNCTUATION or before.low in ("from", "by"):
        return noun_phrase(tokens, first)
    return None


def _asserted(tokens: Sequence[Token]) -> Lead | None:
    """Whose assertion the marked words end: "blamed them for X's claim that the pier “sank”"."""
    that = next((n for n in range(len(tokens) - 1, 0, -1) if tokens[n].low == "that"), None)
    if that is None or len(tokens) - that > _SHORT_CLAUSE or tokens[-1].low in _NO_CLAUSE:
        return None
    if any(is_cue(tokens, place) for place in range(that + 1, len(tokens))):
        return None
    for noun in range(that - 1, max(0, that - 5), -1):
        if tokens[noun].kind is Word.PUNCTUATION or is_cue(tokens, noun):
            return None
        if tokens[noun].low in _ASSERTIONS:
            lead = _possessive(tokens[: noun + 1])
            owner = lead.phrase if lead is not None else None
            return lead if owner is not None and owner.following == noun else None
    return None


_SHORT_CLAUSE = 8
_NO_CLAUSE = frozenset(listed("is are was were as to for with by"))
_ASSERTIONS = frozenset(
    listed("""
    claim assertion statement suggestion remark comment prediction promise warning complaint
    allegation assumption
    """)
)


def _possessive(tokens: Sequence[Token]) -> Lead | None:
    """ "X's answer: …", "her remark that …": whose words they are."""
    for position in range(len(tokens) - 1, 0, -1):
        if tokens[position].low not in nouns.UTTERANCES:
            continue
        for owner in range(position - 1, max(-1, position - 5), -1):
            token = tokens[owner]
            if token.kind is Word.NAME and is_possessive(token):
                first = owner
                while first and tokens[first - 1].kind is Word.NAME:
                    first -= 1
                return Lead(
                    Rule.POSSESSIVE, 0.8, owned(tokens, first, owner), cue=tokens[position].low
                )
            if token.low in ("his", "her"):
                return Lead(
                    Rule.POSSESSIVE, 0.7, owned(tokens, owner, owner), cue=tokens[position].low
                )
            if token.kind not in (Word.NAME, Word.OTHER, Word.ADVERB):
                break
    return None


def _lead_in(tokens: Sequence[Token]) -> Lead | None:
    """A subject and an unlisted verb before a comma or a dash: X beamed, "…"."""
    if tokens[-1].word not in (",", "—", "–", "--"):
        return None
    if any(is_cue(tokens, cue) and is_passive(tokens, cue) for cue in range(len(tokens))):
        return None
    phrase = main_subject(tokens, len(tokens))
    if not can_say(tokens, phrase):
        return None
    return Lead(Rule.BEFORE_SUBJECT, 0.5, phrase)


_BEFORE: tuple[tuple[Rule, Callable[[Sequence[Token]], Lead | None]], ...] = (
    (Rule.BEFORE_COLON, _after_dash),
    (Rule.POSSESSIVE, _asserted),
    (Rule.BEFORE_CUE, _before_cue),
    (Rule.ACCORDING_TO, _before_according),
    (Rule.POSSESSIVE, _possessive),
    (Rule.BEFORE_COLON, _before_colon),
    (Rule.BEFORE_SUBJECT, _lead_in),
)
