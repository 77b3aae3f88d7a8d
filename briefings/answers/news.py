"""What is new since the last briefing, told by what was seen and not by dates.

Everything that a digest can say has an identity and a fingerprint. What was seen is kept as a
`Seen`: plain JSON, an entry an identity. New is what has no entry; corrected is what was shown
and now has another fingerprint, or is gone although its article is still there. Of what is told in
articles' own words only the article can make an error: see `posted_words`.

What there is on a topic may be very much: of each kind only what came last is looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from briefings.answers.brief import telling
from briefings.answers.catalog import Catalog
from briefings.answers.corrections import Corrections
from briefings.answers.daily import Correction, DailyBriefing, Move, TopicNews
from briefings.answers.differences import item
from briefings.answers.findings import (
    discrepancies,
    events,
    facts_now,
    facts_of,
    key_points,
    positions,
    quotations,
)
from briefings.answers.findings.fact import Fact
from briefings.answers.memory import DAY, Seen, last_briefing, remembered
from briefings.answers.numbering import SHORT as FEW
from briefings.answers.numbering import References
from briefings.answers.parts import Utterance
from briefings.answers.positions import spoken_by
from briefings.answers.timeline import entry
from briefings.answers.wanted import Item, Wanted, Words
from briefings.chronology import last_day, newest, published_on
from briefings.library import StoredUtterance
from briefings.models import Discrepancy, Event, KeyPoint, Position, Stance, Topic
from briefings.text.folding import fold

T = TypeVar("T")

MOST_STORIES = 30
"""Of whatever there is, so many stories are looked at, those that come first (see `salience`) …"""
STILL_NEW = timedelta(days=2)
"""… and that had an article at most so long before the last briefing: others were no news then."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of each kind a briefing shows a topic."""

    points: int
    quotes: int
    moves: int
    differences: int
    ahead: int
    topics: int = 25


OVERVIEW = Limits(points=2, quotes=1, moves=2, differences=1, ahead=2, topics=3)
"""Of a short briefing on several topics: one message or two, that are read."""
SHORT = Limits(points=4, quotes=2, moves=3, differences=2, ahead=3)
FULL = Limits(points=12, quotes=3, moves=8, differences=6, ahead=8)


@dataclass(frozen=True, slots=True)
class News:
    briefing: DailyBriefing
    seen: Seen
    """What will have been seen once the briefing is posted."""


def news(
    catalog: Catalog,
    topics: Sequence[str],
    seen: Seen | None,
    day: date,
    *,
    full: bool = False,
    words: Words = Words(),  # noqa: B008 - it is frozen
) -> News:
    """What is new on the topics (ids; all for none) for who has seen `seen` (None: nothing).

    What `words` leave out counts as seen. Corrections are never left out.
    """
    about = tuple(catalog.topics(map(catalog.reader.story_now, topics)).values())
    asked = about if topics else whatever_there_is(catalog, last_briefing(seen or {}))
    short = SHORT if len(asked) == 1 else OVERVIEW
    comparison = _Comparison(
        catalog,
        seen or {},
        day,
        first=seen is None,
        limits=FULL if full else short,
        wanted=Wanted(catalog, words),
    )
    corrections = comparison.corrections(asked)
    sections: list[TopicNews] = []
    others: list[Topic] = []
    for topic in asked:
        if len(sections) >= comparison.limits.topics:
            others += [topic] if comparison.has_news(topic) else []
        elif section := comparison.topic(topic):
            sections.append(section)
    latest = (
        catalog.reader.newest_article(one)
        for one in ([topic.id for topic in about] if topics else [None])
    )
    dated = newest(published_on(article) for article in latest if article)
    briefing = DailyBriefing(
        day=day,
        sections=tuple(sections),
        corrections=corrections,
        others=tuple(others),
        references=comparison.references.listed(),
        about=about,
        first=seen is None,
        as_of=dated,
        age=max(0, (day - last_day(dated)).days) if dated else 0,
    )
    after = comparison.remembered()
    if not topics and any(topic.story for topic in asked):
        after = {**after, DAY: {"of": day.isoformat()}}
    return News(briefing, after)


