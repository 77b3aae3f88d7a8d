"""Paragraphs on their way into an article: cleaned, with their links and kinds.

All cleaning happens here, before there are offsets: mojibake is repaired, doubly escaped entities
are unescaped, non-breaking spaces become spaces, text becomes NFC. Quotation marks stay as written,
because a quotation is verbatim.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import urljoin, urlsplit

from briefings.reading.article import Link, Span

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?")
_SPACES = re.compile(r"\s+")
_HIGH = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(
    # UTF-8's lead bytes in Windows-1252 before a continuation byte; C1 controls, which no text has;
    # and UTF-8's curly quotes in Mac Roman and Windows-1251
    rf"[ÂÃÄÅÎÏÐÑØÙÚâãäåæçèéêëìíïð][{_HIGH}]|[\x80-\x9f]|‚Ä|вЂ"
)
_GONE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\xad"  # soft hyphen
    "\u200b\u2060\ufeff"  # zero-width space, word joiner, byte-order mark
    "\u202a-\u202e\u2066-\u2069"  # direction overrides: they hide text
    "\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s<>()\"]+")
_URL_LENGTH = 1_000


class Kind(Enum):
    """What a paragraph is. Only PROSE is the article's own running text."""

    PROSE = "prose"
    SUBHEAD = "subhead"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `links` are sorted, do not overlap, and count from the paragraph's start."""

    kind: Kind
    text: str
    links: tuple[Link, ...] = ()

    def part(self, start: int, end: int, kind: Kind | None = None) -> "Block":
        """The paragraph `text[start:end]`, trimmed, with the links in it."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        end = start + len(piece)
        links = []
        for link in self.links[bisect_left(self.links, (start,)) :]:
            if link.start >= end:
                break
            links.append(Link(link.start - start, min(link.end, end) - start, link.url))
        return Block(kind or self.kind, piece, tuple(links))

    def without(self, spans: Sequence[tuple[int, int]]) -> "Block":
        """The paragraph without `spans` (sorted, separate), the rest joined by single spaces."""
        builder = BlockBuilder()
        at = 0
        for start, end in [*spans, (len(self.text), len(self.text))]:
            piece = self.part(at, start)
            builder.append(piece)
            at = end
        return builder.build(self.kind)


def paragraph(text: str, kind: Kind = Kind.PROSE) -> Block:
    """A paragraph without links, cleaned."""
    return Block(kind, clean(text))


def clean(text: str) -> str:
    """`text` as one canonical line; see the module's docstring."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", mend(text)).strip())


def mend(text: str) -> str:
    """`text` with encoding damage repaired; line breaks stay."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if not text.isascii():
        if _MOJIBAKE.search(text):
            text = _repair(text)
        text = _SURROGATE.sub("\ufffd", text)
    return _GONE.sub("", text)


def _repair(text: str) -> str:
    import ftfy  # takes 0.2 s to import, and mojibake is rare

    return ftfy.fix_text(
        text,
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,  # quotations stay verbatim
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )


class BlockBuilder:
    """Builds a paragraph from pieces, some of them links."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._links: list[Link] = []
        self._length = 0
        self._space = False

    def add(self, piece: str, url: str | None = None) -> None:
        """Append `piece`, cleaned; `url` is where it leads, if it is a link."""
        piece = unicodedata.normalize("NFC", _SPACES.sub(" ", mend(piece)))
        text = piece.strip()
        if not text:
            self._space = self._space or bool(piece)
            return
        start = self._put(text, space=self._space or piece[0] == " ")
        self._space = piece[-1] == " "
        if url is not None:
            self._links.append(Link(start, self._length, url))

    def append(self, block: Block) -> None:
        """Append a cleaned paragraph after a space."""
        if block.text:
            start = self._put(block.text, space=True)
            self._links += [Link(a + start, b + start, url) for a, b, url in block.links]

    def _put(self, text: str, *, space: bool) -> int:
        if space and self._length:
            text = " " + text
        start = self._length + (text[0] == " ")
        self._pieces.append(text)
        self._length += len(text)
        return start

    def build(self, kind: Kind = Kind.PROSE) -> Block:
        """The paragraph so far."""
        text, links = "".join(self._pieces), tuple(self._links)
        if not unicodedata.is_normalized("NFC", text):
            # a mark between two pieces joined the letter before it: the text matters more than the
            # links
            text, links = unicodedata.normalize("NFC", text), ()
        return Block(kind, text, links)


def safe_url(url: str | None, base: str | None = None) -> str | None:
    """`url` as an absolute http(s) address that `briefings.models.Url` accepts; else None."""
    try:
        joined = urljoin(base or "", (url or "").strip())
        parts = urlsplit(joined)
        host, joined = parts.hostname, parts.geturl()  # the scheme in lower case
    except ValueError:  # urllib's, for a bad port or IPv6 address
        return None
    for sign, escape in (("(", "%28"), (")", "%29"), ('"', "%22"), ("<", "%3C"), (">", "%3E")):
        joined = joined.replace(sign, escape)
    joined = _SURROGATE.sub("", _SPACES.sub("%20", joined))
    if not host or len(joined) > _URL_LENGTH or not _URL.fullmatch(joined):
        return None
    return joined


def assemble(
    blocks: Iterable[Block],
) -> tuple[str, tuple[Span, ...], tuple[Span, ...], tuple[Link, ...]]:
    """The canonical text of `blocks`, and the places of its captions, subheads and links."""
    pieces: list[str] = []
    spans: dict[Kind, list[Span]] = {kind: [] for kind in Kind}
    links: list[Link] = []
    at = 0
    for block in blocks:
        if not block.text:
            continue
        end = at + len(block.text)
        spans[block.kind].append(Span(at, end))
        links += [Link(at + a, at + b, url) for a, b, url in block.links]
        pieces.append(block.text)
        at = end + len("\n\n")
    text = "\n\n".join(pieces)
    return text, tuple(spans[Kind.CAPTION]), tuple(spans[Kind.SUBHEAD]), tuple(links)


def as_kind(block: Block, kind: Kind) -> Block:
    """The same paragraph with another kind."""
    return replace(block, kind=kind)
