"""Resolves date expressions to values, relative to the article's day."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from briefings.analysis.dates import direction as tense
from briefings.analysis.dates import values
from briefings.analysis.dates.expressions import MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS
from briefings.analysis.dates.holidays import HOLIDAYS
from briefings.analysis.wordlists import listed

_FAR_BACK = 270
"""Days after which a date without a year is probably ahead, if that is close …"""
_SOON = 60
"""… that is, within this many days."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read relative to."""

    text: str
    dated: date
    """The day of the article."""
    mentioned: str | None
    """The value of the date before it in the text."""
    quarter: str | None
    """The quarter mentioned last."""

    def direction(self, match: re.Match[str]) -> int:
        return tense.direction(self.text, match.start(), match.end())


Resolve = Callable[[re.Match[str], Context], str | None]


def _month(name: str) -> int:
    low = name.lower().rstrip(".")[:3]
    return next(number for number, full in enumerate(MONTHS, 1) if full.startswith(low))


def iso(match: re.Match[str], _: Context) -> str | None:
    return values.day_value(int(match["y"]), int(match["m"]), int(match["d"]))


def calendar_day(match: re.Match[str], context: Context) -> str | None:
    """Resolves "Aug. 7" or "7 August 2017"; a missing year is the one its verb suggests."""
    month, day = _month(match["month"]), int(match["d"])
    if match["y"]:
        return values.day_value(int(match["y"]), month, day)
    dated = context.dated
    around = [values.day_value(dated.year + shift, month, day) for shift in (-1, 0, 1)]
    known = [date.fromisoformat(value) for value in around if value is not None]
    told = context.direction(match)
    chosen = _by_direction(known, dated, told)
    return chosen.isoformat() if chosen else None


def _by_direction(days: list[date], dated: date, told: int) -> date | None:
    """The nearest of the days in the given direction; else the nearest of all."""
    if not days:
        return None
    nearest = min(days, key=lambda day: abs((day - dated).days))
    past = [day for day in days if day <= dated]
    coming = [day for day in days if day >= dated]
    if told == tense.FUTURE and coming:
        return coming[0]
    if told == tense.PAST and past:
        long_ago = (dated - past[-1]).days > _FAR_BACK
        soon = bool(coming) and (coming[0] - dated).days < _SOON
        return coming[0] if long_ago and soon else past[-1]
    return nearest


def month_of_year(match: re.Match[str], _: Context) -> str | None:
    return f"{int(match['y']):04d}-{_month(match['month']):02d}"


def month(match: re.Match[str], context: Context) -> str | None:
    number, dated = _month(match["month"]), context.dated
    which = (match["which"] or "").lower()
    told = context.direction(match)
    if which == "last":
        year = dated.year - (number >= dated.month)
    elif which == "next" or (not which and told == tense.FUTURE):
        year = dated.year + (number < dated.month)
    elif which == "this":
        year = dated.year
    else:
        year = dated.year - (number > dated.month)
    value = values.year_of(year)
    return f"{value}-{number:02d}" if value else None


def weekday(match: re.Match[str], context: Context) -> str | None:
    number, dated = WEEKDAYS.index(match["weekday"].lower()), context.dated
    which = (match["which"] or "").lower().strip()
    back = (dated.weekday() - number) % 7
    if which == "last":
        found = values.days_from(dated, -(back or 7))
    elif which == "next":
        found = values.days_from(dated, ((number - dated.weekday()) % 7) or 7)
    elif context.direction(match) == tense.FUTURE:
        found = values.days_from(dated, (number - dated.weekday()) % 7)
    else:
        found = values.days_from(dated, -back)
    return found.isoformat() if found else None


_NEAR = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def near(match: re.Match[str], context: Context) -> str | None:
    shift = _NEAR[" ".join(match["near"].lower().split())]
    found = values.days_from(context.dated, shift)
    return found.isoformat() if found else None


def part_of_day(match: re.Match[str], context: Context) -> str | None:
    """ "This morning" is the day of the article, "last night" the evening before."""
    found = values.days_from(context.dated, -(match["which"].lower() == "last"))
    return found.isoformat() if found else None


def quarter(match: re.Match[str], context: Context) -> str | None:
    """A quarter without a year is the last with its number, or the next if its verb says so."""
    number, dated = ORDINALS[match["ordinal"].lower()], context.dated
    if match["y"]:
        return f"{int(match['y']):04d}-Q{number}"
    which = match["which"] or match["which2"]
    if which:
        return f"{dated.year + _SHIFTS[which.lower()]:04d}-Q{number}"
    now = (dated.month + 2) // 3
    year = dated.year - (number > now)
    if number < now and context.direction(match) == tense.FUTURE:
        year += number + 1 < now
    return f"{year:04d}-Q{number}"


