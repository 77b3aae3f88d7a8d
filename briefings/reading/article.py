"""The results of reading: an article with its id, and the only error."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from briefings.models import Article, DigitalSourceType
from briefings.translations import gettext
from briefings.translations.message import Said

_ID_LENGTH = 64
_HASH_LENGTH = 8
_LINE_LENGTH = 500
_HEADLINE_WORDS = 12
_PUBLISHER_SLUG = 20
UNDETERMINED = "und"
"""BCP 47's subtag for an unknown language (RFC 5646, section 4.1)."""


class ReadingError(Exception):
    """A document cannot be read; says in one line what is wrong and what to do.

    Attributes:
        what: the line without the name, for any language; `str` is English.
        name: the document's name.
    """

    def __init__(self, what: Said, name: str = "") -> None:
        self.name = name
        self.what = what
        line = " ".join(f"{name}: {what}".split() if name else str(what).split())
        # a file's name may contain what a terminal would obey
        super().__init__("".join(sign if sign.isprintable() else "\ufffd" for sign in line))

    @property
    def said(self) -> Said:
        """Which document and why, for any language."""
        if not self.name:
            return self.what
        return gettext("%(address)s: %(why)s", address=self.name, why=self.what)


class Link(NamedTuple):
    """An http(s) address on `text[start:end]`."""

    start: int
    end: int
    url: str


class Span(NamedTuple):
    """`text[start:end]`; 0-based characters, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class ReadArticle:
    """One article of a document. What the document does not say is None.

    `text` is canonical: Unicode NFC, paragraphs separated by one blank line, no space other than
    U+0020 inside a paragraph, boilerplate removed. Captions and subheads are paragraphs of it, and
    `captions` and `subheads` give their places; the rest is the prose. All offsets are characters
    into `text`.
    """

    text: str
    headline: str | None = None
    publisher: str | None = None
    provider: str | None = None
    author: str | None = None
    date_published: datetime | str | None = None
    """Aware, or an EDTF day if the hour or the zone is unknown."""
    date_published_note: str | None = None
    """Why there is no date, or what it is based on."""
    dateline: str | None = None
    """Place and day as printed, without the agency: ``KYIV, Aug 17``."""
    in_language: str | None = None
    url: str | None = None
    is_based_on: tuple[str, ...] = ()
    digital_source_type: DigitalSourceType = DigitalSourceType.HUMAN
    captions: tuple[Span, ...] = ()
    subheads: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    reposted_on: datetime | str | None = None
    """When somebody else reposted it: later than the article, so not its date."""

    @cached_property
    def id(self) -> str:
        """A stable id; see `make_id`."""
        return make_id(self.publisher, self.headline, self.text)

    def to_article(self, article_id: str | None = None) -> Article:
        """Its digest model, with the id `article_id` (default: its own `id`).

        Without a headline it gets its first words as one; in an unrecognised language it gets the
        tag ``und``.
        """
        note = self.date_published_note
        if self.date_published is None and not note:
            note = "The document gives no date."
        return Article(
            id=article_id or self.id,
            headline=_line(self.headline or first_words(self.text)),
            publisher=self.publisher,
            provider=self.provider,
            author=self.author,
            date_published=self.date_published,
            date_published_note=note,
            dateline=self.dateline,
            in_language=self.in_language or UNDETERMINED,
            url=self.url,
            is_based_on=self.is_based_on,
            digital_source_type=self.digital_source_type,
            text=self.text,
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
        )


def make_id(publisher: str | None, headline: str | None, text: str) -> str:
    """An id for an article: outlet and headline in ASCII, and eight hex digits of a hash.

    The same article always gets the same id, and another text another id. It matches
    `briefings.models.Identifier`: at most 64 characters of lower-case words and hyphens.
    """
    outlet = _slug(publisher or "", _PUBLISHER_SLUG)
    digest = hashlib.sha256("\0".join((publisher or "", headline or "", text)).encode())
    room = _ID_LENGTH - _HASH_LENGTH - len(outlet) - 2
    title = _slug(headline or first_words(text), room)
    words = [part for part in (outlet, title) if part] or ["article"]
    return "-".join([*words, digest.hexdigest()[:_HASH_LENGTH]])


def first_words(text: str) -> str:
    """The text's first words, with an ellipsis if it continues."""
    words = text[:_LINE_LENGTH].split(maxsplit=_HEADLINE_WORDS)
    head = " ".join(words[:_HEADLINE_WORDS])
    return f"{head} …" if len(words) > _HEADLINE_WORDS else head


def _line(text: str) -> str:
    return text if len(text) <= _LINE_LENGTH else text[: _LINE_LENGTH - 1].rstrip() + "…"


def _slug(text: str, length: int) -> str:
    """Lower-case ASCII words joined by hyphens: whole words up to `length`."""
    folded = unicodedata.normalize("NFKD", text[:_LINE_LENGTH]).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", folded.lower().replace("'", ""))
    slug = "-".join(words)
    if len(slug) <= length:
        return slug
    cut = slug[: length + 1].rpartition("-")[0]
    return cut or slug[:length]
