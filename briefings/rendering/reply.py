"""A reply: an answer laid out, before any limits of the platform that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefings.answers.questions import Question
from briefings.answers.types import Answer, Pages
from briefings.translations import ENGLISH, Language, Message, gettext


class BlockKind(StrEnum):
    TEXT = "text"
    """Text that stays together: a key point with its citations, a quotation with its source."""
    COLUMNS = "columns"
    """Short texts that must be side by side."""
    SEPARATOR = "separator"
    PICTURE = "picture"
    """Where a front end that draws shows the answer's picture; nothing elsewhere."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """The unit in which a reply is cut into messages: never inside one."""

    kind: BlockKind = BlockKind.TEXT
    text: str = ""
    columns: tuple[Column, ...] = ()
    folded: bool = False
    """Whether front ends that can show it on request leave it out until then."""
    unpictured: bool = False
    """Whether it says what the picture shows: front ends that show the picture leave it out."""


@dataclass(frozen=True, slots=True)
class Step:
    """A next step: its button's text and the question that it asks."""

    label: str
    question: Question


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


class Action(StrEnum):
    """What a front end that knows its users can do besides asking."""

    EXPORT_MINE = "export"
    DELETE_MINE = "delete"


ACTIONS: Mapping[Action, Message] = {
    Action.EXPORT_MINE: gettext("Export my data"),
    Action.DELETE_MINE: gettext("Delete my data"),
}
"""Their buttons' texts."""


class Tone(StrEnum):
    """The sort of reply; a front end may colour it."""

    ANSWER = "answer"
    NOTICE = "notice"
    """Not found, ambiguous, empty: the reader should choose again."""
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Reply:
    name: str
    """The template's name: "brief", "quotes" …"""
    title: str
    blocks: tuple[Block, ...]
    steps: tuple[Step, ...] = ()
    menu: str = ""
    """The text of the menu of next steps; "" if they are few enough for buttons."""
    more: Question | None = None
    """The question for what this reply has no room for."""
    links: tuple[Link, ...] = ()
    actions: tuple[Action, ...] = ()
    pages: Pages = field(default_factory=Pages)
    accent: str | None = None
    """A topic's id, so that replies on one topic look alike."""
    tone: Tone = Tone.ANSWER
    previous: Question | None = None
    """The question for the page before, if the answer has pages."""
    following: Question | None = None
    question: Question | None = None
    """What this reply answers, so that buttons can ask for later parts of a long one."""
    language: Language = ENGLISH
    """The reply's language, for what a front end adds."""
    answer: Answer | None = None
    """The answer laid out here, for a front end that also draws it; None if nothing was asked."""
