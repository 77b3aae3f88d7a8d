"""What a daily briefing says: typed values, no text layout. How it is found: `news`."""

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
    """What is new on one topic, or a story that is new. Never empty."""

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
    """Of a story, the article to open first: that whose headline its name is, if there is one."""
    counts: SourceCounts | None = None
    """Of a story, how many articles and original sources it has."""
    stories: tuple["TopicNews", ...] = ()
    """Of a pinned topic: stories that are new and say nothing beside their headline."""

    @property
    def has_lines(self) -> bool:
        """Is something said of it beside its name?"""
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
    older: int = 0
    """How many things were not seen before, and are too old to be news."""
    background: tuple[Topic, ...] = ()
    """Where nothing is news at first: topics on which there is something older."""
    full: bool = False
    """It lists what is new topic by topic; otherwise it fits on a screen."""

    @property
    def nothing_new(self) -> bool:
        return not self.sections and not self.corrections

    @property
    def may_be_left_out(self) -> bool:
        """Would nobody miss it? The first one says that the briefings have begun."""
        return self.nothing_new and not self.first

    @property
    def omitted(self) -> int:
        """How many new things are not shown, beside whole topics."""
        return sum(section.omitted for section in self.sections)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Those with news, shown or not; where nothing is news at first, what else there is."""
        return (*(section.topic for section in self.sections), *self.others, *self.background)
