"""Tells whether two full names can be one person's: short forms, initials, double surnames."""

from collections.abc import Sequence

from briefings.analysis.given_names import gender_of
from briefings.analysis.wordlists import listed


def can_be_one(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two full names, given as words, can be one person's."""
    return _compatible(first, second) or _is_tail(first, second)


def _is_tail(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one full name consists of the other's surnames: "García Márquez" of "Elena G. M."."""
    short, long = sorted((one, other), key=len)
    if not 2 <= len(short) < len(long) or gender_of(short[0]) is not None:
        return False
    return tuple(word.lower() for word in long[-len(short) :]) == tuple(
        word.lower() for word in short
    )


def _compatible(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two full names can be one person's: the same surname and no other given name."""
    if not _one_surname(first[-1].lower(), second[-1].lower()):
        return False
    if len(first) == 1 or len(second) == 1:
        return True
    return same_given(first[0], second[0])


def _one_surname(one: str, other: str) -> bool:
    """Whether surnames are the same, or one is part of the other: "Brandt" in "Brandt-Lund"."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return short in long.split("-")


_SHORT_FORMS = {
    frozenset(pair.split("/"))
    for pair in listed("""
    william/bill robert/bob richard/dick james/jim joseph/joe michael/mike thomas/tom
    daniel/dan edward/ted edward/ed charles/charlie charles/chuck donald/don bernard/bernie
    benjamin/ben christopher/chris david/dave gregory/greg jeffrey/jeff jonathan/jon
    kenneth/ken matthew/matt nicholas/nick patrick/pat peter/pete philip/phil ronald/ron
    samuel/sam stephen/steve steven/steve timothy/tim elizabeth/liz katherine/kate
    deborah/debbie susan/sue margaret/maggie jennifer/jen barbara/barb rafael/ted
    anthony/tony andrew/andy frederick/fred gerald/jerry lawrence/larry raymond/ray
    rudolph/rudy john/jack henry/hank alexander/alex joshua/josh zachary/zach jacob/jake
    """)
}


def same_given(first: str, second: str) -> bool:
    """Whether two given names are the same, an initial of it, or its short form."""
    one, two = first.lower().rstrip("."), second.lower().rstrip(".")
    if one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]):
        return True
    return frozenset((one, two)) in _SHORT_FORMS


def fuller(new: Sequence[str], old: Sequence[str]) -> bool:
    """Whether the new name says more but is still only a name."""
    hyphens = "-" in new[-1], "-" in old[-1]
    if hyphens[0] != hyphens[1]:
        return hyphens[0]
    return len(new) > len(old) and len(new) <= 4
