"""Quotations that are signed: "― Jan Kowal" after them, "KOWAL: …" within."""

import re
from collections.abc import Sequence

from briefings.analysis.lexicon import Word
from briefings.analysis.phrases import named_apposition, noun_phrase
from briefings.analysis.rules import Rule
from briefings.analysis.scene import Lead, Scene
from briefings.analysis.words import Token, tokenize

_DASH_NAME = re.compile(
    r"\s*(?:[―—–]|--?)\s*(?P<name>(?:[^\W\d_a-z][\w.’'\-]*)(?:[ ,]+(?:[\w.’'\-&]+)){0,11})"
    r"[.,]?\s*(?=$|\n|[―—–]|[\"“”])",
)


_SPEAKER_COLON = re.compile(
    r"(?P<name>[A-Z][A-Z.'’\- ]{1,40}|[A-Z][\w.’'\-]+(?: [A-Z][\w.’'\-]+){0,3}):\s"
)


def transcript(scene: Scene, index: int) -> Lead | None:
    """ "SMITH: No." inside the marks names its speaker itself."""
    passage = scene.passages[index]
    match = _SPEAKER_COLON.match(scene.text, passage.start, min(passage.end, passage.start + 60))
    if match is None or not match["name"].isupper():
        return None
    return Lead(Rule.TRANSCRIPT, 0.9, surface=match.span("name"), cue=":")


def signed(scene: Scene, index: int) -> Lead | None:
    """A dash and a name after the quotation, on its line or alone on the next."""
    passage = scene.passages[index]
    line = scene.line_of(index)
    if not passage.closed:
        return _signed_within(scene, index)
    if not _ends_line(scene, passage.closing, line.end):
        match = _DASH_NAME.match(scene.text, passage.closing, line.end)
    elif passage.paragraph + 1 < len(scene.lines):
        following = scene.lines[passage.paragraph + 1]
        short = following.end - following.start <= _LONGEST_LINE
        match = _DASH_NAME.match(scene.text, following.start, following.end) if short else None
    else:
        match = None
    presented = _presented(scene, index)
    if match is None or match["name"].startswith(("The ", "A ")):
        return presented  # "— The mayor of Arden, Jan Kowal"
    if not _has_verb(scene, match.span("name")):
        return Lead(Rule.SIGNED, 0.95, surface=_without_stop(match), cue="―")
    return presented


_LONGEST_LINE = 120
_DASH = re.compile(r"[ \xa0]*\n*\s*(?:[―—–]|--?)\s*(?=[^\W\d_])")


def _presented(scene: Scene, index: int) -> Lead | None:
    """A dash, a name, and what its bearer was doing: — Jan Kowal, speaking to masons in Arden."""
    passage, line = scene.passages[index], scene.line_of(index)
    dash = _DASH.match(scene.text, passage.closing)
    if dash is None or scene.text[line.start : passage.opening].strip():
        return None
    host = next((one for one in scene.lines if one.start <= dash.end() < one.end), line)
    tokens = tokenize(scene.text, dash.end(), host.end)
    phrase = noun_phrase(tokens, 0)
    if phrase is None:
        return None
    if phrase.name is None:
        phrase = named_apposition(tokens, phrase)
    if phrase is None or phrase.name is None or not _is_introduced(tokens, phrase.following):
        return None
    return Lead(Rule.SIGNED, 0.9, phrase, cue="―")


def _is_introduced(tokens: Sequence[Token], index: int) -> bool:
    """Whether what follows the name goes on about its bearer without telling what he said."""
    if index >= len(tokens):
        return True
    token = tokens[index]
    if token.word in (",", "(", "."):
        return True
    return token.kind in (Word.PREPOSITION, Word.CUEING) or token.low.endswith("ing")


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
        token.kind in (Word.CUE, Word.VERB, Word.AUXILIARY) for token in tokenize(scene.text, *zone)
    )


def _without_stop(match: re.Match[str]) -> tuple[int, int]:
    """The span of the name without the full stop of its line; an initial keeps its own."""
    start, end = match.span("name")
    stop = re.search(r"\w{3,}[.,]+$", match["name"])
    return start, end - (len(match["name"]) - len(match["name"].rstrip(".,")) if stop else 0)
