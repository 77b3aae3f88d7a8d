"""Who says it: the rules that find a quotation's speaker in the words around it.

Each rule looks at one place (the words after the quotation, before it, the sentence before, the
quotation before) and returns a `Lead` or nothing. `attribute` asks them in the order of their
strength. Nothing here knows whom a phrase means; that is `briefings.analysis.cast`'s part.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefings.analysis import grammar, lexicon
from briefings.analysis.grammar import NounPhrase, Token
from briefings.analysis.lexicon import Word
from briefings.analysis.rules import Rule
from briefings.analysis.scene import TAIL_RULES, Lead, Scene

_DASH_NAME = re.compile(
    r"\s*(?:[―—–]|--?)\s*(?P<name>(?:[^\W\d_a-z][\w.’'\-]*)(?:[ ,]+(?:[\w.’'\-&]+)){0,11})"
    r"[.,]?\s*(?=$|\n|[―—–]|[\"“”])",
)
_SPEAKER_COLON = re.compile(
    r"(?P<name>[A-Z][A-Z.'’\- ]{1,40}|[A-Z][\w.’'\-]+(?: [A-Z][\w.’'\-]+){0,3}):\s"
)
_ACCORDING = re.compile(r"\baccording to\s+", re.I)


def attribute(scene: Scene) -> list[Lead | None]:
    """A lead for every passage, in order; null where nothing points to a speaker."""
    for index in range(len(scene.passages)):
        scene.leads.append(_lead(scene, index))
    _hand_back(scene)
    return scene.leads


def _hand_back(scene: Scene) -> None:
    """A quotation over several paragraphs may name its speaker only in the last."""
    for index in range(len(scene.passages) - 1, 0, -1):
        lead, earlier = scene.leads[index], scene.leads[index - 1]
        if _shares_tail(scene, index):
            scene.leads[index - 1] = Lead(Rule.SPLIT, 0.8, inherits=index)
            continue
        if not scene.passages[index].continues or lead is None or lead.rule is Rule.CONTINUED:
            continue
        if earlier is None or earlier.confidence <= _WEAK:
            scene.leads[index - 1] = Lead(
                Rule.CONTINUED, 0.85, inherits=index, same_utterance=True, cue=lead.cue
            )


def _shares_tail(scene: Scene, index: int) -> bool:
    """Two passages in one sentence, the attribution after the second: the "a" of "b," X said."""
    lead, earlier = scene.leads[index], scene.leads[index - 1]
    if lead is None or not (lead.rule in TAIL_RULES or lead.inherits == index + 1):
        return False
    if earlier is not None and earlier.rule is not Rule.FOLLOW_ON:
        return False
    start = scene.sentence_start(scene.passages[index].opening)
    return start <= scene.passages[index - 1].opening and not scene.begins_sentence(index)


_WEAK = 0.6


def _lead(scene: Scene, index: int) -> Lead | None:
    for rule, find in _ORDER:
        if rule in scene.off:
            continue
        lead = find(scene, index)
        if lead is not None:
            return lead
    return None


def _continued(scene: Scene, index: int) -> Lead | None:
    """A later paragraph of a quotation that runs over several."""
    if not scene.passages[index].continues or not index:
        return None
    return Lead(Rule.CONTINUED, 0.95, inherits=index - 1, same_utterance=True)


def _transcript(scene: Scene, index: int) -> Lead | None:
    """ "SMITH: No." inside the marks names its speaker itself."""
    passage = scene.passages[index]
    match = _SPEAKER_COLON.match(scene.text, passage.start, min(passage.end, passage.start + 60))
    if match is None or not match["name"].isupper():
        return None
    return Lead(Rule.TRANSCRIPT, 0.9, surface=match.span("name"), cue=":")


def _signed(scene: Scene, index: int) -> Lead | None:
    """A dash and a name after the quotation, on its line or alone on the next."""
    passage = scene.passages[index]
    line = scene.line_of(index)
    if not passage.closed:
        return _signed_within(scene, index)
    if not _ends_line(scene, passage.closing, line.end):
        match = _DASH_NAME.match(scene.text, passage.closing, line.end)
    elif passage.paragraph + 1 < len(scene.lines):
        following = scene.lines[passage.paragraph + 1]
        if following.end - following.start > 120:
            return None
        match = _DASH_NAME.match(scene.text, following.start, following.end)
    else:
        match = None
    if match is None or _has_verb(scene, match.span("name")):
        return None
    return Lead(Rule.SIGNED, 0.95, surface=match.span("name"), cue="―")


_BLANK = re.compile(r"[ .\xa0]*")


def _ends_line(scene: Scene, position: int, end: int) -> bool:
    match = _BLANK.match(scene.text, position, end)
    return match is not None and match.end() == end


def _signed_within(scene: Scene, index: int) -> Lead | None:
    """A pulled quotation whose mark closes only after the name on the next line."""
    passage = scene.passages[index]
    if passage.paragraph + 1 >= len(scene.lines):
        return None
    line = scene.lines[passage.paragraph + 1]
    match = _NAME_AND_MARK.match(scene.text, line.start, line.end)
    if match is None or _has_verb(scene, match.span("name")):
        return None
    return Lead(Rule.SIGNED, 0.9, surface=match.span("name"))


_NAME_AND_MARK = re.compile(r"(?P<name>[A-Z][\w.’'\- ,()]{2,90}?)[.,]?[\"”]\s*$")


def _has_verb(scene: Scene, zone: tuple[int, int]) -> bool:
    return any(
        token.kind in (Word.CUE, Word.VERB, Word.AUXILIARY)
        for token in grammar.tokenize(scene.text, *zone)
    )


def _after(scene: Scene, index: int) -> Lead | None:
    """The words after: "…," said X; "…," X said; "…," according to X."""
    tokens = scene.tokens(scene.after(index))
    while tokens and tokens[0].word in (",", "—", "–", "-", "--", "…"):
        tokens = tokens[1:]
    if not tokens:
        return None
    same_sentence = _tail_belongs(scene, index, tokens)
    last = scene.last_letter(index)
    asks, goes_on = last in "?!", last.isalnum()
    if last == "." and not same_sentence and _has_tail_before(scene, index):
        return None
    for rule, find in _AFTER:
        if rule not in scene.off:
            lead = find(tokens, same_sentence, asks, goes_on)
            if lead is not None:
                return lead
    return None


def _has_tail_before(scene: Scene, index: int) -> bool:
    """Whether the quotation goes on one that has its attribution: "A," X said. "B." Y said …"""
    if not index or not scene.in_same_paragraph(index, index - 1):
        return False
    earlier = scene.leads[index - 1]
    return earlier is not None and earlier.rule in TAIL_RULES


def _tail_belongs(scene: Scene, index: int, tokens: Sequence[Token]) -> bool:
    """Whether the words after a quotation belong to its sentence."""
    last = scene.last_letter(index)
    if last not in ".?!…":
        return True
    return scene.sentence_start(tokens[0].start) < scene.passages[index].closing


def _verb_first(
    tokens: Sequence[Token], same_sentence: bool, asks: bool, goes_on: bool
) -> Lead | None:
    position = 0
    while position < len(tokens) and tokens[position].kind in (Word.ADVERB, Word.AUXILIARY):
        position += 1
    if position >= len(tokens) or position > 3 or not _leads_out(tokens, position):
        return None
    cue = tokens[position]
    position += 1
    while position < len(tokens) and tokens[position].kind is Word.ADVERB:
        position += 1
    phrase = grammar.noun_phrase(tokens, position)
    if phrase is None or grammar.is_time(phrase) or phrase.head in ("that", "this", "these"):
        return None
    if phrase.pronoun and phrase.head not in lexicon.PRONOUNS:
        return None
    named = grammar.named_apposition(tokens, phrase) if phrase.name is None else None
    return Lead(Rule.AFTER_VERB_FIRST, 0.97, named or phrase, cue=cue.low, directly=True)


def _leads_out(tokens: Sequence[Token], position: int) -> bool:
    """A verb of saying, or any past tense that a name follows: "…," beamed Jan Kowal."""
    token = tokens[position]
    if token.kind is Word.CUE:
        return True
    named = position + 1 < len(tokens) and tokens[position + 1].kind is Word.NAME
    return named and position == 0 and token.kind is Word.OTHER and token.low.endswith("ed")


def _subject_beside(
    tokens: Sequence[Token], same_sentence: bool, asks: bool, goes_on: bool
) -> Lead | None:
    lead = _subject_first(tokens, same_sentence, asks, goes_on)
    return lead if lead is not None and lead.directly else None


_SAYS = frozenset("said says wrote writes added adds reports reported".split())


def _late(tokens: Sequence[Token], same_sentence: bool, asks: bool, goes_on: bool) -> Lead | None:
    """More words, then the attribution: "People cheered" at the gates, she said."""
    if not same_sentence:
        return None
    for comma in range(len(tokens) - 3, -1, -1):
        if tokens[comma].word != ",":
            continue
        inverted = tokens[comma + 1].low in _SAYS and tokens[0].kind is not Word.NAME
        phrase = grammar.noun_phrase(tokens, comma + (2 if inverted else 1))
        if phrase is None or (phrase.name is None and not phrase.pronoun):
            continue
        if inverted:
            return Lead(Rule.AFTER_LATE, 0.85, phrase, cue=tokens[comma + 1].low)
        cue = phrase.following
        if cue < len(tokens) and tokens[cue].kind is Word.CUE and _ends_soon(tokens, cue):
            return Lead(Rule.AFTER_LATE, 0.85, phrase, cue=tokens[cue].low)
    return None


def _subject_first(
    tokens: Sequence[Token], same_sentence: bool, asks: bool, goes_on: bool
) -> Lead | None:
    first = 0
    while first < len(tokens) and tokens[first].kind in (Word.CONJUNCTION, Word.ADVERB):
        first += 1
    phrase = grammar.noun_phrase(tokens, first)
    if phrase is None or (phrase.pronoun and phrase.head not in lexicon.PRONOUNS):
        return None
    cue = _cue_after(tokens, phrase.following, near=not same_sentence)
    if cue is None:
        return None
    if not same_sentence and not asks and not _ends_soon(tokens, cue):
        return None
    named = grammar.named_apposition(tokens, phrase) if phrase.name is None else None
    strength = 0.95 if grammar.is_cue(tokens, cue) else 0.75
    directly = cue == phrase.following and first == 0 and strength > 0.9
    if _is_passive(tokens, cue) or (goes_on and not (directly and (phrase.name or phrase.pronoun))):
        return None
    return Lead(
        Rule.AFTER_SUBJECT_FIRST, strength, named or phrase, cue=tokens[cue].low, directly=directly
    )


def _cue_after(tokens: Sequence[Token], first: int, *, near: bool) -> int | None:
    """The verb of the clause whose subject ends at `first`: a cue, or failing that any verb."""
    verb: int | None = None
    for position in range(first, len(tokens)):
        token = tokens[position]
        if grammar.is_cue(tokens, position):
            return position
        finite = token.kind is Word.VERB or (token.kind is Word.OTHER and token.low.endswith("ed"))
        if finite and verb is None:
            verb = position
        if near and position > first + (16 if tokens[first].word == "," else 3):
            break
    return None if near else verb


def _ends_soon(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the sentence after a full stop does nothing but name the speaker."""
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


