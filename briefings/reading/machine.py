"""Texts that a language model wrote, recognised by what it leaves behind.

A model that answers a request often keeps a scrap of the request or of its answer: a note on its
own style, references to sources that it was handed as numbers, a label before the headline. One
such scrap is enough: an edited text has none. A label alone ("Headline:") is not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from briefings.reading.blocks import Block, Kind
from briefings.reading.phrases import MACHINE_NOTE

_NOTE_PREFIX = re.compile(
    r"""[\s(*_\[–—-]*(?:(?:(?:please )?note(?: that)?|disclaimer|editor['’]s note)\b[\s:*_]*)?""",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:\[\d{1,3}\]\s?)?(?:\[sources?\s\d{1,3}(?:\s?[,;&]\s?(?:sources?\s)?\d{1,3}){0,20}\]"
    r"|【\d{1,3}[†:][^】]{0,60}】|:contentReference\[oaicite:\d{1,4}\](?:\{[^}]{0,40}\})?|\boaicite:\d+)",
    re.IGNORECASE,
)
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
    """A text without a model's leavings, and what they told."""

    blocks: tuple[Block, ...]
    is_machine_written: bool
    is_based_on: tuple[str, ...]
    headline: str | None
    """The one that the model labelled as such."""


def without_leavings(blocks: Sequence[Block]) -> Traces:
    """`blocks` without what a model left in them; unchanged, where it left nothing."""
    kept: list[Block] = []
    based_on: list[str] = []
    found = False
    for block in blocks:
        if _is_note(block.text[:_NOTE_WINDOW]):
            found = True
            based_on += [match["what"].strip() for match in _BASED_ON.finditer(block.text)]
            continue
        spans = _references(block.text)
        if spans:
            found = True
            rest = _tidy(block.without(spans))
            if rest.text:
                kept.append(rest)
        else:
            kept.append(block)
    if not found:
        return Traces(tuple(blocks), is_machine_written=False, is_based_on=(), headline=None)
    unlabelled, headline = _without_labels(kept)
    return Traces(tuple(unlabelled), True, tuple(dict.fromkeys(based_on)), headline)


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
    """No space before a full stop where a reference stood before it; no lone punctuation."""
    if not any(letter.isalnum() for letter in block.text):
        return Block(block.kind, "")
    if block.links:
        return block
    return replace(block, text=re.sub(r" ([.,;:!?])", r"\1", block.text))


def _without_labels(blocks: Sequence[Block]) -> tuple[list[Block], str | None]:
    kept: list[Block] = []
    headline = None
    for block in blocks:
        match = _LABEL.match(block.text)
        if match is None or not block.text[match.end() :].strip():
            if match is None:
                kept.append(block)
            continue
        rest = block.part(match.end(), len(block.text))
        if match["label"].lower() in _HEADINGS and len(rest.text.split()) <= _LABEL_WORDS:
            rest = replace(rest, kind=Kind.SUBHEAD)
            headline = headline or rest.text
        kept.append(rest)
    return kept, headline
