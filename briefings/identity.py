"""Decides which text belongs to which article."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefings.models import Article, Digest
from briefings.text.folding import fold


class ReadText(Protocol):
    """What is needed from an article that was read from a document."""

    @property
    def headline(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def text(self) -> str: ...


_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|cmpid|ocid|smid|ftag",
    re.IGNORECASE,
)
"""Parts of a query that say how somebody came to a page, not which page it is."""


def address_key(url: str) -> str:
    """A key that addresses of one page share.

    It ignores the scheme, ``www.``, the case of the host, the default port, the fragment, a final
    slash, the order of the query's parts and those that only track readers
    (https://www.rfc-editor.org/rfc/rfc3986#section-6.2 has most of it). A fragment that begins with
    a slash or an exclamation mark stays: it names a page of a single-page application.

    >>> address_key("http://WWW.example.org:80/a/?utm_source=x&b=1#top")
    'example.org/a?b=1'
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in asked if not _TRACKING.fullmatch(pair[0])))
    path = parts.path.rstrip("/")
    page = f"{host}{path}?{query}" if query else f"{host}{path}"
    route = parts.fragment.rstrip("/")
    return f"{page}#{route}" if route.startswith(("/", "!")) else page


def headline_key(headline: str | None) -> str:
    """A key that spellings of one headline share: letters and digits, without case."""
    return fold(headline or "")


class Arrived(NamedTuple):
    """What identifies an article that has just been read."""

    headline: str
    publisher: str | None
    day: str | None
    url: str | None
    sha256: str


class Sameness(StrEnum):
    """How an article that has just been read relates to known ones."""

    NEW = "new"
    CHANGED = "changed"
    """A known article with a new text or headline."""
    ELSEWHERE = "elsewhere"
    """The text of a known article, at another address."""
    KNOWN = "known"
    """A known article, unchanged."""
    LEFT = "left"
    """A known article that must not be changed, or whose text is not held for comparison."""


class Match(NamedTuple):
    sameness: Sameness
    article: Article | None
    """The known article; None for a new one."""


def match_article(
    arrived: Arrived,
    at_address: Article | None,
    with_text: Article | None,
    named_so: Iterable[Article],
) -> Match:
    """Which known article it is, if any.

    One address is one article, and so is one text. A headline alone makes two texts one article
    only if nothing contradicts it: outlet, day and address must not differ, and only one known
    article may fit. So a corrected file, which has no address, is a new version, while two entries
    with the same title but different addresses are two articles.

    Args:
        at_address: the known article at the address, if any.
        with_text: the known article with exactly this text, if any.
        named_so: known articles with the same `headline_key`.
    """
    if at_address is not None:
        if _same_page(arrived.url, at_address.url):
            return Match(_changed(arrived, at_address), at_address)
        if at_address.sha256 == arrived.sha256:
            return Match(Sameness.KNOWN, at_address)
        # A further place of that article, which now has its own text.
    if with_text is not None:
        return Match(Sameness.ELSEWHERE if arrived.url else Sameness.KNOWN, with_text)
    if not headline_key(arrived.headline):  # without a letter or digit it names nothing
        return Match(Sameness.NEW, None)
    fitting = [article for article in named_so if _can_be(arrived, article)]
    if len(fitting) == 1:
        return Match(_changed(arrived, fitting[0]), fitting[0])
    return Match(Sameness.NEW, None)


def _same_page(first: str | None, second: str | None) -> bool:
    return bool(first and second) and address_key(first or "") == address_key(second or "")


def _changed(arrived: Arrived, known: Article) -> Sameness:
    if known.sha256 is None:
        return Sameness.LEFT
    same = known.sha256 == arrived.sha256 and known.headline == arrived.headline
    return Sameness.KNOWN if same else Sameness.CHANGED


def _can_be(arrived: Arrived, known: Article) -> bool:
    """Whether nothing that both sides give contradicts their being one article."""
    pairs = (
        (fold(arrived.publisher or ""), fold(known.publisher or "")),
        (arrived.day, day_of(known.date_published)),
        (
            address_key(arrived.url) if arrived.url else None,
            address_key(known.url) if known.url else None,
        ),
    )
    return all(not one or not other or one == other for one, other in pairs)


def day_of(published: datetime | str | None) -> str | None:
    """The day of a date and time, as EDTF; an EDTF date as it is."""
    return published.date().isoformat() if isinstance(published, datetime) else published


def match_texts(digest: Digest, read: Iterable[ReadText]) -> Mapping[str, str]:
    """The texts of a digest's articles, by article id, as `verify` needs them.

    A text belongs to the article with the same `sha256`; else the same `url`; else the same
    headline and publisher, ignoring case, spaces and punctuation. A missing publisher on either
    side does no harm if only one article has the headline. Two articles never share a text, and if
    several fit, none is taken.
    """
    open_articles = [(article.id, _article_marks(article)) for article in digest.articles]
    remaining = [(item.text, _text_marks(item)) for item in read]
    found: dict[str, str] = {}
    for same in (_same_digest, _same_address, _same_name, _same_headline):
        pairs = {
            (article_id, text)
            for article_id, wanted in open_articles
            for text, given in remaining
            if same(wanted, given)
        }
        articles = Counter(article_id for article_id, _ in pairs)
        texts = Counter(text for _, text in pairs)
        found.update(pair for pair in pairs if articles[pair[0]] == texts[pair[1]] == 1)
        taken = set(found.values())
        open_articles = [one for one in open_articles if one[0] not in found]
        remaining = [one for one in remaining if one[0] not in taken]
    return found


class _Marks(NamedTuple):
    """What identifies an article or a text, worked out once: each is compared with all others."""

    sha256: str | None
    url: str | None
    headline: str
    publisher: str


def _article_marks(article: Article) -> _Marks:
    return _marks(article.sha256, article)


def _text_marks(read: ReadText) -> _Marks:
    sha256 = hashlib.sha256(read.text.encode()).hexdigest()
    return _marks(sha256, read)


def _marks(sha256: str | None, named: Article | ReadText) -> _Marks:
    headline, publisher = fold(named.headline or ""), fold(named.publisher or "")
    return _Marks(sha256, named.url, headline, publisher)


def _same_digest(article: _Marks, text: _Marks) -> bool:
    return article.sha256 == text.sha256


def _same_address(article: _Marks, text: _Marks) -> bool:
    return article.url is not None and article.url == text.url


def _same_name(article: _Marks, text: _Marks) -> bool:
    return _same_headline(article, text) and article.publisher == text.publisher


def _same_headline(article: _Marks, text: _Marks) -> bool:
    return article.headline == text.headline and (
        article.publisher == text.publisher or not (article.publisher and text.publisher)
    )
