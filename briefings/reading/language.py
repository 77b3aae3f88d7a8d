"""Recognises the language of a text by CLD3, Chromium's detector: small, offline, quick."""

import re
from functools import cache
from typing import Any

_SAMPLE = 4_000
_MIN_LETTERS = 12
_MIN_SHARE = 0.5
"""Probability below which a language is not believed."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_OLD_TAGS = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}
"""Withdrawn tags that CLD3 and old pages use, and those that replaced them (IANA's registry)."""
_ADDRESSES = re.compile(r"https?://\S+|[@#]\w+")


def language_of(text: str) -> str | None:
    """A BCP 47 tag for the language of `text`; None if it is unclear.

    Languages also written in Latin letters (``ru-Latn``) keep the script.
    """
    sample = _ADDRESSES.sub(" ", text[:_SAMPLE])
    # a Chinese or Korean character counts as two letters
    if sum(sign.isalpha() * (1 + (sign > "\u3000")) for sign in sample) < _MIN_LETTERS:
        return None
    found = _detector().FindLanguage(sample.encode("utf-8", "replace").decode())
    if found.language in {"da", "no"} and (nordic := _danish_or_norwegian(sample)):
        return nordic
    if not found.is_reliable or found.probability < _MIN_SHARE or found.language == "und":
        return None
    return language_tag(found.language)


_DANISH = {
    "af",
    "efter",
    "blev",
    "hvad",
    "nogen",
    "nogle",
    "siger",
    "mere",
    "mellem",
    "uden",
    "sagde",
}
_NORWEGIAN = {"av", "etter", "ble", "hva", "noen", "sier", "mer", "mellom", "uten", "nå", "øya"}
"""The commonest words with a spelling of only one of the two languages."""


def _danish_or_norwegian(text: str) -> str | None:
    """Which of the two it is: CLD3 confuses mostly their short texts."""
    words = re.findall(r"\w+", text.lower())
    danish, norwegian = (sum(word in own for word in words) for own in (_DANISH, _NORWEGIAN))
    if danish == norwegian:
        return None
    return "da" if danish > norwegian else "no"


@cache
def _detector() -> Any:
    import gcld3  # the bot starts without it

    return gcld3.NNetLanguageIdentifier(0, _SAMPLE * 4)


def language_tag(declared: str | None) -> str | None:
    """`declared` (``en_US``, ``EN-us``) as a BCP 47 tag; None if it is not one."""
    tag = (declared or "").strip().replace("_", "-").split(",")[0].split(".")[0]
    if not _TAG.fullmatch(tag):
        return None
    primary, *rest = tag.split("-")
    primary = _OLD_TAGS.get(primary.lower(), primary.lower())
    return "-".join([primary, *(part.upper() if len(part) == 2 else part for part in rest)])
