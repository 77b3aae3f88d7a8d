"""What answering needs to know about a kind of question; each file here declares its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from briefings.answers.catalog import Catalog
from briefings.answers.directory import Wanted
from briefings.answers.parts import Holdings, Otherwise, Ways
from briefings.answers.questions import (
    AskBrief,
    Asked,
    AskHelp,
    AskPositions,
    AskSources,
    AskTimeline,
)
from briefings.models import Topic
from briefings.translations import gettext

Q = TypeVar("Q", bound=Asked)
A = TypeVar("A")


def help_alone(_: object) -> Ways:
    """For answers that lead nowhere in particular."""
    yield gettext("Help"), AskHelp()


def never(_: object) -> None:
    """For answers that come in one page."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[Q, A]):
    """A question with its answer."""

    name: str
    """The template's name."""
    question: type[Q]
    answer: type[A]
    respond: Callable[[Catalog, Q, date | None], A | Otherwise]
    """Answers the question, on the asker's day."""
    ways_on: Callable[[A], Ways] = help_alone
    """The questions that a reader of the answer would ask next."""
    names_alone: bool = False
    """Whether the names in memory answer it, without the library."""
    again: Callable[[A], Q | None] = never
    """The question for another page of the answer, with ids instead of typed names."""


def blank(text: str | None) -> bool:
    return text is None or not text.strip()


def on_topic(
    catalog: Catalog, text: str, wanted: Wanted, answer: Callable[[Topic], A | Otherwise]
) -> A | Otherwise:
    """The answer on the topic that `text` names; a miss leads to topics that have one."""
    topic = catalog.topic(text, wanted)
    return answer(topic) if isinstance(topic, Topic) else topic


def maybe_on_topic(
    catalog: Catalog,
    text: str | None,
    wanted: Wanted,
    answer: Callable[[Topic | None], A | Otherwise],
) -> A | Otherwise:
    """Like `on_topic`; without a text, the answer on everything."""
    if text is None or blank(text):
        return answer(None)
    return on_topic(catalog, text, wanted, answer)


def ways_on_topic(held: Holdings | None) -> Ways:
    """Next steps from an answer on a topic; help if it was about everything."""
    if held is None:
        yield gettext("Help"), AskHelp()
        return
    topic = held.topic.id
    if held.articles:
        yield gettext("Brief"), AskBrief(topic)
    if held.positions:
        yield gettext("Positions"), AskPositions(topic)
    if held.events:
        yield gettext("Timeline"), AskTimeline(topic)
    if held.articles:
        yield gettext("All articles"), AskSources(topic)


def ways_beyond(held: Holdings) -> Ways:
    """The first next step to a topic that the answer does not name itself."""
    topic, name = held.topic.id, held.topic.name
    if held.articles:
        yield gettext("Brief: %(name)s", name=name), AskBrief(topic)
    elif held.positions:
        yield gettext("Positions: %(name)s", name=name), AskPositions(topic)
    elif held.events:
        yield gettext("Timeline: %(name)s", name=name), AskTimeline(topic)
