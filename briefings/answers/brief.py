"""The briefing on a topic: key points, quotations, where reports differ, what is ahead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Protocol, TypeVar

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind, on_topic
from briefings.answers.newcomers import Newcomers, is_known, newcomers
from briefings.answers.numbering import SHORT, References
from briefings.answers.parts import (
    CitedLine,
    Empty,
    Otherwise,
    Reference,
    SourceCounts,
    Utterance,
    Ways,
)
from briefings.answers.pinned import MOST_STORIES, by_story
from briefings.answers.questions import (
    AskBrief,
    AskDifferences,
    AskPositions,
    AskQuotes,
    AskSources,
    AskTimeline,
    Detail,
)
from briefings.answers.since import Since
from briefings.chronology import newest, published_on
from briefings.library import StoredUtterance
from briefings.models import Actor, Citation, Discrepancy, Event, KeyPoint, Topic
from briefings.translations import gettext

SHORT_POINTS = 5
MOST_SHORT_POINTS = 6
"""Six are all shown: leaving out a single one would save nothing."""
MOST_POINTS = 24
"""A topic with many stories does not show all key points."""
STEPS_TO_STORIES = 2
QUOTES = 3
VOICES = 3
CANDIDATES = 24
"""How many speakers are considered when choosing from different sides."""


@dataclass(frozen=True, slots=True)
class Brief:
    topic: Topic
    as_of: str | None
    """EDTF date up to which it covers events; reports of them may be later."""
    counts: SourceCounts
    key_points: tuple[CitedLine, ...]
    quotes: tuple[Utterance, ...]
    differences: tuple[Discrepancy, ...]
    references: tuple[Reference, ...]
    ahead: tuple[Event, ...] = ()
    full: bool = False
    voices: tuple[Actor, ...] = ()
    """The people quoted on the topic, most quoted first; at most three."""
    events: int = 0
    positions: int = 0
    omitted: int = 0
    """How many key points only the full brief has."""
    was_another: bool = False
    """The story asked for has become part of this one."""
    stories: tuple[Topic, ...] = ()
    """In a pinned topic: its stories, newest first."""
    since: Since | None = None
    """The question's, passed on to others on the same reply."""
    last_brief: datetime | None = None
    """When the reader had the last brief, if what is new since comes first with a mark."""
    new: int = 0
    """How many items are new since then, including key points only in the full brief."""
    new_omitted: int = 0
    """How many of those key points are new."""
    new_ids: frozenset[str] = frozenset()
    """The new quotations (by their utterances' ids), differences and events."""
    next_place: int = 1
    """The library's next place: what arrives after this brief is at it or behind it."""


