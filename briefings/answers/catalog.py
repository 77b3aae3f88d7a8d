"""The source of one answer: names in memory, and one state of the library."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from briefings.answers.directory import Directory, Resolved, Wanted, side_among
from briefings.answers.links import deep_link
from briefings.answers.meaning import meant
from briefings.answers.parts import Holdings, Report, SourceCounts, Utterance, Variant
from briefings.answers.pinned import with_stories
from briefings.answers.questions import NameKind
from briefings.library import Keyed, Reader, StoredUtterance, Subject, TopicCounts
from briefings.matching import Choice
from briefings.models import Actor, Article, Citation, Position, Quote, Topic
from briefings.text.folding import fold
from briefings.text.wording import Segment, difference

if TYPE_CHECKING:
    from briefings.answers.posted import Post

_difference = lru_cache(maxsize=2_048)(difference)
"""Cached: comparing wordings takes time, and the same reports are shown again and again."""


def _compared(lead: Report, other: Report) -> tuple[Segment, ...]:
    """How two wordings differ; empty if one is in another language or retranslated."""
    tags = {one.article.in_language.partition("-")[0].lower() for one in (lead, other)}
    if len(tags) > 1 or lead.quote.retranslated or other.quote.retranslated:
        return ()
    return _difference(lead.quote.text, other.quote.text)


class Catalog:
    """Belongs to one question, and to the thread that answers it.

    References to records that the library does not hold are left out, so answering never fails on
    them.
    """

    def __init__(
        self,
        directory: Directory,
        reader: Reader | None,
        posts: "Callable[[str], Post | None]" = lambda _: None,
    ) -> None:
        self.directory = directory
        self.posts = posts
        """Finds daily posts by their ids."""
        self.actors = directory.actors
        """As they were when the question began: who leaves meanwhile is not missed."""
        self._reader = reader
        self._quotes: dict[str, Quote | None] = {}
        self._counts: dict[str | None, TopicCounts] = {}
        self.former: dict[str, str] = {}
        """Ids of stories that were asked for and are part of another by now, with the other's."""

    @property
    def reader(self) -> Reader:
        """One state of the library; not for questions that names alone answer."""
        assert self._reader is not None  # noqa: S101  # `Kind.names_alone` says so
        return self._reader

    # Names: see `Directory`.

    def topic(self, text: str, wanted: Wanted = lambda _: True) -> Topic | Resolved:
        """The topic that a name means; a miss names the closest of those `wanted`."""
        found = meant(self.directory, self.reader, text, wanted)
        if isinstance(found, Topic) and self.reader.story_now(text.strip()) != text.strip():
            self.former[text.strip()] = found.id
        return with_stories(self.reader, found) if isinstance(found, Topic) else found

    def topics(self, ids: Iterable[str]) -> Mapping[str, Topic]:
        """The existing topics among these ids, by id, in this order."""
        found = self.reader.topics_by_id(ids)
        return {id_: with_stories(self.reader, topic) for id_, topic in found.items()}

    def subjects(self, ids: Iterable[str]) -> Mapping[str, Subject]:
        """The names of the existing topics among these ids, by id, in this order."""
        wanted = list(dict.fromkeys(ids))
        known = self.directory.subjects
        others = self.reader.subjects_by_id(one for one in wanted if one not in known)
        found = ((one, known.get(one) or others.get(one)) for one in wanted)
        return {one: subject for one, subject in found if subject}

    def actor(
        self, text: str, kind: NameKind = "person", wanted: Wanted = lambda _: True
    ) -> Actor | Resolved:
        """The actor that a name means, of those `wanted`; `kind` is what a miss calls it."""
        return self.directory.actor(text, kind, wanted)

    def side(self, actor_id: str) -> Actor:
        """The top of the chain of affiliations of one of `actors`."""
        return side_among(self.actors, actor_id)

    def topic_choices(self, ids: Iterable[str] | Wanted) -> tuple[Choice, ...]:
        """Topics to suggest, those with the most in the library first."""
        return self.directory.topic_choices(ids)

    def person_choices(self, ids: Iterable[str] | Wanted) -> tuple[Choice, ...]:
        """Actors to suggest, those with the most in the library first."""
        return self.directory.person_choices(ids)

    # Records, read together where many are needed.

    def need(self, citations: Iterable[Citation]) -> None:
        """Read the cited articles together: they are needed soon."""
        self.reader.articles(citation.article for citation in citations)

    def need_utterances(self, said: Iterable[StoredUtterance]) -> None:
        self.need(quote.citation for one in said for quote in one.quotes)

    def need_quotes_of(self, positions: Iterable[Position]) -> None:
        """Read the quotations that show these positions, and the articles that both rest on."""
        found = list(positions)
        wanted = {one.quote for one in found if one.quote} - self._quotes.keys()
        read = self.reader.quotes(wanted)
        self._quotes.update({quote: read.get(quote) for quote in wanted})
        self.need(citation for one in found for citation in one.citations)
        self.need(quote.citation for quote in read.values())

    def article(self, article_id: str) -> Article | None:
        return self.reader.article(article_id)

    def quote(self, quote_id: str) -> Quote | None:
        if quote_id not in self._quotes:
            self._quotes[quote_id] = self.reader.quote(quote_id)
        return self._quotes[quote_id]

    # Words.

    def report(self, quote: Quote) -> Report | None:
        """The quotation as its article prints it; None if there is no such article."""
        article = self.article(quote.citation.article)
        if article is None:
            return None
        return Report(quote, article, deep_link(article, quote.citation))

    def utterances(self, said: Sequence[StoredUtterance]) -> tuple[Utterance, ...]:
        """The utterances with their reports and how their wordings differ."""
        self.need_utterances(said)
        return tuple(made for one in said if (made := self._utterance(one)))

    def utterance(self, place: Keyed) -> Utterance | None:
        """The utterance at this place, with its reports."""
        return next(iter(self.utterances(self.reader.utterances_at([place]))), None)

    def _utterance(self, said: StoredUtterance) -> Utterance | None:
        printed = [made for quote in said.quotes if (made := self.report(quote))]
        if not printed:
            return None
        lead, same, variants = printed[0], list[Report](), list[Variant]()
        wording = fold(lead.quote.text)
        seen = {(lead.article.id, wording)}
        for one in printed[1:]:
            key = (one.article.id, fold(one.quote.text))
            if key in seen:
                continue  # an article that prints the same words twice counts once
            seen.add(key)
            if key[1] == wording:
                same.append(one)
            else:
                variants.append(Variant(one, _compared(lead, one)))
        return Utterance(
            id=said.id,
            speaker=self.actors.get(said.creator) if said.creator else None,
            lead=lead,
            same=tuple(same),
            variants=tuple(variants),
        )

    # How much there is.

    def is_quoted(self, actor_id: str, topic_id: str) -> bool:
        """Whether there are words of the actor or its members on the topic."""
        return self.reader.is_quoted(self.directory.within(actor_id), topic_id)

    def speakers(self, actor_id: str) -> Sequence[str]:
        """Those of the actor and its members who are quoted."""
        directory = self.directory
        return [one for one in directory.within(actor_id) if directory.utterances(one)]

    def topic_counts(self, topic_id: str | None) -> TopicCounts:
        """The counts for a topic, or for everything."""
        if topic_id not in self._counts:
            self._counts[topic_id] = self.reader.counts(topic_id)
        return self._counts[topic_id]

    def has_positions(self, topic_id: str) -> bool:
        """Whether any known actor holds a position on the topic."""
        if topic_id in self.directory.subjects:
            return self.directory.has_positions(topic_id)
        held = self.reader.holders((topic_id,)).get(topic_id, {})
        return any(actor in self.actors for actor in held)

    def holders(self, topic_id: str) -> Collection[str]:
        """Ids of those with positions on the topic, and of their sides."""
        if topic_id in self.directory.subjects:
            return self.directory.holders(topic_id)
        return self.directory.ranked_sides(self.reader.holders((topic_id,)).values()).keys()

    def holdings(self, topic: Topic) -> Holdings:
        counts = self.topic_counts(topic.id)
        return Holdings(
            topic,
            articles=counts.articles > 0,
            positions=counts.positions > 0 and self.has_positions(topic.id),
            events=counts.events > 0,
        )

    def counts(self, topic: Topic | None) -> SourceCounts:
        """How many articles there are, of how many outlets, from how many original sources."""
        counts = self.topic_counts(topic.id if topic else None)
        # For a story the copies were traced, which says more than agency names.
        origins = counts.origins if topic is None or topic.origins is None else topic.origins
        return SourceCounts(counts.articles, counts.outlets, origins, counts.machine)
