"""Quotation marks, apostrophes and dashes: the one table of them.

Which marks a language quotes with: CLDR's delimiters, and for older and mixed usage the pages of
newspapers, which pair what their keyboards give.
"""

from collections.abc import Mapping

DOUBLE_OPENING = "“„‟«"
"""Double marks that, by their shape, open in most languages."""
DOUBLE_CLOSING = "”»"
"""Double marks that, by their shape, close in most languages."""
DOUBLE = f'"{DOUBLE_OPENING}{DOUBLE_CLOSING}'
"""Marks of a quotation."""
SINGLE_OPENING = "‘‚‛‹"
SINGLE_CLOSING = "’›"
SINGLE = f"'{SINGLE_OPENING}{SINGLE_CLOSING}"
"""Marks of a quotation within a quotation; of any quotation in British papers."""
MARKS = f"{DOUBLE}{SINGLE}`"
"""Every mark that Western pages quote with, the grave accent of typewriters among them."""
OPENING = f"\"'{DOUBLE_OPENING}{SINGLE_OPENING}"
"""What may open a quotation: those that do by their shape, and those that have none."""
CLOSING = f"\"'{DOUBLE_CLOSING}{SINGLE_CLOSING}"
"""What may close one."""
ANGLED = "«»‹›"
"""Marks that may have a space inside, as in French."""

APOSTROPHES = "'’‘‛`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u055a\u05f3\u2032\ua78b\ua78c\uff07"
"""What stands for an apostrophe: typed, typeset, and in transliterations (ʼ, ʻ, ʹ, ′)."""

APOSTROPHE_LIKE = "'’‘"
"""Quotation marks that stand for apostrophes as well."""

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""Hyphens, dashes and the minus, which pages use for each other."""

CLOSED_BY: Mapping[str, str] = {
    "“": "”“",  # English; also what an old keyboard makes of both ends
    "„": "“”",  # German, Polish
    "”": "”",  # Swedish
    "«": "»",  # French, Ukrainian
    "»": "«»",  # German books, Swedish books
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    '"': '"',
    "'": "'",
}
"""The marks that may close what a mark opens."""

EVEN_MARKS: Mapping[str, str] = {
    **dict.fromkeys(f"{SINGLE}\u2032`\u00b4", "'"),
    **dict.fromkeys(f"{DOUBLE}\u2033", '"'),
    **dict.fromkeys(DASHES, "-"),
    "…": "...",
}
"""Each mark in the form that a typewriter has: what differs by typesetting alone is one."""
