"""Dates as pages print them, and the possible meanings of a dateline's day without a year."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from briefings.reading.credits import Dateline, month_number

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
    r"(?:[T ](?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<z>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = re.compile(r"(?P<y>(?:19|20)\d\d)[./년]\s?(?P<m>\d{1,2})[./월]\s?(?P<d>\d{1,2})[.일]?")
_MONTH_FIRST = re.compile(
    r"(?P<m>[A-Z][a-z]{2,8})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)"
)
_DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m>[A-Z][a-z]{2,8})(?:\.,?\s*|,?\s+)"
    r"(?P<y>(?:19|20)\d\d)"
)
_FORMS = (_ISO, _NUMERIC, _MONTH_FIRST, _DAY_FIRST)
_AROUND = re.compile(
    # what may be next to the date on its line: labels, weekday, clock time, zone
    r"(?:first |last )?(?:published|posted|updated|modified|date|registered|released|issued|"
    r"입력|수정)(?: (?:on|at|in))?|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)"
    r"(?:day)?\b|\d{1,2}[:.]\d\d(?::\d\d)?|\b[ap]\.?m\b\.?|\b(?:[A-Z]{2,4}T|UTC|GMT|Z|at|on)\b|[+-]\d\d:?\d\d|"
    r"[\s,.|:;()\[\]/–—•·-]+",
    re.IGNORECASE,
)
_LATER = re.compile(r"\s*(?:last )?(?:updated|modified|수정)", re.IGNORECASE)
_LINE_LENGTH = 120
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)")


def date_line(line: str) -> datetime | str | None:
    """The date of a line that contains nothing else of importance.

    ``""`` for a line that only says when the text was changed. A day without hour and zone is an
    EDTF day. Numeric dates with the year last are ambiguous and not read.
    """
    if len(line) > _LINE_LENGTH:
        return None
    match = next((found for form in _FORMS if (found := form.search(line))), None)
    if match is None:
        return None
    rest = line[: match.start()] + " " + line[match.end() :]
    published = re.split(r"(?i)\b(?:last )?(?:updated|modified)\b|수정", rest)[0]
    if re.sub(_AROUND, "", published).strip() or len(rest) > 100:
        return None
    if _LATER.match(line):
        return ""
    return _value(match)


def source_line(line: str) -> tuple[str, datetime | str] | None:
    """Outlet and date of a line such as ``The Lark, 2 September 2025``, if it contains nothing
    else.

    The outlet is a name of few words, capitalised except for small ones; a single word all in
    capitals is a place, as in a dateline, unless it is as short as BBC.
    """
    if len(line) > _LINE_LENGTH:
        return None
    matches = (found for form in _FORMS if (found := form.search(line)))
    match = next(matches, None)
    named = match and _BEFORE_DATE.fullmatch(line[: match.start()])
    if not match or not named or _AROUND.sub("", line[match.end() :]).strip():
        return None
    outlet, day = named["outlet"], _value(match)
    return (outlet, day) if day and _NAME.fullmatch(outlet) else None


_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BEFORE_DATE = re.compile(
    r"(?P<outlet>[^,|·•]{2,60}?)\s*(?:[,|·•(]|\s[–—-]\s)\s*"
    rf"(?:{_WEEKDAY},?\s+)?",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[^\W_a-z][\w.'’&-]*|&)"
_NAME = re.compile(
    rf"(?!(?i:by|published|posted|updated|modified)\b|(?i:{_WEEKDAY})$|[A-Z]{{4,}}$){_NAME_WORD}"
    rf"(?:\s(?:{_NAME_WORD}|of|the|and|for|in|on|de|la|le|der|die|das)){{0,5}}"
)


def _value(match: re.Match[str]) -> datetime | str | None:
    groups = match.groupdict()
    month = int(groups["m"]) if groups["m"].isdigit() else month_number(groups["m"])
    day = day_of(int(groups["y"]), month, int(groups["d"]))
    if day is None or not groups.get("z"):
        return day
    return timestamp(match[0])


def day_of(year: int, month: int | None, day: int) -> str | None:
    """The EDTF day of a year, month and day; None if the calendar does not have it."""
    found = _day(year, month, day)
    return found.isoformat() if found else None


def _day(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None


def timestamp(text: str) -> datetime | str | None:
    """An ISO 8601 time: aware, or an EDTF day if it has no zone; None for anything else."""
    match = _ISO.match(text.strip())
    if match is None:
        return None
    day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is None:
        return None
    if match["H"] is None or match["z"] is None:
        return day.isoformat()
    try:
        naive = datetime(  # noqa: DTZ001  # the zone follows
            day.year, day.month, day.day, int(match["H"]), int(match["M"]), int(match["S"] or 0)
        )
        return naive.replace(tzinfo=_zone(match["z"]))
    except ValueError:
        return day.isoformat()


def _zone(text: str) -> timezone:
    if text in {"Z", "UTC", "GMT"}:
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)


def url_day(url: str | None) -> str | None:
    """The day in an address's path: ``…/2025/08/17/…``."""
    match = _URL_DAY.search(url or "")
    if match is None or _day(*map(int, match.groups())) is None:
        return None
    return "-".join(match.groups())


def dateline_day(line: Dateline, bound: datetime | str | None) -> str | None:
    """The day of a dateline as an EDTF day, with its year from `bound`, when somebody else posted
    the text: the last such day that is not later. None if the year stays unknown.
    """
    if line.month is None or line.day is None:
        return None
    if line.year is not None:
        day = _day(line.year, line.month, line.day)
        return day.isoformat() if day else None
    if bound is None:
        return None
    last = as_day(bound) + timedelta(days=1)  # zones: it may be a day later where it was written
    for year in range(last.year, last.year - 8, -1):  # 29 February comes every 4 or 8 years
        day = _day(year, line.month, line.day)
        if day is not None and day <= last:
            return day.isoformat()
    return None


def as_day(value: datetime | str) -> date:
    """The calendar day of one of this package's dates."""
    return value.date() if isinstance(value, datetime) else date.fromisoformat(value[:10])
