"""What can be asked of a digest.

A question holds the asker's words as typed ("whitcoff", "sumit"); resolving them is part of
answering. `page` counts from 1; answers that hold many items come a page at a time.
"""

from dataclasses import dataclass
from enum import StrEnum

MAX_OPTION_LENGTH = 100
"""Longest name or topic that is taken, in characters."""

MAX_CONTAINS_LENGTH = 50
MAX_SEARCH_LENGTH = 70
"""Longest words to look for: a button of Discord's, which turns the pages, holds no more."""


class Detail(StrEnum):
    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class AskBrief:
    topic: str
    detail: Detail = Detail.SHORT


@dataclass(frozen=True, slots=True)
class AskQuotes:
    person: str
    topic: str | None = None
    contains: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class AskPositions:
    topic: str
    sides: tuple[str, ...] = ()
    """At most three; without any, the sides with the most to say, opposite ones first."""


@dataclass(frozen=True, slots=True)
class AskTimeline:
    topic: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class AskSources:
    topic: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class AskDifferences:
    topic: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class AskWho:
    person: str


@dataclass(frozen=True, slots=True)
class AskSearch:
    text: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class AskCheck:
    """Are the quotations in this text (somebody's message) verbatim, and by whom?"""

    text: str


@dataclass(frozen=True, slots=True)
class AskHelp:
    pass


@dataclass(frozen=True, slots=True)
class AskPrivacy:
    pass


Question = (
    AskBrief
    | AskQuotes
    | AskPositions
    | AskTimeline
    | AskSources
    | AskDifferences
    | AskWho
    | AskSearch
    | AskCheck
    | AskHelp
    | AskPrivacy
)