_SHIFTS = {"last": -1, "this": 0, "next": 1}


def quarter_of_year(match: re.Match[str], context: Context) -> str | None:
    said = context.quarter
    return f"{int(match['y']):04d}-{said[5:]}" if said else None


def the_quarter(_: re.Match[str], context: Context) -> str | None:
    """The quarter that the text mentions, else the one that ended last."""
    if context.quarter:
        return context.quarter
    ended = values.months_from(context.dated, -3)
    return values.quarter_of(ended) if ended else None


def year_before(match: re.Match[str], context: Context) -> str | None:
    """A year before what the text is about: a quarter, if it mentions one."""
    if context.quarter and match[0].lower().split()[-1] != "before":
        return f"{int(context.quarter[:4]) - 1:04d}{context.quarter[4:]}"
    since = _year_of(context.mentioned) if "ago" not in match[0] else None
    return values.year_of((since or context.dated.year) - 1)


def _year_of(value: str | None) -> int | None:
    span = values.days_of(value) if value else None
    return span[0].year if span else None


def unit(match: re.Match[str], context: Context) -> str | None:
    """ "Last month", "this year", "that day"."""
    which, what = match["which"].lower(), match["unit"].lower()
    if match["which"][0].isupper() and match["unit"][0].isupper():
        return None  # "This Week" is a programme
    base = context.dated
    if which in ("that", "same", "following", "previous"):
        span = values.days_of(context.mentioned) if context.mentioned else None
        if span is None or (what == "day" and span[0] != span[1]):
            return None
        base = span[0]
    shift = {"last": -1, "past": -1, "previous": -1, "latest": -1}.get(which, 0)
    shift = {"next": 1, "coming": 1, "following": 1}.get(which, shift)
    if what in SEASONS:
        return _season(SEASONS[what], base, which)
    return shifted(base, what, shift)


def _season(season: str, base: date, which: str) -> str | None:
    """Last summer is the last one that ended, next summer the next that begins."""
    years = [values.year_of(base.year + shift) for shift in (-1, 0, 1)]
    spans = [
        (f"{year}-{season}", span)
        for year in years
        if year and (span := values.days_of(f"{year}-{season}"))
    ]
    if which in ("last", "past"):
        return next((value for value, span in reversed(spans) if span[1] < base), None)
    if which in ("next", "coming"):
        return next((value for value, span in spans if span[0] > base), None)
    return f"{base.year:04d}-{season}"


def shifted(base: date, what: str, shift: int) -> str | None:
    """The day, week, month … `shift` units after that of `base`."""
    if what == "day":
        day = values.days_from(base, shift)
        return day.isoformat() if day else None
    if what in ("week", "weekend"):
        day = values.days_from(base, 7 * shift)
        ending = "-WE" if what == "weekend" else ""
        return values.week_of(day) + ending if day else None
    if what in ("month", "quarter"):
        first = values.months_from(base, shift * (1 if what == "month" else 3))
        if first is None:
            return None
        return values.month_of(first) if what == "month" else values.quarter_of(first)
    if what == "year":
        return values.year_of(base.year + shift)
    decades = 1 if what == "decade" else 10
    year = values.year_of(base.year + shift * 10 * decades)
    return year[: 3 if what == "decade" else 2] if year else None


def ago(match: re.Match[str], context: Context) -> str | None:
    """ "Two days ago" relative to the article's day, "two days later" to the date before it."""
    side, what = match["side"].lower(), match["unit"].lower()
    backwards = side in ("ago", "earlier", "before")
    count = number_of(match["number"])
    if count is None:
        return values.PAST if backwards else values.FUTURE
    base = context.dated
    if side in ("earlier", "later", "before"):
        said = (context.quarter if what == "year" else None) or context.mentioned
        if what == "year" and said and said[5:6] == "Q":
            return f"{int(said[:4]) - count:04d}{said[4:]}"
        span = values.days_of(said) if said else None
        if span is None and side != "earlier":
            return None
        base = span[0] if span else base
    elif what == "year" and count == 1 and context.quarter:
        return f"{int(context.quarter[:4]) - 1:04d}{context.quarter[4:]}"
    return _counted(base, what, -count if backwards else count)


def _counted(base: date, what: str, count: int) -> str | None:
    """Weeks are counted in days: a week ago is the day, not the week."""
    return shifted(base, "day", 7 * count) if what == "week" else shifted(base, what, count)


