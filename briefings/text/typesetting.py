"""What of a text is typesetting and not wording."""

import re
import unicodedata

from briefings.text.quotation_marks import EVEN_MARKS

MARKS = str.maketrans({mark: "'" if even == '"' else even for mark, even in EVEN_MARKS.items()})
"""For `str.translate`: quotation marks, dashes and ellipses, each kind made one."""


def typeset(text: str) -> str:
    """`text` with what is typesetting and not wording made alike.

    All quotation marks become one, dashes and ellipses too, invisible characters go, white space
    becomes single spaces, and a final comma, full stop or the text's own outer marks go.
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
