"""Finds proper names in a text, with their places, titles and suffixes."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefings.analysis import lexicon, nouns
from briefings.analysis.given_names import AMBIGUOUS_ALONE, SURNAMES_FIRST, gender_of
from briefings.analysis.occupations import SPOKEN_OF
from briefings.analysis.roles import countries_in
from briefings.analysis.wordlists import listed
from briefings.text import languages

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁЄІЇҐ"
_REST = r"[\w\u0300-\u036f\x80-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf\-]*(?:[’'](?!s\b)\w[\w\-]*)*"
_DOT = "".join(
    rf"|(?<=\b{short}\.)"
    for short in listed("""
    Mr Mrs Ms Dr Sen Sens Rep Reps Gov Gen Lt Col Sgt Capt Adm Rev St Jr Sr Prof Del
    """)
)
_WORD = (
    rf"(?:(?:al|el|as|ash|an|ar|ad|at|ul|bin)-|(?:d[aeiu]|del?|van|von|l[ae]|d[’'])(?=[A-Z]))?[{_UPPER}]"
    rf"(?:\.(?:[{_UPPER}]\.){{1,2}}|{_REST}(?:\.(?:(?<=\b[{_UPPER}]\.){_DOT}))?)"
)
_PARTICLE = r"(?:(?:de|da|di|del|der|van|von|bin|al|el|la|le|ter|den|dos|du)[ \xa0])"
_NICKNAME = rf"(?:[“\"‘(][{_UPPER}][\w’\-]{{1,14}}[”\"’)][ \xa0])"
_RUN = re.compile(
    # A capital first, so that the engine skips everything else.
    rf"[{_UPPER}](?<![\w@#&].)(?:\.(?:[{_UPPER}]\.){{1,2}}"
    rf"|{_REST}(?:\.(?:(?<=\b[{_UPPER}]\.){_DOT}))?)"
    rf"(?:[ \xa0]{{1,2}}(?:&[ \xa0])?{_NICKNAME}?{_PARTICLE}{{0,2}}{_WORD})*(?:, (?:Jr|Sr)\.)?"
)
_FUNCTION = (
    lexicon.DETERMINERS
    | lexicon.PREPOSITIONS
    | lexicon.CONJUNCTIONS
    | lexicon.PRONOUNS
    | lexicon.RELATIVES
    | lexicon.ADVERBS
    | lexicon.AUXILIARIES
    | lexicon.CALENDAR
    | frozenset(
        listed("""
    him her them me us yes no oh what not if maybe please thanks
    """)
    )
) - {"may", "will", "march", "april", "june"}
_NAMES_TOO_ABROAD = languages.PRONOUNS - lexicon.ENGLISH_PRONOUNS
"""Pronouns of other languages that are names next to a name: Hong Lei, Ella Brandt."""
_ROLE_WORDS = frozenset(nouns.TITLES) | nouns.PERSON_NOUNS
_ROLE_ENDS = _ROLE_WORDS - nouns.SURNAMES_TOO


class Name(NamedTuple):
    """A name as the text prints it, in its parts.

    `words` are the name's own words without titles and suffixes, `titles` the words before it in
    lower case ("senate", "majority", "leader"), `gender` what a title or a given name shows.
    """

    start: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    gender: str | None
    titled: bool
    last: str
    """The surname, or the only word, in lower case."""


def find_names(text: str, start: int = 0, end: int | None = None) -> Iterator[Name]:
    """The names in `text[start:end]`, in order."""
    for match in _RUN.finditer(text, start, len(text) if end is None else end):
        run = match[0]
        if (
            run.startswith(_DAYS)
            and _NAMED_AFTER_DAY.fullmatch(run)
            and text.endswith(", ", 0, match.start())
        ):
            first, last = run.split()
            yield Name(match.start(), match.end(), (first, last), (), "male", False, last.lower())
            continue
        if run in _MONTHS and _DAY.match(text, match.end()):
            continue
        if run.count(" ") >= _LONGEST_NAME - 1 and _is_headline(run):
            yield from _names_in_headline(match)
            continue
        skipped = _office_before(text, match)
        if skipped:
            name = parse_name(run[skipped:])
            if name is not None:
                yield Name(match.start() + skipped, match.end(), *name)
            continue
        name = parse_name(run)
        if name is not None and len(name[0]) > _LONGEST_NAME < _length(name[0]):
            yield from _names_in_headline(match)
            continue
        if name is not None:
            yield Name(match.start(), match.end(), *name)


_DAYS = ("Sunday ", "Monday ", "Friday ")
_NAMED_AFTER_DAY = re.compile(r"(?:Sunday|Monday|Friday) [A-Z][\w’'-]+")
"""A man named after a day, where a comma sets his name off: "a driver, Sunday Akpan,"."""
_MONTHS = frozenset(listed("Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec April June"))
_DAY = re.compile(r" \d")
"""What shows that a name is a month: "AUCKLAND, Jan 8"."""
_LONGEST_NAME = 4
_OFFICE = re.compile(
    r"\b(?P<office>[A-Za-z]\w+) (?:of|to|for|in|at) (?:the )?"
    r"(?:[A-Z]\w+(?: and [A-Z]\w+)? of )?$"
)


_GOVERNING = (" of ", " to ", " for ", " in ", " at ", " the ")
"""What directly precedes a run in everything `_OFFICE` finds."""


def _length(words: Sequence[str]) -> int:
    """How many words a name has, without particles."""
    return sum(word.lower() not in nouns.NAME_PARTICLES for word in words)


_UNITED = frozenset(("nations", "arab"))
"""Words that continue "United" but are not themselves a country or a body."""


def _office_before(text: str, match: re.Match[str]) -> int:
    """How many characters of a run name a country or body, not its ambassador Jan Kowal."""
    if match[0].count(" ") < 2 or not text.endswith(_GOVERNING, 0, match.start()):
        return 0
    office = _OFFICE.search(text, max(0, match.start() - 40), match.start())
    if office is None or office["office"].lower() not in _OFFICES:
        return 0
    words = list(re.finditer(r"\S+", match[0]))
    begins = 0
    for position, word in enumerate(words):
        low = word[0].lower()
        if countries_in((low,)) or low in _BODIES or (begins == position and low in _UNITED):
            begins = position + 1
    begins = begins or next((n for n, word in enumerate(words) if n and _is_given(word[0])), 0)
    if not begins and len(words) == _LONGEST_NAME - 1:
        begins = 1  # "Minister of Arden Jo Hall": an office is in one place
    if not begins or not 2 <= len(words) - begins <= _LONGEST_NAME - 1:
        return 0
    return words[begins].start()


def _is_given(word: str) -> bool:
    """Whether a word begins a name: a given name, or the initial of one."""
    return gender_of(word) is not None or _INITIAL.fullmatch(word) is not None


_INITIAL = re.compile(r"[A-Z]\.(?:[A-Z]\.)*")
_OFFICES = _ROLE_WORDS | {"state"}
"""What stands before "for" and a body: "Minister of State for Housing Jan Kowal"."""
_BODIES = nouns.ORGANISATION_NOUNS - nouns.SURNAMES_LIKE_PLACES


def _is_headline(run: str) -> bool:
    """Whether the run has capitalised small words, as only headlines do."""
    return any(word.lower() in _FUNCTION for word in run.split()[1:])


def _names_in_headline(match: re.Match[str]) -> Iterator[Name]:
    """The people in a run of capitalised words that is too long for a name."""
    words = list(re.finditer(r"\S+", match[0]))
    for index in range(len(words) - 1):
        given, surname = words[index][0], words[index + 1][0]
        gender = gender_of(given)
        if gender is not None and surname[0].isupper() and surname.lower() not in _FUNCTION:
            begin, end = (
                match.start() + words[index].start(),
                match.start() + words[index + 1].end(),
            )
            last = surname.rstrip(".")
            yield Name(begin, end, (given, last), (), gender, False, last.lower())


_Parsed = tuple[tuple[str, ...], tuple[str, ...], str | None, bool, str]


@lru_cache(maxsize=20_000)
def parse_name(run: str) -> _Parsed | None:
    """The parts of `Name` from a capitalised run, except its place."""
    words = [word for word in run.replace("\xa0", " ").split() if word.strip(",.")]
    words = _between_small_words(words)
    while words and words[-1].lower().rstrip(",") in lexicon.CALENDAR and not _is_march(words):
        del words[-1]
    while len(words) > 1 and words[-1].lower().strip(",") in nouns.SUFFIXES:
        del words[-1]
    if not words or (len(words) == 1 and is_role(words)):
        return None
    words[-1] = words[-1].rstrip(",")
    words = [word for word in words if word[0] not in _NICKNAME_MARKS] or words
    cut = _titles_end(words)
    titles = tuple(word.lower() for word in words[:cut])
    own = tuple(words[cut:])
    if len(own) == 1 < len(words) and own[0].lower() in _BODIES:
        own = tuple(words)  # "Foreign Ministry"
        titles = () if titles[-1] in _ADJECTIVES else titles
    if len(own) > 1 and own[0].lower() in nouns.NAME_PARTICLES:
        own = (" ".join(own),)  # "Van der Berg" is a surname
    if len(own) == 1 and len(own[0]) <= 2 and own[0][-1] in "." + own[0][0]:
        return None  # an initial, or the "I" of a title
    if is_role(own) and not _is_addressed(own, titles):
        return None
    gender = next((nouns.TITLES[t] for t in reversed(titles) if nouns.TITLES.get(t)), None)
    initials = own[0].isalpha() and own[0].isupper() and not own[-1].isupper()  # "ANA Holdings"
    if gender is None and len(own) > 1 and not initials:
        initial = len(own[0]) < 3 and len(own) > 2
        last_first = own[0].lower() in SURNAMES_FIRST  # "Han Jae-min"
        gender = gender_of(own[0]) or (gender_of(own[1]) if initial or last_first else None)
    titled = any(title in nouns.TITLES for title in titles)
    return own, titles, gender, titled, _ARTICLE.sub("", own[-1].lower().split()[-1])


_ADJECTIVES = frozenset(("foreign", "prime", "vice", "first", "general", "chief"))
"""Words of titles that are words of bodies as well, unlike "Mr"."""
_SHORT_FOR_COUNTRIES = frozenset(("U.S.", "U.N.", "U.K.", "E.U.", "D.C."))


def _between_small_words(words: list[str]) -> list[str]:
    """The words of a name, without a leading "The" and a headline continued by "Of"."""
    while words and (words[0].lower() in _FUNCTION or words[0] in _SHORT_FOR_COUNTRIES):
        if len(words) > 1 and words[0].lower() in _NAMES_TOO_ABROAD:
            break
        del words[0]
    for index in range(1, len(words)):
        initial = words[index] == "A" and index + 1 < len(words)  # "George A Lund"
        if initial or words[index].lower() in _NAMES_TOO_ABROAD:
            continue
        if words[index].lower() in _FUNCTION and words[index].lower() not in lexicon.CALENDAR:
            del words[index:]  # a headline: Words In Capitals To The End
            break
    return words


def _is_addressed(own: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether a trade is a surname because a common title precedes it: "Mr Farmer"."""
    if len(own) != 1 or not titles or titles[-1] not in _EVERYDAY:
        return False
    return own[0].lower() not in _ADDRESSES


