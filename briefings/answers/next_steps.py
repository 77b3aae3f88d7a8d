"""Which questions a reader would ask next."""

from briefings.answers.kinds import KIND_OF_ANSWER
from briefings.answers.parts import Ambiguous, Empty, NotFound, Way, Ways
from briefings.answers.questions import (
    MAX_SEARCH_LENGTH,
    AskBrief,
    AskHelp,
    AskQuotes,
    AskSearch,
    Chosen,
    Question,
)
from briefings.answers.types import Answer, DailyBriefing, TopStories
from briefings.text.folding import fold
from briefings.translations import gettext
from briefings.translations.message import Said

MOST_STEPS = 5
MOST_CHOICES = 25


def next_steps(answer: Answer, question: Question) -> tuple[Way, ...]:
    """Next steps from `answer` to `question`, at most five.

    If the reader must choose one of several, there are up to 25.

    A next step never asks the same question again.
    """
    several = isinstance(answer, Ambiguous | TopStories | DailyBriefing)
    most = MOST_CHOICES if several else MOST_STEPS
    ways: dict[Question, Way] = {}
    for label, following in _ways(answer, question):
        if following != question:
            ways.setdefault(following, Way(label, following))
    return tuple(ways.values())[:most]


def _ways(answer: Answer, question: Question) -> Ways:
    match answer:
        case NotFound():
            return _after_miss(answer, question)
        case Ambiguous(kind=kind, given=given, candidates=choices):
            return [(one.name, question.instead(Chosen(one.id, kind, given))) for one in choices]
        case Empty():
            return _after_empty(answer, question)
        case _ if kind_of := KIND_OF_ANSWER.get(type(answer)):
            return kind_of.ways_on(answer)
        case _:
            return [(gettext("Help"), AskHelp())]


def _after_miss(answer: NotFound, question: Question) -> Ways:
    text = answer.given.strip()
    search: list[tuple[Said, Question]] = [
        (gettext("Search: %(text)s", text=text), AskSearch(text))
    ]
    if not fold(text) or len(text) > MAX_SEARCH_LENGTH or (answer.near and not answer.in_articles):
        search = []
    if answer.in_articles:
        yield from search
    for choice in answer.nearest:
        yield choice.name, question.instead(Chosen(choice.id, answer.kind, answer.given))
    yield from search


def _after_empty(answer: Empty, question: Question) -> Ways:
    """The same question without its filter, then with each of the suggestions."""
    if isinstance(question, AskQuotes) and answer.filtered:
        yield gettext("Clear filter"), AskQuotes(question.person)
    if isinstance(question, AskSearch):
        yield from (
            (gettext("Brief: %(name)s", name=one.name), AskBrief(one.id))
            for one in answer.suggestions
        )
        return
    for choice in answer.suggestions:
        yield choice.name, question.instead(Chosen(choice.id, answer.kind, None))
    yield gettext("Help"), AskHelp()
