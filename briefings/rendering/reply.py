"""A reply: an answer laid out, still knowing nothing of the limits of where it is shown."""

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
    """Short texts that must stand side by side."""
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
    """A front end that can show it when asked leaves it out till then."""
    unpictured: bool = False
    """It says what the picture shows: a front end that shows the picture leaves it out."""


@dataclass(frozen=True, slots=True)
class Step:
    """A way on: what its button says and the question that it asks."""

    label: str
    question: Question


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


class Action(StrEnum):
    """What a front end that knows its users can do beside asking."""

    EXPORT_MINE = "export"
    DELETE_MINE = "delete"


ACTIONS: Mapping[Action, Message] = {
    Action.EXPORT_MINE: gettext("Export my data"),
    Action.DELETE_MINE: gettext("Delete my data"),
}
"""What their buttons say."""


class Tone(StrEnum):
    """What sort of reply it is; a front end may colour it."""

    ANSWER = "answer"
    NOTICE = "notice"
    """Not found, ambiguous, empty: the reader should choose again."""
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Reply:
    name: str
    """The template's: "brief", "quotes" …"""
    title: str
    blocks: tuple[Block, ...]
    steps: tuple[Step, ...] = ()
    menu: str = ""
    """What the menu of the ways on says before one is chosen; "" where few of them are buttons."""
    more: Question | None = None
    """The question for what this reply has no room for."""
    links: tuple[Link, ...] = ()
    actions: tuple[Action, ...] = ()
    pages: Pages = field(default_factory=Pages)
    accent: str | None = None
    """A topic's id, so that replies on one topic look alike."""
    tone: Tone = Tone.ANSWER
    previous: Question | None = None
    """The question for the page before, where the answer comes in pages."""
    following: Question | None = None
    question: Question | None = None
    """What this reply answers, so that a later part of a long one can be asked for."""
    language: Language = ENGLISH
    """What it is laid out in, for whatever a front end adds."""
    answer: Answer | None = None
    """What is laid out here, for a front end that also draws it; None where nothing was asked."""
