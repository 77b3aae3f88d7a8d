"""Finds which of a page's titles is the article's headline: two must agree.

A page's first heading may be its logo or a cookie notice, its JSON-LD may describe another story,
and its title includes the outlet and the section.
"""

import re
from collections.abc import Iterable, Sequence

from briefings.reading.credits import is_outlet, names_outlet

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+(?:[|–—»«·•:<>/]|-{1,2}|::)\s+|\s*[|»]\s*")
_MAX_SUFFIX = 60
_SECTION_WORDS = 4
_MIN_WORDS = 2
_MIN_SIGNS = 8
_MIN_LIKENESS = 0.6


def key_of(text: str | None) -> str:
    """A title's words for comparing, without case and punctuation."""
    return " ".join(_WORD.findall((text or "").casefold()))


def agree(first: str | None, second: str | None) -> bool:
    """Whether two titles are the same: equal, one within the other, or most words in common."""
    short, long = sorted((key_of(first), key_of(second)), key=len)
    if not short:
        return False
    if short == long:
        return True
    words = short.split()
    if (len(words) >= _MIN_WORDS or len(short) >= _MIN_SIGNS) and f" {short} " in f" {long} ":
        return True
    ours, theirs = set(words), set(long.split())
    return len(words) >= _SECTION_WORDS and (
        len(ours & theirs) >= _MIN_LIKENESS * len(ours | theirs)
    )


def share_words(first: str | None, second: str | None) -> bool:
    """Whether two titles may belong to one story: two significant words in common."""
    ours, theirs = (
        {word for word in key_of(text).split() if len(word) > 3} for text in (first, second)
    )
    return len(ours & theirs) >= min(_MIN_WORDS, len(ours), len(theirs)) > 0


def headline_of(
    *,
    linked: str | None,
    stated: Sequence[str],
    headings: Sequence[str],
    title: str | None,
    publisher: str | None,
) -> str | None:
    """The headline of a page.

    Args:
        linked: the article's headline in its JSON-LD.
        stated: og:title and other titles in its meta elements, most usual first.
        headings: its h1 and h2 elements, in order.
        title: its title element.
        publisher: the outlet, if known.
    """
    linked = without_outlet(linked, publisher, headings)
    known = [linked, *stated, *headings]
    title = without_outlet(title, publisher, known)
    stated = [clean for text in stated if (clean := without_outlet(text, publisher, headings))]
    outlet = key_of(publisher)
    sources: list[list[str]] = [
        [linked] if linked else [],
        list(stated),
        [heading for heading in headings if key_of(heading) != outlet],
        [title] if title else [],
    ]
    for number, source in enumerate(sources[:3]):
        others = [text for index, group in enumerate(sources) if index != number for text in group]
        for text in source:
            if any(agree(text, other) for other in others):
                return _whole(text, others)
    if title and is_outlet(title) and not (stated or linked):
        title = None
    fallbacks = [*sources[3], *sources[1], *sources[0], *sources[2]]
    if title is None or key_of(title) == outlet:
        fallbacks = [*sources[1], *sources[0], *sources[2], *sources[3]]
    return next(iter(fallbacks), None)


def _whole(title: str, others: Iterable[str]) -> str:
    """A title cut short with an ellipsis, completed from another source."""
    start = key_of(title.rstrip("… .")) if title.rstrip().endswith(("…", "...")) else ""
    longer = (other for other in others if start and key_of(other).startswith(start))
    return max(longer, key=len, default=title) if start else title


def without_outlet(
    title: str | None, publisher: str | None, others: Iterable[str | None]
) -> str | None:
    """A page's title without its outlet and section: ``Headline - World - Outlet``."""
    if title is None:
        return None
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts:
        return _without_colon(title)
    keys = {key for text in others if (key := key_of(text)) and key != key_of(publisher)}
    parts = [part.strip() for part in _SEPARATOR.split(title) if part.strip()]
    starts = [title[: cut.start()].strip() for cut in cuts]
    ends = [title[cut.end() :].strip() for cut in cuts]
    longest = max((len(part.split()) for part in parts), default=0)
    known = [  # another source says which part is the headline
        text
        for text in (*starts, *ends, *parts)
        if key_of(text) in keys and 2 * len(text.split()) >= longest
    ]
    for text in known:
        # A heading may also repeat the outlet's name.
        if not (names_outlet(text) and any(_is_title(part, text) for part in parts)):
            return text
    outlet = key_of(publisher)
    for before, after in zip(starts, ends, strict=True):
        if outlet and key_of(after).startswith(outlet):
            return before
        if outlet and key_of(before) == outlet:
            return after
    before, after = starts[-1], ends[-1]
    if names_outlet(before) and not names_outlet(after):
        return after
    is_suffix = len(after) <= _MAX_SUFFIX and len(after.split()) <= _SECTION_WORDS
    return before if is_suffix and len(before.split()) > len(after.split()) else title


def _is_title(part: str, outlet: str) -> bool:
    """Whether a part of a page's title is its headline, not the possible outlet."""
    return not names_outlet(part) and len(part.split()) >= len(outlet.split())


def _without_colon(title: str) -> str:
    """``Headline: The Lark Gazette``, or the reverse, without the outlet."""
    before, colon, after = title.rpartition(": ")
    if colon and names_outlet(after):
        return before
    before, colon, after = title.partition(": ")
    return after if colon and names_outlet(before) else title