def number_of(word: str) -> int | None:
    """The number that a word means; None if it is vague ("several")."""
    low = " ".join(word.lower().split())
    if low.isdigit():
        return int(low)
    return 2 if low == "a couple of" else NUMBERS.get(low)


def in_time(match: re.Match[str], context: Context) -> str | None:
    count = number_of(match["number"])
    return _counted(context.dated, match["unit"].lower(), count) if count else None


_COUNTED = re.compile(r"[ \xa0](?P<noun>[a-z]+s|people|children|percent|miles|more)\b")
_DATING = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Oo]f|[Bb]y|from|to|until|till|[Dd]uring|before|after|for|through|and"
    r"|between|year|the|than|[Ee]arly|[Ll]ate|or|with)|-|\()[ \xa0\n]?$"
)
_VERBS_IN_S = frozenset(("was", "is", "has", "as", "does", "this"))


def year(match: re.Match[str], context: Context) -> str | None:
    """Four digits that are a year, not 1,989 of something."""
    number, text = int(match["y"]), context.text
    dating = _DATING.search(text, max(0, match.start() - 10), match.start())
    counted = _COUNTED.match(text, match.end())
    bare = match[0] == match["y"] and dating is None
    if bare and counted is not None and counted["noun"] not in _VERBS_IN_S:
        return None
    if number > context.dated.year + 60:
        return None
    if bare and number > context.dated.year + 5:
        return None
    return values.year_of(number)


_TENS = {
    word: tens
    for tens, word in enumerate(
        listed("twenties thirties forties fifties sixties seventies eighties nineties"), 2
    )
}


def decade(match: re.Match[str], context: Context) -> str | None:
    """ "The 1990s"; "the nineties" are the latest that began before the article."""
    if match["decade"]:
        return match["decade"]
    before = match.string[max(0, match.start() - 7) : match.start()]
    if (
        match["word"]
        and re.search(r"\b(?:his|her|their|my|in)\s$", before)
        and (not match[0].lower().startswith("the"))
    ):
        return None  # "in her nineties": an age
    tens = int(match["short"]) if match["short"] else _TENS[match["word"].lower()]
    latest = context.dated.year // 10
    return f"{latest - (latest - tens) % 10:03d}"


_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}


def century(match: re.Match[str], _: Context) -> str | None:
    number = int(match["n"]) if match["n"] else _CENTURIES[match["word"].lower()]
    return f"{number - 1:02d}"


def season(match: re.Match[str], _: Context) -> str | None:
    return f"{int(match['y']):04d}-{SEASONS[match['season'].lower()]}"


def holiday(match: re.Match[str], context: Context) -> str | None:
    name = match["holiday"].lower().replace("’", "'").replace("\xa0", " ").removeprefix("the ")
    day_in = HOLIDAYS[name]
    if match["y"]:
        return day_in(int(match["y"])).isoformat()
    dated = context.dated
    years = [dated.year + shift for shift in (-1, 0, 1) if 1583 <= dated.year + shift <= 9999]
    chosen = _by_direction([day_in(year) for year in years], dated, context.direction(match))
    return chosen.isoformat() if chosen else None


def end_of_year(match: re.Match[str], context: Context) -> str | None:
    year = context.dated.year
    return f"{year:04d}-12-31" if match[0].lower() == "year-end" else values.year_of(year)


def weekend(match: re.Match[str], context: Context) -> str | None:
    """The last weekend; on a Saturday or Sunday the current one; with a future verb the next."""
    dated = context.dated
    back = 7 if dated.weekday() < 5 and context.direction(match) != tense.FUTURE else 0
    day = values.days_from(dated, -back)
    return f"{values.week_of(day)}-WE" if day else None


def _always(value: str) -> Resolve:
    return lambda _match, _context: value


RESOLVERS: Mapping[str, Resolve] = {
    "iso": iso,
    "calendar": calendar_day,
    "calendar_british": calendar_day,
    "month_of_year": month_of_year,
    "month": month,
    "weekday": weekday,
    "near": near,
    "part_of_day": part_of_day,
    "quarter": quarter,
    "quarter_of_year": quarter_of_year,
    "the_quarter": the_quarter,
    "year_before": year_before,
    "unit": unit,
    "ago": ago,
    "in_time": in_time,
    "year": year,
    "decade": decade,
    "century": century,
    "season": season,
    "holiday": holiday,
    "end_of_year": end_of_year,
    "weekend": weekend,
    "present": _always(values.PRESENT),
    "past": _always(values.PAST),
    "future": _always(values.FUTURE),
}
