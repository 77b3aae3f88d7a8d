"""The single entry point for questions from every front end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.directory import Directory
from briefings.answers.kinds import kind_of
from briefings.answers.memory import Seen
from briefings.answers.news import Fits, News, always, news
from briefings.answers.posted import Posts, no_posts
from briefings.answers.questions import Question
from briefings.answers.topic_names import STORIES
from briefings.answers.types import Answer, Choice, Empty, NotFound, Refused
from briefings.answers.wanted import Words
from briefings.library import Library, Version
from briefings.models import Topic
from briefings.translations import gettext

NO_ARTICLES = gettext(
    "The library holds no articles yet. Whoever runs this bot can add some: "
    "`briefbot ingest` reads articles, and BRIEFBOT_DIGEST names folders of digest files."
)


class Answers:
    """Answers questions from a library, each from one state of it.

    Names are kept in memory (`directory`); `follow` and each question update them from the library.
    Any number of threads may ask at once.

    Raises:
        LibraryError: from every method that asks the library, if the database fails.
    """

    def __init__(self, library: Library, *, stories: int = STORIES) -> None:
        """Keeps in memory the names of the newest `stories` and of all other topics."""
        self._library = library
        self._stories = stories
        self.posts: Posts = no_posts
        """Where daily posts are kept, whose buttons ask about them."""
        with library.read() as reader:
            reader.prepare()
            self._directory = Directory(reader, self._stories)

    @property
    def directory(self) -> Directory:
        """Everybody's and every topic's name, complete except for the last second."""
        return self._directory

    @property
    def version(self) -> Version:
        """The version of the library that the directory knows."""
        return self._directory.version

    def follow(self) -> bool:
        """Take over what changed in the library. True if anything did."""
        before, now = self.version, self._library.version()
        if now == before:
            return False
        if now.revision < before.revision:  # a backup was put in its place
            with self._library.read() as reader:
                self._directory = Directory(reader, self._stories)
        with self._asking():
            return self.version != before

    @contextmanager
    def _asking(self) -> Iterator[Catalog]:
        with self._library.read() as reader:
            if not self._directory.follow(reader):
                self._directory = Directory(reader, self._stories)
            yield Catalog(self._directory, reader, self.posts)

    def news(
        self,
        topics: Sequence[str],
        seen: Seen | None,
        day: date,
        *,
        full: bool = False,
        words: Words = Words(),  # noqa: B008  # it is frozen
        fits: Fits = always,
    ) -> News:
        """What is new on the topics for somebody who has seen `seen`; see `news`."""
        with self._asking() as catalog:
            return news(catalog, topics, seen, day, full=full, words=words, fits=fits)

    def ask(self, question: Question, *, today: date | None = None) -> Answer:
        """The answer to `question`.

        Args:
            today: the asker's day; what was planned for a day before it is not "ahead".
        """
        kind = kind_of(question)
        if reason := question.refusal():
            return Refused(reason)
        answer: Answer
        if kind.names_alone:
            answer = kind.respond(Catalog(self._directory, None), question, today)
            return answer
        with self._asking() as catalog:
            if not catalog.directory.counts(None).articles:
                return Empty(NO_ARTICLES)
            answer = kind.respond(catalog, question, today)
            return answer

    @staticmethod
    def is_at_hand(question: Question) -> bool:
        """Whether names in memory answer the question at once."""
        return kind_of(question).names_alone

    def topic(self, text: str) -> Topic | tuple[Choice, ...]:
        """The topic that a name means; else up to three that it could mean."""
        with self._asking() as catalog:
            found = catalog.topic(text)
        if isinstance(found, Topic):
            return found
        return (found.nearest if isinstance(found, NotFound) else found.candidates)[:3]

    def topic_names(self, ids: Iterable[str]) -> Mapping[str, str]:
        """What topics are called now, by id; without those that are gone.

        One that became part of another has the other's name.
        """
        with self._asking() as catalog:
            now = {one: catalog.reader.story_now(one) for one in ids}
            subjects = catalog.subjects(now.values())
            return {one: subjects[id_].name for one, id_ in now.items() if id_ in subjects}

    def complete_topic(self, text: str) -> list[Choice]:
        """At most 25 topics for what has been typed so far, the most relevant first."""
        return self.directory.complete_topic(text)

    def complete_person(self, text: str) -> list[Choice]:
        """At most 25 people and organisations, the most quoted first."""
        return self.directory.complete_person(text)

    def complete_side(self, topic: str, text: str) -> list[Choice]:
        """At most 25 actors with positions on the topic as typed so far, sides first."""
        return self.directory.complete_side(topic, text)

    def complete_search(self, text: str) -> list[Choice]:
        """At most 25 topics and people whose names begin with the text, to search for.

        The choices' ids are names, the text to search for.
        """
        found = [*self.complete_topic(text)[:10], *self.complete_person(text)]
        return list({c.name: Choice(c.name, c.name) for c in found}.values())[:25]
