"""Separates typesetting from wording."""

import re
import unicodedata

from briefings.text.quotation_marks import EVEN_MARKS

MARKS = str.maketrans({mark: "'" if even == '"' else even for mark, even in EVEN_MARKS.items()})
"""For `str.translate`: one form for each of quotation marks, dashes and ellipses."""


def typeset(text: str) -> str:
    """`text` with typesetting made uniform.

    All quotation marks get one form, as do dashes and ellipses; white space becomes single spaces;
    invisible characters, a final comma or full stop and the text's own outer marks are removed.
    """
    text = unicodedata.normalize("NFC", text).translate(MARKS)
    if not text.isascii():
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = re.sub(r" ?- ?", "-", " ".join(text.split()))
    while True:
        shorter = text.rstrip(" ,.")
        if len(shorter) > 1 and shorter[0] == shorter[-1] == "'":
            shorter = shorter[1:-1].strip()
        if shorter == text:
            return text
        text = shorter


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