def _according_to(tokens: Sequence[Token], *_: bool) -> Lead | None:
    for position in range(min(len(tokens) - 2, 12)):
        if tokens[position].low == "according" and tokens[position + 1].low == "to":
            phrase = grammar.noun_phrase(tokens, position + 2)
            if phrase is not None:
                return Lead(Rule.ACCORDING_TO, 0.85, phrase, cue="according to")
    return None


_After = Callable[[Sequence[Token], bool, bool, bool], Lead | None]
_AFTER: tuple[tuple[Rule, _After], ...] = (
    (Rule.ACCORDING_TO, _according_to),
    (Rule.AFTER_VERB_FIRST, _verb_first),
    (Rule.AFTER_SUBJECT_FIRST, _subject_beside),
    (Rule.AFTER_LATE, _late),
    (Rule.AFTER_SUBJECT_FIRST, _subject_first),
)


def _after_if_sure(scene: Scene, index: int) -> Lead | None:
    """The words after, for a quotation that begins its sentence or ends with a comma.

    A comma before "he said" says that the sentence was built around those words, whatever
    stands before.
    """
    if scene.begins_sentence(index):
        return _after(scene, index)
    if scene.last_letter(index) not in ",?!" or _called(scene, index):
        return None
    lead = _after(scene, index)
    return lead if lead is not None and lead.directly else None


