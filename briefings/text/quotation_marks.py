"""Quotation marks, apostrophes and dashes: their only table.

The marks of each language are CLDR's delimiters and, for older and mixed usage, those of newspaper
pages, which pair what their keyboards offer.
"""

from collections.abc import Mapping

DOUBLE_OPENING = "“„‟«"
"""Double marks whose shape opens in most languages."""
DOUBLE_CLOSING = "”»"
"""Double marks whose shape closes in most languages."""
DOUBLE = f'"{DOUBLE_OPENING}{DOUBLE_CLOSING}'
"""Marks of a quotation."""
SINGLE_OPENING = "‘‚‛‹"
SINGLE_CLOSING = "’›"
SINGLE = f"'{SINGLE_OPENING}{SINGLE_CLOSING}"
"""Marks of a quotation within a quotation, or of any quotation in British papers."""
MARKS = f"{DOUBLE}{SINGLE}`"
"""Every mark that Western pages quote with, including the typewriter's grave accent."""
OPENING = f"\"'{DOUBLE_OPENING}{SINGLE_OPENING}"
"""Marks that may open a quotation: by their shape, or because they have none."""
CLOSING = f"\"'{DOUBLE_CLOSING}{SINGLE_CLOSING}"
"""Marks that may close one."""
ANGLED = "«»‹›"
"""Marks that may have a space inside, as in French."""

APOSTROPHES = "'’‘‛`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u055a\u05f3\u2032\ua78b\ua78c\uff07"
"""Characters for an apostrophe: typed, typeset, and in transliterations (ʼ, ʻ, ʹ, ′)."""

APOSTROPHE_LIKE = "'’‘"
"""Quotation marks that are also used as apostrophes."""

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""Hyphens, dashes and the minus sign, which pages use for each other."""

CLOSED_BY: Mapping[str, str] = {
    "“": "”“",  # English; an old keyboard also uses it at both ends
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
"""Each mark in its typewriter form, so that marks differing only in typesetting are equal."""
