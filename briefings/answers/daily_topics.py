"""What a daily briefing looks at: topics and stories, and which pinned topic tells which story.

A story is told in one place. Of the pinned topics in a briefing the first that holds it tells it,
unless it was asked for by itself; nothing else does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.unseen import STILL_NEW
from briefings.chronology import last_day
from briefings.models import Topic

MOST_STORIES = 30
"""Of whatever there is, so many stories are looked at, those that come first (see `salience`), that
had an article not long before the last briefing: others were no news then. Of a pinned topic as
many, the newest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic that a briefing looks at."""

    topic: Topic
    """A pinned one without what its stories say."""
    stories: tuple[Topic, ...] = ()
    """Of a pinned topic, the stories that it tells, the newest first."""


def named(catalog: Catalog, ids: Iterable[str]) -> tuple[Asked, ...]:
    """What a briefing on these topics looks at, the pinned ones first."""
    found = list(catalog.reader.topics_by_id(map(catalog.reader.story_now, ids)).values())
    own = {topic.id for topic in found if not topic.pinned}
    pinned = _pinned(catalog, [topic for topic in found if topic.pinned], own, None)
    return (*pinned, *(Asked(topic) for topic in found if not topic.pinned))


def whatever_there_is(catalog: Catalog, last: date | None) -> tuple[Asked, ...]:
    """What a briefing without topics looks at.

    Pinned topics, in the order in which they were pinned, then topics written by hand and the
    stories that come first and that no pinned topic holds.

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
        told: ids of stories that are told elsewhere.
        since: stories whose newest article is older are left out.
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
    """Of a story without a day it is not known how old it is."""
    return since is None or story.as_of is None or last_day(story.as_of) >= since


def _standing(catalog: Catalog, pinned: set[str], since: date | None) -> list[str]:
    """Ids of the topics written by hand, and of the first stories that stand for themselves."""
    wanted: list[str] = []
    stories = 0
    for one in catalog.directory.standings():
        if one.subject.pinned or not pinned.isdisjoint(one.subject.held_by):
            continue
        if one.subject.story:
            # A story of articles without a day is as young as can be.
            if stories == MOST_STORIES:
                continue
            if since and one.newest and date.fromordinal(one.newest) < since:
                continue
            stories += 1
        wanted.append(one.subject.id)
    return wanted