def _called(scene: Scene, index: int) -> bool:
    """Whether a verb stands right before the marks: X called it "…"."""
    tokens = scene.tokens(scene.before(index))
    return len(tokens) > 1 and grammar.is_cue(tokens, len(tokens) - 1)


def _after_if_cue(scene: Scene, index: int) -> Lead | None:
    """The words after, for a quotation in mid-sentence: only with a verb of saying."""
    if scene.begins_sentence(index):
        return None
    lead = _after(scene, index)
    return lead if lead is not None and lead.confidence > 0.8 else None


def _split(scene: Scene, index: int) -> Lead | None:
    """ "A," X said, "B.": the second part of a quotation that its attribution parts."""
    if not index or scene.begins_sentence(index):
        return None
    begin, end = scene.before(index)
    if begin != scene.passages[index - 1].closing:
        return None
    link = scene.text[begin:end]
    earlier = scene.leads[index - 1]
    tokens = scene.tokens((begin, end))
    if earlier is None:
        return None
    words = [token for token in tokens if token.kind is not Word.PUNCTUATION]
    has_cue = any(grammar.is_cue(tokens, position) for position in range(len(tokens)))
    if not has_cue and not any(token.kind in (Word.NAME, Word.PRONOUN) for token in words):
        return Lead(Rule.SPLIT, 0.85, inherits=index - 1, cue=earlier.cue)
    tail = earlier.rule in TAIL_RULES
    if tail and link.rstrip().endswith((",", "—", "–", "-", ":", ";")):
        phrase = _later_subject(tokens)
        if phrase is None:
            return Lead(Rule.SPLIT, 0.95, inherits=index - 1, same_utterance=True, cue=earlier.cue)
    return None


