"""The one door through which every front end asks."""

from collections.abc import Sequence
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kinds import KIND_OF_QUESTION
from briefings.answers.news import News, Seen, news
from briefings.answers.questions import AskHelp, AskPrivacy, AskSearch, Question
from briefings.answers.searching import Search, search
from briefings.answers.types import Answer, Choice, Empty, NotFound, Refused
from briefings.models import Digest, Topic

NO_ARTICLES = (
    "The library holds no articles yet. Whoever runs this bot can add some: "
    "`briefbot ingest` reads articles, and BRIEFBOT_DIGEST names folders of digest files."
)


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
        kind = KIND_OF_QUESTION.get(type(question))
        if kind is None:
            raise TypeError(f"{type(question).__name__} is no question")
        if reason := question.refusal():
            return Refused(reason)
        if not self.digest.articles and not isinstance(question, AskHelp | AskPrivacy):
            return Empty(NO_ARTICLES)
        if isinstance(question, AskSearch):
            return await search(self._catalog, question, self._search)
        answer: Answer = kind.respond(self._catalog, question, today)
        return answer

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
