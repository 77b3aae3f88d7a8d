"""Chooses the news that a daily briefing shows, within limits, and numbers its sources."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefings.answers.brief import telling
from briefings.answers.catalog import Catalog
from briefings.answers.daily import Move, TopicNews
from briefings.answers.differences import MOST_CLAIMS, item
from briefings.answers.findings import quotations
from briefings.answers.findings.fact import Fact
from briefings.answers.limits import Limits
from briefings.answers.numbering import SHORT as FEW
from briefings.answers.numbering import References
from briefings.answers.positions import spoken_by
from briefings.answers.timeline import entry
from briefings.answers.top_stories import to_open
from briefings.answers.unseen import Moved, New, Unseen
from briefings.library import StoredUtterance
from briefings.models import Topic
from briefings.text.folding import fold

KINDS = ("points", "stories", "moves", "quotes", "differences", "ahead")
"""The kinds of news in `Unseen`, in the order of a briefing."""

FEW_CLAIMS = 2
"""How many sides of a difference a one-screen briefing shows."""


@dataclass(slots=True)
class _Chosen:
    """What is shown of a topic's news."""

    news: Unseen
    shown: Unseen

    @property
    def omitted(self) -> int:
        return sum(len(_of(self.news, kind)) - len(_of(self.shown, kind)) for kind in KINDS)