_EVERYDAY = frozenset(listed("mr mr. mrs mrs. ms ms. miss"))
_ADDRESSES = frozenset(
    listed("""
    president speaker chairman chair chairwoman chairperson mayor minister premier secretary
    ambassador justice commissioner director senator governor chancellor moderator vice prime
    """)
)
"""Offices addressed with "Mr": "Mr Speaker"."""
_NICKNAME_MARKS = frozenset("“\"‘'(«„")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar|ad|at|ul|bin)-(?=\w{3})")
"""The article before an Arabic surname: al-Sharad is filed under Sharad."""


def _is_march(words: Sequence[str]) -> bool:
    """Whether a month is somebody's surname: "Peter March", but not "in Arden March"."""
    return len(words) == 2 and words[1].lower() in _MONTH_NAMES and gender_of(words[0]) is not None


_MONTH_NAMES = frozenset(("march", "august"))


def is_role(words: Sequence[str]) -> bool:
    """Whether capitalised words name an office, not a person: "Communications Officer", "FM"."""
    if len(words) == 1:
        return words[0] in nouns.RANKS or words[0].lower() in _ROLE_WORDS
    if (words[-2].lower(), words[-1].lower()) in _OFFICES_OF_TWO:
        return True
    return words[-1].lower() in _ROLE_ENDS and gender_of(words[0]) is None


