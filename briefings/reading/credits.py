"""Who reported, wrote and owns a text: datelines, agencies, bylines, copyright notices."""

import re
from typing import NamedTuple

AGENCIES = {
    "ap": "AP",
    "associated press": "AP",
    "the associated press": "AP",
    "reuters": "Reuters",
    "thomson reuters": "Reuters",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "agence france presse": "AFP",
    "afp-jiji": "AFP-Jiji",
    "dpa": "dpa",
    "deutsche presse-agentur": "dpa",
    "xinhua": "Xinhua",
    "yonhap": "Yonhap",
    "yonhap news agency": "Yonhap",
    "yonhap news": "Yonhap",
    "kyodo": "Kyodo",
    "kyodo news": "Kyodo",
    "jiji": "Jiji Press",
    "jiji press": "Jiji Press",
    "tass": "TASS",
    "interfax": "Interfax",
    "interfax-ukraine": "Interfax-Ukraine",
    "ukrinform": "Ukrinform",
    "upi": "UPI",
    "efe": "EFE",
    "ansa": "ANSA",
    "ani": "ANI",
    "pti": "PTI",
    "press trust of india": "PTI",
    "ians": "IANS",
    "bloomberg": "Bloomberg",
    "bloomberg news": "Bloomberg",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "aa": "Anadolu",
    "aap": "AAP",
    "pa": "PA Media",
    "pa media": "PA Media",
    "press association": "PA Media",
    "cp": "The Canadian Press",
    "the canadian press": "The Canadian Press",
    "belga": "Belga",
    "apa": "APA",
    "bta": "BTA",
    "bernama": "Bernama",
    "antara": "Antara",
    "kcna": "KCNA",
    "cna": "CNA",
    "mti": "MTI",
    "pap": "PAP",
    "ntb": "NTB",
    "tt": "TT",
    "unian": "UNIAN",
    "sputnik": "Sputnik",
}
"""News agencies, by their names and signs in datelines and credits."""

_MONTH = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
_DAY = rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH}))"
_PLACE = (
    rf"(?!(?:{_MONTH})\s+\d)[^\W\d_a-z][\w.'’/ -]{{1,60}}?"
    rf"(?:,\s+(?!(?:{_MONTH})\s+\d)[A-Z][\w.'’ -]{{1,30}}?)?"
)
_DATELINE = re.compile(
    rf"\s*(?:(?P<place>{_PLACE})\s*,?\s*)?(?:{_DAY}(?:,?\s+(?P<year>\d{{4}}))?\s*,?\s*)?"
    r"(?:\((?P<agency>[A-Za-z][\w&.'’/ -]{1,40})\)|(?P<bare>AP|AFP|REUTERS|Reuters|dpa))?"
    r"\s*(?P<dash>--+|[–—―:-]|(?<=\)))\s*"
)
_WINDOW = 200


class Dateline(NamedTuple):
    """The start of a report: ``KYIV, Ukraine, Aug 17 (Reuters) –``."""

    text: str
    """Place and day as printed."""
    provider: str | None
    month: int | None
    day: int | None
    year: int | None
    end: int
    """Where the report itself begins: characters into the paragraph."""


def dateline(text: str) -> Dateline | None:
    """The dateline that `text` starts with, if it does.

    It needs an agency in parentheses, or a place in capitals before a dash, because a sentence may
    also start with a name and a dash.
    """
    match = _DATELINE.match(text[:_WINDOW])
    if match is None:
        return None
    agency, place = match["agency"] or match["bare"], match["place"]
    provider = agency_named(agency) if agency else None
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    if agency and provider is None:
        # an unknown agency: believed only with place, day and dash around it
        if not (place and month and match["dash"]):
            return None
        provider = agency
    if not match["dash"] and not (place and place.split(",")[0].isupper()):
        return None
    if provider is None and not _is_city_before_dash(
        place or "", match["dash"], text[match.end() :]
    ):
        return None
    end = match.start("agency") - 1 if match["agency"] else match.start("dash")
    if match["bare"]:
        end = match.start("bare")
    return Dateline(
        text=text[:end].strip(" ,"),
        provider=provider,
        month=month_number(month) if month else None,
        day=int(day) if day else None,
        year=int(match["year"]) if match["year"] else None,
        end=match.end(),
    )