def brief(catalog: Catalog, question: AskBrief, topic: Topic, today: date | None) -> Brief | Empty:
    directory, reader = catalog.directory, catalog.reader
    counts = catalog.topic_counts(topic.id)
    if not counts.articles:
        return Empty(
            gettext("The library has nothing on %(topic)s yet.", topic=topic.name),
            catalog.topic_choices(directory.has_evidence),
        )
    full = question.detail is Detail.FULL
    found = _found(catalog, question.since, topic, today)
    stories = reader.stories_held_by(topic.id, limit=MOST_STORIES) if topic.pinned else ()
    all_points = found.new_first(topic.key_points)[:MOST_POINTS]
    points = all_points
    if not full and len(points) > MOST_SHORT_POINTS:
        points = points[: MOST_SHORT_POINTS if stories else SHORT_POINTS]
    points = found.new_first(by_story(points, stories))
    catalog.need(citation for point in points for citation in point.citations)
    references = References(catalog)
    lines = tuple(
        replace(references.statement(point, most=None if full else SHORT), new=found.is_new(point))
        for point in points
    )
    omitted_new = sum(map(found.is_new, all_points)) - sum(line.new for line in lines)
    new_ids = found.new_ids()
    return Brief(
        topic=topic,
        as_of=_as_of(catalog, topic),
        counts=catalog.counts(topic),
        key_points=lines,
        quotes=catalog.utterances(found.quotes),
        differences=found.differences,
        references=references.listed(),
        ahead=found.ahead,
        full=full,
        voices=_voices(catalog, topic),
        events=counts.events,
        positions=counts.positions if catalog.has_positions(topic.id) else 0,
        omitted=len(all_points) - len(points),
        was_another=question.topic.strip() in catalog.former,
        stories=tuple(stories),
        since=question.since,
        last_brief=found.last_brief,
        new=sum(map(found.is_new, all_points)) + len(new_ids),
        new_omitted=omitted_new,
        new_ids=new_ids,
        next_place=reader.next_place(),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is on a topic, new items before the rest."""

    last_brief: datetime | None
    came: Newcomers
    quotes: Sequence[StoredUtterance]
    differences: tuple[Discrepancy, ...]
    ahead: tuple[Event, ...]
    """The next one first, new or not."""

    def is_new(self, record: KeyPoint | Event) -> bool:
        return self.came.carry(record.citations)

    def new_first(self, points: Iterable[KeyPoint]) -> tuple[KeyPoint, ...]:
        return tuple(sorted(points, key=lambda point: not self.is_new(point)))

    def new_ids(self) -> frozenset[str]:
        quoted = (one.id for one in self.quotes if self.came.carry(_printed(one)))
        differing = (one.id for one in self.differences if self.came.differ(one))
        return frozenset((*quoted, *differing, *(one.id for one in self.ahead if self.is_new(one))))


def _found(catalog: Catalog, since: Since | None, topic: Topic, today: date | None) -> _Found:
    reader = catalog.reader
    differences = reader.discrepancies(topic.id)
    ahead = tuple(reader.announced(topic.id, today))
    places = reader.telling(topic.id, CANDIDATES)
    if not is_known(since, reader):
        none = Newcomers(frozenset())
        quotes = reader.utterances_at(telling(catalog, places)[:QUOTES])
        return _Found(None, none, quotes, tuple(differences), ahead)
    said = reader.utterances_at(places)
    cited = chain(
        (one for point in topic.key_points for one in point.citations),
        (one for event in ahead for one in event.citations),
        (one for item in differences for claim in item.claims for one in claim.citations),
        (one for utterance in said for one in _printed(utterance)),
    )
    came = newcomers(reader, since, (one.article for one in cited))

    def is_old(one: StoredUtterance) -> bool:
        return not came.carry(_printed(one))

    chosen = telling(catalog, sorted(said, key=is_old))[:QUOTES]
    return _Found(
        since.at,
        came,
        sorted(chosen, key=is_old),
        tuple(sorted(differences, key=lambda one: not came.differ(one))),
        ahead,
    )


def _printed(said: StoredUtterance) -> Iterable[Citation]:
    """The places where words are printed."""
    return (quote.citation for quote in said.quotes)


def _as_of(catalog: Catalog, topic: Topic) -> str | None:
    """Up to which day the briefing covers events, without those only planned.

    If the digest gives the topic's date, an article's own date adds nothing: a story reprinted a
    week later is not news of that week.
    """
    if topic.story and topic.as_of:
        return topic.as_of  # its newest article's day, not a sentence's vague day
    reader = catalog.reader
    dates = [topic.as_of]
    dates += [one.spoken_on for one in reader.utterances(topic=topic.id, limit=1)]
    if topic.as_of is None and (article := reader.newest_article(topic.id)):
        dates.append(published_on(article))
    if event := reader.latest_event(topic.id):
        dates.append(event.end_date or event.start_date)
    found = newest(dates)
    # The last day of an interval; an ongoing one has no known last day.
    return found and found.removesuffix("/..").rpartition("/")[2]


def _voices(catalog: Catalog, topic: Topic) -> tuple[Actor, ...]:
    """The most quoted on the topic; in a tie, the most quoted overall."""
    found = [
        (-count, -catalog.directory.weight(one), one)
        for one, count in catalog.reader.voices(topic.id, CANDIDATES)
        if one in catalog.actors
    ]
    return tuple(catalog.actors[one] for _, _, one in sorted(found)[:VOICES])


class _Spoken(Protocol):
    @property
    def creator(self) -> str | None: ...


S = TypeVar("S", bound=_Spoken)


def telling(catalog: Catalog, said: Iterable[S]) -> list[S]:
    """Each speaker's first one: first one per side, then speakers from sides already quoted."""
    best: dict[str, S] = {}
    for one in said:
        if one.creator in catalog.actors:
            best.setdefault(one.creator or "", one)
    first: dict[str, S] = {}
    for speaker, one in best.items():
        first.setdefault(catalog.side(speaker).id, one)
    new_sides = list(first.values())
    return [*new_sides, *(one for one in best.values() if one not in new_sides)]


def respond(catalog: Catalog, question: AskBrief, today: date | None) -> Brief | Otherwise:
    return on_topic(
        catalog,
        question.topic,
        catalog.directory.has_evidence,
        lambda topic: brief(catalog, question, topic, today),
    )


def ways_on(answer: Brief) -> Ways:
    topic = answer.topic.id
    stories = answer.stories if len(answer.stories) > 1 else ()
    for story in stories[:STEPS_TO_STORIES]:
        yield gettext("Brief: %(name)s", name=story.name), AskBrief(story.id)
    if answer.voices and not stories:
        yield (
            gettext("Quotes: %(name)s", name=answer.voices[0].name),
            AskQuotes(answer.voices[0].id, topic),
        )
    if answer.positions:
        yield gettext("Positions"), AskPositions(topic)
    if answer.events:
        yield gettext("Timeline"), AskTimeline(topic)
    if answer.differences:
        yield gettext("Differences"), AskDifferences(topic)
    if not answer.full:
        yield gettext("In full"), AskBrief(topic, Detail.FULL, answer.since)
    else:
        yield gettext("All articles"), AskSources(topic)


KIND = Kind("brief", AskBrief, Brief, respond, ways_on)
