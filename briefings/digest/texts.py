"""Which text is which article's?"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from briefings.models import Article, Digest


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
    remaining = list(read)
    found: dict[str, str] = {}
    for same in (_same_digest, _same_address, _same_name, _same_headline):
        open_articles = [article for article in digest.articles if article.id not in found]
        pairs = [
            (article.id, item.text)
            for article in open_articles
            for item in remaining
            if same(article, item)
        ]
        articles = Counter(article_id for article_id, _ in set(pairs))
        texts = Counter(text for _, text in set(pairs))
        found.update(pair for pair in pairs if articles[pair[0]] == texts[pair[1]] == 1)
        remaining = [item for item in remaining if item.text not in set(found.values())]
    return found


def _same_digest(article: Article, read: ReadText) -> bool:
    return article.sha256 == hashlib.sha256(read.text.encode()).hexdigest()


def _same_address(article: Article, read: ReadText) -> bool:
    return article.url is not None and article.url == read.url


def _same_name(article: Article, read: ReadText) -> bool:
    return _same_headline(article, read) and _fold(article.publisher) == _fold(read.publisher)


def _same_headline(article: Article, read: ReadText) -> bool:
    publishers = {_fold(article.publisher), _fold(read.publisher)} - {""}
    return _fold(article.headline) == _fold(read.headline) and len(publishers) <= 1


def _fold(text: str | None) -> str:
    """Letters and digits only, without case and compatibility forms."""
    normal = unicodedata.normalize("NFKC", text or "").casefold()
    return " ".join(re.findall(r"\w+", normal))
