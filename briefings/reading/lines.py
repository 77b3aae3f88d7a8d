"""Tells what a line of a scraped page is: prose, a title, or the page's furniture."""

import re
from collections.abc import Sequence
from enum import Enum

from briefings.reading.phrases import ASIDE, CAPTION_END, CAPTION_START, END, FURNITURE, READ_ON

_TERMINAL = re.compile(
    # a sentence's end, the marks that close after it, and an agency's credit: "… he said. (AP)"
    r"""[.!?…。！？][\s"'”’»“‘)\]*_]*(?:\([^()]{1,40}\)|[–—-]{1,2}\s?[\w /]{2,30})?$"""
)
_TERMINAL_WINDOW = 60
_INNER_END = re.compile(r"""[.!?]["'”’)]*\s+\S""")
_QUOTES = re.compile(
    # He went on: “…”; and a paragraph that is only a quotation.
    r"""\b(?:said|says|added|asked|replied|wrote|continued|claimed|went\ on|answered|insisted)
        \b[^:"“”]{0,60}[:,]\s?["“].+["”]$
        |^["“][^"“”]+[,.!?]["”]$
        |["”],?\ (?:(?:he|she|they|it|[A-Z][\w’'.-]*(?:\ [A-Z][\w’'.-]*){0,3})\ (?:said|added|says)
            |said\ [A-Z][\w’'.-]*(?:\ [A-Z][\w’'.-]*){0,3})$
        |\b(?:said|says|tweeted|wrote|posted|added|asked|replied):$""",
    re.VERBOSE,
)
"""A line that ends with somebody's words, without a full stop of the sentence around them."""
_SENTENCES_WORDS = 20
"""A line with this many words, a final mark and a full stop inside is not a title."""
_MIN_BODY = 200
"""Characters of prose needed before a heading such as "Latest" may end an article."""
_LONG_LINE = 200
_SHORT_LINE = 400
_PROSE_WORDS = 8
_ASIDE_WORDS = 20
_CAPTION_TAIL = 180
_MAX_CAPTION = 400
_WORD = re.compile(r"\w[\w.'’-]*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Role(Enum):
    """The role of a line in its page."""

    PROSE = "prose"
    TITLE = "title"
    CAPTION = "caption"
    FURNITURE = "furniture"
    ASIDE = "aside"
    END = "end"


def words(text: str) -> int:
    """How many words `text` has; two Chinese or Japanese characters count as one."""
    return len(_WORD.findall(text)) + len(_CJK.findall(text)) // 2


def is_sentence(text: str) -> bool:
    """Whether `text` ends like a sentence, whatever marks close after it."""
    return _TERMINAL.search(text[-_TERMINAL_WINDOW:]) is not None


def is_caption(line: str) -> bool:
    """Whether the whole `line` belongs to a picture."""
    return len(line) <= _MAX_CAPTION and bool(
        CAPTION_START.match(line) or CAPTION_END.search(line[-_CAPTION_TAIL:])
    )


def role_of(line: str) -> Role:
    """The role of a cleaned, non-empty line, as far as the line alone shows."""
    if len(line) <= _SHORT_LINE:
        if END.fullmatch(line):
            return Role.END
        if FURNITURE.fullmatch(line) or READ_ON.fullmatch(line):
            return Role.FURNITURE
        if ASIDE.fullmatch(line) and not (is_sentence(line) and words(line) > _ASIDE_WORDS):
            return Role.ASIDE
    if is_caption(line):
        return Role.CAPTION
    if len(line) > _LONG_LINE:
        return Role.PROSE
    if _QUOTES.search(line) or (
        line.endswith(('"', "”")) and words(line) >= _SENTENCES_WORDS and _INNER_END.search(line)
    ):
        return Role.PROSE
    if line.endswith(("?", "…", "...")) and not _INNER_END.search(line):
        return Role.TITLE  # headlines ask and trail off; so do sentences, within an article
    if words(line) >= _PROSE_WORDS and (is_sentence(line) or line.endswith(":")):
        return Role.PROSE
    return Role.TITLE


def article_end(roles: Sequence[Role], sizes: Sequence[int]) -> int:
    """The index at which the article ends: a heading such as "Related", or after the last line.

    `sizes` are characters of prose. A page may also have such a heading above the article, so it
    ends the article only after enough prose, or after more than follows.
    """
    left, seen = sum(sizes), 0
    for index, (role, size) in enumerate(zip(roles, sizes, strict=True)):
        seen += size
        left -= size
        if role is Role.END and (seen >= _MIN_BODY or (seen and left <= seen)):
            return index
    return len(roles)
