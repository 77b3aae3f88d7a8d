"""Checks that the digest's citations are in the articles, each in one place only."""

from collections.abc import Iterator, Mapping

from briefings.digest.places import Places
from briefings.digest.problems import Problem
from briefings.digest.references import citations
from briefings.models import Citation, Digest


def verify(digest: Digest, texts: Mapping[str, str], places: Places | None = None) -> list[Problem]:
    """Find each citation in the text of its article, exactly once.

    Args:
        digest: every citation in it is looked for.
        texts: the articles' texts by article id; a text in the digest itself takes precedence.
            Citations into articles whose text is in neither are skipped.
        places: the places of the digest's records, from `load_located`; without it the problems
            name records by their ids.
    """
    at = places or Places.nowhere(digest)
    held = {article.id: article.text for article in digest.articles if article.text is not None}
    known = {**texts, **held}
    problems = []
    for section, record_id, path, citation in citations(digest):
        text = known.get(citation.article)
        message = None if text is None else _wrong(citation, text)
        if message is not None:
            name = "exact" if citation.start is None else "start"
            problems.append(at.problem(section, record_id, (*path, name), message))
    return problems


def occurrences(citation: Citation, text: str) -> Iterator[int]:
    """Offsets of `exact` in `text`, where it is between its prefix and suffix."""
    wanted = citation.prefix + citation.exact + citation.suffix
    found = text.find(wanted)
    while found >= 0:
        yield found + len(citation.prefix)
        found = text.find(wanted, found + 1)


def _wrong(citation: Citation, text: str) -> str | None:
    shown = _short(citation.exact)
    if citation.start is not None:
        if text[citation.start : citation.end] == citation.exact:
            return None
        return (
            f"the text of {citation.article!r} has {_short(text[citation.start : citation.end])} "
            f"at {citation.start}..{citation.end} — expected {shown}"
        )
    found = list(occurrences(citation, text))
    if len(found) == 1:
        return None
    if found:
        lines = [_with_context(text, start, len(citation.exact)) for start in found[:3]]
        return (
            f"{shown} is in {citation.article!r} {len(found)} times — "
            f"add a prefix or suffix that only one has: {'; '.join(lines)}"
        )
    bare = text.count(citation.exact)
    if bare:
        return (
            f"{shown} is in {citation.article!r}, but not between this prefix and suffix — "
            f"expected as in {_with_context(text, text.index(citation.exact), len(citation.exact))}"
        )
    return f"{shown} is not in {citation.article!r} — copy the words as the article has them"


def _with_context(text: str, start: int, length: int) -> str:
    before = text[max(0, start - 20) : start]
    after = text[start + length : start + length + 20]
    return f"{before!r} before and {after!r} after"


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else f"{words[:40]}…{words[-18:]}")
