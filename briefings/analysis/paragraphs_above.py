"""A quotation alone in its paragraph, with its speaker in the paragraph above."""

import re
from collections.abc import Sequence

from briefings.analysis.article_layout import ArticleLayout, Lead
from briefings.analysis.lexicon import Word
from briefings.analysis.main_clause import main_subject
from briefings.analysis.names import Name, could_be_person, parse_name
from briefings.analysis.passive import is_passive
from briefings.analysis.phrases import NounPhrase, named_apposition
from briefings.analysis.rules import Rule
from briefings.analysis.subjects import subject_of
from briefings.analysis.tokens import Token, is_cue
from briefings.analysis.wordlists import listed

NAMEPLATE = re.compile(
    r"\s*(?P<name>[^\W\d_a-z][\w.’'\-]*(?: [^\W\d_a-z][\w.’'\-]*){1,3})\s?(?:\([^()]{2,40}\)|:)?\s*"
)
"""A line that is only a name, as in interviews and round-ups: "Jan Kowal (Arden)"."""
_TELLING = frozenset(
    listed("""
    said says added adds stated states told tells argued argues explained explains noted notes
    claimed claims insisted insists warned warns admitted admits acknowledged acknowledges
    confirmed confirms recalled recalls emphasised emphasized stressed reiterated continued thinks
    believes vowed lamented complained conceded maintained speculated suggested predicted revealed
    praised thanked described
    """)
)
"""Verbs that say that their subject is speaking."""
_FEWEST_WORDS = 5


def is_nameplate(line: str) -> bool:
    """Whether a line is only a person's name, perhaps with a club in brackets."""
    match = NAMEPLATE.fullmatch(line)
    parsed = parse_name(match["name"]) if match is not None else None
    return parsed is not None and could_be_person(Name(0, 0, *parsed))


_FROM = re.compile(
    r"\s*(?:(?:And|Also|Next|Finally|Then|This),? )?(?:[Ff]rom|[Bb]y) "
    r"(?:the (?:desk|office|pen|blog) of )?"
    r"(?P<name>[^\W\d_a-z][\w.’'\-]*(?: (?:(?:de|van|von|der|al|of) )?[^\W\d_a-z][\w.’'\-]*){1,5}?)"
    r"(?:, [^.:\n]{2,90})?[.:]?\s*"
)
"""A line that says whose words follow: "And from Mayor Jan Kowal:"."""


def name_above(layout: ArticleLayout, index: int) -> Lead | None:
    """The paragraph above is a name: "Jan Kowal (Arden)", "And from Jan Kowal:"."""
    above = _above(layout, index)
    if above is None:
        return None
    handed = _FROM.fullmatch(layout.text, *above)
    if handed is not None and is_nameplate(handed["name"]):
        return Lead(Rule.NAME_ABOVE, 0.8, surface=handed.span("name"))
    match = NAMEPLATE.fullmatch(layout.text, *above)
    if match is None or not is_nameplate(match[0]):
        return None
    return Lead(Rule.NAME_ABOVE, 0.8, surface=match.span("name"))


def told_before(layout: ArticleLayout, index: int) -> Lead | None:
    """The paragraph above ends with what somebody said, and the quotation confirms it."""
    above = _above(layout, index)
    if above is None or layout.passages[index].paragraph in layout.sections:
        return None
    tokens = layout.tokens((max(layout.sentence_start(above[1] - 1), above[0]), above[1]))
    phrase = _teller(tokens)
    if phrase is None:
        return None
    named = named_apposition(tokens, phrase) if phrase.name is None else None
    return Lead(Rule.TOLD_BEFORE, 0.65, named or phrase)


def _above(layout: ArticleLayout, index: int) -> tuple[int, int] | None:
    """The paragraph above one that is only passage `index`, if it has no quotation."""
    passage, line = layout.passages[index], layout.line_of(index)
    around = layout.text[line.start : passage.opening] + layout.text[passage.closing : line.end]
    words = layout.text[passage.start : passage.end].split()
    if around.strip(" \xa0.") or len(words) < _FEWEST_WORDS or not passage.paragraph:
        return None
    if index and layout.passages[index - 1].paragraph == passage.paragraph - 1:
        return None
    above = layout.lines[passage.paragraph - 1]
    return above.start, above.end


def _teller(tokens: Sequence[Token]) -> NounPhrase | None:
    """The sentence's subject, if its own verb is one of telling."""
    subject = main_subject(tokens, len(tokens))
    for cue, token in enumerate(tokens):
        if token.low not in _TELLING or not is_cue(tokens, cue):
            continue
        aside = cue and tokens[cue - 1].kind is Word.RELATIVE
        phrase = None if aside or is_passive(tokens, cue) else subject_of(tokens, cue)
        if phrase is None or subject is None or phrase.first != subject.first:
            return None
        somebody = phrase.name is not None or phrase.pronoun or tokens[0].kind is Word.DETERMINER
        return phrase if somebody else None
    return None
