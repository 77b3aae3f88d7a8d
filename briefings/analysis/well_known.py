"""People whom news names only by surname, with outlets' spellings.

Curated by hand and deliberately short: only people whom every reader knows by surname. A surname
that several such people share (Clinton, Bush) is left out: the article must decide.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from briefings.analysis.nouns import NAME_PARTICLES, PERSON_NOUNS, TITLES
from briefings.analysis.wordlists import listed


@dataclass(frozen=True, slots=True)
class WellKnown:
    """`name` is the usual English spelling; `aliases` are other spellings."""

    name: str
    gender: str
    aliases: tuple[str, ...] = ()


def _known(line: str, gender: str) -> WellKnown:
    name, *aliases = (part.strip() for part in line.split("|"))
    return WellKnown(name, gender, tuple(aliases))


_MEN = """
Donald Trump | Donald J. Trump | Trump
Barack Obama | Barack H. Obama | Obama
Joe Biden | Joseph R. Biden Jr. | Joseph Biden | Biden
JD Vance | J.D. Vance | J. D. Vance | Vance
Mike Pence | Pence
Marco Rubio | Rubio
Bernie Sanders | Bernard Sanders | Sanders
Ted Cruz | Rafael Edward Cruz
Steve Witkoff | Steven Witkoff | Steve Whitcoff | Witkoff | Whitcoff
Pete Hegseth | Hegseth
Scott Bessent | Bessent
Vladimir Putin | Wladimir Putin | Vladimir Poutine | Putin
Sergey Lavrov | Sergei Lavrov | Lavrov
Dmitry Peskov | Dmitri Peskov | Peskov
Dmitry Medvedev | Dmitri Medvedev | Medvedev
Volodymyr Zelenskyy | Volodymyr Zelensky | Volodymyr Zelenskiy | Wolodymyr Selenskyj \
| Vladimir Zelensky | Zelenskyy | Zelensky | Zelenskiy | Selenskyj | Selenski
Andriy Yermak | Yermak
Andrii Sybiha | Andriy Sybiga | Sybiha
Emmanuel Macron | Macron
Friedrich Merz | Merz
Olaf Scholz | Scholz
Keir Starmer | Starmer
David Lammy | Lammy
Boris Johnson
Alexander Stubb | Stubb
Mark Rutte | Rutte
Jens Stoltenberg | Stoltenberg
Viktor Orbán | Viktor Orban | Orbán | Orban
Donald Tusk | Tusk
Recep Tayyip Erdogan | Recep Tayyip Erdoğan | Erdogan | Erdoğan
Benjamin Netanyahu | Binyamin Netanyahu | Netanyahu
Xi Jinping
Narendra Modi | Modi
Alexander Lukashenko | Aleksandr Lukashenko | Alyaksandr Lukashenka | Lukashenko | Lukashenka
António Guterres | Antonio Guterres | Guterres
Kassym-Jomart Tokayev | Tokayev
"""
_WOMEN = """
Ursula von der Leyen | Von der Leyen | von der Leyen
Giorgia Meloni | Meloni
Angela Merkel | Merkel
Kaja Kallas | Kallas
Kamala Harris
Hillary Clinton | Hillary Rodham Clinton
Christine Lagarde | Lagarde
Karoline Leavitt | Leavitt
"""

WELL_KNOWN: tuple[WellKnown, ...] = tuple(
    _known(line, gender)
    for block, gender in ((_MEN, "male"), (_WOMEN, "female"))
    for line in block.strip().replace("\\\n", "").splitlines()
)
_OFFICES = frozenset(
    listed("""
    mr mr. ms ms. mrs mrs. president president-elect prime minister premier chancellor vice first
    secretary state defense defence foreign treasury of general leader candidate nominee senator
    sen sen. governor gov gov. ambassador envoy commander chief former ex-president republican
    democrat democratic conservative labour opposition party chairman chair kremlin spokesman
    press special dr dr. sir billionaire businessman speaker then-president then
    """)
)
"""Titles that are compatible with a well-known politician."""


_ROLES = frozenset(TITLES) | PERSON_NOUNS


def could_bear(known: WellKnown, titles: Iterable[str], gender: str | None) -> bool:
    """Whether a surname with these lower-case `titles` can belong to somebody well known.

    "Chef Macron" and "Mrs. Putin" are other people.
    """
    if gender is not None and gender != known.gender:
        return False
    return all(title in _OFFICES or title not in _ROLES for title in titles)


BY_SURNAME: dict[str, WellKnown] = {
    alias.lower(): person
    for person in WELL_KNOWN
    for alias in person.aliases
    if len(alias.split()) == 1 or alias.split()[0].lower() in NAME_PARTICLES
}
"""Bare surname in lower case -> the person every reader takes it to mean."""
