"""What a daily briefing says: typed values, no text layout. `news` finds it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefings.answers.differences import DifferenceItem
from briefings.answers.parts import CitedLine, Reference, SourceCounts, Utterance
from briefings.answers.timeline import TimelineEntry
from briefings.models import Actor, Article, Issue, Stance, Topic
from briefings.translations.message import Said


@dataclass(frozen=True, slots=True)
class Move:
    """A position that has changed since the last briefing."""

    voice: Actor
    issue: Issue | None
    """None for the topic as a whole."""
    stance: Stance
    line: CitedLine
    was: Stance | None = None
    """None if it was unknown before."""


class Amendment(StrEnum):
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    """Its article still exists but no longer carries it."""
    TAKEN_BACK = "taken-back"
    """The outlet has withdrawn all articles that it was taken from."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that an earlier briefing said and that is not, or no longer, true."""

    kind: Amendment
    subject: Said
    """What it is about: "Key point", "Quotation", …"""
    before: str
    """As it was posted."""
    after: str = ""
    withdrawn_on: str | None = None
    """EDTF date on which the outlet was found to have taken it back."""


@dataclass(frozen=True, slots=True)
class TopicNews:
    """The news on one topic, or a new story. Never empty."""

    topic: Topic
    key_points: tuple[CitedLine, ...] = ()
    quotes: tuple[Utterance, ...] = ()
    moves: tuple[Move, ...] = ()
    differences: tuple[DifferenceItem, ...] = ()
    ahead: tuple[TimelineEntry, ...] = ()
    omitted: int = 0
    """New things on it that are not shown."""
    quotations: int = 0
    """How many quotations on it are new, shown or not."""
    article: Article | None = None
    """A story's article to open first: the one whose headline is its name, if any."""
    counts: SourceCounts | None = None
    """How many articles and original sources a story has."""
    stories: tuple["TopicNews", ...] = ()
    """New stories of a pinned topic with only a headline."""

    @property
    def has_lines(self) -> bool:
        """Whether it says more than the topic's name."""
        told = (self.key_points, self.stories, self.quotes, self.moves, self.differences)
        return any((*told, self.ahead))


@dataclass(frozen=True, slots=True)
class DailyBriefing:
    """What is new since the last briefing, by identity."""

    day: date
    """Local to the channel's zone."""
    sections: tuple[TopicNews, ...]
    corrections: tuple[Correction, ...] = ()
    others: tuple[Topic, ...] = ()
    """Topics whose news had no room."""
    references: tuple[Reference, ...] = ()
    about: tuple[Topic, ...] = ()
    """The topics that were asked for."""
    first: bool = False
    """Whether nothing was posted before, so that everything is new."""
    as_of: str | None = None
    """EDTF date of the newest article on these topics."""
    age: int = 0
    """Days since then; 0 if unknown."""
    older: int = 0
    """How many unseen findings are too old to be news."""
    background: tuple[Topic, ...] = ()
    """For a first post without news: topics with older findings."""
    full: bool = False
    """Whether it lists what is new topic by topic; otherwise it fits on a screen."""

    @property
    def nothing_new(self) -> bool:
        return not self.sections and not self.corrections

    @property
    def may_be_left_out(self) -> bool:
        """Whether nobody would miss it. The first one says that the briefings have begun."""
        return self.nothing_new and not self.first

    @property
    def omitted(self) -> int:
        """How many new things are not shown, not counting whole topics."""
        return sum(section.omitted for section in self.sections)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Topics with news, shown or not; for a first post without news, the background topics."""
        return (*(section.topic for section in self.sections), *self.others, *self.background)
