"""Discord's Markdown as a reader sees it: the words without the marks around them."""

import re

_LONGEST = 500
"""Most characters between two marks: limits the time that unpaired ones take."""
_PIECES = re.compile(
    r"\\(?P<escaped>[^\w\s]|_)"
    r"|(?P<mark>(?<!\*)\*{1,3}(?!\*)|__|~~|\|\|)(?=\S)"
    rf"(?P<inner>(?:\\.|[^\\]){{1,{_LONGEST}}}?)(?<=\S)(?P=mark)",
    re.DOTALL,
)


def plain(text: str) -> str:
    """`text` without escapes and without bold, italic, struck, underlined and spoiler marks.

    Unclosed marks stay, because readers see them. So do block quotes, headings and links.
    """
    return _PIECES.sub(lambda piece: piece["escaped"] or plain(piece["inner"]), text)
