"""Quotations with their speaker in another quotation's attribution or in another sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.analysis import lexicon
from briefings.analysis.article_layout import HARDLY, TAIL_RULES, ArticleLayout, Lead
from briefings.analysis.attribution_after import Tail, late
from briefings.analysis.attribution_before import inverted
from briefings.analysis.lexicon import Word
from briefings.analysis.main_clause import main_subject
from briefings.analysis.phrases import NounPhrase, named_apposition, noun_phrase
from briefings.analysis.rules import Rule
from briefings.analysis.sayers import can_say
from briefings.analysis.subjects import subject_of
from briefings.analysis.tokens import Token, is_cue
from briefings.analysis.wordlists import listed


def continued(layout: ArticleLayout, index: int) -> Lead | None:
    """A later paragraph of a quotation over several paragraphs."""
    if not layout.passages[index].continues or not index:
        return None
    return Lead(Rule.CONTINUED, 0.97, inherits=index - 1, same_utterance=True)


def split(layout: ArticleLayout, index: int) -> Lead | None:
    """ "A," X said, "B.": the second part of a quotation split by its attribution."""
    if not index or layout.begins_sentence(index):
        return None
    begin, end = layout.before(index)
    if begin != layout.passages[index - 1].closing:
        return None
    link = layout.text[begin:end]
    earlier = layout.leads[index - 1]
    tokens = layout.tokens((begin, end))
    if earlier is None:
        return None
    words = [token for token in tokens if token.kind is not Word.PUNCTUATION]
    has_cue = any(is_cue(tokens, position) for position in range(len(tokens)))
    if not has_cue and not any(token.kind in (Word.NAME, Word.PRONOUN) for token in words):
        return Lead(Rule.SPLIT, 0.95, inherits=index - 1, cue=earlier.cue)
    open_end = link.rstrip().endswith((",", "—", "–", "-", ":", ";"))
    if earlier.rule not in TAIL_RULES or not open_end or _later_subject(tokens):
        return None
    return Lead(Rule.SPLIT, 0.99, inherits=index - 1, same_utterance=True, cue=earlier.cue)


def _later_subject(tokens: Sequence[Token]) -> bool:
    """Whether a second clause after the attribution has its own subject and verb of saying."""
    cues = [position for position in range(len(tokens)) if is_cue(tokens, position)]
    for cue in cues[1:]:
        before = tokens[cue - 1].kind
        if tokens[cue].kind is not Word.CUE:
            continue
        if before in (Word.NAME, Word.PRONOUN):
            return True
        anew = any(token.low in _CLAUSES for token in tokens[cues[0] : cue])
        if anew and before in (Word.OTHER, Word.RELATIVE):
            return True
    return False


_CLAUSES = frozenset(("as", "while", "when", "and", "but", "who"))


def follow_on(layout: ArticleLayout, index: int) -> Lead | None:
    """ "A," X said. "B.": only the attribution is between them."""
    if not index or not layout.in_same_paragraph(index, index - 1):
        return None
    earlier = layout.leads[index - 1]
    if earlier is None:
        return None
    passage, before = layout.passages[index], layout.passages[index - 1]
    if earlier.rule not in TAIL_RULES and layout.begins_sentence(index):
        lead = late(Tail(layout.tokens(layout.after(index - 1))))
        if lead is not None:
            return replace(lead, rule=Rule.FOLLOW_ON, same_utterance=False)
    if _is_answer(layout, index, earlier):
        return _asked_person(layout, index)
    between = layout.sentences_between(before.closing, passage.opening)
    if between > 1:
        return None
    if between and layout.begins_sentence(index) and Rule.NEXT_TELLER not in layout.off:
        other = _other_teller(layout, index, earlier)
        if other is not None:
            return other
    same = (
        earlier.rule in TAIL_RULES
        or earlier.same_utterance
        or not layout.text[before.closing : passage.opening].strip()
    )
    return Lead(Rule.FOLLOW_ON, 0.99, inherits=index - 1, same_utterance=same, cue=earlier.cue)


_ASKERS = frozenset(
    listed("""
    i we reporter reporters journalist journalists interviewer presenter moderator host
    """)
)
"""People who ask for an answer, not for effect."""


def _is_answer(layout: ArticleLayout, index: int, earlier: Lead) -> bool:
    """Whether the quotation before is a question to somebody who now answers."""
    asker = earlier.phrase
    return (
        asker is not None
        and asker.head in _ASKERS
        and earlier.cue in ("asked", "asks")
        and layout.begins_sentence(index)
        and layout.last_letter(index - 1) == "?"
    )


def _asked_person(layout: ArticleLayout, index: int) -> Lead:
    """The person asked in "…?" a reporter asked Jan Kowal. "No."; else a lead to nobody."""
    tokens = layout.tokens(layout.after(index - 1))
    cue = next(n for n, token in enumerate(tokens) if token.low in ("asked", "asks"))
    phrase = noun_phrase(tokens, cue + 1)
    if phrase is not None and (phrase.name is not None or phrase.head in ("him", "her")):
        return Lead(Rule.FOLLOW_ON, 0.7, phrase, cue=tokens[cue].low)
    return Lead(Rule.FOLLOW_ON, HARDLY, cue=tokens[cue].low)


def _other_teller(layout: ArticleLayout, index: int, earlier: Lead) -> Lead | None:
    """A new speaker between two quotations: "A," X said. Y says it is late. "B."."""
    start = layout.sentence_start(layout.passages[index].opening)
    lead = _subject_of_sentence(layout, index, start, Rule.SENTENCE_BEFORE, 0.7)
    if lead is None or lead.phrase is None or lead.phrase.name is None:
        return None
    if lead.cue is None and " " not in layout.text[slice(*lead.phrase.name)]:
        return None
    if lead.phrase.start < layout.passages[index - 1].closing:
        return None
    if earlier.phrase is not None and earlier.phrase.start == lead.phrase.start:
        return None
    return lead


def sentence_before(layout: ArticleLayout, index: int) -> Lead | None:
    """The sentence before, in the same paragraph, has a subject who goes on to speak."""
    passage = layout.passages[index]
    if not layout.begins_sentence(index):
        return None
    start = layout.sentence_start(passage.opening)
    line = layout.line_of(index)
    if start <= line.start:
        return None
    return _subject_of_sentence(layout, index, start, Rule.SENTENCE_BEFORE, 0.7)


def _subject_of_sentence(
    layout: ArticleLayout, index: int, position: int, rule: Rule, confidence: float
) -> Lead | None:
    """The subject of the sentence that ends at `position`."""
    begin = layout.sentence_start(position - 1)
    if index and layout.passages[index - 1].closing > begin:
        closing = layout.passages[index - 1].closing
        if layout.leads[index - 1] is not None and layout.passages[index - 1].opening > begin:
            return Lead(rule, confidence, inherits=index - 1)
        begin = closing
    tokens = layout.tokens((begin, position))
    if not tokens:
        return None
    said_first = inverted(tokens)
    if said_first is not None:
        return said_first
    source = _said_last(tokens)
    if source is not None:
        return Lead(rule, confidence, source, cue="said")
    for cue in range(len(tokens) - 1, -1, -1):
        if is_cue(tokens, cue) and tokens[cue].low not in lexicon.WEAK_CUES:
            phrase = subject_of(tokens, cue)
            if can_say(tokens, phrase):
                return Lead(rule, confidence, phrase, cue=tokens[cue].low)
    phrase = main_subject(tokens, len(tokens))
    if phrase is None:
        return None
    named = named_apposition(tokens, phrase) if phrase.name is None else None
    if not can_say(tokens, named or phrase):
        return None
    return Lead(rule, confidence - 0.1, named or phrase)


def _said_last(tokens: Sequence[Token]) -> NounPhrase | None:
    """The speaker at the end of the sentence: "War would be a disaster, said the mayor."."""
    for comma in range(len(tokens) - 3, 0, -1):
        if tokens[comma].word != "," or tokens[comma + 1].low not in ("said", "says"):
            continue
        phrase = noun_phrase(tokens, comma + 2)
        if phrase is None or not can_say(tokens, phrase):
            return None
        rest = tokens[phrase.following :]
        return phrase if not rest or rest[0].word in (".", ",") else None
    return None


def paragraph_before(layout: ArticleLayout, index: int) -> Lead | None:
    """A paragraph that ends with a colon introduces the quotation in the next."""
    passage = layout.passages[index]
    if not layout.begins_sentence(index) or not passage.paragraph:
        return None
    line = layout.lines[passage.paragraph - 1]
    if not layout.text[line.start : line.end].rstrip().endswith(":"):
        return None
    return _subject_of_sentence(layout, index, line.end, Rule.PARAGRAPH_BEFORE, 0.8)


def _under_heading(layout: ArticleLayout, index: int) -> bool:
    """Whether only the topic precedes: "On the boats: “…”"."""
    begin, end = layout.before(index)
    return (
        begin == layout.line_of(index).start
        and _HEADING.fullmatch(layout.text, begin, end) is not None
    )


_HEADING = re.compile(r"(?:On|About|Regarding) [^:.?!]{3,60}:\s*")


def quotation_before(layout: ArticleLayout, index: int) -> Lead | None:
    """A paragraph that is only a quotation continues the last paragraph."""
    passage = layout.passages[index]
    alone = layout.begins_sentence(index) or _under_heading(layout, index)
    if not index or not alone or not passage.paragraph:
        return None
    if layout.passages[index - 1].paragraph < passage.paragraph - 1:
        return None  # the subject of the paragraph between is right only one time in four
    if passage.paragraph in layout.sections:
        return None
    return Lead(Rule.QUOTATION_BEFORE, 0.6, inherits=index - 1)
