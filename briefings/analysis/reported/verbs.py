"""The verbs that report what somebody said, wants or thinks, and what can follow each.

After the classes of reporting verbs in Quirk et al., "A Comprehensive Grammar of the English
Language" (1985, 16.30–63): verbs with a that-clause, with an infinitive, with an object.
"""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from briefings.analysis.reported.verb_classes import (
    CLASSES,
    COMMON_VERBS,
    IRREGULAR,
    WITH_PREPOSITION,
)
from briefings.analysis.wordlists import listed


class CueKind(StrEnum):
    """What somebody does with the words that follow."""

    SAYS = "says"
    SHOWS = "shows"
    """A poll, a study or a document does."""
    THINKS = "thinks"
    EXPECTS = "expects"
    WANTS = "wants"
    DEMANDS = "demands"
    PROMISES = "promises"
    AGREES = "agrees"
    SUPPORTS = "supports"
    REJECTS = "rejects"
    CRITICISES = "criticises"
    DENIES = "denies"
    ASKS = "asks"
    WARNS = "warns"
    ACCORDING_TO = "according to"
    DECIDES = "decides"


class Reporting(NamedTuple):
    """A form of a reporting verb: its kind, and what may follow it.

    `that`: a clause; `to`: an infinitive; `object`: a noun phrase that is the matter itself;
    `person`: a noun phrase that is spoken to, before the clause or the infinitive; `prepositions`:
    those that lead the matter in ("call for").
    """

    kind: CueKind
    that: bool = False
    to: bool = False
    object: bool = False
    person: bool = False
    prepositions: frozenset[str] = frozenset()


def _forms(base: str) -> list[str]:
    if base in IRREGULAR:
        return listed(IRREGULAR[base])
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] not in "aeiou":
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return [base, plural, base + "ed", base + "ing"]


@cache
def table() -> dict[str, tuple[Reporting, ...]]:
    """Every form in lower case -> the ways in which it can report."""
    ways: dict[str, tuple[Reporting, ...]] = {}
    for name, follows, bases in CLASSES:
        kind = CueKind(name)
        flags = dict.fromkeys(follows.split(), True)
        reporting = Reporting(kind, **flags)  # type: ignore[arg-type]
        for base in listed(bases):
            for form in _forms(base):
                ways[form] = (*ways.get(form, ()), reporting)
    for base, uses in WITH_PREPOSITION.items():
        for prepositions, name in uses:
            reporting = Reporting(CueKind(name), prepositions=frozenset(prepositions.split()))
            for form in _forms(base):
                ways[form] = (reporting, *ways.get(form, ()))
    return ways


@cache
def lemmas() -> dict[str, str]:
    """Form -> base form."""
    words = [*(word for _, _, bases in CLASSES for word in listed(bases)), *WITH_PREPOSITION]
    return {form: base for base in words for form in _forms(base)}


@cache
def bases() -> frozenset[str]:
    """The forms that go with a plural: "say", "plan"."""
    words = [word for _, _, bases in CLASSES for word in listed(bases)]
    return frozenset(words) | frozenset(WITH_PREPOSITION)


COMMON = frozenset(listed(COMMON_VERBS))
"""Base forms of verbs that report more often than not."""

REPORTERS_OF_FACTS = frozenset(
    listed("""
    poll polls survey surveys study studies report reports data figures records documents analysis
    research document statistics review audit filing filings email emails memo evidence results
    census investigation findings census tests video footage numbers
    """)
)
"""Heads of subjects that show or find something, as people do not."""
