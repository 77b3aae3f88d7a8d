"""Reads JSON-LD as sites write it: which node describes the page's article, and what it says.

Sites wrap it in CDATA, leave trailing commas in lists, refer from one node to another by ``@id``,
and describe their other stories in the same page. Sources: https://schema.org/NewsArticle,
https://www.w3.org/TR/json-ld11/#syntax-tokens-and-keywords
"""

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefings.reading.headlines import agree, share_words
from briefings.reading.names import author_names, title_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_OTHER_TYPES = {"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "Review"}
_MAX_SOURCE = 1_000_000
_MAX_NODES = 5_000
_MAX_ARTICLES = 100
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item")
_STRING = r"\"(?:[^\"\\]|\\.)*(?:\"|\Z)"
_NOTES = re.compile(rf"(?P<kept>{_STRING})|/\*.*?(?:\*/|\Z)|//[^\n]*|<!--|-->", re.DOTALL)
_BRACKETS = re.compile(rf"{_STRING}|[\[\]{{}}]", re.DOTALL)
_MAX_DEPTH = 40
_COMMAS = re.compile(rf"(?P<kept>{_STRING})|,(?=[\s,]{{0,50}}[}}\]])|;\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """What a page's JSON-LD says about its article; None for what it does not say."""

    headline: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    is_page: bool = False
    """Whether it describes the page, not an article."""


def linked_article(
    root: "_Element", addresses: Sequence[str], titles: Sequence[str]
) -> LinkedArticle | None:
    """The article that a page's JSON-LD describes: the one at the page's address, else the one that
    its titles match; None if there is none, or only other stories.

    Args:
        addresses: the page's own: canonical, and where it was fetched.
        titles: its title, og:title and headings.
    """
    values = [value for source in _sources(root) for value in _values(source)]
    nodes = list(_nodes(values))
    by_id = {
        node["@id"]: node
        for node in _nodes(values, inside=None)
        if isinstance(node.get("@id"), str) and node.get("name")
    }
    articles = [node for node in nodes if _is_article(node) and _headline(node)][:_MAX_ARTICLES]
    chosen = _chosen(articles, {_address_key(address) for address in addresses}, titles)
    if chosen is None:
        pages = [node for node in nodes if "WebPage" in _types(node) and node.get("headline")]
        chosen = _chosen(pages, {_address_key(address) for address in addresses}, titles)
    if chosen is None:
        return None
    return LinkedArticle(
        headline=_headline(chosen),
        publisher=_names(chosen.get("publisher"), by_id),
        author=_names(chosen.get("author"), by_id) or _names(chosen.get("creator"), by_id),
        published=_string(chosen.get("datePublished")) or _string(chosen.get("dateCreated")),
        language=_string(chosen.get("inLanguage")),
        is_page=not _is_article(chosen),
    )


def _chosen(
    nodes: Sequence[dict[str, Any]], addresses: set[str], titles: Sequence[str]
) -> dict[str, Any] | None:
    own = [node for node in nodes if addresses & _addresses(node)]
    if own:
        return own[0]
    agreeing = [node for node in nodes if any(agree(_headline(node), title) for title in titles)]
    if agreeing:
        return min(agreeing, key=lambda node: bool(_addresses(node)) and bool(addresses))
    free = [node for node in nodes if not (addresses and _addresses(node))]
    if len({_headline(node) for node in free}) != 1:
        return None
    # the only one: it is this page's, unless the page's own titles share no word with it
    headline = _headline(free[0])
    related = not titles or any(share_words(headline, title) for title in titles)
    return free[0] if related else None


def _sources(root: "_Element") -> Iterator[str]:
    for script in root.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        source = script.text or ""
        if kind == "application/ld+json" and len(source) <= _MAX_SOURCE:
            yield source


def _values(source: str) -> list[Any]:
    """The JSON values in a script; none if it can't be read even leniently."""
    source = source.replace("<![CDATA[", " ").replace("]]>", " ").strip("\ufeff \t\n;")
    if "&quot;" in source and '"' not in source:
        source = html.unescape(source)
    repaired = _repaired(source)
    for text in (source, repaired, repaired[:-1] + _closers(repaired[1:-1]) + "]"):
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        return [_without_prefix(value) if '"schema:' in source else value]
    return []


def _closers(source: str) -> str:
    """The brackets that truncated JSON leaves open, innermost first."""
    open_ones: list[str] = []
    for match in _BRACKETS.finditer(source):
        sign = match[0]
        if sign in "[{":
            open_ones.append("]" if sign == "[" else "}")
        elif sign in "]}" and open_ones:
            open_ones.pop()
        elif sign == '"' or (sign[0] == '"' and sign[-1] != '"'):  # the last, unclosed one
            open_ones.append('"')
    return "".join(reversed(open_ones[-_MAX_DEPTH:]))


def _without_prefix(value: Any, depth: int = 0) -> Any:
    """Nodes without the vocabulary's prefix on their keys (``schema:headline``)."""
    if depth > _MAX_DEPTH:
        return value
    if isinstance(value, list):
        return [_without_prefix(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {
            key.removeprefix("schema:"): _without_prefix(one, depth + 1)
            for key, one in value.items()
        }
    return value


def _repaired(source: str) -> str:
    """JSON without comments, trailing commas, and escapes that JSON lacks."""
    source = _NOTES.sub(lambda match: match["kept"] or " ", source)
    source = _COMMAS.sub(lambda match: match["kept"] or " ", source)
    source = source.replace("\\'", "'")
    return f"[{source}]" if re.search(r"\}\s*\{", source) is None else _joined(source)


def _joined(source: str) -> str:
    """Several consecutive values, as one list."""
    decoder, at, values = json.JSONDecoder(strict=False), 0, []
    while at < len(source):
        try:
            value, at = decoder.raw_decode(source, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        while at < len(source) and source[at] in " \t\r\n,;":
            at += 1
    return json.dumps(values)


def _nodes(
    values: Sequence[Any], inside: Sequence[str] | None = _INSIDE
) -> Iterator[dict[str, Any]]:
    """The nodes of a graph, top-level ones before nested ones.

    `inside` is the keys whose nested nodes count (None for all).
    """
    queue = list(values)
    at = 0
    while at < len(queue) and at < _MAX_NODES:
        node = queue[at]
        at += 1
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            yield node
            keys = node if inside is None else inside
            queue += [node[key] for key in keys if isinstance(node.get(key), dict | list)]


def _types(node: dict[str, Any]) -> set[str]:
    """A node's types, without the vocabulary's address before them."""
    kinds = node.get("@type")
    return {
        re.split(r"[/#:]", kind)[-1]
        for kind in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(kind, str)
    }


def _is_article(node: dict[str, Any]) -> bool:
    return any(kind.endswith("Article") or kind in _OTHER_TYPES for kind in _types(node))


def _headline(node: dict[str, Any]) -> str | None:
    return title_line(_string(node.get("headline")) or _string(node.get("name")))


def _string(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return value if isinstance(value, str) and value.strip() else None


def _addresses(node: dict[str, Any]) -> set[str]:
    """The addresses that a node gives for itself."""
    page = node.get("mainEntityOfPage")
    page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    found = [node.get("url"), node.get("@id"), page]
    return {_address_key(value) for value in found if isinstance(value, str) and "/" in value}


def _address_key(address: str) -> str:
    """An address without the parts that do not distinguish pages."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return address
    return f"{host}{parts.path.rstrip('/')}"


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> str | None:
    """The names of people or organisations, which may be elsewhere in the graph."""
    names: list[Any] = []
    for item in value if isinstance(value, list) else [value]:
        node = item
        if isinstance(node, dict) and not node.get("name"):
            node = by_id.get(str(node.get("@id")), node)
        elif isinstance(node, str):
            node = by_id.get(node, node)
        name = node.get("name") if isinstance(node, dict) else node
        names += [_string(one) for one in (name if isinstance(name, list) else [name])]
    return author_names(names)
