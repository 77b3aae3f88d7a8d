"""Reads where and when words were said from the sentence that reports them."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from briefings.analysis.wordlists import listed
from briefings.edtf import earliest, latest

_NOT_TIME = (
    r"(?!(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec"
    r"|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)\w*\b)"
)
_NAME = rf"{_NOT_TIME}[A-Z][\w.&’'\-]*(?:\s(?:of\s|the\s)?[A-Z][\w.&’'\-]*){{0,3}}"
_MORE_NAME = r"(?:\s(?:von|van|der|de|[A-Z])[\w’'\-]*){0,4}"
_QUOTED_TITLE = r"[\"“‘']{1,2}[A-Z][^\"“”‘\n]{2,40}?[\"”’']{1,2}"
_EVENT = (
    r"(?:interview|statement|post|tweet|news conference|press conference|briefing|rally|speech"
    r"|address|debate|town hall|e-?mail|letter|memo|phone call|video call|conference call|op-ed"
    r"|essay|appearance|broadcast|podcast|video|message|hearing|testimony|remarks|panel|forum"
    r"|fundraiser|ceremony|dinner|convention)"
)
_PROGRAMME = re.compile(
    r"\b(?:[Oo]n|to|of|for|[Ii]n|told|tells)\s+(?:the\s+)?"
    rf"(?:{_NAME}(?:’s|'s|’|')?\s+)?(?:\w+\s+)?{_QUOTED_TITLE}"
)
_GATHERING = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Dd]uring|via|through|after|alongside)\s+"
    r"(?:an?\s|the\s|his\s|her\s|their\s|its\s|another\s)?"
    rf"(?:[\w.’'\-]+\s){{0,4}}?{_EVENT}"
    rf"(?:\s+(?:with|on|to|in|at|by|for)\s+(?:the\s|his\s|her\s|their\s)?{_NAME}{_MORE_NAME})?"
)
_NETWORK = re.compile(
    r"\b[Oo]n\s+(?:the\s|his\s|her\s)?(?:own\s)?"
    r"(?:social media(?:\s(?:platform|site|network))?(?:,?\s(?:X|Truth Social|Twitter|Facebook))?"
    r"|Truth Social|Twitter|Facebook|Instagram|Telegram|X\b|YouTube|Snapchat|Reddit|Bluesky|TikTok)"
)
_TOLD = re.compile(rf"\b(?:told|tells|telling)\s+(?:broadcaster\s|the\s)?(?P<outlet>{_NAME})")
_TWEETED = re.compile(r"\btweet(?:ed|s)\b")
_OUTLETS = re.compile(
    r"^(?:[A-Z]{2,5}\b|Fox|Reuters|Politico|Bloomberg|BuzzFeed|Breitbart|Al Jazeera"
    r"|.*\b(?:News|Times|Post|Journal|Radio|TV|Television|Tribune|Herald|Magazine|Daily|Weekly"
    r"|Today|Press|Guardian|Globe|Review|Network|Observer|Mail|Telegraph|Independent|Gazette"
    r"|Chronicle|Hill|Yorker|Atlantic|Examiner|Monitor|Standard|Sun|Star|Bild|Spiegel|Welt"
    r"|Monde))\b"
)
_LEADING = re.compile(
    r"^(?:told|tells|on|to|of|for|in|at|during|via|through|after|alongside)\s+"
    r"(?:an?\s|his\s|her\s|their\s|its\s|the\s)?(?:own\s)?",
    re.IGNORECASE,
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = listed("""
    january february march april may june july august september october november december
    """)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WHEN = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})\b(?:st|nd|rd|th)?(?:,\s(?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}})\s(?P<month2>{_MONTH})(?:\s(?P<year2>\d{{4}}))?"
    r"|(?P<last>last\s)?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"|(?P<near>yesterday|today|tonight|last night|this morning)"
    r"|on\sthe\s(?P<only>\d{1,2})(?:st|nd|rd|th)"
    r"|(?P<vague>(?:last|earlier this) (?:week|month|year)|on the same day|that day))\b"
)


_OPENING = re.compile(rf"[\s|]*(?:(?:Earlier|Later|Late|Early)\s)?(?:[Oo]n\s)?{_WHEN.pattern}")


class When(NamedTuple):
    """`words` as printed, and the day they mean (EDTF) if the article's date gives it."""

    words: str
    day: str | None


