"""Which text is which article's?"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from briefings.models import Article, Digest
from briefings.text.folding import fold


class ReadText(Protocol):
    """What is needed of an article that was read from a document."""

    @property
    def headline(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def text(self) -> str: ...


def match_texts(digest: Digest, read: Iterable[ReadText]) -> Mapping[str, str]:
    """The texts of a digest's articles, by article id, as `verify` takes them.

    A text is the article's whose `sha256` it has; else whose `url`; else whose headline and
    publisher, however they are cased, spaced and punctuated. A publisher that either side does
    not name is no hindrance where the headline is only one article's. Two articles never share a
    text, and where several fit none is taken.
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
    """What an article or a text is known by, worked out once: each is held against all others."""

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
