"""Quotations that are signed: "― Jan Kowal" after them, "KOWAL: …" within."""

import re
from collections.abc import Sequence

from briefings.analysis.article_layout import ArticleLayout, Lead
from briefings.analysis.lexicon import Word
from briefings.analysis.phrases import named_apposition, noun_phrase
from briefings.analysis.rules import Rule
from briefings.analysis.tokens import Token, tokenize

_DASH_NAME = re.compile(
    r"\s*(?:[―—–]|--?)\s*(?P<name>(?:[^\W\d_a-z][\w.’'\-]*)(?:[ ,]+(?:[\w.’'\-&]+)){0,11})"
    r"[.,]?\s*(?=$|\n|[―—–]|[\"“”])",
)


_SPEAKER_COLON = re.compile(
    r"(?P<name>[A-Z][A-Z.'’\- ]{1,40}|[A-Z][\w.’'\-]+(?: [A-Z][\w.’'\-]+){0,3}):\s"
)


def transcript(layout: ArticleLayout, index: int) -> Lead | None:
    """ "SMITH: No." names its speaker inside the marks."""
    passage = layout.passages[index]
    match = _SPEAKER_COLON.match(layout.text, passage.start, min(passage.end, passage.start + 60))
    if match is None or not match["name"].isupper():
        return None
    return Lead(Rule.TRANSCRIPT, 0.9, surface=match.span("name"), cue=":")


def signed(layout: ArticleLayout, index: int) -> Lead | None:
    """A dash and a name after the quotation, on its line or alone on the next."""
    passage = layout.passages[index]
    line = layout.line_of(index)
    if not passage.closed:
        return _signed_within(layout, index)
    if not _ends_line(layout, passage.closing, line.end):
        match = _DASH_NAME.match(layout.text, passage.closing, line.end)
    elif passage.paragraph + 1 < len(layout.lines):
        following = layout.lines[passage.paragraph + 1]
        short = following.end - following.start <= _LONGEST_LINE
        match = _DASH_NAME.match(layout.text, following.start, following.end) if short else None
    else:
        match = None
    presented = _presented(layout, index)
    if match is None or match["name"].startswith(("The ", "A ")):
        return presented  # "— The mayor of Arden, Jan Kowal"
    if not _has_verb(layout, match.span("name")):
        return Lead(Rule.SIGNED, 0.95, surface=_without_stop(match), cue="―")
    return presented


_LONGEST_LINE = 120
_DASH = re.compile(r"[ \xa0]*\n*\s*(?:[―—–]|--?)\s*(?=[^\W\d_])")


def _presented(layout: ArticleLayout, index: int) -> Lead | None:
    """A dash, a name, and what the person was doing: — Jan Kowal, speaking to masons in Arden."""
    passage, line = layout.passages[index], layout.line_of(index)
    dash = _DASH.match(layout.text, passage.closing)
    if dash is None or layout.text[line.start : passage.opening].strip():
        return None
    host = next((one for one in layout.lines if one.start <= dash.end() < one.end), line)
    tokens = tokenize(layout.text, dash.end(), host.end)
    phrase = noun_phrase(tokens, 0)
    if phrase is None:
        return None
    if phrase.name is None:
        phrase = named_apposition(tokens, phrase)
    if phrase is None or phrase.name is None or not _is_introduced(tokens, phrase.following):
        return None
    return Lead(Rule.SIGNED, 0.9, phrase, cue="―")


def _is_introduced(tokens: Sequence[Token], index: int) -> bool:
    """Whether the text after the name describes the person without saying what he said."""
    if index >= len(tokens):
        return True
    token = tokens[index]
    if token.word in (",", "(", "."):
        return True
    return token.kind in (Word.PREPOSITION, Word.CUEING) or token.low.endswith("ing")


_BLANK = re.compile(r"[ .\xa0]*")


def _ends_line(layout: ArticleLayout, position: int, end: int) -> bool:
    match = _BLANK.match(layout.text, position, end)
    return match is not None and match.end() == end


def _signed_within(layout: ArticleLayout, index: int) -> Lead | None:
    """A pull quote that closes only after the name on the next line."""
    passage = layout.passages[index]
    if passage.paragraph + 1 >= len(layout.lines):
        return None
    line = layout.lines[passage.paragraph + 1]
    match = _NAME_AND_MARK.match(layout.text, line.start, line.end)
    if match is None or _has_verb(layout, match.span("name")):
        return None
    return Lead(Rule.SIGNED, 0.9, surface=match.span("name"))


_NAME_AND_MARK = re.compile(r"(?P<name>[A-Z][\w.’'\- ,()]{2,90}?)[.,]?[\"”]\s*$")


def _has_verb(layout: ArticleLayout, zone: tuple[int, int]) -> bool:
    return any(
        token.kind in (Word.CUE, Word.VERB, Word.AUXILIARY)
        or (token.kind is Word.OTHER and token.low.endswith("ed"))
        for token in tokenize(layout.text, *zone)
    )


def _without_stop(match: re.Match[str]) -> tuple[int, int]:
    """The span of the name without the full stop of its line; an initial keeps its own."""
    start, end = match.span("name")
    stop = re.search(r"\w{3,}[.,]+$", match["name"])
    return start, end - (len(match["name"]) - len(match["name"].rstrip(".,")) if stop else 0)
