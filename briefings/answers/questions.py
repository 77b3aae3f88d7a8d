"""The questions readers can ask.

A question has the asker's words as typed ("whitcoff", "sumit"); resolving them is part of
answering. `page` counts from 1; long answers come a page at a time.

The file of its name answers each (`timeline.py` for `AskTimeline`). Questions are defined here,
below all of those, because every answer leads on to other questions.
"""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import ClassVar, Literal, NamedTuple, get_args

from briefings.answers.shorthand import Shorthand
from briefings.answers.since import Since
from briefings.translations import Message, gettext

MAX_OPTION_LENGTH = 100
"""Longest name or topic accepted, in characters."""

MAX_CONTAINS_LENGTH = 50
MAX_SEARCH_LENGTH = 70
"""Longest search words: Discord's buttons for turning pages hold no more."""

MOST_SIDES = 3

_LONGEST = {"contains": MAX_CONTAINS_LENGTH, "text": MAX_SEARCH_LENGTH}
"""Options with limits below `MAX_OPTION_LENGTH`."""

NameKind = Literal["topic", "person", "side"]
"""What a name was understood as."""


class Detail(StrEnum):
    SHORT = "short"
    FULL = "full"


class Chosen(NamedTuple):
    """What a reader chooses instead of a name that matched nothing, or several."""

    id: str
    kind: NameKind
    given: str | None
    """The name as typed; None if it was understood but has no answer. Then the rest of the
    question is dropped too: with the choice it might have no answer either."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What all questions have in common."""

    SHORTHAND: ClassVar[Shorthand | None] = None
    """How a button encodes it; None if no button asks it."""
    PRIVATE: ClassVar[bool] = False
    """Whether only the asker may see the answer."""

    def refusal(self) -> Message | None:
        """Why the question is refused, if it is."""
        for field in fields(self):
            value = getattr(self, field.name)
            for text in value if isinstance(value, tuple) else (value,):
                most = _LONGEST.get(field.name, MAX_OPTION_LENGTH)
                if isinstance(text, str) and len(text) > most:
                    return _too_long(field.name, len(text), most)
        return None

    def instead(self, chosen: Chosen) -> "Question":
        """The question with the choice in place of the given name, from page 1."""
        return AskWho(chosen.id) if chosen.kind == "person" else AskBrief(chosen.id)


def _too_long(option: str, length: int, most: int) -> Message:
    """A sentence for each option: in most languages one sentence would not fit all."""
    match option:
        case "topic":
            return gettext(
                "This topic has %(length)s characters; at most %(most)s are taken. Shorten it.",
                length=length,
                most=most,
            )
        case "person":
            return gettext(
                "This name has %(length)s characters; at most %(most)s are taken. Shorten it.",
                length=length,
                most=most,
            )
        case "sides":
            return gettext(
                "The name of a side has %(length)s characters; at most %(most)s are taken. "
                "Shorten it.",
                length=length,
                most=most,
            )
        case _:
            return gettext(
                "These words have %(length)s characters; at most %(most)s are taken. Give fewer.",
                length=length,
                most=most,
            )


@dataclass(frozen=True, slots=True)
class AskBrief(Asked):
    topic: str
    detail: Detail = Detail.SHORT
    since: Since | None = None
    """What arrived since then is new to the reader. It is part of the question, so that a
    reply's pages and its other detail show the same. None if it was not looked up."""

    SHORTHAND: ClassVar = Shorthand("b", names=("topic", "detail"), later="since", later_is=Since)

    def instead(self, chosen: Chosen) -> "Question":
        return replace(self, topic=chosen.id)


@dataclass(frozen=True, slots=True)
class AskTopStories(Asked):
    """What are today's top stories? `/brief` without a topic."""

    page: int = 1

    SHORTHAND: ClassVar = Shorthand("o")


@dataclass(frozen=True, slots=True)
class AskQuotes(Asked):
    person: str
    topic: str | None = None
    contains: str | None = None
    page: int = 1

    SHORTHAND: ClassVar = Shorthand("q", names=("person", "topic"), text="contains")

    def instead(self, chosen: Chosen) -> "Question":
        if chosen.kind == "topic":
            contains = None if chosen.given is None else self.contains
            return replace(self, topic=chosen.id, contains=contains, page=1)
        return (
            AskQuotes(chosen.id)
            if chosen.given is None
            else replace(self, person=chosen.id, page=1)
        )


