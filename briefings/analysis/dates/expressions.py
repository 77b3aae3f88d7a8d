"""Patterns for the date expressions of English news.

Each pattern has the name of the function in `resolving` that reads it. If several match at one
place, the longest wins; among equals the first.
"""

import re
from collections.abc import Iterator

from briefings.analysis.wordlists import listed

MONTHS = listed(
    """
    january february march april may june july august september october november december
    """
)
WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
NUMBERS = {
    word: number
    for number, word in enumerate(
        listed("one two three four five six seven eight nine ten eleven twelve"), 1
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

_S = r"[ \xa0\n]+"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WHOLE_MONTH = (
    r"(?:January|February|April|June|July|August|September|October|November|December|Jan\.|Feb\."
    r"|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_NUMBER = r"(?:\d{1,4}|(?i:" + "|".join(NUMBERS) + r"))"
_UNIT = r"(?:day|week|month|year|decade|quarter)"
_PART = r"(?i:early|late|mid|earlier|later)"
_SEASON = r"(?i:spring|summer|fall|autumn|winter)"
_AT = rf"(?:{_S}(?i:morning|afternoon|evening|night))?"

_PATTERNS = {
    "iso": rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
    "calendar": (
        rf"(?:{_WEEKDAY},?{_S})?(?P<month>{_MONTH}){_S}(?P<d>{_DAY})(?:st|nd|rd|th)?\b(?![.:]\d)"
        rf"(?:,?{_S}(?P<y>{_YEAR})\b)?"
    ),
    "calendar_british": (
        rf"(?:{_WEEKDAY},?{_S})?(?:(?:the{_S})?(?P<d>{_DAY})(?:st|nd|rd|th)?{_S}(?:of{_S})?)"
        rf"(?P<month>{_MONTH})\b(?:,?{_S}(?P<y>{_YEAR})\b)?"
    ),
    "month_of_year": (
        rf"(?:(?:(?:{_PART}[ -])|(?i:the{_S}(?:beginning|middle|end|start){_S}of{_S}))?"
        rf"(?P<month>{_MONTH}),?{_S}(?:of{_S})?(?P<y>{_YEAR})\b)"
    ),
    "month": (
        rf"(?:(?:{_PART}[ -])|(?i:the{_S}(?:beginning|middle|end|start){_S}of{_S}))?"
        rf"(?:(?P<which>(?i:last|next|this)){_S})?"
        rf"(?P<month>{_WHOLE_MONTH}|(?:(?<=[Ii]n )|(?<=since )|(?<=by )|(?<=until )|(?<=late )"
        rf"|(?<=early )|(?<=[Ll]ast )|(?<=next )|(?<=this )|(?<=mid-)|(?<=through )|(?<=of ))"
        rf"(?:March|May))(?![ \xa0]\d)(?!\w)"
    ),
    "weekday": (
        rf"(?:(?P<which>(?i:last|next|this|late|early|earlier{_S}this){_S}))?"
        rf"(?P<weekday>{_WEEKDAY})\b(?:['’]s\b)?{_AT}"
    ),
    "near": (
        rf"(?i:(?:late|early|earlier|later){_S})?(?P<near>(?i:the{_S}day{_S}before{_S}yesterday"
        rf"|the{_S}day{_S}after{_S}tomorrow|yesterday|today|tomorrow|tonight))\b{_AT}(?:['’]s\b)?"
    ),
    "part_of_day": rf"(?P<which>(?i:this|last)){_S}(?i:morning|afternoon|evening|night)\b",
    "quarter": (
        rf"(?i:(?P<which>this|last|next){_S}year['’]s{_S})?(?i:the{_S}|fiscal{_S})*"
        rf"(?P<ordinal>(?i:first|second|third|fourth))[- ](?i:quarter)\b"
        rf"(?:{_S}of{_S}(?:(?P<y>{_YEAR})\b|(?P<which2>(?i:this|last|next)){_S}year\b))?"
    ),
    "quarter_of_year": rf"(?i:the{_S})?(?P<y>{_YEAR})(?:['’]s)?{_S}quarter\b",
    "the_quarter": (
        rf"(?i:(?:the|that|its){_S}(?:(?P<latest>latest|recent|most{_S}recent){_S})?"
        rf"(?:quarter|latest{_S}period)\b)"
    ),
    "year_before": (
        rf"(?i:(?:the|a){_S}(?:comparable{_S}|corresponding{_S}|same{_S})?year[- ](?:earlier|ago)"
        rf"(?:[- ](?:quarter|period))?|year-(?:earlier|ago)(?:{_S}(?:quarter|period))?"
        rf"|the{_S}(?:corresponding|comparable|same){_S}(?:period|quarter){_S}last{_S}year"
        rf"|last{_S}year['’]s{_S}quarter|a{_S}year{_S}before)\b"
    ),
    "unit": (
        rf"(?i:(?:the{_S})?(?:(?:earlier|later|late|early|sometime){_S})?"
        rf"(?:the{_S}(?:beginning|middle|end|start){_S}of{_S})?"
        rf"(?P<which>last|this|next|past|previous|current|coming|latest|following|that|same)"
        rf"(?:[- ]fiscal)?{_S}(?:(?P<fiscal>fiscal){_S})?"
        rf"(?P<unit>week|weekend|month|year|quarter|decade|century|{_SEASON}|day))\b"
        rf"(?!-|['’]s{_S}(?:old|time))"
    ),
    "ago": (
        rf"(?i:(?:(?:about|nearly|almost|over|some|only|just|more{_S}than){_S})?)"
        rf"(?P<number>{_NUMBER}|(?i:a{_S}couple{_S}of|a{_S}few|several|many))"
        rf"(?:-|{_S})(?P<unit>{_UNIT})s?(?:{_S}or{_S}so)?"
        rf"{_S}(?P<side>(?i:ago|earlier|later|before(?={_S}(?:that|,))|from{_S}now|hence))\b"
    ),
    "in_time": (rf"(?i:in|within){_S}(?P<number>{_NUMBER}){_S}(?P<unit>{_UNIT})s?['’]{_S}time\b"),
    "year": (
        rf"(?i:(?:early|late|mid|fiscal|the{_S}year|the{_S}(?:beginning|middle|end|start){_S}of)"
        rf"(?:{_S}|-))?(?P<y>{_YEAR})\b(?!['’]?s\b)(?![-–/,.]\d)(?![-–]\w)"
    ),
    "decade": (
        rf"(?i:(?:the{_S})?(?:(?:early|late|mid)(?:{_S}|-))?)"
        rf"(?:(?P<decade>1[5-9]\d|20\d)0['’]?s\b|['’](?P<short>[1-9])0s\b"
        rf"|(?P<word>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b)"
    ),
    "century": (
        rf"(?i:the{_S})?(?:(?P<n>1\d|2[01])(?:st|th)|(?P<word>(?i:twentieth|nineteenth"
        rf"|twenty-first|eighteenth)))[- ](?i:century)\b"
    ),
    "season": (
        rf"(?i:(?:the{_S}|early{_S}|late{_S}|mid-?)*)(?P<season>{_SEASON})"
        rf"(?:{_S}of)?{_S}(?P<y>{_YEAR})\b"
    ),
    "holiday": (
        r"(?P<holiday>Christmas(?:[ \xa0](?:Day|Eve))?|New[ \xa0]Year['’]s[ \xa0](?:Day|Eve)"
        r"|Halloween|Valentine['’]s[ \xa0]Day|Boxing[ \xa0]Day|Thanksgiving(?:[ \xa0]Day)?"
        r"|(?:the[ \xa0])?(?:Fourth|4th)[ \xa0]of[ \xa0]July|May[ \xa0]Day|Labou?r[ \xa0]Day"
        r"|Memorial[ \xa0]Day|Easter(?:[ \xa0](?:Sunday|Monday))?|Good[ \xa0]Friday)\b"
        rf"(?:,?{_S}(?P<y>{_YEAR})\b)?"
    ),
    "end_of_year": rf"(?i:the{_S}end{_S}of{_S}the{_S}year|year-end)\b",
    "weekend": r"(?:(?i:over|at|during|on)[ \xa0])?(?P<the>(?i:the[ \xa0]weekend))\b",
    "present": rf"(?i:now|currently|nowadays|these{_S}days|at{_S}present|at{_S}the{_S}moment)\b",
    "past": (
        rf"(?i:(?:more{_S}|most{_S}|until{_S})?recently|recent{_S}(?:days|weeks|months|years)"
        rf"|(?:in{_S})(?P<the>the{_S}past)(?!{_S}(?:\w+{_S})?{_UNIT}))\b"
    ),
    "future": (
        rf"(?i:(?:the{_S})?(?:near|foreseeable){_S}(?:future|term)|(?:in{_S})(?P<the>the{_S}future)"
        rf"|soon(?!{_S}(?:after|as)\b))\b"
    ),
}

_COMPILED = {name: re.compile(r"(?<![\w$£€.,])" + pattern) for name, pattern in _PATTERNS.items()}
_TRIGGER = re.compile(
    r"\b(?:[1-9]\d{3}|[Tt](?:oday|onight|omorrow)|[Yy]e(?:sterday|ars?)|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}|quarters?"
    r"|weeks?|weekend|months?|days?|decades?|[Cc]entury|[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn"
    r"|[Ww]inter|morning|afternoon|evening|night|period|Christmas|New[ \xa0]Year|Halloween"
    r"|Valentine|Boxing|Thanksgiving|July|Labou?r|Memorial|Easter|Good[ \xa0]Friday|[Nn]ow"
    r"|[Cc]urrently|nowadays|present|moment|[Rr]ecent(?:ly)?|past|future|term|[Ss]oon|Year|Week|[a-z]{2,7}ties)\b"
    r"|\d0['’]?s\b"
)
_REACH = 48
"""How far from a time word, in characters, its expression can reach."""


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Where expressions can be: around time words."""
    begin = end = -1
    for match in _TRIGGER.finditer(text):
        first, last = max(0, match.start() - _REACH), match.end() + _REACH
        if begin >= 0 and first > end:
            yield begin, end
            begin = -1
        if begin < 0:
            begin = first
        end = last
    if begin >= 0:
        yield begin, end


_MONTH_SIGNS = tuple(month[:3] for month in MONTHS)
_YEAR_SIGNS = ("15", "16", "17", "18", "19", "20")
_SIGNS: dict[str, tuple[str, ...]] = {
    "iso": _YEAR_SIGNS,
    "calendar": _MONTH_SIGNS,
    "calendar_british": _MONTH_SIGNS,
    "month_of_year": _YEAR_SIGNS,
    "month": _MONTH_SIGNS,
    "weekday": ("nday", "sday", "iday", "urday"),
    "near": ("today", "yesterday", "tomorrow", "tonight"),
    "part_of_day": ("morning", "afternoon", "evening", "night"),
    "quarter": ("quarter",),
    "quarter_of_year": ("quarter",),
    "the_quarter": ("quarter", "period"),
    "year_before": ("year",),
    "unit": ("week", "month", "year", "quarter", "decade", "century", "day", *SEASONS),
    "ago": (" ago", "earlier", "later", "before", "from now", "hence"),
    "in_time": ("time",),
    "year": _YEAR_SIGNS,
    "decade": ("0s", "0's", "0’s", "ties"),
    "century": ("century",),
    "season": _YEAR_SIGNS,
    "holiday": (
        *("christmas", "new year", "new\xa0year", "halloween", "valentine", "boxing"),
        *("thanksgiving", "july", "may day", "may\xa0day", "labo", "memorial", "easter", "friday"),
    ),
    "end_of_year": ("year",),
    "weekend": ("weekend",),
    "present": ("now", "current", "these", "present", "moment"),
    "past": ("recent", "past"),
    "future": ("future", "term", "soon"),
}
"""Lower-case text in every expression of a pattern: most windows have few of them."""


_UNITS = ("day", "week", "month", "year", "decade", "quarter")
_BESIDE: dict[str, tuple[str, ...]] = {
    "year_before": ("earlier", "ago", "before", "last"),
    "unit": (
        *("last", "this", "next", "past", "previous", "current", "coming", "latest"),
        *("following", "that", "same"),
    ),
    "ago": _UNITS,
    "in_time": _UNITS,
    "end_of_year": ("end",),
}
"""Further text there if many other words contain the signs: "Sunday" has a "day"."""
_OF_SIGN = {
    sign: frozenset(name for name, signs in _SIGNS.items() if sign in signs)
    for sign in sorted({sign for signs in _SIGNS.values() for sign in signs})
}
"""By sign, the patterns that may match around it."""


_ANYTHING = ("",)


def _matches(text: str, window: tuple[int, int]) -> Iterator[tuple[int, str, re.Match[str]]]:
    low = text[slice(*window)].lower()
    able = frozenset().union(*[names for sign, names in _OF_SIGN.items() if sign in low])
    for number, (name, pattern) in enumerate(_COMPILED.items()):
        beside = _BESIDE.get(name, _ANYTHING)
        if name in able and any(sign in low for sign in beside):
            for match in pattern.finditer(text, *window):
                yield number, name, match


def expressions(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every expression with the name of its pattern, in order, none within another."""
    found = [
        (match.start(), -match.end(), number, name, match)
        for window in _windows(text)
        for number, name, match in _matches(text, window)
    ]
    found.sort(key=lambda item: item[:3])
    reached = 0
    for start, _, _, name, match in found:
        if start >= reached:
            reached = match.end()
            yield name, match
