"""The briefing on a topic: key points, telling quotations, where reports differ, what is ahead."""

from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.discrepancies import discrepancies
from briefings.answers.findings.events import announced
from briefings.answers.kind import Kind, on_topic
from briefings.answers.numbering import References
from briefings.answers.parts import (
    CitedLine,
    Empty,
    Otherwise,
    Reference,
    SourceCounts,
    Utterance,
    Ways,
)
from briefings.answers.questions import (
    AskBrief,
    AskDifferences,
    AskPositions,
    AskQuotes,
    AskSources,
    AskTimeline,
    Detail,
)
from briefings.answers.utterances import Spoken
from briefings.chronology import newest, published_on
from briefings.models import Actor, Discrepancy, Event, EventStatus, Topic

SHORT_POINTS = 5
MOST_SHORT_POINTS = 6
"""Six are still shown whole: leaving out a single point would save nobody anything."""
QUOTES = 3
VOICES = 3


@dataclass(frozen=True, slots=True)
class Brief:
    topic: Topic
    as_of: str | None
    """EDTF date up to which it tells what happened; reports of it may be younger."""
    counts: SourceCounts
    key_points: tuple[CitedLine, ...]
    quotes: tuple[Utterance, ...]
    differences: tuple[Discrepancy, ...]
    references: tuple[Reference, ...]
    ahead: tuple[Event, ...] = ()
    full: bool = False
    voices: tuple[Actor, ...] = ()
    """Who is quoted on the topic, the most quoted first; at most three."""
    events: int = 0
    positions: int = 0
    omitted: int = 0
    """Key points that only the full brief has."""


def brief(catalog: Catalog, question: AskBrief, topic: Topic, today: date | None) -> Brief | Empty:
    if not catalog.has_evidence(topic.id):
        return Empty(
            f"The library has nothing on {topic.name} yet.",
            catalog.topic_choices(filter(catalog.has_evidence, catalog.topics)),
        )
    full = question.detail is Detail.FULL
    points = topic.key_points
    if not full and len(points) > MOST_SHORT_POINTS:
        points = points[:SHORT_POINTS]
    references = References(catalog)
    lines = tuple(references.line(point.text, point.citations) for point in points)
    events = [event for event in catalog.digest.events if topic.id in event.topics]
    spoken = catalog.spoken_on.get(topic.id, [])
    return Brief(
        topic=topic,
        as_of=_as_of(catalog, topic, events, spoken),
        counts=catalog.counts(topic.id),
        key_points=lines,
        quotes=tuple(map(catalog.utterance, telling(catalog, topic))),
        differences=tuple(discrepancies(catalog, topic)),
        references=references.listed(),
        ahead=tuple(announced(catalog, topic, today)),
        full=full,
        voices=tuple(catalog.actors[a] for a, _ in catalog.voices[topic.id].most_common(VOICES)),
        events=len(events),
        positions=len(catalog.positions.get(topic.id, ())),
        omitted=len(topic.key_points) - len(points),
    )


def _as_of(catalog: Catalog, topic: Topic, events: list[Event], spoken: list[Spoken]) -> str | None:
    """Up to which day the briefing tells what happened; what is only planned did not.

    Where the digest says as of when the topic is told, an article's own date adds nothing to it:
    a story that is printed again a week later is not news of that week.
    """
    dates = [topic.as_of, *(one.spoken_on for one in spoken[:1])]  # the newest stands first
    if topic.as_of is None:
        dates += map(published_on, catalog.evidence(topic.id))
    for event in events:
        if event.status is EventStatus.HAPPENED:
            dates.append(event.end_date or event.start_date)
    found = newest(dates)
    # Of days from one to another the last; what goes on has no last day that is known.
    return found and found.removesuffix("/..").rpartition("/")[2]


def telling(catalog: Catalog, topic: Topic) -> list[Spoken]:
    """Two or three quotations: whole, widely reported, not too long, of different sides.

    One a speaker, and one a side as long as there are sides that have not spoken.
    """
    best = catalog.best_of.get(topic.id, {})
    chosen: dict[str, Spoken] = {}
    sides: set[str] = set()
    for new_side_only in (True, False):
        for speaker in sorted(
            best, key=lambda speaker: (best[speaker].telling, best[speaker].order)
        ):
            side = catalog.side(speaker).id
            if len(chosen) < QUOTES and (side not in sides or not new_side_only):
                sides.add(side)
                chosen.setdefault(speaker, best[speaker])
    return list(chosen.values())


def respond(catalog: Catalog, question: AskBrief, today: date | None) -> Brief | Otherwise:
    return on_topic(
        catalog,
        question.topic,
        catalog.has_evidence,
        lambda topic: brief(catalog, question, topic, today),
    )


def ways_on(answer: Brief) -> Ways:
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


KIND = Kind("brief", AskBrief, Brief, respond, ways_on)