def _later_subject(tokens: Sequence[Token]) -> int | None:
    """A second clause with its own subject and verb of saying after the attribution."""
    cues = [position for position in range(len(tokens)) if grammar.is_cue(tokens, position)]
    for cue in cues[1:]:
        if (
            tokens[cue].kind is Word.CUE
            and cue
            and tokens[cue - 1].kind in (Word.NAME, Word.PRONOUN)
        ):
            return cue
    return None


def _before(scene: Scene, index: int) -> Lead | None:
    """The words before: X said, "…"; X: "…"; X called it "…"."""
    if scene.begins_sentence(index):
        return None
    tokens = _after_bracket(scene.tokens_before(index))
    if not tokens:
        return None
    for rule, find in _BEFORE:
        if rule not in scene.off:
            lead = find(tokens)
            if lead is not None:
                return lead
    return None


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


def _before_according(tokens: Sequence[Token]) -> Lead | None:
    return _according_to(tokens)


def _before_cue(tokens: Sequence[Token]) -> Lead | None:
    inverted = _inverted(tokens)
    if inverted is not None:
        return inverted
    aside: Lead | None = None
    for cue in range(len(tokens) - 1, -1, -1):
        if not grammar.is_cue(tokens, cue) or (not cue and tokens[cue].kind is Word.CUEING):
            continue
        if _does_not_report(tokens, cue):
            continue
        phrase = (
            _agent(tokens, cue) if _is_passive(tokens, cue) else grammar.subject_of(tokens, cue)
        )
        if phrase is None:
            continue
        named = grammar.named_apposition(tokens, phrase) if phrase.name is None else None
        lead = Lead(Rule.BEFORE_CUE, 0.92, named or phrase, cue=tokens[cue].low)
        if not (cue and tokens[cue - 1].kind is Word.RELATIVE and cue < len(tokens) - 3):
            return lead
        aside = aside or lead
    return aside


def _does_not_report(tokens: Sequence[Token], cue: int) -> bool:
    """A verb that leads in no quotation here: "agreed to send", "made" far from the marks."""
    following = tokens[cue + 1].low if cue + 1 < len(tokens) else ""
    if (tokens[cue].low, following) in _STRONG_PAIRS:
        return False
    if tokens[cue].low in lexicon.WEAK_CUES:
        return cue < len(tokens) - 4 or tokens[-1].word not in (",", ":")
    return cue + 2 < len(tokens) and tokens[cue + 1].low == "to" and tokens[cue].low in _PROMISES


_STRONG_PAIRS = frozenset(
    (verb, particle)
    for verbs, particle in (
        ("put puts putting", "it"),
        ("went go goes going", "on"),
        ("shot shoots fired fires hit hits", "back"),
    )
    for verb in verbs.split()
)
_PROMISES = frozenset(
    """
    agree agrees agreed agreeing promise promises promised promising pledge pledges pledged vow vows vowed
    threaten threatens threatened decline declines declined demand demands demanded ask asks asked
    beg begs begged plead urge offer offers offered swear swears swore hasten continue continues continued
    """.split()
)