_MIN_CITY = 4
_NOT_CITIES = {
    "NATO", "FILE", "WATCH", "UPDATE", "BREAKING", "EXCLUSIVE", "OPINION", "ANALYSIS", "EXPLAINER",
    "FACTBOX", "TIMELINE", "LIVE", "CORRECTION", "EDITORIAL", "NOTE", "READ", "PHOTOS", "VIDEO",
}  # fmt: skip


def _is_city_before_dash(place: str, dash: str, rest: str) -> bool:
    """``WASHINGTON — The`` starts a report; ``NATO – the alliance`` and ``US-led`` do not."""
    city = place.split(",")[0]
    return (
        dash in {"--", "—", "–", "―"}
        and len(city) >= _MIN_CITY
        and city.isupper()
        and city not in _NOT_CITIES
        and rest[:1].isupper()
    )


def agency_named(name: str) -> str | None:
    """The agency with this name: ``REUTERS`` -> ``Reuters``; None if there is none."""
    return AGENCIES.get(" ".join(name.lower().replace("’", "'").strip(" .").split()))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_number(name: str) -> int | None:
    """1 for ``Jan``, ``Jan.`` or ``January``; None if it is not an English month."""
    key = name[:3].lower()
    return _MONTHS.index(key) + 1 if key in _MONTHS else None


_NAME = r"(?:[^\W\d_a-z][\w.'’-]*|van|von|der|den|de|la|di|da|al|bin|el|del|le)"
_PEOPLE = rf"{_NAME}(?: {_NAME}){{0,4}}(?:(?:, | and | & |, and ){_NAME}(?: {_NAME}){{1,4}}){{0,5}}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Written by|Reported by|Author:|Reporter:)\s+(?P<people>{_PEOPLE})"
    r"(?:\s*(?:,|\||/|-|–|—|\()\s*(?P<rest>[^.]{2,60}?)\)?)?"
)
_BYLINE_LENGTH = 160
_NO_PEOPLE = re.compile(r"\b(?:The|And|By|Of|Its?|His|Her|Their|This|Next|Last)\b(?!\.)")
"""Words of titles (``By The Numbers``) that no name has."""


_PAPER = (
    r"(?:[\w.'’&-]+ ){0,4}(?:Post|Times|News|Herald|Courier|Tribune|Journal|"
    r"Gazette|Daily|Press|Guardian|Observer|Telegraph|Mail|Chronicle|Star|Sun|Standard|Review|Mirror|"
    r"Express|Globe|Independent|Mercury|Register|Examiner|Bulletin|Weekly|Radio|TV|Television|"
    r"Broadcasting|Magazine)$|[\w-]+\.(?:com|org|net|news|eu|co\.uk)$"
)
_OUTLET = re.compile(rf"(?:The (?!Hague$)[A-Z]|[A-Z]{{3,5}}$|{_PAPER})")
_NAMED_OUTLET = re.compile(_PAPER)
_NO_OUTLET = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|staff|columnist|analyst|producer|contributor|"
    r"bureau|chief|fellow|professor|director|author|leader|mayor|minister|president|secretary|"
    r"spokes(?:man|woman|person)|chair(?:man|woman|person)?|council(?:l?or|man|woman)|senator|"
    r"governor|ambassador|commissioner|judge|officer|deputy|member|founder|manager|coach|captain|"
    r"doctor|teacher|activist|expert|historian|economist|head|speaker|adviser|advisor|owner|"
    r"(?:rep|sen|gov|gen|col|dr|prof)\.)s?\b|^(?:PHD|III|ESQ|MEP|OBE|CBE|MBA)$",
    re.IGNORECASE,
)


