"""What can be asked, with examples from the library."""

from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind
from briefings.answers.parts import Ways
from briefings.answers.questions import AskBrief, AskHelp, AskQuotes
from briefings.library import Subject
from briefings.models import Actor
from briefings.translations import gettext

PEOPLE = 5


@dataclass(frozen=True, slots=True)
class Help:
    topics: tuple[Subject, ...]
    people: tuple[Actor, ...]
    """The people with the most quotations, for examples."""
    on_platform: bool = True
    """Whether there are servers, messages to check and buttons."""


def respond(catalog: Catalog, question: AskHelp, _: date | None) -> Help:
    directory = catalog.directory
    subjects = directory.subjects
    ids = (choice.id for choice in directory.complete_topic(""))
    topics = (subjects[one] for one in ids if one in subjects and directory.has_evidence(one))
    return Help(tuple(topics), directory.most_quoted(PEOPLE), question.on_platform)


def ways_on(answer: Help) -> Ways:
    for topic in answer.topics[:1]:
        yield gettext("Brief: %(name)s", name=topic.name), AskBrief(topic.id)
    for person in answer.people[:1]:
        yield gettext("Quotes: %(name)s", name=person.name), AskQuotes(person.id)


KIND = Kind("help", AskHelp, Help, respond, ways_on, names_alone=True)