def _inverted(tokens: Sequence[Token]) -> Lead | None:
    """ "Said Smith: …": the verb begins the sentence."""
    if tokens[0].kind is not Word.CUEING or tokens[-1].word not in (":", ","):
        return None
    if tokens[0].low.endswith("ing") or len(tokens) < 3 or tokens[1].kind is not Word.NAME:
        return None
    return Lead(Rule.BEFORE_CUE, 0.9, grammar.noun_phrase(tokens, 1), cue=tokens[0].low)


_BE = frozenset("is was are were be been being".split())


def _is_passive(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the words are told of the subject and not by it: "was asked", "is called"."""
    if tokens[cue].kind is not Word.CUE or not cue:
        return False
    before = tokens[cue - 1]
    if before.kind is Word.ADVERB and cue > 1:
        before = tokens[cue - 2]
    return before.low in _BE and tokens[cue].low not in ("saying", "asking")


def _agent(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """Who asked, in "was asked by X"."""
    for position in range(cue + 1, min(cue + 5, len(tokens) - 1)):
        if tokens[position].low == "by":
            return grammar.noun_phrase(tokens, position + 1)
    return None


def _before_colon(tokens: Sequence[Token]) -> Lead | None:
    if tokens[-1].word != ":":
        return None
    phrase = _named_before_colon(tokens) or grammar.main_subject(tokens, len(tokens))
    if phrase is None:
        return None
    return Lead(Rule.BEFORE_COLON, 0.8, phrase, cue=":")


def _after_dash(tokens: Sequence[Token]) -> Lead | None:
    """A headline, a dash, and its author: "Too early to tell - Jan Kowal:"."""
    phrase = _named_before_colon(tokens) if tokens[-1].word == ":" else None
    if phrase is None or not phrase.first or tokens[phrase.first - 1].word not in _DASHES:
        return None
    return Lead(Rule.BEFORE_COLON, 0.8, phrase, cue=":")


_DASHES = frozenset(("-", "–", "—", "--", "―"))


def _named_before_colon(tokens: Sequence[Token]) -> NounPhrase | None:
    """A name alone before the colon: "More from X:", "Too early? - X:"."""
    first = len(tokens) - 1
    while first and (tokens[first - 1].kind is Word.NAME or tokens[first - 1].low == "and"):
        first -= 1
    if first == len(tokens) - 1:
        return None
    before = tokens[first - 1] if first else None
    if before is None or before.kind is Word.PUNCTUATION or before.low in ("from", "by"):
        return grammar.noun_phrase(tokens, first)
    return None


def _possessive(tokens: Sequence[Token]) -> Lead | None:
    """ "X's answer: …", "her remark that …": whose words they are."""
    for position in range(len(tokens) - 1, 0, -1):
        if tokens[position].low not in lexicon.UTTERANCES:
            continue
        for owner in range(position - 1, max(-1, position - 5), -1):
            token = tokens[owner]
            if token.kind is Word.NAME and grammar.is_possessive(token):
                first = owner
                while first and tokens[first - 1].kind is Word.NAME:
                    first -= 1
                return Lead(
                    Rule.POSSESSIVE, 0.8, _owner(tokens, first, owner), cue=tokens[position].low
                )
            if token.low in ("his", "her"):
                return Lead(
                    Rule.POSSESSIVE, 0.7, _owner(tokens, owner, owner), cue=tokens[position].low
                )
            if token.kind not in (Word.NAME, Word.OTHER, Word.ADVERB):
                break
    return None


def _owner(tokens: Sequence[Token], first: int, last: int) -> NounPhrase:
    end = tokens[last].end
    if grammar.is_possessive(tokens[last]):
        end -= 1 if tokens[last].low[-1] in "'’" else 2
    span = (tokens[first].start, end)
    pronoun = tokens[last].low in ("his", "her")
    return NounPhrase(*span, None if pronoun else span, tokens[last].low, pronoun, last + 1, first)


def _lead_in(tokens: Sequence[Token]) -> Lead | None:
    """A subject and an unlisted verb before a comma or a dash: X beamed, "…"."""
    if tokens[-1].word not in (",", "—", "–", "--"):
        return None
    phrase = grammar.main_subject(tokens, len(tokens))
    if phrase is None:
        return None
    return Lead(Rule.BEFORE_SUBJECT, 0.5, phrase)


_BEFORE: tuple[tuple[Rule, Callable[[Sequence[Token]], Lead | None]], ...] = (
    (Rule.BEFORE_COLON, _after_dash),
    (Rule.BEFORE_CUE, _before_cue),
    (Rule.ACCORDING_TO, _before_according),
    (Rule.POSSESSIVE, _possessive),
    (Rule.BEFORE_COLON, _before_colon),
    (Rule.BEFORE_SUBJECT, _lead_in),
)


def _follow_on(scene: Scene, index: int) -> Lead | None:
    """ "A," X said. "B.": nothing but the attribution stands between."""
    if not index or not scene.in_same_paragraph(index, index - 1):
        return None
    earlier = scene.leads[index - 1]
    if earlier is None:
        return None
    passage, before = scene.passages[index], scene.passages[index - 1]
    if earlier.rule not in TAIL_RULES and scene.begins_sentence(index):
        late = _late(scene.tokens(scene.after(index - 1)), True, False, False)
        if late is not None:
            return replace(late, rule=Rule.FOLLOW_ON, same_utterance=False)
    if scene.sentences_between(before.closing, passage.opening) > 1:
        return None
    same = (
        earlier.rule in TAIL_RULES
        or earlier.same_utterance
        or not scene.text[before.closing : passage.opening].strip()
    )
    return Lead(Rule.FOLLOW_ON, 0.9, inherits=index - 1, same_utterance=same, cue=earlier.cue)


def _sentence_before(scene: Scene, index: int) -> Lead | None:
    """The sentence before, in the same paragraph, has a subject who goes on to speak."""
    passage = scene.passages[index]
    if not scene.begins_sentence(index):
        return None
    start = scene.sentence_start(passage.opening)
    line = scene.line_of(index)
    if start <= line.start:
        return None
    return _subject_of_sentence(scene, index, start, Rule.SENTENCE_BEFORE, 0.7)


def _subject_of_sentence(
    scene: Scene, index: int, position: int, rule: Rule, confidence: float
) -> Lead | None:
    """The subject of the sentence that ends at `position`."""
    begin = scene.sentence_start(position - 1)
    if index and scene.passages[index - 1].closing > begin:
        closing = scene.passages[index - 1].closing
        if scene.leads[index - 1] is not None and scene.passages[index - 1].opening > begin:
            return Lead(rule, confidence, inherits=index - 1)
        begin = closing
    tokens = scene.tokens((begin, position))
    if not tokens:
        return None
    inverted = _inverted(tokens)
    if inverted is not None:
        return inverted
    for cue in range(len(tokens) - 1, -1, -1):
        if grammar.is_cue(tokens, cue) and tokens[cue].low not in lexicon.WEAK_CUES:
            phrase = grammar.subject_of(tokens, cue)
            if phrase is not None:
                return Lead(rule, confidence, phrase, cue=tokens[cue].low)
    phrase = grammar.main_subject(tokens, len(tokens))
    return None if phrase is None else Lead(rule, confidence - 0.1, phrase)


def _paragraph_before(scene: Scene, index: int) -> Lead | None:
    """A paragraph that ends with a colon leads in the quotation of the next."""
    passage = scene.passages[index]
    if not scene.begins_sentence(index) or not passage.paragraph:
        return None
    line = scene.lines[passage.paragraph - 1]
    if not scene.text[line.start : line.end].rstrip().endswith(":"):
        return None
    return _subject_of_sentence(scene, index, line.end, Rule.PARAGRAPH_BEFORE, 0.8)


def _quotation_before(scene: Scene, index: int) -> Lead | None:
    """A paragraph that is nothing but a quotation goes on where the last paragraph ended."""
    passage = scene.passages[index]
    if not index or not scene.begins_sentence(index) or not passage.paragraph:
        return None
    if scene.passages[index - 1].paragraph < passage.paragraph - 1:
        line = scene.lines[passage.paragraph - 1]
        return _subject_of_sentence(scene, index, line.end, Rule.QUOTATION_BEFORE, 0.4)
    return Lead(Rule.QUOTATION_BEFORE, 0.5, inherits=index - 1)


_Find = Callable[[Scene, int], Lead | None]
_ORDER: tuple[tuple[Rule | None, _Find], ...] = (
    (Rule.TRANSCRIPT, _transcript),
    (Rule.SIGNED, _signed),
    (None, _after_if_sure),
    (Rule.CONTINUED, _continued),
    (Rule.SPLIT, _split),
    (None, _before),
    (None, _after_if_cue),
    (Rule.FOLLOW_ON, _follow_on),
    (Rule.PARAGRAPH_BEFORE, _paragraph_before),
    (Rule.SENTENCE_BEFORE, _sentence_before),
    (Rule.QUOTATION_BEFORE, _quotation_before),
)
