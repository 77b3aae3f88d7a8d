"""Which questions a reader would ask next."""

from collections.abc import Iterable
from dataclasses import replace

from briefings.answers.questions import (
    MAX_SEARCH_LENGTH,
    AskBrief,
    AskDifferences,
    AskHelp,
    AskPositions,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTimeline,
    AskWho,
    Detail,
    Question,
)
from briefings.answers.types import (
    Ambiguous,
    Answer,
    Brief,
    Checked,
    Choice,
    Differences,
    Empty,
    Help,
    Hit,
    HitKind,
    Holdings,
    NameKind,
    NotFound,
    Positions,
    Quotes,
    SearchResults,
    Sources,
    Step,
    Timeline,
    Who,
)
from briefings.matching import fold
from briefings.models import Actor

MAX_LABEL = 80
"""Longest label, in characters; Discord's buttons take no longer one."""
MOST_STEPS = 5


def next_steps(answer: Answer, question: Question) -> tuple[Step, ...]:
    """Ways on from `answer`, which was given to `question`: at most five, 25 for a tie.

    A step never asks the same question again.
    """
    most = 25 if isinstance(answer, Ambiguous) else MOST_STEPS
    steps: dict[Question, Step] = {}
    for label, following in _steps(answer, question):
        if following != question:
            steps.setdefault(following, Step(_short(label), following))
    return tuple(steps.values())[:most]


def _short(label: str) -> str:
    label = " ".join(label.split()) or "?"
    return label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1] + "…"


Ways = Iterable[tuple[str, Question]]


def _steps(answer: Answer, question: Question) -> Ways:
    match answer:
        case Brief():
            return _after_brief(answer)
        case Quotes():
            return _after_quotes(answer)
        case Positions():
            return _after_positions(answer)
        case Timeline(holdings=held) | Sources(holdings=held) | Differences(holdings=held):
            return _on_topic(held) if held else [("Help", AskHelp())]
        case Who():
            return _after_who(answer)
        case SearchResults():
            return map(_open, answer.hits)
        case Checked():
            return _after_check(answer)
        case Help():
            return _after_help(answer)
        case NotFound():
            return _after_miss(answer, question)
        case Ambiguous(kind=kind, given=given, candidates=choices):
            return [(c.name, _with(question, kind, given, c)) for c in choices]
        case Empty():
            return _after_empty(answer, question)
        case _:
            return [("Help", AskHelp())]


def _after_brief(answer: Brief) -> Ways:
    topic = answer.topic.id
    if answer.voices:
        yield f"Quotes: {answer.voices[0].name}", AskQuotes(answer.voices[0].id, topic)
    if answer.positions:
        yield "Positions", AskPositions(topic)
    if answer.events:
        yield "Timeline", AskTimeline(topic)
    yield "Sources", AskSources(topic)
    if answer.differences:
        yield "Differences", AskDifferences(topic)
    if answer.omitted:
        yield "In full", AskBrief(topic, Detail.FULL)


def _after_quotes(answer: Quotes) -> Ways:
    person = answer.person
    if answer.topic or answer.contains:
        yield f"All of {person.name}", AskQuotes(person.id)
    yield f"Who: {person.name}", AskWho(person.id)
    if answer.holdings and answer.topic:
        yield from _on_topic(answer.holdings)
    elif answer.holdings:
        named = answer.holdings.topic.name  # the reply itself does not name it
        for label, following in list(_on_topic(answer.holdings))[:2]:
            yield f"{label}: {named}", following


def _after_positions(answer: Positions) -> Ways:
    topic = answer.topic.id
    for other in answer.others[:2]:
        kept = tuple(side.id for side in answer.sides[:2])
        yield f"With {other.name}", AskPositions(topic, (*kept, other.id))
    for side in answer.quoted[:2]:
        yield f"Quotes: {side.name}", AskQuotes(side.id, topic)
    if answer.holdings and answer.holdings.articles:
        yield "Brief", AskBrief(topic)


