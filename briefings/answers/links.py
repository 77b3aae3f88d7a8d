"""Links that lead to the cited words: URL text fragments.

The syntax is ``#:~:text=[prefix-,]start[,end][,-suffix]``; in each part the characters that the
syntax uses (``&``, ``-`` and ``,``) are percent-encoded.
Source: https://wicg.github.io/scroll-to-text-fragment/#syntax
"""

from urllib.parse import quote

from briefings.models import Article, Citation

_LONG = 12
"""From this many words on, a link names only the first and last words."""
_ENDS = 5
"""How many words at either end."""
_ENCODED = {code: quote(chr(code), safe="").replace("-", "%2D") for code in range(128)}
"""For `str.translate`: ASCII characters as `quote` encodes them, and the hyphen encoded too."""


def deep_link(article: Article, citation: Citation) -> str | None:
    """The article's address, leading to the cited words; None if there is no address."""
    if article.url is None:
        return None
    words = citation.exact.split()
    if not words:
        return article.url
    if len(words) >= _LONG or "\n" in citation.exact.strip():
        # One term can't cross the end of a paragraph, and browsers often miss a long one.
        ends = min(_ENDS, max(1, len(words) // 2))
        parts = [_encode(words[:ends]), _encode(words[-ends:])]
    else:
        parts = [_encode(words)]
    before, after = _whole_words(citation)
    if before:
        parts.insert(0, _encode(before) + "-")
    if after:
        parts.append("-" + _encode(after))
    mark = ":~:text=" if "#" in article.url else "#:~:text="
    return article.url + mark + ",".join(parts)


def _whole_words(citation: Citation) -> tuple[list[str], list[str]]:
    """Context for the link: a selector may begin within a word, a fragment's term may not."""
    before, after = citation.prefix.split(), citation.suffix.split()
    return before[1:][-3:], after[:-1][:3]


def _encode(words: list[str]) -> str:
    text = " ".join(words)
    if text.isascii():
        return text.translate(_ENCODED)
    return quote(text, safe="").replace("-", "%2D")
