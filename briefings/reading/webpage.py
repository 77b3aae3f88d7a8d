"""Reads HTML pages: trafilatura separates the article from the page around it."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefings.reading.aggregator import split_page
from briefings.reading.blocks import Kind
from briefings.reading.draft import Draft
from briefings.reading.extraction import extracted
from briefings.reading.fragment import parse_html, tree_blocks
from briefings.reading.markup import check_depth
from briefings.reading.metadata import page_metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHOLE_PAGE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "em", "i", "mark", "q", "small", "span", "strong", "u"}
)
_BREAKS = re.compile(r"(?:<br\s{0,3}/?>\s{0,20}){2,9}", re.IGNORECASE)


def read_html(markup: str, url: str | None = None) -> tuple[Draft, ...]:
    """The article of a page or of an HTML fragment, or the articles of an aggregator's page.

    Raises:
        ReadingError: the markup nests too deeply.
    """
    check_depth(markup, is_html=True)
    if not _WHOLE_PAGE.search(markup):
        # trafilatura drops the headings of a fragment outside an article
        markup = f"<html><body><article>{markup}</article></body></html>"
    # two line breaks separate paragraphs; trafilatura would merge them
    markup, breaks = _BREAKS.subn("</p><p>", markup)
    root = parse_html(markup)
    if breaks:
        _wrap_first_paragraphs(root)
    meta = page_metadata(root, url)
    cards = [] if meta.is_one_article or markup.count(" ago") < 2 else _cards(root)
    if len(cards) > 1:
        return tuple(replace(card, language=meta.language) for card in cards)
    blocks = extracted(root, meta.headline, meta.base) or tuple(tree_blocks(root, meta.base))
    headline = meta.headline
    if headline is None and blocks and blocks[0].kind is Kind.SUBHEAD:
        headline = blocks[0].text
    return (
        Draft(
            blocks=blocks,
            headline=headline,
            publisher=meta.publisher,
            author=meta.author,
            date=meta.date,
            url=meta.url,
            language=meta.language,
        ),
    )


def _wrap_first_paragraphs(root: "_Element") -> None:
    """Make paragraphs of the texts before a container's first one."""
    from lxml import html

    for container in root.iter("div", "section", "article", "td"):
        if not (container.text or "").strip() or container.find("p") is None:
            continue
        first = html.Element("p")
        first.text, container.text = container.text, None
        for child in list(container):
            if child.tag not in _INLINE:
                break
            first.append(child)
        container.insert(0, first)


def _cards(root: "_Element") -> list[Draft]:
    """The articles of an aggregator's page, as in its text, each with its own outlet."""
    return split_page([block.text for block in tree_blocks(root, None)])