@dataclass(slots=True)
class Arrangement:
    """One choice of what is shown. Made again with smaller limits if it is too much."""

    catalog: Catalog
    found: Sequence[Unseen]
    limits: Limits
    full: bool
    told: frozenset[str]
    """What corrections already say, folded."""

    shown: set[str] = field(default_factory=set)
    """Keys of the facts that are shown."""
    others: list[Topic] = field(default_factory=list)
    """Topics whose news has no room."""
    references: References = field(init=False)
    _sentences: set[str] = field(default_factory=set)
    """The articles' own words shown, folded."""
    _used: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))

    def __post_init__(self) -> None:
        self.references = References(self.catalog)

    def sections(self) -> tuple[TopicNews, ...]:
        """The topics with news, as many as there is room for; fills the fields above."""
        chosen: list[_Chosen] = []
        for news in self.found:
            fresh = self._apart(news)
            if not _is_news(fresh):
                continue
            if len(chosen) < self.limits.topics:
                chosen.append(self._choose(fresh))
            else:
                self.others.append(news.topic)
        return self._told(chosen)

    def _apart(self, news: Unseen) -> Unseen:
        """The news without what is shown under another topic."""
        kinds = {
            kind: [one for one in _of(news, kind) if self._is_fresh(one.fact)] for kind in KINDS
        }
        story = None if news.story and news.story.is_in(self.shown) else news.story
        return replace(news, story=story, **kinds)  # type: ignore[arg-type]  # each keeps its type

    def _is_fresh(self, fact: Fact) -> bool:
        if fact.is_in(self.shown):
            return False
        words = fold(fact.text)
        return not (fact.words and (words in self.told or words in self._sentences))

    # What is chosen

    def _choose(self, news: Unseen) -> _Chosen:
        candidates = replace(news, quotes=self._most_telling(news.quotes))
        if news.story:
            self.shown.add(news.story.key)
            if not self.full and len(self.found) > 1:
                candidates = replace(candidates, points=())  # its headline is the line
        kinds = {kind: _of(candidates, kind)[: self._room(news.topic, kind)] for kind in KINDS}
        shown = replace(candidates, **kinds)  # type: ignore[arg-type]  # each keeps its type
        self._note(shown)
        return _Chosen(news, shown)

    def _room(self, topic: Topic, kind: str) -> int:
        share = (self.limits.a_pinned if topic.pinned else None) or self.limits.a_topic
        left: int = getattr(self.limits.in_all, kind) - self._used[kind]
        most: int = getattr(share, kind)
        return max(0, min(most, left))

    def _note(self, shown: Unseen) -> None:
        for kind in KINDS:
            self._used[kind] += len(_of(shown, kind))
            for one in _of(shown, kind):
                self._has_shown(one.fact)
        self.shown.update(quotations.quote_key(one.what.lead) for one in shown.quotes)

    def _has_shown(self, fact: Fact) -> None:
        self.shown.update((fact.key, *fact.also))
        if fact.words:
            self._sentences.add(fold(fact.text))

    def _most_telling(self, quotes: Iterable[New[StoredUtterance]]) -> list[New[StoredUtterance]]:
        """The best utterance of each speaker; speakers whose side has not spoken come first."""
        said = [one.what for one in quotes if one.what.creator in self.catalog.actors]
        ranked = [one for one in said if one.telling is not None]
        chosen = telling(self.catalog, sorted(ranked, key=lambda one: one.telling or 0) or said)
        return [New(quotations.utterance_fact(one), one) for one in chosen]

    # How it is told

    def _told(self, chosen: Sequence[_Chosen]) -> tuple[TopicNews, ...]:
        """The sections; sources are numbered in the order of the lines."""
        makers: dict[str, Callable[[Unseen], tuple[object, ...]]] = {
            "points": self._points,
            "stories": self._stories,
            "moves": self._moves,
            "quotes": lambda shown: self.catalog.utterances([one.what for one in shown.quotes]),
            "differences": self._differences,
            "ahead": self._ahead,
        }
        numbers = range(len(chosen))
        # A section with a heading stays together; the others' lines are grouped by kind.
        whole = [n for n in numbers if self.full or chosen[n].news.topic.pinned]
        order = [(number, kind) for number in whole for kind in KINDS]
        order += [(number, kind) for kind in KINDS for number in numbers if number not in whole]
        made = {(number, kind): makers[kind](chosen[number].shown) for number, kind in order}
        return tuple(
            self._section(one, {kind: made[number, kind] for kind in KINDS})
            for number, one in enumerate(chosen)
        )

    def _section(self, chosen: _Chosen, made: dict[str, tuple[object, ...]]) -> TopicNews:
        topic = chosen.news.topic
        lines = {"key_points" if kind == "points" else kind: made[kind] for kind in KINDS}
        return TopicNews(
            topic,
            omitted=chosen.omitted,
            quotations=len(chosen.news.quotes),
            article=to_open(self.catalog, topic) if topic.story else None,
            counts=self.catalog.counts(topic) if topic.story else None,
            **lines,  # type: ignore[arg-type]  # each has the type that its maker returns
        )

    def _points(self, shown: Unseen) -> tuple[object, ...]:
        return tuple(self.references.statement(one.what, most=FEW) for one in shown.points)

    def _stories(self, shown: Unseen) -> tuple[object, ...]:
        return tuple(self._headline(one.what) for one in shown.stories)

    def _headline(self, story: Topic) -> TopicNews:
        article, counts = to_open(self.catalog, story), self.catalog.counts(story)
        return TopicNews(story, article=article, counts=counts)

    def _moves(self, shown: Unseen) -> tuple[object, ...]:
        return tuple(self._move(one.what) for one in shown.moves)

    def _move(self, moved: Moved) -> Move:
        position = moved.position
        speaker = spoken_by(self.catalog, position)
        line = self.references.statement(position, speaker=speaker, most=FEW)
        voice = self.catalog.actors[position.actor]
        return Move(voice, moved.issue, position.stance, line, moved.was)

    def _differences(self, shown: Unseen) -> tuple[object, ...]:
        most = MOST_CLAIMS if self.full else FEW_CLAIMS
        return tuple(item(self.references, one.what, most) for one in shown.differences)

    def _ahead(self, shown: Unseen) -> tuple[object, ...]:
        return tuple(entry(self.catalog, self.references, one.what) for one in shown.ahead)


def _is_news(found: Unseen) -> bool:
    """Whether there is a line to show, or a story not shown yet."""
    lines = any(_of(found, kind) for kind in KINDS)
    return lines or (found.story is not None and not found.topic.key_points)


def _of(news: Unseen, kind: str) -> Sequence[New[Any]]:
    found: Sequence[New[Any]] = getattr(news, kind)
    return found