_OFFICES_OF_TWO = frozenset(
    [("chief", "justice"), ("lord", "justice"), ("lord", "chancellor")]
    + [
        (kind, "general")
        for kind in listed("""
        attorney solicitor surgeon secretary governor director inspector auditor adjutant consul
        postmaster advocate accountant brigadier major lieutenant colonel
        """)
    ]
)
"""Offices whose last word is also a surname: nobody is called "Attorney General"."""
_ATTRIBUTE = re.compile(
    r"-(?:of-(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)|based|born|bred|raised|year-old"
    r"|owned|backed|trained|educated|listed|registered|headquartered|winning|nominated|turned|elect)$"
)
"""Ends of compounds that describe the name after them."""


def _titles_end(words: Sequence[str]) -> int:
    """How many of the words precede the name proper."""
    last = 0
    for index in range(len(words) - 1):
        low = words[index].lower()
        if low in _ROLE_WORDS or words[index] in nouns.RANKS or _is_rank(low):
            last = index + 1
        elif _ATTRIBUTE.search(words[index]):
            last = index + 1  # "Mother-of-three Jan Kowal", "Arden-based Tarn Press"
        elif index and last == 0 and index + 2 < len(words) and _is_position(words[index]):
            last = index + 1  # "Ferriers DL Jan Kowal"
        elif last == index and index and low in SPOKEN_OF and index + 2 < len(words):
            last = index + 1  # "Professor Emeritus"
        elif low == "con" and last == index and words[index - 1].lower().rstrip(".") == "det":
            last = index + 1  # a detective constable
    while (body := _body_end(words[last:])) > 0:
        last += body
    return last


