"""What moves a reader's attention, in the order of the text: names, roles, pronouns, speakers."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from briefings.analysis import lexicon
from briefings.analysis.article_layout import ArticleLayout, Lead
from briefings.analysis.article_people import Cast
from briefings.analysis.names import Name
from briefings.analysis.person import Person
from briefings.analysis.unnamed import RoleMention, relatives, role_subjects

_PRONOUN = re.compile(r"[HhSs](?<!\w.)(?:e|is|im|er|he)\b")


class Kind(IntEnum):
    """What happens at a place of the text; at one place, in this order."""

    LEAD = 0
    PARAGRAPH = 1
    SENTENCE = 2
    NAME = 3
    ROLE = 4
    PRONOUN = 5
    RELATIVE = 6


class Event(NamedTuple):
    """Something that moves the reader's attention at `position`."""

    position: int
    kind: Kind
    name: Name | None = None
    person: Person | None = None
    word: str = ""
    number: int = 0
    role: RoleMention | None = None


_ORDER = attrgetter("position", "kind")


def events_of(layout: ArticleLayout, standing: Sequence[Event]) -> list[Event]:
    """Everything that moves the reader's attention, in the order of the text.

    Args:
        standing: `standing_events` of the layout, or of one with fewer leads.
    """
    taken: set[int] = set()
    leads: list[Event] = []
    for index, lead in enumerate(layout.leads):
        if lead is None or lead.inherits is not None:
            continue
        if lead.phrase is not None and lead.phrase.name is None:
            taken.add(lead.phrase.start)
        leads.append(Event(_position(lead), Kind.LEAD, number=index))
    events = [
        event for event in standing if event.position not in taken or event.kind not in _TAKEABLE
    ]
    events += leads
    events.sort(key=_ORDER)
    return events


_TAKEABLE = frozenset((Kind.PRONOUN, Kind.ROLE, Kind.RELATIVE))
"""Kinds that do not count if a lead is in the same place."""


def standing_events(layout: ArticleLayout, cast: Cast) -> list[Event]:
    """All events except leads: those in the text, whoever is looked for."""
    opens = [passage.opening for passage in layout.passages]

    def quoted(position: int) -> bool:
        index = bisect_right(opens, position) - 1
        return index >= 0 and position < layout.passages[index].closing

    lines = {line.start for line in layout.lines}
    events = [
        Event(start, Kind.PARAGRAPH if start in lines else Kind.SENTENCE) for start in layout.starts
    ]
    for name, person in cast.mentions:
        if not quoted(name.start):
            events.append(Event(name.start, Kind.NAME, name=name, person=person))
    events += [
        Event(match.start(), Kind.PRONOUN, word=match[0].lower())
        for match in _PRONOUN.finditer(layout.text)
        if match[0].lower() in lexicon.GENDERED and not quoted(match.start())
    ]
    events += [
        Event(role.start, Kind.ROLE, role=role)
        for role in role_subjects(layout.text, layout.starts)
        if not quoted(role.start)
    ]
    events += [
        Event(role.start, Kind.RELATIVE, role=role)
        for role in relatives(layout.text)
        if not quoted(role.start)
    ]
    events.sort(key=_ORDER)
    return events


def _position(lead: Lead) -> int:
    """The place of the words that name the speaker."""
    if lead.surface is not None:
        return lead.surface[0]
    return lead.phrase.start if lead.phrase is not None else 0
