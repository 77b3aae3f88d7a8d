"""Reads a piece of HTML that is all article: the content of a blog post or feed entry."""

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefings.reading.blocks import Block, BlockBuilder, Kind, safe_url
from briefings.reading.markup import check_depth

if TYPE_CHECKING:
    from lxml.etree import _Element

_SUBHEADS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CAPTIONS = frozenset(["figcaption", "caption"])
_BREAKS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figure footer
    form header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905  # a list of words, not of strings
)
_GONE = frozenset(
    """
    audio button canvas embed form head iframe input link map math meta noscript object option
    picture script select style svg template textarea time title video
    """.split()  # noqa: SIM905  # a list of words, not of strings
)
_GONE_CLASSES = re.compile(
    # what blogs add below and between the paragraphs: sharing, related posts, adverts, credits
    r"(?:^|[\s_-])(?:sharedaddy|sd-sharing|jp-relatedposts|related(?:-posts|-articles)?|addtoany|"
    r"share(?:-buttons|-links|this)?|social(?:-\w+)?|newsletter\S*|advert\S*|ad-\w+|adsbygoogle|promo|"
    r"author-box|post-tags|subscription-widget\S*|feedflare|wp-block-buttons?|screen-reader-text|sr-only|comments?)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|wp-element-caption|caption|credit)(?=$|[\s_-])", re.IGNORECASE
)
_TAG = re.compile(r"<[a-zA-Z!/]")
_ESCAPED_TAG = re.compile(
    r"&(?:amp;)?lt;(?P<slash>/?)(?P<name>p|div|h[1-6]|ul|ol|blockquote|article|section|figure|span|"
    r"strong|em|b|i|br)(?:\s[^<>&]{0,200})?/?&(?:amp;)?gt;",
    re.IGNORECASE,
)
_MAX_ESCAPES = 2
_WRAPPED = re.compile(
    r"<(?P<name>p|div|h[1-6]|ul|ol|blockquote|article|section)(?:\s[^<>]{0,200})?>.*</(?P=name)>",
    re.IGNORECASE | re.DOTALL,
)
_MIN_ESCAPED = 80
"""Characters from which tags around a paragraph are more than an example."""


def fragment_blocks(markup: str, base: str | None = None) -> tuple[Block, ...]:
    """The paragraphs of a fragment of HTML, with links resolved against `base`.

    Raises:
        ReadingError: it nests too deeply.
    """
    for _ in range(_MAX_ESCAPES):
        if _TAG.search(markup) or not _is_escaped_markup(markup):
            break
        markup = html.unescape(markup)
    check_depth(markup, is_html=True)
    if _TAG.search(markup) is None:
        return text_blocks(markup)
    blocks = tree_blocks(parse_html(f"<div>{markup}</div>"), base)
    return tuple(part for block in blocks for part in _unescaped(block, base))


def _unescaped(block: Block, base: str | None) -> Iterator[Block]:
    """The paragraphs in a paragraph whose own tags were escaped within real markup."""
    if len(block.text) < _MIN_ESCAPED or not _WRAPPED.fullmatch(block.text):
        yield block
    else:
        yield from tree_blocks(parse_html(f"<div>{block.text}</div>"), base)


def _is_escaped_markup(text: str) -> bool:
    """Whether a text's tags were escaped; a text that only mentions a tag does not close it."""
    opened: set[str] = set()
    for tag in _ESCAPED_TAG.finditer(text):
        name = tag["name"].lower()
        if name == "br" or (tag["slash"] and name in opened):
            return True
        opened.add(name)
    return False


def text_blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a plain text, separated by blank lines."""
    parts = re.split(r"\n\s*\n", text)
    builders = [BlockBuilder() for _ in parts]
    for builder, part in zip(builders, parts, strict=True):
        builder.add(part)
    return tuple(block for builder in builders if (block := builder.build()).text)


def parse_html(markup: str) -> "_Element":
    """The tree of `markup`, whose depth has been checked; never fails."""
    from lxml import etree  # the bot starts without it
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    safe = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", markup)
    try:
        return lxml_html.document_fromstring(safe.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return lxml_html.Element("div")


def tree_blocks(root: "_Element", base: str | None) -> Iterator[Block]:
    """The paragraphs of a tree, in order."""
    return _Walker(base).blocks(root)


class _Walker:
    """Walks a tree once, without recursion, and cuts its text at every block element."""

    def __init__(self, base: str | None) -> None:
        self._base = base
        self._builder = BlockBuilder()
        self._kinds = [Kind.PROSE]
        self._urls: list[str | None] = [None]

    def blocks(self, root: "_Element") -> Iterator[Block]:
        stack: list[tuple[_Element, bool]] = [(root, False)]
        while stack:
            element, is_end = stack.pop()
            if is_end:
                yield from self._leave(element)
                self._builder.add(element.tail or "", self._urls[-1])
                continue
            if not isinstance(element.tag, str) or self._is_gone(element):
                self._builder.add(element.tail or "", self._urls[-1])
                continue
            yield from self._enter(element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        yield from self._flush()

    def _is_gone(self, element: "_Element") -> bool:
        return element.tag in _GONE or bool(_GONE_CLASSES.search(element.get("class") or ""))

    def _kind(self, element: "_Element") -> Kind:
        if element.tag in _SUBHEADS:
            return Kind.SUBHEAD
        if element.tag in _CAPTIONS or _CAPTION_CLASSES.search(element.get("class") or ""):
            return Kind.CAPTION
        return self._kinds[-1]

    def _cuts(self, element: "_Element") -> bool:
        return element.tag in _BREAKS or self._kind(element) is not self._kinds[-1]

    def _enter(self, element: "_Element") -> Iterator[Block]:
        if self._cuts(element):
            yield from self._flush()
        self._kinds.append(self._kind(element))
        url = safe_url(element.get("href"), self._base) if element.tag == "a" else None
        self._urls.append(url or self._urls[-1])
        if element.tag in ("td", "th") and element.getprevious() is not None:
            self._builder.add("; ")
        if element.tag == "br":
            yield from self._line_break(element)
        self._builder.add(element.text or "", self._urls[-1])

    def _line_break(self, element: "_Element") -> Iterator[Block]:
        """Two line breaks separate paragraphs, as in old pages; one is a space."""
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            yield from self._flush()
        self._builder.add(" ")

    def _leave(self, element: "_Element") -> Iterator[Block]:
        kind = self._kinds.pop()
        self._urls.pop()
        if element.tag in _BREAKS or kind is not self._kinds[-1]:
            yield from self._flush(kind)

    def _flush(self, kind: Kind | None = None) -> Iterator[Block]:
        block = self._builder.build(kind or self._kinds[-1])
        self._builder = BlockBuilder()
        if block.text:
            yield block