def is_outlet(name: str) -> bool:
    """Whether the words of `name` show that it is an outlet, not a person or an office."""
    return _OUTLET.match(name) is not None and _NO_OUTLET.search(name) is None


def names_outlet(line: str) -> bool:
    """Whether a line is nothing but an outlet's name, by its last word or its domain."""
    return _NAMED_OUTLET.match(line) is not None and is_outlet(line)


_HEADING_OUTLET = re.compile(
    r"(?:(?:Le|La|Les|El|Il|Die|Der|Das|Het|Den|Radio|Canal) [^\W\d_a-z][\w.'’&-]*"
    r"(?: (?:[^\W\d_a-z][\w.'’&-]*|de|du|des|del|di|von|van|der|la)){0,3}|"
    r"(?:[^\W\d_a-z][\w.'’&-]* ){1,3}"
    r"(?:Today|Online|Digest|Dispatch|Sentinel|Argus|Echo|Advertiser|"
    r"Monitor|Ledger|Messenger|Beacon|Record|Citizen|Inquirer|Zeitung|Anzeiger|Tageblatt|Tagblatt|"
    r"Rundschau|Nachrichten|Kurier|Allgemeine|Presse|Bote|Blatt|Dagblad|Tidende|Tidning|Nyheter|"
    r"Avis|Avisen|Posten|Bladet|Sanomat|Soir|Matin|Libre|Mundo|Diario|Jornal|Giornale|Gazzetta)|"
    r"(?:[\w-]+\.){1,3}[a-z]{2,10})"
)
"""Outlets' names that only the line over a headline distinguishes from other names."""


def heads_a_page(line: str) -> bool:
    """Whether a line over a headline is an outlet's name."""
    return is_outlet(line) or (
        _HEADING_OUTLET.fullmatch(line) is not None and _NO_OUTLET.search(line) is None
    )


class Byline(NamedTuple):
    """``By Jane Doe, Associated Press`` or ``By Jane Doe, The Lark``."""

    author: str | None
    provider: str | None
    publisher: str | None = None


def byline(line: str) -> Byline | None:
    """Author and agency or outlet, if `line` is a byline and nothing else."""
    if len(line) > _BYLINE_LENGTH:
        return None
    match = _BYLINE.fullmatch(line)
    if match is None:
        # an agency alone may be the credit of the picture above: it counts only in brackets
        provider = agency_named(line.strip("()[]")) if line[:1] in {"(", "["} else None
        return Byline(None, provider) if provider else None
    people = match["people"]
    if not people[0].isupper():
        return None
    provider = agency_named(people)
    if provider:
        return Byline(None, provider)
    if _NO_PEOPLE.search(people.split(",")[0]):
        return None
    name, _, last = people.rpartition(", ")
    if name and agency_named(last):
        return Byline(name, agency_named(last))
    rest = match["rest"] or ""
    if name and is_outlet(last):
        return Byline(name, agency_named(rest), last)
    return Byline(people, agency_named(rest), rest if is_outlet(rest) else None)


_COPYRIGHT = re.compile(r"(?:©|\(c\)|ⓒ|copyrights?\b)(?P<owner>[^\n]{0,200})", re.IGNORECASE)
_RIGHTS = re.compile(
    r"[\s.,;:|–—-]*(?:all rights? reserved|unauthori[sz]ed|reproduction|no part of|this material|"
    r"may not be|permission|무단).*",
    re.IGNORECASE | re.DOTALL,
)
_OWNER_NOISE = re.compile(
    r"©|\(c\)|ⓒ|\bcopyrights?\b|\b(?:19|20)\d\d\b(?:\s*[-–]\s*(?:19|20)?\d\d)?|\bby\b|"
    r"\(\s*(?:https?://)?[\w.-]+\.[a-z]{2,}[^)]{0,60}\)|https?://\S+",
    re.IGNORECASE,
)
_NOTICE_LENGTH = 400


