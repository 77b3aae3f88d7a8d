"""Finds the article's paragraphs in a page: trafilatura's choice, plus what it is known to miss.

trafilatura takes one container of the page. It misses others if a page splits its article into
several of the same kind (around adverts, for example), drops everything in an ``aside``, and may
mistake a cookie notice for the text. So its result is compared with the page's own paragraphs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefings.reading.blocks import Block
from briefings.reading.fragment import tree_blocks
from briefings.reading.headlines import agree
from briefings.reading.page_head import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_AS_HTML = {"head": "h2", "ref": "a", "item": "li", "list": "ul", "lb": "br", "quote": "blockquote",
            "row": "tr", "cell": "td", "graphic": "img", "hi": "b"}  # fmt: skip
"""Elements of trafilatura's trees (TEI), and their HTML equivalents."""
_CONTAINERS = frozenset({"article", "aside", "div", "section", "td", "main"})
_PROSE = 60
"""Characters that make a paragraph prose, not a caption or label."""
_MIN_RESCUE = 400
"""Characters of prose for which a place that trafilatura missed counts as the article's."""
_MISSED = 0.5
_COOKIES = re.compile(r"\bcookies?\b|\bconsent\b|\bDatenschutz|\bGDPR\b|\bRGPD\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:consent|privacy|accept|partners?|advert|browser|device|settings|personali[sz]|agree|"
    r"Einwilligung|Datenschutz|akzeptier|Einstellungen|confidentialité|partenaires|accepte[rz]|"
    r"consentement|privacidad|acepta|consentimiento|accetta|consenso|toestemming|akkoord|"
    r"samtycke|samtykke|zgod|согласи)",
    re.IGNORECASE,
)
"""What a cookie notice asks for, and an article about biscuits does not."""
_COOKIE_BOX = re.compile(
    r"cookie|consent|gdpr|rgpd|onetrust|didomi|usercentrics|privacy-(?:banner|notice|wall|modal)|"
    r"(?:^|[\s_-])cmp(?:$|[\s_-])",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"comment|relat|teaser|card|promo|recommend|popular|most-?read|sidebar|footer|newsletter|"
    r"author-?(?:bio|box)|widget|respon|reply|disqus|share|social|nav|menu",
    re.IGNORECASE,
)
_MAX_BOXES = 20
_NUMBERED = re.compile(r"[-_]?\d+$")


_Kind = tuple[str, tuple[str, ...]]


class _Paragraph(NamedTuple):
    element: "_Element"
    key: str
    size: int


def extracted(root: "_Element", headline: str | None, base: str | None) -> tuple[Block, ...]:
    """The paragraphs of the article in a parsed page; empty if there seem to be none.

    Args:
        root: the page; cookie boxes are removed from it.
        headline: the article's headline, if known.
        base: the base address of its links.
    """
    _drop_cookie_boxes(root, headline)
    _drop_notices(root, headline)
    blocks = tuple(_by_trafilatura(root, base))
    paragraphs = list(_paragraphs(root))
    taken = _keys(blocks)
    is_notice = blocks and all(_COOKIES.search(block.text) for block in blocks)
    if is_notice and not _COOKIES.search(headline or ""):
        notice = blocks
        for paragraph in [each for each in paragraphs if each.key in taken]:
            parent = paragraph.element.getparent()
            if parent is not None:
                parent.remove(paragraph.element)
        paragraphs = [each for each in paragraphs if each.key not in taken]
        blocks = tuple(_by_trafilatura(root, base)) or notice
        taken = _keys(blocks)
    places = _same_kind(paragraphs, taken) or _missed_place(paragraphs, taken, headline)
    if places:
        joined = tuple(_by_trafilatura(_as_article(places, headline), base))
        if _size(joined) > _size(blocks):
            return joined
    return blocks