@dataclass(frozen=True, slots=True)
class AskPositions(Asked):
    topic: str
    sides: tuple[str, ...] = ()
    """At most three; none: the sides with the most to say, opposite ones first."""

    SHORTHAND: ClassVar = Shorthand("p", names=("topic",), several="sides", most=MOST_SIDES)

    def refusal(self) -> Message | None:
        if len(self.sides) > MOST_SIDES:
            return gettext(
                "At most %(most)s sides fit next to each other. Name fewer.", most=MOST_SIDES
            )
        return Asked.refusal(self)

    def instead(self, chosen: Chosen) -> "Question":
        if chosen.kind == "side":
            kept = [chosen.id if side == chosen.given else side for side in self.sides]
            return replace(self, sides=tuple(kept) if chosen.id in kept else (chosen.id,))
        return AskPositions(chosen.id) if chosen.given is None else replace(self, topic=chosen.id)


@dataclass(frozen=True, slots=True)
class AskTimeline(Asked):
    topic: str | None = None
    page: int = 1

    SHORTHAND: ClassVar = Shorthand("t", names=("topic",))

    def instead(self, chosen: Chosen) -> "Question":
        return AskTimeline(chosen.id)


@dataclass(frozen=True, slots=True)
class AskSources(Asked):
    topic: str | None = None
    page: int = 1

    SHORTHAND: ClassVar = Shorthand("s", names=("topic",))

    def instead(self, chosen: Chosen) -> "Question":
        return AskSources(chosen.id)


@dataclass(frozen=True, slots=True)
class AskDifferences(Asked):
    topic: str | None = None
    page: int = 1

    SHORTHAND: ClassVar = Shorthand("d", names=("topic",))

    def instead(self, chosen: Chosen) -> "Question":
        return AskDifferences(chosen.id)


@dataclass(frozen=True, slots=True)
class AskWho(Asked):
    person: str

    SHORTHAND: ClassVar = Shorthand("w", names=("person",))

    def instead(self, chosen: Chosen) -> "Question":
        return AskWho(chosen.id)


@dataclass(frozen=True, slots=True)
class AskSearch(Asked):
    text: str
    page: int = 1

    SHORTHAND: ClassVar = Shorthand("f", text="text")


@dataclass(frozen=True, slots=True)
class AskCheck(Asked):
    """Are the quotations in this text (somebody's message) verbatim, and by whom?"""

    text: str

    PRIVATE: ClassVar = True

    def refusal(self) -> Message | None:
        return None  # a message is not an option; it has its own limit


@dataclass(frozen=True, slots=True)
class AskCited(Asked):
    """Where does each line of the answer to another question come from?"""

    of: "Question"

    SHORTHAND: ClassVar = Shorthand("c", of="of")
    PRIVATE: ClassVar = True

    def refusal(self) -> Message | None:
        return self.of.refusal()

    def instead(self, chosen: Chosen) -> "Question":
        return self.of.instead(chosen)


@dataclass(frozen=True, slots=True)
class AskDaily(Asked):
    """Everything that was new in a daily post; only its buttons ask this."""

    post: str
    """The post's id."""
    detail: Detail = Detail.FULL
    """SHORT for the post itself."""

    SHORTHAND: ClassVar = Shorthand("n", names=("post", "detail"))
    PRIVATE: ClassVar = True


@dataclass(frozen=True, slots=True)
class AskHelp(Asked):
    on_platform: bool = True
    """Whether it is asked on a chat platform; a terminal has no servers or buttons."""

    SHORTHAND: ClassVar = Shorthand("h")
    PRIVATE: ClassVar = True


@dataclass(frozen=True, slots=True)
class AskPrivacy(Asked):
    SHORTHAND: ClassVar = Shorthand("y")
    PRIVATE: ClassVar = True


Question = (
    AskBrief
    | AskTopStories
    | AskQuotes
    | AskPositions
    | AskTimeline
    | AskSources
    | AskDifferences
    | AskWho
    | AskSearch
    | AskCheck
    | AskCited
    | AskDaily
    | AskHelp
    | AskPrivacy
)

QUESTIONS: tuple[type[Asked], ...] = get_args(Question)
