"""Today's top stories: those that most sources report now.

Pinned topics are not among them: with the articles of all its stories, one would precede each of
them. Its stories are listed individually, each once.
"""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind
from briefings.answers.paging import paged
from briefings.answers.parts import Empty, Otherwise, Pages, SourceCounts, Ways
from briefings.answers.questions import AskBrief, AskTopStories
from briefings.models import Article, Topic
from briefings.translations import gettext

PER_PAGE = 8
MOST_PAGES = 5
LOOKED_AT = 5
"""How many of a topic's articles, the most used first, are candidates to link to."""


@dataclass(frozen=True, slots=True)
class TopStory:
    topic: Topic
    counts: SourceCounts
    article: Article | None = None
    """The article whose headline is the story's name, else one of the most used."""
    newest: date | None = None
    """The day of its newest article, if any has a date."""


@dataclass(frozen=True, slots=True)
class TopStories:
    stories: tuple[TopStory, ...]
    pages: Pages

    @property
    def before(self) -> int:
        """How many are on the pages before this one."""
        return self.pages.offset(PER_PAGE)


def respond(catalog: Catalog, question: AskTopStories, _: date | None) -> TopStories | Otherwise:
    # Topics without articles are few, and come last.
    first = catalog.directory.standings(2 * PER_PAGE * MOST_PAGES)
    told = (one for one in first if one.counts.articles and not one.subject.pinned)
    found = list(islice(told, PER_PAGE * MOST_PAGES))
    if not found:
        return Empty(
            gettext("The library has articles, but no topic or story has been made from them yet.")
        )
    pages = paged(question.page, len(found), PER_PAGE)
    start = pages.offset(PER_PAGE)
    page = {one.subject.id: one for one in found[start : start + PER_PAGE]}
    topics = catalog.topics(page)
    stories = (_story(catalog, topic, page[topic.id].newest) for topic in topics.values())
    return TopStories(tuple(stories), pages)


def _story(catalog: Catalog, topic: Topic, newest: int | None) -> TopStory:
    return TopStory(
        topic,
        catalog.counts(topic),
        to_open(catalog, topic),
        date.fromordinal(newest) if newest else None,
    )


def to_open(catalog: Catalog, topic: Topic) -> Article | None:
    """The article to open first."""
    found = [one.article for one in catalog.reader.evidence(topic.id, limit=LOOKED_AT)]
    ranked = sorted(found, key=lambda one: (one.headline != topic.name, one.url is None))
    return next((one for one in ranked if not one.withdrawn_on), None)


def ways_on(answer: TopStories) -> Ways:
    for story in answer.stories:
        yield gettext("Brief: %(name)s", name=story.topic.name), AskBrief(story.topic.id)


KIND = Kind(
    "top_stories",
    AskTopStories,
    TopStories,
    respond,
    ways_on,
    again=lambda _: AskTopStories(),
)
