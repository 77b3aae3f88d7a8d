"""Tells whether a person or an organisation speaks, by how the article names the speaker.

Many surnames are also words for organisations: Court, Church, Bank, House, Park. So a word alone
decides only if nothing in the article says that a person speaks.
"""

import re
from collections.abc import Collection

from briefings.analysis.given_names import gender_of
from briefings.analysis.names import parse_name
from briefings.models import ActorKind

_ORGANIZATION = re.compile(
    r"\b(?:agency|association|bank|board|bureau|campaign|centre|center|church|coalition"
    r"|commission|committee|company|corps|council|court|department|embassy|federation|force"
    r"|foundation|group|inc|institute|institution|league|ministry|museum|nato|office"
    r"|organi[sz]ation|parliament|party|police|service|society|union|university|white house"
    r"|kremlin|pentagon)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"(?=[A-Z0-9&.-]*[A-Z]{2})[A-Z][A-Z0-9&.-]+")
_PRONOUN = re.compile(r"(?:he|she|him|her|his)\b", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*\.?")


def kind_of_actor(name: str, surfaces: Collection[str], text: str) -> ActorKind:
    """The kind of actor who speaks an article's quotations.

    Args:
        name: the fullest name in the article.
        surfaces: how the article names the speaker next to the quotations: "she", "Ms Court".
        text: the article's text.
    """
    if not _looks_organized(name):
        return ActorKind.PERSON
    if _is_called_a_person(name, surfaces) or _is_full_name(name, text):
        return ActorKind.PERSON
    return ActorKind.ORGANIZATION


def _looks_organized(name: str) -> bool:
    return _ORGANIZATION.search(name) is not None or _ACRONYM.fullmatch(name) is not None


def _is_called_a_person(name: str, surfaces: Collection[str]) -> bool:
    """Whether there is "he" or "she", or a title that only people have."""
    if any(_PRONOUN.match(surface) for surface in surfaces):
        return True
    last = name.split()[-1].lower()
    for called in (name, *surfaces):
        parsed = parse_name(called)
        if parsed is not None and parsed[3] and parsed[4] == last:  # titled, with the same surname
            return True
    return False


def _is_full_name(name: str, text: str) -> bool:
    """Whether it is a given name and a surname, perhaps with initials, never after "the"."""
    first, *between, last = name.split() if " " in name else (name, "")
    if gender_of(first) is None or not all(map(_INITIALS.fullmatch, between)):
        return False
    return bool(last) and re.search(rf"\b[Tt]he {re.escape(name)}\b", text) is None
