"""Skips what precedes a document's root element, and finds that element."""

import re
from typing import NamedTuple

_NAME = re.compile(r"<([A-Za-z_][\w.-]{0,60}(?::[A-Za-z_][\w.-]{0,60})?)(?=[\s/>])")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_QUOTED = re.compile(
    # the end of the document closes what is open, which keeps the time linear
    r"\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|<!--.*?(?:-->|\Z)|[\[\]>]",
    re.DOTALL,
)


class Prolog(NamedTuple):
    """The start of a document in XML or HTML."""

    root: str | None
    """The root element's name, as written (``rdf:RDF``); None if no element comes first."""
    start: int
    """Where the root element begins: characters into the document."""
    doctype: str | None
    """The declared document type, in lower case."""
    declares_entities: bool


def prolog_of(text: str) -> Prolog:
    """Skip any number of byte-order marks, white space, declarations, processing instructions,
    comments and document types. Linear time.

    Source: https://www.w3.org/TR/xml/#sec-prolog-dtd
    """
    at, doctype, declares = 0, None, False
    while True:
        while at < len(text) and (text[at].isspace() or text[at] in "\ufeff\0"):
            at += 1
        if text.startswith("<?", at):
            end = text.find("?>", at)
            end = end + 2 if end >= 0 else _after(text, ">", at)
        elif text.startswith("<!--", at):
            end = _after(text, "-->", at)
        elif _DOCTYPE.match(text, at):
            end = _doctype_end(text, at)
            named = re.match(r"\s*([\w:.-]{1,60})", text[at + len("<!DOCTYPE") : end])
            doctype = doctype or (named[1].lower() if named else "")
            declares = declares or _ENTITY.search(text, at, end) is not None
        else:
            break
        at = end
    match = _NAME.match(text, at)
    return Prolog(match[1] if match else None, at, doctype, declares)


def _after(text: str, closer: str, at: int) -> int:
    found = text.find(closer, at)
    return len(text) if found < 0 else found + len(closer)


def _doctype_end(text: str, at: int) -> int:
    """The end of a document type, whose internal subset may have brackets and quoted characters."""
    depth = 0
    for match in _QUOTED.finditer(text, at):
        sign = match[0]
        if sign == ">" and depth <= 0:
            return match.end()
        depth += {"[": 1, "]": -1}.get(sign, 0)
    return len(text)
