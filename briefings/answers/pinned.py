"""Tells the stories of a pinned topic together, newest first."""

from collections.abc import Sequence
from itertools import chain, zip_longest

from briefings.chronology import newest
from briefings.library import Reader
from briefings.models import Issue, KeyPoint, Topic

MOST_STORIES = 12
"""How many stories of a topic are told, newest first."""


def with_stories(reader: Reader, topic: Topic) -> Topic:
    """A pinned topic with what its stories say; any other topic as it is.

    What was written by hand comes first; then the first key point of each story, then the second of
    each, and so on.
    """
    if not topic.pinned:
        return topic
    return together(topic, reader.stories_held_by(topic.id, limit=MOST_STORIES))


def together(topic: Topic, stories: Sequence[Topic]) -> Topic:
    """A pinned topic with the key points and questions of some stories, newest first."""
    rounds = zip_longest(*(story.key_points for story in stories))
    points = [point for point in chain.from_iterable(rounds) if point is not None]
    known: dict[str, KeyPoint] = {point.text: point for point in (*topic.key_points, *points)}
    issues: dict[str, Issue] = {
        issue.id: issue
        for issue in (*topic.issues, *chain.from_iterable(story.issues for story in stories))
    }
    return topic.model_copy(
        update={
            "key_points": tuple(known.values()),
            "issues": tuple(issues.values()),
            "as_of": newest([topic.as_of, *(story.as_of for story in stories)]),
            # Without anything written by hand, it is shown like a story.
            "story": not topic.key_points and not topic.issues,
        }
    )


def by_story(points: Sequence[KeyPoint], stories: Sequence[Topic]) -> tuple[KeyPoint, ...]:
    """Key points grouped by story, in the order of the stories."""
    place = {
        point.text: number
        for number, story in reversed(list(enumerate(stories)))
        for point in story.key_points
    }
    return tuple(sorted(points, key=lambda point: place.get(point.text, -1)))