class Notice(NamedTuple):
    """A copyright notice: who owns the text."""

    publisher: str | None
    provider: str | None


def notice(line: str) -> Notice | None:
    """The owner named in a copyright notice, if `line` is one.

    An agency in it is the provider: papers print ``© 2025 The Associated Press`` under its texts.
    """
    if len(line) > _NOTICE_LENGTH:
        return None
    match = _COPYRIGHT.match(line.lstrip("<[( ") if not line.startswith("(c") else line)
    if match is None:
        return None
    if line[:9].lower() == "copyright" and not re.search(
        r"©|\(c\)|\b(?:19|20)\d\d\b|rights|reserved", line, re.IGNORECASE
    ):
        return None
    owner = _RIGHTS.sub("", match["owner"])
    owner = " ".join(_OWNER_NOISE.sub(" ", owner).split()).strip(" .,;:|-–—<>[]()")
    if not 2 <= len(owner) <= 80:
        return Notice(None, None)
    agency = agency_named(owner)
    return Notice(None, agency) if agency else Notice(owner, None)


_CREDIT_END = re.compile(
    r"""[.!?]["'”’]*\s*(?:\((?P<inside>[^()]{2,40})\)|[–—-]{1,2}\s?(?P<after>[\w /]{2,30}))$"""
)
_CREDIT_WINDOW = 60


def credit_at_end(text: str) -> str | None:
    """The agency that an article's last words credit: ``… he said. (Yonhap)``."""
    match = _CREDIT_END.search(text[-_CREDIT_WINDOW:])
    return agency_named(match["inside"] or match["after"]) if match else None


_FIELD = re.compile(
    r"(?P<key>source|publisher|outlet|publication|author|byline|date|published|url|link|title|"
    r"headline)"
    r"\s?:\s*(?P<value>\S.{1,300})",
    re.IGNORECASE,
)
_FIELDS = {
    "outlet": "publisher",
    "publication": "publisher",
    "source": "publisher",
    "byline": "author",
    "published": "date",
    "link": "url",
    "headline": "title",
}


def labelled(line: str) -> tuple[str, str] | None:
    """Key and value of a line such as ``Source: The Lark`` at the head of a saved text.

    The keys are ``publisher, author, date, url`` and ``title``.
    """
    match = _FIELD.fullmatch(line)
    if match is None:
        return None
    key = match["key"].lower()
    return _FIELDS.get(key, key), match["value"]


_DESK_NOTE = re.compile(
    r"[\s(\[_]*(?:(?:Additional reporting|Reporting|Writing|Editing|Compiled)"
    r"(?: and (?:writing|editing))? by .{3,400}"
    r"|[^.!?\"“”]{3,200} contributed (?:reporting|to this (?:report|story|article))\b.{0,60})",
    re.DOTALL,
)
_DESK_NOTE_INSIDE = re.compile(
    r"""\s\(Reporting by [A-Z]|\s_{2,}\s"""
    r"""|(?<=[.!?"”])\s(?:Additional reporting|Reporting) by [A-Z]"""
)
_DESK_NOTE_LENGTH = 420


def is_desk_note(text: str) -> bool:
    """Whether a paragraph only says who reported and edited: an agency's last lines."""
    return len(text) <= _DESK_NOTE_LENGTH and _DESK_NOTE.fullmatch(text) is not None


def desk_note_at(text: str) -> int | None:
    """Where such a note starts at the end of a paragraph; None without one.

    It includes any text that a scraper ran together with its end.
    """
    low = max(0, len(text) - _DESK_NOTE_LENGTH)
    for match in _DESK_NOTE_INSIDE.finditer(text[low:]):
        if _DESK_NOTE.match(text[low + match.start() :].lstrip(" _")):
            return low + match.start()
    return None
