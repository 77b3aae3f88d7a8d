"""What a daily briefing says: typed values, no text layout. How it is found: `news`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefings.answers.differences import DifferenceItem
from briefings.answers.parts import CitedLine, Reference, Utterance
from briefings.answers.timeline import TimelineEntry
from briefings.models import Actor, Issue, Stance, Topic
from briefings.translations.message import Said


@dataclass(frozen=True, slots=True)
class Move:
    """A position that is not what it was when the last briefing told of it."""

    voice: Actor
    issue: Issue | None
    """None for the topic as a whole."""
    stance: Stance
    line: CitedLine
    was: Stance | None = None
    """None where nothing was known of it before."""


class Amendment(StrEnum):
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    """Its article is still there, but no longer carries it."""
    TAKEN_BACK = "taken-back"
    """The outlet has withdrawn all articles that it was taken from."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that an earlier briefing said and that is not so (any more)."""

    kind: Amendment
    subject: Said
    """What it is about: "Key point", "Quotation", …"""
    before: str
    """As it was posted."""
    after: str = ""
    withdrawn_on: str | None = None
    """EDTF date when it was seen that the outlet has taken it back."""


@dataclass(frozen=True, slots=True)
class TopicNews:
    """What is new on one topic. Never empty."""

    topic: Topic
    key_points: tuple[CitedLine, ...] = ()
    quotes: tuple[Utterance, ...] = ()
    moves: tuple[Move, ...] = ()
    differences: tuple[DifferenceItem, ...] = ()
    ahead: tuple[TimelineEntry, ...] = ()
    omitted: int = 0
    """New things on it that are not shown."""


@dataclass(frozen=True, slots=True)
class DailyBriefing:
    """What is new since the last briefing, by identity."""

    day: date
    """Local to the channel's zone."""
    sections: tuple[TopicNews, ...]
    corrections: tuple[Correction, ...] = ()
    others: tuple[Topic, ...] = ()
    """Topics with news for which there was no room."""
    references: tuple[Reference, ...] = ()
    about: tuple[Topic, ...] = ()
    """The topics that were asked for."""
    first: bool = False
    """Nothing was posted before, so that everything is new."""
    as_of: str | None = None
    """EDTF date of the newest article on these topics."""
    age: int = 0
    """Days since then; 0 where it is not known."""

    @property
    def nothing_new(self) -> bool:
        return not self.sections and not self.corrections