def whatever_there_is(catalog: Catalog, last: date | None) -> tuple[Topic, ...]:
    """What a briefing without topics looks at: topics written by hand, and the first stories.

    Args:
        last: the day of the last such briefing, None for the first.
    """
    since = (last - STILL_NEW).toordinal() if last else 0
    wanted: list[str] = []
    stories = 0
    for one in catalog.directory.standings():
        if one.subject.pinned:
            continue  # its stories stand for themselves
        if one.subject.story:
            if stories == MOST_STORIES or (one.newest or 0) < since:
                continue
            stories += 1
        wanted.append(one.subject.id)
    return tuple(catalog.topics(wanted).values())


@dataclass(slots=True)
class _Comparison:
    """Sorts what the digest says into old, new and corrected, topic by topic."""

    catalog: Catalog
    seen: Seen
    day: date
    first: bool
    limits: Limits
    wanted: Wanted
    facts: dict[str, Fact] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    references: References = field(init=False)
    then: Corrections = field(init=False)
    """What became of what was shown before."""

    now: dict[str, Fact] = field(init=False)
    """What the library says in the place of what was shown before."""
    points_seen: frozenset[tuple[str, str]] = field(init=False)
    """On which topic, and the fingerprint, of the key points that were seen."""
    sentences: set[str] = field(default_factory=set)
    """Articles' own words that this briefing shows already, folded."""

    def __post_init__(self) -> None:
        self.references = References(self.catalog)
        self.points_seen = frozenset(
            (key.rpartition(":")[0], entry["of"])
            for key, entry in self.seen.items()
            if key.startswith("point:")
        )
        found = facts_now(self.catalog, self.seen, self.day)
        self.now = {fact.key: fact for fact in found}
        self.then = Corrections(self.catalog, self.seen, self.now)

    # What was said before and is not so

    def corrections(self, topics: Sequence[Topic]) -> tuple[Correction, ...]:
        for topic in topics:
            for fact in facts_of(self.catalog, topic, self.day):
                self.facts.setdefault(fact.key, fact)
        return self.then.made()

    # What is new

    def topic(self, topic: Topic) -> TopicNews | None:
        limits = self.limits
        points, spoken = self._points(topic), self._new_words(topic)
        differing, ahead = self._differing(topic), self._ahead(topic)
        chosen = self._telling(spoken)[: limits.quotes]
        shown = self._show(points, limits.points)
        moves = self._moves(topic)
        section = TopicNews(
            topic=topic,
            key_points=tuple(self.references.statement(point, most=FEW) for _, point in shown),
            quotes=self._quoted(chosen),
            moves=tuple(moves[: limits.moves]),
            differences=tuple(
                item(self.references, one) for _, one in self._show(differing, limits.differences)
            ),
            ahead=tuple(
                entry(self.catalog, self.references, one)
                for _, one in self._show(ahead, limits.ahead)
            ),
            omitted=sum(
                (
                    max(0, len(points) - limits.points),
                    len(spoken) - len(chosen),
                    max(0, len(moves) - limits.moves),
                    max(0, len(differing) - limits.differences),
                    max(0, len(ahead) - limits.ahead),
                )
            ),
        )
        empty = TopicNews(topic=topic, omitted=section.omitted)
        return section if section != empty else None

    def has_news(self, topic: Topic) -> bool:
        """Whether there is something new on the topic that was not shown under another."""
        kinds = (self._points, self._new_words, self._differing, self._ahead)
        return any(new(topic) for new in kinds)

    def _points(self, topic: Topic) -> list[tuple[Fact, KeyPoint]]:
        points = self._new(key_points.facts(topic))
        return [(fact, point) for fact, point in points if not self._said(topic, fact)]

    def _differing(self, topic: Topic) -> list[tuple[Fact, Discrepancy]]:
        found = self.catalog.reader.discrepancies(topic.id)
        return self._new((discrepancies.fact(one), one) for one in found)

    def _ahead(self, topic: Topic) -> list[tuple[Fact, Event]]:
        found = self.catalog.reader.announced(topic.id, self.day)
        return self._new((events.fact(one), one) for one in found)

    def _new(self, pairs: Iterable[tuple[Fact, T]]) -> list[tuple[Fact, T]]:
        """Those not seen before, nor in another topic of this briefing, and that are wanted."""
        new = [
            (fact, record)
            for fact, record in pairs
            if not self._is_seen(fact) and not self._told(fact)
        ]
        wanted = self.wanted.among([Item(fact.text, fact.articles) for fact, _ in new])
        return [pair for pair, is_wanted in zip(new, wanted, strict=True) if is_wanted]

    def _is_seen(self, fact: Fact) -> bool:
        """Whether it was seen before, or in another topic of this briefing."""
        return fact.is_in(self.seen) or fact.is_in(self.shown)

    def _told(self, fact: Fact) -> bool:
        """Whether this briefing has these very words of an article already."""
        words = fold(fact.text)
        return bool(fact.words) and (words in self.then.reworded or words in self.sentences)

    def _show(self, pairs: list[tuple[Fact, T]], most: int) -> list[tuple[Fact, T]]:
        shown = pairs[:most]
        for fact, _ in shown:
            self._has_shown(fact)
        return shown

    def _has_shown(self, fact: Fact) -> None:
        self.shown.update((fact.key, *fact.also))
        if fact.words:
            self.sentences.add(fold(fact.text))

    def _said(self, topic: Topic, fact: Fact) -> bool:
        """Whether the same sentence was seen with other citations: more reports carry it now."""
        return (f"point:{topic.id}", fact.of) in self.points_seen

    def _new_words(self, topic: Topic) -> list[StoredUtterance]:
        new = [
            one
            for one in quotations.said_on(self.catalog, topic)
            if not self._is_seen(quotations.utterance_fact(one))
            and not any(quotations.quote_key(quote) in self.then.corrected for quote in one.quotes)
        ]
        items = [
            Item(
                "\n".join(quote.text for quote in one.quotes),
                [quote.citation.article for quote in one.quotes],
            )
            for one in new
        ]
        wanted = self.wanted.among(items)
        return [one for one, is_wanted in zip(new, wanted, strict=True) if is_wanted]

    def _telling(self, spoken: Iterable[StoredUtterance]) -> list[StoredUtterance]:
        """The most telling utterance of each speaker, of those whose side has not spoken first."""
        ranked = [one for one in spoken if one.telling is not None]
        return telling(self.catalog, sorted(ranked, key=lambda one: one.telling or 0))

    def _quoted(self, chosen: Sequence[StoredUtterance]) -> tuple[Utterance, ...]:
        for one in chosen:
            self.shown.update((quotations.utterance_fact(one).key, quotations.quote_key(one.lead)))
        return self.catalog.utterances(chosen)

    def _moves(self, topic: Topic) -> list[Move]:
        """Positions that changed or came up; none at first, when all of them are new."""
        if self.first:
            return []
        found = positions.on(self.catalog, topic)
        issues = {issue.id: issue for issue in topic.issues}
        moves = []
        for fact, position in positions.held(topic, found):
            entry = self.seen.get(fact.key)
            if entry is not None and entry["of"] == fact.of:
                continue
            before = Stance(entry["of"].split(" ")[0]) if entry else None
            if entry and f"position:{position.id}" in self.then.corrected:
                continue
            if before is position.stance or not self._is_wanted(positions.fact(position)):
                continue
            move = replace(self._move(position), issue=issues.get(position.issue or ""), was=before)
            moves.append(move)
            self.shown.add(f"position:{position.id}")
        for fact, position in self._new(positions.stated(found)):
            moves.append(self._move(position))
            self._has_shown(fact)
        return moves

    def _move(self, position: Position) -> Move:
        line = self.references.statement(
            position, speaker=spoken_by(self.catalog, position), most=FEW
        )
        return Move(self.catalog.actors[position.actor], None, position.stance, line)

    def _is_wanted(self, fact: Fact) -> bool:
        return self.wanted.among([Item(fact.text, fact.articles)])[0]

    # What will have been seen

    def remembered(self) -> Seen:
        shown = [key.removeprefix("quote:") for key in self.shown if key.startswith("quote:")]
        quotes = self.catalog.reader.quotes(shown).values()
        articles = {quote.citation.article for quote in quotes}
        # All that these articles quote, so that a new version's words can be told apart from them.
        reports = quotations.in_articles(self.catalog, articles)
        told = {**self.now, **self.facts, **{fact.key: fact for fact in reports}}
        return remembered(self.seen, told.values(), self.shown, self.then, self.day)
