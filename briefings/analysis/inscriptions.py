"""What "it" means as the subject of "says" or "reads": a notice, a card, a banner."""

import re

from briefings.analysis import nouns

_THINGS = "|".join(
    sorted(
        nouns.INSCRIBED
        | {"notice", "card", "plaque", "label", "leaflet", "inscription", "sticker", "slogan"}
    )
)
_THING = re.compile(
    r"\b(?P<whose>[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w\-]+[’']s?)\s"
    rf"(?:[a-z][\w\-]*\s){{0,3}}?(?:{_THINGS})\b"
)
_SENT = re.compile(
    r"\b(?:sent|wrote|posted|shared|issued|published|tweeted|texted|released|replied|messaged"
    r"|emailed|added|put (?:out|up)|gave|filed|left)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_WITHIN = re.compile(r"\b(?:in|by|through|via|on|to) $", re.IGNORECASE)
"""Before the thing that somebody says it in: "in a statement, it said"."""
_BY = re.compile(r" (?:by|from) (?:the )?[A-Z]")
_REACH = 300


def what_it_is(text: str, end: int, cue: str | None) -> str | None:
    """What "it" after `end`, which says or reads something, means by the sentence before.

    Returns:
        The words for the thing that the sentence names last ("a handwritten card"); "" where that
        is somebody's and "it" therefore names nobody; None where the sentence does not tell.
    """
    sentence = _last_sentence(text, end)
    if _SENT.search(sentence) is not None:
        return None
    things = [
        thing
        for thing in _THING.finditer(sentence)
        if _WITHIN.search(sentence, 0, thing.start()) is None
    ]
    if not things:
        return "" if cue in ("read", "reads") else None
    whose = things[-1]["whose"].lower()
    owned = whose in ("his", "her", "their") or whose.endswith(("s", "’", "'"))
    by = _BY.match(sentence, things[-1].end()) is not None
    return "" if owned or by else things[-1][0]


def _last_sentence(text: str, end: int) -> str:
    before = text[max(0, end - _REACH) : end].rstrip(" \xa0\n“”‘’\"'")
    return _SENTENCE.split(before)[-1]
