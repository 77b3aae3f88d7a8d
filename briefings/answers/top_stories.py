"""What there is today: the stories that most sources report, and report now.

Pinned topics are not among them. One has the articles of all its stories, so it would come before
any of them; its stories stand here by themselves, each once.
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
"""So many of a topic's articles, those that most rests on, are looked at for one to link to."""


@dataclass(frozen=True, slots=True)
class TopStory:
    topic: Topic
    counts: SourceCounts
    article: Article | None = None
    """The article whose headline the story's name is, else one that much of it rests on."""
    newest: date | None = None
    """The day of its newest article, where one has a date."""


@dataclass(frozen=True, slots=True)
class TopStories:
    stories: tuple[TopStory, ...]
    pages: Pages

    @property
    def before(self) -> int:
        """How many stand on the pages before this one."""
        return self.pages.offset(PER_PAGE)


def respond(catalog: Catalog, question: AskTopStories, _: date | None) -> TopStories | Otherwise:
    # Those without articles are few, and come last.
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
    """What to open for a first look."""
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