def _on_topic(held: Holdings) -> Ways:
    topic = held.topic.id
    if held.articles:
        yield "Brief", AskBrief(topic)
    if held.positions:
        yield "Positions", AskPositions(topic)
    if held.events:
        yield "Timeline", AskTimeline(topic)
    if held.articles:
        yield "Sources", AskSources(topic)


def _after_who(answer: Who) -> Ways:
    if answer.quote_count:
        yield f"Quotes: {answer.actor.name}", AskQuotes(answer.actor.id)
    for stance in answer.stances[:2]:
        yield f"Positions: {stance.topic.name}", AskPositions(stance.topic.id)
    if answer.affiliation:
        yield f"Who: {answer.affiliation.name}", AskWho(answer.affiliation.id)
    for member in answer.members[:3]:
        yield f"Who: {member.name}", AskWho(member.id)


def _open(hit: Hit) -> tuple[str, Question]:
    """What shows more of a search's hit."""
    if hit.kind is HitKind.TOPIC:
        return f"Brief: {hit.title}", AskBrief(hit.id)
    if hit.kind is HitKind.PERSON:
        return f"Who: {hit.title}", AskWho(hit.id)
    if hit.speaker:
        return f"Quotes: {hit.speaker.name}", AskQuotes(hit.speaker.id)
    return "All sources", AskSources()


def _after_check(answer: Checked) -> Ways:
    for checked in answer.quotes:
        speaker: Actor | None = checked.utterance.speaker if checked.utterance else None
        if speaker:
            yield f"Quotes: {speaker.name}", AskQuotes(speaker.id)


def _after_help(answer: Help) -> Ways:
    for topic in answer.topics[:3]:
        yield f"Brief: {topic.name}", AskBrief(topic.id)
    for person in answer.people[:2]:
        yield f"Quotes: {person.name}", AskQuotes(person.id)


def _after_miss(answer: NotFound, question: Question) -> Ways:
    for choice in answer.nearest:
        yield choice.name, _with(question, answer.kind, answer.given, choice)
    text = answer.given.strip()
    if not answer.near and fold(text) and len(text) <= MAX_SEARCH_LENGTH:
        yield f"Search: {text}", AskSearch(text)


def _after_empty(answer: Empty, question: Question) -> Ways:
    """The same question without its filter, then with each of the suggestions."""
    if isinstance(question, AskQuotes) and answer.filtered:
        yield "Without the filter", AskQuotes(question.person)
    if isinstance(question, AskSearch):
        yield from ((f"Brief: {c.name}", AskBrief(c.id)) for c in answer.suggestions)
        return
    for choice in answer.suggestions:
        yield choice.name, _with(question, answer.kind, None, choice)
    yield "Help", AskHelp()


def _with(question: Question, kind: NameKind, given: str | None, choice: Choice) -> Question:
    """The question with what was given for `kind` replaced by the choice; from page 1 on.

    Args:
        given: null where it was understood, but has no answer. Then what else was asked for goes,
            too: with the choice it may have none either.
    """
    match question:
        case AskPositions() if kind == "side":
            kept = [choice.id if side == given else side for side in question.sides]
            return replace(question, sides=tuple(kept) if choice.id in kept else (choice.id,))
        case AskQuotes() if kind == "topic":
            contains = None if given is None else question.contains
            return replace(question, topic=choice.id, contains=contains, page=1)
        case AskQuotes() if given is None:
            return AskQuotes(choice.id)
        case AskQuotes():
            return replace(question, person=choice.id, page=1)
        case AskWho():
            return replace(question, person=choice.id)
        case AskPositions() if given is None:
            return AskPositions(choice.id)
        case AskBrief() | AskPositions():
            return replace(question, topic=choice.id)
        case AskTimeline() | AskSources() | AskDifferences():
            return replace(question, topic=choice.id, page=1)
        case _:
            return AskWho(choice.id) if kind == "person" else AskBrief(choice.id)
