"""Recognises texts that a language model wrote by what it leaves behind.

A model that answers a request often leaves traces of the request or its answer: a note on its own
style, references to sources that it was given as numbers, a label before the headline. One such
trace is enough: an edited text has none. A label alone ("Headline:") is not enough.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from briefings.reading.blocks import Block, Kind
from briefings.reading.phrases import MACHINE_NOTE

_NOTE_PREFIX = re.compile(
    r"""(?:\[\d{1,3}\]\s?)?[\s(*_\[–—-]*"""
    r"""(?:(?:(?:please )?note(?: that)?|disclaimer|editor['’]s note)\b[\s:*_]*)?""",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:\[\d{1,3}\]\s?)?(?:\[sources?\s\d{1,3}(?:\s?[,;&]\s?(?:sources?\s)?\d{1,3}){0,20}\]"
    r"|【\d{1,3}[†:][^】]{0,60}】|:contentReference\[oaicite:\d{1,4}\](?:\{[^}]{0,40}\})?|\boaicite:\d+)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"(?:{_REFERENCE.pattern})|(?:\[\d{{1,3}}\])+", re.IGNORECASE)
"""In a model's text, a number in brackets refers to a source that nobody sees."""
_LABEL = re.compile(
    r"[*_#\s]*(?P<label>headline|title|sub-?headline|subtitle|body|article|lede?|introduction)\s?:[*_\s]*",
    re.IGNORECASE,
)
_HEADINGS = {"headline", "title", "subheadline", "sub-headline", "subtitle"}
_BASED_ON = re.compile(
    r"based (?:solely |only |entirely )?on (?:the )?(?P<what>[\w' -]{3,80}?)"
    r"(?=\s+(?:and|but|which|that|in|with)\b|[.,;:)]|$)",
    re.IGNORECASE,
)
_NOTE_WINDOW = 400
_LABEL_WORDS = 30


class Traces(NamedTuple):
    """What lines show about a model that wrote them."""

    found: bool
    is_based_on: tuple[str, ...]


class Cleaned(NamedTuple):
    """A text without a model's traces."""

    blocks: tuple[Block, ...]
    headline: str | None
    """The headline that the model labelled as such."""


def traces_in(lines: Iterable[str]) -> Traces:
    """Whether a model left traces in `lines`, those of a whole page before it is cut."""
    found = False
    based_on: list[str] = []
    for line in lines:
        if _is_note(line[:_NOTE_WINDOW]):
            found = True
            based_on += [match["what"].strip() for match in _BASED_ON.finditer(line)]
        found = found or bool(_references(line))
    return Traces(found, tuple(dict.fromkeys(based_on)))


def without_leavings(blocks: Iterable[Block]) -> Cleaned:
    """The paragraphs of a model's text, without its traces."""
    kept: list[Block] = []
    headline = None
    for block in blocks:
        if _is_note(block.text[:_NOTE_WINDOW]):
            continue
        spans = [match.span() for match in _NUMBER.finditer(block.text)]
        rest = _tidy(block.without(spans)) if spans else block
        rest, title = _without_label(rest)
        headline = headline or title
        if rest.text:
            kept.append(rest)
    return Cleaned(tuple(kept), headline)


def _references(text: str) -> list[tuple[int, int]]:
    if not any(sign in text for sign in ("[", "【", "oaicite")):
        return []
    return [match.span() for match in _REFERENCE.finditer(text)]


def _is_note(text: str) -> bool:
    if MACHINE_NOTE.match(text):
        return True
    prefix = _NOTE_PREFIX.match(text)
    return prefix is not None and MACHINE_NOTE.match(text, prefix.end()) is not None


def _tidy(block: Block) -> Block:
    """Remove spaces before full stops that a reference left, and lone punctuation."""
    if not any(letter.isalnum() for letter in block.text):
        return Block(block.kind, "")
    if block.links:
        return block
    return replace(block, text=re.sub(r" ([.,;:!?])", r"\1", block.text))


def _without_label(block: Block) -> tuple[Block, str | None]:
    """`block` without a label such as "Headline:", and the headline that it labelled."""
    match = _LABEL.match(block.text)
    if match is None:
        return block, None
    rest = block.part(match.end(), len(block.text))
    if match["label"].lower() in _HEADINGS and 0 < len(rest.text.split()) <= _LABEL_WORDS:
        return replace(rest, kind=Kind.SUBHEAD), rest.text
    return rest, None