def _by_trafilatura(root: "_Element", base: str | None) -> Iterator[Block]:
    import trafilatura  # takes 0.4 s to import, and only HTML needs it
    from lxml import html

    document = trafilatura.bare_extraction(
        html.tostring(root, encoding="unicode"), include_links=True, include_comments=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return
    for element in body.iter(*_AS_HTML):
        element.tag = _AS_HTML[element.tag]
        if element.tag == "a":
            element.set("href", element.get("target") or "")
    yield from tree_blocks(body, base)


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _key(text: str) -> str:
    return "".join(sign for sign in text[:160] if sign.isalnum())


def _keys(blocks: Sequence[Block]) -> set[str]:
    return {_key(block.text) for block in blocks}


def _paragraphs(root: "_Element") -> Iterator[_Paragraph]:
    for element in root.iter("p"):
        text = text_of(element)
        if len(text) >= _PROSE:
            yield _Paragraph(element, _key(text), len(text))


def _marks(element: "_Element") -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _drop_cookie_boxes(root: "_Element", headline: str | None) -> None:
    """Remove cookie boxes from a page, unless one contains the page's headline."""
    boxes = [
        element
        for element in root.iter("div", "section", "aside", "dialog", "form")
        if _COOKIE_BOX.search(_marks(element))
    ]
    whole = sum(paragraph.size for paragraph in _paragraphs(root)) if boxes else 0
    for box in boxes[:_MAX_BOXES]:
        parent = box.getparent()
        inside = list(_paragraphs(box))
        holds_head = any(agree(text_of(head), headline) for head in box.iter("h1", "h2"))
        holds_text = sum(paragraph.size for paragraph in inside) > whole / 2 and not all(
            _COOKIES.search(text_of(paragraph.element)) for paragraph in inside
        )
        if parent is None or holds_head or holds_text:
            continue
        previous = box.getprevious()
        if box.tail and previous is not None:
            previous.tail = (previous.tail or "") + box.tail
        elif box.tail:
            parent.text = (parent.text or "") + box.tail
        parent.remove(box)


def _drop_notices(root: "_Element", headline: str | None) -> None:
    """Remove paragraphs about cookies that fill a container of a page and are not an article."""
    if _COOKIES.search(headline or ""):
        return
    paragraphs = list(_paragraphs(root))
    held: dict[_Element, list[_Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        container = _container(paragraph.element)
        if container is not None:
            held[container].append(paragraph)
    whole = sum(paragraph.size for paragraph in paragraphs)
    for container, inside in held.items():
        texts = [text_of(each.element) for each in inside]
        is_notice = all(map(_COOKIES.search, texts)) and any(map(_CONSENT.search, texts))
        size = sum(each.size for each in inside)
        if not is_notice or 2 * size > whole or len(text_of(container)) > 2 * size:
            continue
        for each in inside:
            parent = each.element.getparent()
            if parent is not None and not each.element.tail:
                parent.remove(each.element)


def _container(element: "_Element") -> "_Element | None":
    return next((place for place in element.iterancestors() if place.tag in _CONTAINERS), None)


def _kinds(containers: Iterable["_Element"]) -> dict["_Element", _Kind]:
    """What containers of one kind share: their element and classes, without numbers; without a
    class, their parent.
    """
    places: dict[_Element, int] = {}
    kinds: dict[_Element, _Kind] = {}
    for container in containers:
        classes = (container.get("class") or container.get("itemprop") or "").split()
        names = sorted(_NUMBERED.sub("", name) for name in classes)
        parent = container.getparent()
        if not names and parent is not None:
            names = [f"in {places.setdefault(parent, len(places))}"]
        kinds[container] = str(container.tag), tuple(names)
    return kinds


def _same_kind(paragraphs: Sequence[_Paragraph], taken: set[str]) -> list["_Element"]:
    """The containers of the article, if the page has several of the chosen kind.

    Empty if nothing important was missed in them.
    """
    held: dict[_Element, list[_Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        container = _container(paragraph.element)
        if container is not None:
            held[container].append(paragraph)
    kinds = _kinds(held)
    sizes: Counter[_Kind] = Counter()
    for container, inside in held.items():
        sizes[kinds[container]] += sum(each.size for each in inside if each.key in taken)
    if not sizes:
        return []
    kind, size = sizes.most_common(1)[0]
    places = [place for place in held if kinds[place] == kind and _is_part(place)]
    missed = sum(each.size for place in places for each in held[place] if each.key not in taken)
    return places if len(places) > 1 and size and missed > _PROSE else []


def _is_part(place: "_Element") -> bool:
    """Whether a container can be part of an article, not a story or comment of its own."""
    if any(_OTHERS.search(_marks(each)) for each in (place, *list(place.iterancestors())[:3])):
        return False
    heading = next(place.iter("h1", "h2", "h3"), None)
    if heading is not None and (next(heading.iter("a"), None) is not None or heading.tag == "h1"):
        return False
    linked = sum(len(text_of(link)) for link in place.iter("a"))
    return linked < len(text_of(place)) / 2


def _missed_place(
    paragraphs: Sequence[_Paragraph], taken: set[str], headline: str | None
) -> list["_Element"]:
    """The container with most of the page's prose, if hardly any of it was taken."""
    sizes: Counter[_Element] = Counter()
    missed: Counter[_Element] = Counter()
    for paragraph in paragraphs:
        container = _container(paragraph.element)
        if container is not None:
            sizes[container] += paragraph.size
            missed[container] += paragraph.size * (paragraph.key not in taken)
    if not sizes:
        return []
    place, size = sizes.most_common(1)[0]
    nothing_taken = not any(paragraph.key in taken for paragraph in paragraphs)
    heads = any(agree(text_of(head), headline) for head in place.iter("h1", "h2"))
    is_own = size >= _MIN_RESCUE and (heads or nothing_taken)
    if not is_own or missed[place] < _MISSED * size or _OTHERS.search(_marks(place)):
        return []
    return [place]


def _as_article(places: Sequence["_Element"], headline: str | None) -> "_Element":
    """A page with only the content of `places`."""
    from copy import deepcopy

    from lxml import html

    page = html.Element("html")
    body = html.etree.SubElement(page, "body")
    article = html.etree.SubElement(body, "article")
    if headline:
        html.etree.SubElement(article, "h1").text = headline
    for place in places:
        part = deepcopy(place)
        part.tag, part.tail = "div", None
        part.attrib.clear()
        article.append(part)
    return page