def _body_end(words: Sequence[str]) -> int:
    """How many words name a body before a person: "Affairs Committee Jan Kowal"."""
    for index in range(1, len(words) - 1):
        initials = words[0].isalpha() and words[0].isupper() and len(words[0]) > 2
        shouted = initials and not words[index].isupper()  # "DAN Danny Brook"
        if gender_of(words[index]) and (shouted or not gender_of(words[0])) and len(words[0]) > 2:
            before = {word.lower() for word in words[:index]}
            if before & nouns.ORGANISATION_NOUNS or initials:
                return index
    return 0


def _is_rank(low: str) -> bool:
    """Whether a hyphen joins titles: "Major-Gen", "Vice-Admiral"."""
    if low[-1:] == "s" and low[:-1] in _ROLE_ENDS and low[:-1] not in _NAMES_TOO:
        return True  # "Actors Jan Kowal and Ada Brandt"
    if low.endswith("men") and f"{low[:-3]}man" in _ROLE_ENDS:
        return True  # "Businessmen Jan Kowal and Karl Modell"
    if "-" not in low:
        return False
    first, *others = low.split("-")
    last = others[-1].removesuffix("s")
    if others[-1] in _PLAYERS or others[-1].endswith(("grader", "rounder", "hander", "timer")):
        return True  # "Leg-spinner Jan Kowal", "Second-grader Jan"
    joined = first in _PREFIXES or first in nouns.TITLES or first in nouns.PERSON_NOUNS
    return joined and (others[-1] in nouns.TITLES or last in _ROLE_WORDS)


def _is_position(word: str) -> bool:
    """Whether a word inside a run is a player's position: DL, QB, WR."""
    return 2 <= len(word) <= 3 and word.isalpha() and word in _POSITIONS


_POSITIONS = frozenset(
    listed("QB RB WR TE OT OG DL DT DE LB CB SS FS OL DB FB LW RW GK CF LF RF SP RP PG SG SF PF")
)
_NAMES_TOO = frozenset(listed("parent dean king page brook pilot cook chef player model"))
"""Roles with a plural that is a surname: Parents, Deans, Kings, Players."""
_PLAYERS = frozenset(
    listed("spinner bowler keeper half back forward liner maker weight winner winger driver")
)
_PREFIXES = frozenset(listed("vice deputy ex former rear under wing air co solicitor lance"))


def is_roles(word: str) -> bool:
    """Whether a lower-case word is a plural role: "prosecutors", not "roberts"."""
    return word[-1:] == "s" and word[:-1] in _ROLE_ENDS and word[:-1] not in _NAMES_TOO


_PLACES = frozenset(
    listed("""
    new york los san north south west east united white supreme las el bukit kampung sungai taman
    jalan kota mount lake cape fort
    """)
)


def could_be_person(name: Name) -> bool:
    """Whether a name may be a person's: by a title or a given name, or with nothing against it."""
    if name.titled or name.gender:
        return True
    if not 2 <= len(name.words) <= 4:
        return False
    low = [word.lower() for word in name.words]
    if low[0] in _PLACES or is_body_name(low):
        return False
    if low[-1].endswith(_ABSTRACT) and low[-1] != "clement":
        return False
    return not any(word.isupper() and len(word) > 2 for word in name.words)


def is_body_name(low: Sequence[str]) -> bool:
    """Whether words in lower case name an organisation or a place: not "martin church"."""
    if "&" in low[1:-1]:
        return True  # "Plains & Gulf"
    if nouns.ORGANISATION_NOUNS.isdisjoint(low):
        return False
    surname = len(low) > 1 and low[-1] in nouns.SURNAMES_LIKE_PLACES
    if not surname or not nouns.ORGANISATION_NOUNS.isdisjoint(low[:-1]):
        return True
    return gender_of(low[0]) is None or low[0] in AMBIGUOUS_ALONE


_ABSTRACT = ("tion", "sion", "ness", "ism", "ment", "ology", "ities")
"""Endings of nouns for things: "Water Conservation" is not a person."""
