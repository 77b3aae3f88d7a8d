"""The verbs that report what somebody said, wants or thinks, and what can follow each.

After the classes of reporting verbs in Quirk et al., "A Comprehensive Grammar of the English
Language" (1985, 16.30–63): verbs with a that-clause, with an infinitive, with an object.
"""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

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


_CLASSES: tuple[tuple[CueKind, str, str], ...] = (
    (
        CueKind.SAYS,
        "that",
        """
        say state announce claim note add acknowledge admit explain declare assert contend
        insist maintain argue suggest imply disclose reveal recall reiterate repeat stress
        emphasize emphasise remark observe comment allege confirm concede caution joke boast
        brag quip lament complain write tweet testify counter reply respond report indicate hint
        mention conclude estimate affirm proclaim point highlight underline underscore
        """,
    ),
    (CueKind.SAYS, "that person", "tell inform remind assure notify"),
    (
        CueKind.SAYS,
        "object",
        """
        describe mention cite outline reference tout discuss acknowledge emphasize emphasise
        stress highlight explain repeat reiterate explore
        """,
    ),
    (CueKind.SAYS, "that", "find"),
    (CueKind.SHOWS, "that object", "show find reveal document indicate estimate suggest"),
    (
        CueKind.THINKS,
        "that",
        """
        believe think feel know understand realize realise suspect assume figure doubt worry
        fear consider imagine recognize recognise
        """,
    ),
    (CueKind.EXPECTS, "that to object", "expect predict anticipate forecast"),
    (
        CueKind.WANTS,
        "to",
        "want hope plan intend seek wish prefer aim propose",
    ),
    (CueKind.WANTS, "that", "hope wish propose"),
    (CueKind.WANTS, "object", "want seek propose prefer"),
    (CueKind.DEMANDS, "that to object person", "demand urge"),
    (CueKind.DEMANDS, "that", "insist recommend request"),
    (CueKind.DEMANDS, "to person", "ask urge beg order press implore encourage tell"),
    (CueKind.PROMISES, "that to", "promise vow pledge swear"),
    (CueKind.PROMISES, "to", "offer"),
    (CueKind.AGREES, "that to", "agree"),
    (
        CueKind.SUPPORTS,
        "object",
        """
        support back endorse praise defend welcome favor favour advocate hail champion embrace
        applaud promote
        """,
    ),
    (
        CueKind.REJECTS,
        "object",
        """
        reject oppose dismiss resist dispute rebuff protest downplay
        """,
    ),
    (CueKind.REJECTS, "to", "refuse decline"),
    (
        CueKind.CRITICISES,
        "object",
        """
        criticize criticise condemn denounce attack slam blast question accuse blame mock
        ridicule decry deride chastise chide assail challenge disparage deplore lambaste rebuke
        bash
        """,
    ),
    (CueKind.DENIES, "that object", "deny"),
    (CueKind.ASKS, "that", "ask wonder question"),
    (CueKind.WARNS, "that person", "warn"),
    (CueKind.DECIDES, "that", "rule decide"),
    (CueKind.DECIDES, "to", "decide"),
)
_WITH_PREPOSITION = {
    "call": ("for on upon", CueKind.DEMANDS),
    "push": ("for", CueKind.DEMANDS),
    "press": ("for", CueKind.DEMANDS),
    "appeal": ("for", CueKind.DEMANDS),
    "argue": ("for against", CueKind.SAYS),
    "warn": ("against of about", CueKind.WARNS),
    "complain": ("about of", CueKind.CRITICISES),
    "worry": ("about", CueKind.THINKS),
    "speak": ("about against", CueKind.SAYS),
    "talk": ("about", CueKind.SAYS),
    "disagree": ("with", CueKind.REJECTS),
    "agree": ("with on", CueKind.AGREES),
    "point": ("to", CueKind.SAYS),
    "object": ("to", CueKind.REJECTS),
    "rule": ("against", CueKind.DECIDES),
    "refer": ("to", CueKind.SAYS),
    "apologize": ("for", CueKind.SAYS),
    "apologise": ("for", CueKind.SAYS),
}
_IRREGULAR = {
    "state": "states stated stating",
    "say": "say says said saying",
    "tell": "tell tells told telling",
    "write": "write writes wrote writing",
    "think": "think thinks thought thinking",
    "feel": "feel feels felt feeling",
    "know": "know knows knew knowing",
    "understand": "understand understands understood understanding",
    "find": "find finds found finding",
    "seek": "seek seeks sought seeking",
    "show": "show shows showed showing",
    "swear": "swear swears swore swearing",
    "beg": "beg begs begged begging",
    "admit": "admit admits admitted admitting",
    "refer": "refer refers referred referring",
    "prefer": "prefer prefers preferred preferring",
    "speak": "speak speaks spoke speaking",
    "forecast": "forecast forecasts forecasting",
    "quip": "quip quips quipped quipping",
    "brag": "brag brags bragged bragging",
    "plan": "plan plans planned planning",
    "rebuff": "rebuff rebuffs rebuffed rebuffing",
}


def _forms(base: str) -> list[str]:
    if base in _IRREGULAR:
        return listed(_IRREGULAR[base])
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
    for kind, follows, bases in _CLASSES:
        flags = dict.fromkeys(follows.split(), True)
        reporting = Reporting(kind, **flags)  # type: ignore[arg-type]
        for base in listed(bases):
            for form in _forms(base):
                ways[form] = (*ways.get(form, ()), reporting)
    for base, (prepositions, kind) in _WITH_PREPOSITION.items():
        reporting = Reporting(kind, prepositions=frozenset(prepositions.split()))
        for form in _forms(base):
            ways[form] = (reporting, *ways.get(form, ()))
    return ways


@cache
def bases() -> frozenset[str]:
    """The forms that go with a plural: "say", "plan"."""
    words = [word for _, _, bases in _CLASSES for word in listed(bases)]
    return frozenset(words) | frozenset(_WITH_PREPOSITION)


REPORTERS_OF_FACTS = frozenset(
    listed("""
    poll polls survey surveys study studies report reports data figures records documents analysis
    research document statistics review audit filing filings email emails memo evidence results
    census investigation findings census tests video footage numbers
    """)
)
"""Heads of subjects that show or find something, as people do not."""
