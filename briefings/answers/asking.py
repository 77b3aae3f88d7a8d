"""The one door through which every front end asks."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from typing import TypeVar

from briefings.answers.brief import brief
from briefings.answers.catalog import Catalog, Wanted
from briefings.answers.checking import check
from briefings.answers.differences import differences
from briefings.answers.news import News, Seen, news
from briefings.answers.positions import MOST_SIDES, positions
from briefings.answers.questions import (
    MAX_CONTAINS_LENGTH,
    MAX_OPTION_LENGTH,
    MAX_SEARCH_LENGTH,
    AskBrief,
    AskCheck,
    AskDifferences,
    AskHelp,
    AskPositions,
    AskPrivacy,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTimeline,
    AskWho,
    Question,
)
from briefings.answers.quotes import quotes
from briefings.answers.searching import Search, search
from briefings.answers.sources import sources
from briefings.answers.timeline import timeline
from briefings.answers.types import (
    Ambiguous,
    Answer,
    Choice,
    Empty,
    Help,
    NotFound,
    Privacy,
    Refused,
)
from briefings.answers.who import who
from briefings.models import Actor, Digest, Topic

NO_ARTICLES = (
    "The library holds no articles yet. Whoever runs this bot can add some: "
    "`briefbot ingest` reads articles, and BRIEFBOT_DIGEST names folders of digest files."
)

_LONGEST = {"contains": MAX_CONTAINS_LENGTH, "text": MAX_SEARCH_LENGTH}
"""Options that take less than `MAX_OPTION_LENGTH` characters."""

Paged = TypeVar("Paged", AskTimeline, AskSources, AskDifferences)


class Answers:
    """Answers questions from one digest; `search` is the library's full-text search.

    Without `search`, only names are searched. Nothing here is changed by asking, so
    one object serves any number of askers; a changed digest takes a new object.
    """

    def __init__(self, digest: Digest, search: Search | None = None) -> None:
        self._catalog = Catalog(digest)
        self._search = search

    @property
    def digest(self) -> Digest:
        return self._catalog.digest

    def news(
        self, topics: Sequence[str], seen: Seen | None, day: date, *, full: bool = False
    ) -> News:
        """What is new on the topics (ids; all for none) for who has seen `seen`; see `news`."""
        return news(self._catalog, topics, seen, day, full=full)

    async def ask(self, question: Question, *, today: date | None = None) -> Answer:
        """The answer to `question`.

        Args:
            today: the asker's day; what was planned for a day before it is not "ahead".
        """
        if isinstance(question, AskPrivacy):
            return Privacy()
        if isinstance(question, AskHelp):
            return self._help()
        if refused := _refused(question):
            return refused
        if not self.digest.articles:
            return Empty(NO_ARTICLES)
        if isinstance(question, AskSearch):
            return await search(self._catalog, question, self._search)
        return self._answer(question, today)

    def topic(self, text: str) -> Topic | tuple[Choice, ...]:
        """The topic that a name means; else up to three that it could mean."""
        found = self._catalog.topic(text)
        if isinstance(found, Topic):
            return found
        return (found.nearest if isinstance(found, NotFound) else found.candidates)[:3]

    def complete_topic(self, text: str) -> list[Choice]:
        """At most 25 topics for what has been typed so far, the most relevant first."""
        return self._catalog.complete_topic(text)

    def complete_person(self, text: str) -> list[Choice]:
        """At most 25 people and organisations, the most quoted first."""
        return self._catalog.complete_person(text)

    def complete_side(self, topic: str, text: str) -> list[Choice]:
        """At most 25 actors with positions on the topic as typed so far, sides first."""
        return self._catalog.complete_side(topic, text)

    def complete_search(self, text: str) -> list[Choice]:
        """What can be searched for: topics and people whose names begin so, at most 25.

        The choices' ids are names: they are what to search for.
        """
        found = [*self.complete_topic(text)[:10], *self.complete_person(text)]
        return list({c.name: Choice(c.name, c.name) for c in found}.values())[:25]

    def _answer(self, question: Question, today: date | None) -> Answer:
        catalog = self._catalog
        match question:
            case AskBrief():
                return self._on_topic(
                    question.topic,
                    catalog.has_evidence,
                    lambda topic: brief(catalog, question, topic, today),
                )
            case AskQuotes():
                return self._quotes(question)
            case AskPositions():
                return self._positions(question)
            case AskTimeline():
                return self._maybe_on_topic(question, catalog.eventful.__contains__, timeline)
            case AskSources():
                return self._maybe_on_topic(question, catalog.has_evidence, sources)
            case AskDifferences():
                return self._maybe_on_topic(question, catalog.disputed.__contains__, differences)
            case AskWho():
                person = catalog.actor(question.person)
                return who(catalog, person) if isinstance(person, Actor) else person
            case AskCheck():
                return check(catalog, question)
            case _:
                raise TypeError(f"{type(question).__name__} is no question")

    def _on_topic(self, text: str, wanted: Wanted, answer: Callable[[Topic], Answer]) -> Answer:
        """The answer on the topic that `text` names; a miss leads to topics that have one."""
        topic = self._catalog.topic(text, wanted)
        return answer(topic) if isinstance(topic, Topic) else topic

    def _maybe_on_topic(
        self,
        question: Paged,
        wanted: Wanted,
        answer: Callable[[Catalog, Paged, Topic | None], Answer],
    ) -> Answer:
        if _blank(question.topic):
            return answer(self._catalog, question, None)
        return self._on_topic(
            question.topic or "", wanted, lambda topic: answer(self._catalog, question, topic)
        )

    def _quotes(self, question: AskQuotes) -> Answer:
        catalog = self._catalog
        person = catalog.actor(question.person, wanted=catalog.is_quoted)
        if isinstance(person, NotFound | Ambiguous):
            return person
        if _blank(question.topic) or not catalog.is_quoted(person.id):
            return quotes(catalog, question, person, None)
        return self._on_topic(
            question.topic or "",
            lambda topic: catalog.is_quoted(person.id, topic),
            lambda topic: quotes(catalog, question, person, topic),
        )

    def _positions(self, question: AskPositions) -> Answer:
        catalog = self._catalog
        topic = catalog.topic(question.topic, catalog.positions.__contains__)
        if isinstance(topic, NotFound | Ambiguous):
            return topic
        holders = catalog.holders(topic.id)
        named: list[Actor] = []
        for side in question.sides if holders else ():
            actor = catalog.actor(side, "side", holders.__contains__)
            if isinstance(actor, NotFound | Ambiguous):
                return actor
            named.append(actor)
        return positions(catalog, topic, named)

    def _help(self) -> Help:
        catalog = self._catalog
        return Help(
            tuple(
                catalog.topics[choice.id]
                for choice in catalog.complete_topic("")
                if catalog.has_evidence(choice.id)
            ),
            catalog.most_quoted(5),
        )


def _blank(text: str | None) -> bool:
    return text is None or not text.strip()


def _refused(question: Question) -> Refused | None:
    """Why the question can't be taken, if it can't."""
    if isinstance(question, AskCheck):
        return None  # a message is no option; it has a limit of its own
    if isinstance(question, AskPositions) and len(question.sides) > MOST_SIDES:
        return Refused(f"At most {MOST_SIDES} sides fit next to each other. Name fewer.")
    for field in fields(question):
        value = getattr(question, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            most = _LONGEST.get(field.name, MAX_OPTION_LENGTH)
            if isinstance(text, str) and len(text) > most:
                return Refused(
                    f"That {field.name} has {len(text):,} characters; "
                    f"at most {most} are taken. Give a shorter one."
                )
    return None
