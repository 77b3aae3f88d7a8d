"""What an HTML page says about itself: JSON-LD, meta elements, titles and their surroundings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefings.reading.blocks import clean, safe_url
from briefings.reading.headlines import agree, headline_of, key_of
from briefings.reading.linked_data import linked_article
from briefings.reading.names import author_names, title_line
from briefings.reading.page_head import page_head, text_of
from briefings.reading.stated_dates import stated_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "title")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator",
            "byl", "sailthru.author", "citation_author", "article_author", "article.author",
            "og:article:author", "cxenseparse:author", "authors")  # fmt: skip
_WRITTEN_BY = re.compile(
    r"(?:written by|by|author|geschrieben von|verfasst von|autor(?:in)?|escrito por|écrit par|"
    r"auteur|scritto da|autore|geschreven door|skrevet af|skrevet av|skriven av|napisane przez|"
    r"автор|написано автором)",
    re.IGNORECASE,
)
"""WordPress plugins' word for the author in ``twitter:label1``, in the site's language."""
_PUBLISHED = re.compile(
    r"publish|publication|pub[-_.: ]?(?:date|time)|issued|available|first[-_.]?pub|"
    r"(?:date|article|post|news|release|display)[-_.: ]?(?:date|original|created)|"
    r"(?:^|[.:_-])(?:created|date|ptime)(?:$|[.:_-])",
    re.IGNORECASE,
)
"""A pattern for further names of meta elements that date a page."""
_OTHER_DAYS = re.compile(
    r"modif|updat|expir|unpub|revis|publisher|valid|until|event|birth|"
    r"^(?:og:)?(?:video|music|book|movie|profile|product)\b|(?:^|[.:_-])end"
)
"""Names of meta elements that date something else."""
_DATES = ("article:published_time", "article:published", "og:published_time", "datepublished",
          "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date",
          "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publish_date",
          "publication_date", "publication-date", "parsely-pub-date", "sailthru.date",
          "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date",
          "originalpublicationdate", "date.created", "article.published", "published",
          "og:article:published_time", "bt:pubdate", "rnews:datepublished",
          "eprints.date")  # fmt: skip
_MAX_HEADINGS = 30


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's metadata; None for what the page does not say."""

    headline: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: datetime | str | None = None
    url: str | None = None
    base: str | None = None
    """The base address of the page's links."""
    language: str | None = None
    is_one_article: bool = False
    """Whether the page says that it is one article, whatever else it offers."""


def page_metadata(root: "_Element", url: str | None) -> Metadata:
    """The metadata of a parsed page, fetched from `url` if that is known."""
    metas = _metas(root)
    base = _base(root, url)
    canonical = safe_url(_canonical(root), base or url)
    og_url = safe_url(metas.get("og:url"), base or url)
    address = safe_url(url) or canonical or og_url
    title = _title(root)
    stated = [line for key in _TITLES if (line := title_line(metas.get(key)))]
    headings = list(_headings(root))
    linked = linked_article(
        root,
        [known for known in (canonical, og_url, safe_url(url)) if known],
        [text for text in (title, *stated, *headings) if text],
    )
    language = _first(linked and linked.language, _html_language(root), metas.get("og:locale"))
    publisher = _first(linked and linked.publisher, metas.get("og:site_name"))
    headline = headline_of(
        linked=linked.headline if linked else None,
        stated=stated,
        headings=headings,
        title=title,
        publisher=publisher,
    )
    head = page_head(root, headline, language)
    dates = [
        linked.published if linked else None,
        *(metas.get(key) for key in _DATES),
        *(value for key, value in metas.items() if _dates_page(key)),
    ]
    author = (linked and linked.author) or _author(metas)
    return Metadata(
        headline=headline,
        publisher=publisher,
        author=author or head.author,
        date=_date(dates, language) or head.date,
        url=address,
        base=base or address,
        language=language,
        is_one_article=_is_one_article(
            metas, canonical, headline, title, is_linked=linked is not None and not linked.is_page
        ),
    )


def _author(metas: dict[str, str]) -> str | None:
    values = [metas.get(key) for key in _AUTHORS]
    values += [
        metas.get(f"twitter:data{number}")
        for number in (1, 2)
        if _WRITTEN_BY.fullmatch(metas.get(f"twitter:label{number}", "").strip())
    ]
    return next((name for value in values if (name := author_names([value]))), None)


def _dates_page(key: str) -> bool:
    return _PUBLISHED.search(key) is not None and _OTHER_DAYS.search(key) is None


def _is_one_article(
    metas: dict[str, str],
    canonical: str | None,
    headline: str | None,
    title: str | None,
    *,
    is_linked: bool,
) -> bool:
    if is_linked or metas.get("og:type", "").lower() == "article":
        return True
    has_path = len(urlsplit(canonical or "").path.strip("/")) > 0
    return has_path and bool(key_of(headline)) and agree(headline, title)


def _base(root: "_Element", url: str | None) -> str | None:
    """The base address of links from a ``base`` element."""
    for element in root.iter("base"):
        if element.get("href"):
            return safe_url(element.get("href"), url)
    return None


def _canonical(root: "_Element") -> str | None:
    return next(
        (
            link.get("href")
            for link in root.iter("link")
            if "canonical" in (link.get("rel") or "").lower().split()
        ),
        None,
    )


def _title(root: "_Element") -> str | None:
    """The page's title; an SVG picture may also have one."""
    for element in root.iter("title"):
        parent = element.getparent()
        if parent is None or parent.tag != "svg":
            return clean(text_of(element)) or None
    return None


def _headings(root: "_Element") -> Iterator[str]:
    """The h1, then the h2 and h3 elements, without those that link to the front page like logos."""
    for tag in ("h1", "h2", "h3"):
        for element in list(root.iter(tag))[:_MAX_HEADINGS]:
            text = clean(text_of(element))
            if text and not _is_logo(element):
                yield text


def _is_logo(heading: "_Element") -> bool:
    links = [*heading.iter("a"), *(place for place in heading.iterancestors() if place.tag == "a")]
    marks = f"{heading.get('class') or ''} {heading.get('id') or ''}".lower()
    return "logo" in marks or any(_is_front_page(link.get("href")) for link in links[:3])


def _is_front_page(address: str | None) -> bool:
    try:
        return bool(address) and urlsplit(address or "").path in {"", "/"}
    except ValueError:  # urllib's, for a bad IPv6 address
        return False


def _html_language(root: "_Element") -> str | None:
    html = root if root.tag == "html" else next(root.iter("html"), None)
    return None if html is None else html.get("lang")


def _metas(root: "_Element") -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            key, content = meta.get(attribute), meta.get("content")
            if key and content:
                found.setdefault(key.strip().lower(), content)
    return found


def _first(*values: Any) -> str | None:
    """The first value that is a line of text, not an address."""
    for value in values:
        if isinstance(value, str) and (line := clean(value)) and not line.startswith("http"):
            return line
    return None


def _date(values: list[str | None], language: str | None) -> datetime | str | None:
    found = (stated_date(value, language) for value in values if value)
    return next((value for value in found if value is not None), None)
