"""What stands between marks: a quotation, a fragment of one, or a title."""

import re

from briefings.analysis.marks import Marked
from briefings.analysis.wordlists import listed
from briefings.models import QuoteKind

_SMALL = frozenset(
    listed("""
    a an the of in on at by for with from to and or but nor as is your
    """)
)
_TITLE_CONTEXT = re.compile(
    r"(?:\b(?:on|of|to|for|the|a|an|show|program|programme|series|book|memoir|novel|film|movie"
    r"|documentary|song|album|podcast|magazine|column|newsletter|paper|play|musical|broadcast"
    r"|episode|essay|headlined|titled|entitled|called|network|and|starred in|broadcast of"
    r"|edition of|host of|appearance on)"
    r"|[’']s|[A-Z]{2,5}[’']?|,)\s*$"
)
_TERM = re.compile(
    r"\b(?:so-called|(?:is|are|was|were|been|being|be|widely|often|commonly|also|better|well)\s"
    r"(?:known|described|referred to|billed) as(?: an?| the)?)\s*$",
    re.IGNORECASE,
)
"""Words that set off a term, which is nobody's quotation here."""
_NAMED = re.compile(
    r"\b(?:titled|entitled|headlined|named|codenamed|song|book|film|movie|show)\s*$"
)
_CLAUSE = re.compile(
    r"\b(?:i|we|you|he|she|it|they|this|that|there|who|what|let|don[’']t|is|are|was|were|will|would|can|could|has|have|had"
    r"|do|does|did|must|should|[\w]+n[’']t|it[’']s|i[’']m|that[’']s|we[’']re|i[’']ve)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_][\w’'\-.]*")


def is_label(text: str, passage: Marked) -> bool:
    """Whether the marks set off a title or a programme's name: "Meet the Press", on which."""
    words = _WORD.findall(text, passage.start, passage.end)
    before = text[max(0, passage.opening - 40) : passage.opening]
    if len(words) <= 5 and _TERM.search(before) is not None:
        return True
    if not 1 <= len(words) <= 8 or text[passage.start : passage.end].rstrip()[-1:] in "!…":
        return False
    if any(not (w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL) for w in words):
        return False
    if words[0][0].islower() or words[0].lower() in ("i", "we", "i’m", "i'm"):
        return False
    if len(words) == 1:
        return _NAMED.search(before) is not None
    return _TITLE_CONTEXT.search(before) is not None


def kind_of(words: str) -> QuoteKind:
    """FULL for at least a clause of the speaker's own, FRAGMENT for less."""
    stripped = words.strip()
    count = len(stripped.split())
    if count >= 9:
        return QuoteKind.FULL
    begins = stripped[:1].isupper() or not stripped[:1].isalpha()
    ends = stripped[-1:] in ".?!,…—"
    if begins and ends:
        return QuoteKind.FULL
    if count >= 4 and _CLAUSE.search(stripped) is not None:
        return QuoteKind.FULL
    return QuoteKind.FRAGMENT