def place(sentence: str) -> str | None:
    """The programme, post, interview or press conference that a sentence names; else None."""
    for pattern in (_PROGRAMME, _GATHERING, _NETWORK):
        match = pattern.search(sentence)
        if match is not None:
            return _plain(_LEADING.sub("", match[0]))
    told = _TOLD.search(sentence)
    if told is not None and _OUTLETS.match(told["outlet"]):
        return _plain(told["outlet"])
    return "Twitter" if _TWEETED.search(sentence) else None


def _plain(words: str) -> str | None:
    """Words without quotation marks, on one line of at most 200 characters."""
    words = re.sub(r"\b(?:his|her|their)\s", "", words)
    unmarked = re.sub(r"[\"“”]|''|(?<!\w)[‘']|[’'](?!\w)", "", words)
    return re.sub(r"\s+", " ", unmarked).strip(" .,;")[:200] or None


def when(sentence: str, cue: str | None, dated: str | None) -> When | None:
    """When the words were said, as far as the sentence says.

    A time counts if it is next to the verb of saying (`cue`) or opens the sentence: elsewhere it
    may be the time of the topic. `dated` is the day (EDTF) the article was written: its own date or
    dateline, never a reprint's. Without it, only a full date resolves.

    Raises:
        ValueError: `dated` is not an EDTF date.
    """
    if _WHEN.search(sentence) is None:
        return None
    match = _time_of(sentence, cue)
    if match is None:
        return None
    reference = _one_day(dated)
    return When(match[0], _day(match, reference))


def _time_of(sentence: str, cue: str | None) -> re.Match[str] | None:
    plain = re.sub(_QUOTED_TITLE, lambda title: " " * len(title[0]), sentence)
    opening = _WHEN.match(plain, len(plain) - len(plain.lstrip(" |")))
    opening = opening or _OPENING.match(plain) or _INTRODUCTION.match(plain)
    found = _WHEN.search(plain, opening.start(), opening.end()) if opening is not None else None
    position = plain.rfind(cue) if cue else -1
    if found is not None or position < 0:
        return found
    end = position + _NEAR_AFTER
    matter = _MATTER.search(plain, position, end)
    begin = max(0, position - _NEAR_BEFORE)
    return _WHEN.search(plain, begin, matter.start() if matter else end)


_INTRODUCTION = re.compile(r"[\s|]*(?:In|At|During|On)\s[^,|]{3,80},")
_MATTER = re.compile(
    r"\b(?:regarding|about|concerning|over|after|before|that|as|when|who|which|whether|following"
    r"|ahead|for|of|because|if)\b"
)
"""Words that introduce the topic, which has its own times."""
_NEAR_BEFORE = 18
_NEAR_AFTER = 80
"""How far from the verb of saying, in characters, its time may be."""


def _one_day(dated: str | None) -> date | None:
    if dated is None or earliest(dated) != latest(dated):
        return None
    return earliest(dated)


def _day(match: re.Match[str], reference: date | None) -> str | None:
    found = match.groupdict()
    month = found["month"] or found["month2"]
    if month:
        return _calendar_day(
            month, int(found["day"] or found["day2"]), found["year"] or found["year2"], reference
        )
    if reference is None:
        return None
    if found["weekday"]:
        return _last_weekday(found["weekday"], reference).isoformat()
    if found["only"]:
        return _last_numbered(int(found["only"]), reference)
    if found["near"]:
        back = 1 if found["near"] in ("yesterday", "last night") else 0
        return (reference - timedelta(days=back)).isoformat()
    return None


def _calendar_day(month: str, day: int, year: str | None, reference: date | None) -> str | None:
    number = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))
    try:
        if year:
            return date(int(year), number, day).isoformat()
        if reference is None:
            return None
        found = date(reference.year, number, day)
    except ValueError:
        return None
    # A day still ahead this year was last year's: news reports what was said.
    if found > reference + timedelta(days=7):
        return None if (number, day) == (2, 29) else found.replace(year=found.year - 1).isoformat()
    return found.isoformat()


def _last_weekday(weekday: str, reference: date) -> date:
    return reference - timedelta(days=(reference.weekday() - _DAYS.index(weekday.lower())) % 7)


def _last_numbered(day: int, reference: date) -> str | None:
    for back in range(31):
        candidate = reference - timedelta(days=back)
        if candidate.day == day:
            return candidate.isoformat()
    return None
