"""The topics and stories of a daily briefing, and which pinned topic reports which story.

A story is reported in one place: by itself if the subscription names it, else by the briefing's
first pinned topic that contains it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.unseen import STILL_NEW
from briefings.chronology import last_day
from briefings.models import Topic

MOST_STORIES = 30
"""How many stories are considered: the most salient (see `salience`) with an article not long
before the last briefing; others were not news then. Also how many of a pinned topic, the newest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic that a briefing considers."""

    topic: Topic
    """The topic; a pinned one without its stories' content."""
    stories: tuple[Topic, ...] = ()
    """In a pinned topic: the stories it reports, newest first."""


def named(catalog: Catalog, ids: Iterable[str]) -> tuple[Asked, ...]:
    """What a briefing on these topics considers, pinned ones first."""
    found = list(catalog.reader.topics_by_id(map(catalog.reader.story_now, ids)).values())
    own = {topic.id for topic in found if not topic.pinned}
    pinned = _pinned(catalog, [topic for topic in found if topic.pinned], own, None)
    return (*pinned, *(Asked(topic) for topic in found if not topic.pinned))


def whatever_there_is(catalog: Catalog, last: date | None) -> tuple[Asked, ...]:
    """What a briefing without topics considers.

    Pinned topics in the order of pinning, then hand-written topics and the most salient stories
    outside pinned topics.

    Args:
        last: the day of the last such briefing, None for the first.
    """
    since = last - STILL_NEW if last else None
    held = catalog.reader.pinned_topics()
    pinned = _pinned(catalog, held, set(), since)
    others = catalog.reader.topics_by_id(_standing(catalog, {one.id for one in held}, since))
    return (*pinned, *map(Asked, others.values()))


def _pinned(
    catalog: Catalog, topics: Sequence[Topic], told: set[str], since: date | None
) -> list[Asked]:
    """Pinned topics with their stories, each story once.

    Args:
        told: ids of stories reported elsewhere.
        since: leaves out stories with only older articles.
    """
    told = set(told)
    found = []
    for topic in topics:
        stories = [
            story
            for story in catalog.reader.stories_held_by(topic.id, limit=MOST_STORIES)
            if story.id not in told and _is_young(story, since)
        ]
        told.update(story.id for story in stories)
        found.append(Asked(topic, tuple(stories)))
    return found


def _is_young(story: Topic, since: date | None) -> bool:
    """The age of a story without a day is unknown."""
    return since is None or story.as_of is None or last_day(story.as_of) >= since


def _standing(catalog: Catalog, pinned: set[str], since: date | None) -> list[str]:
    """Ids of the hand-written topics, and of the first stories outside pinned topics."""
    wanted: list[str] = []
    stories = 0
    for one in catalog.directory.standings():
        if one.subject.pinned or not pinned.isdisjoint(one.subject.held_by):
            continue
        if one.subject.story:
            # A story of undated articles counts as the newest possible.
            if stories == MOST_STORIES:
                continue
            if since and one.newest and date.fromordinal(one.newest) < since:
                continue
            stories += 1
        wanted.append(one.subject.id)
    return wanted
