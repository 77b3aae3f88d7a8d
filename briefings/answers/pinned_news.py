"""The news of a pinned topic: its own and that of the stories it reports, combined."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from briefings.answers.pinned import together
from briefings.answers.unseen import New, Unseen
from briefings.edtf import earliest
from briefings.library import STORY
from briefings.models import Topic

T = TypeVar("T")


def with_stories(own: Unseen, stories: Sequence[Topic], told: Sequence[Unseen]) -> Unseen:
    """What is new on a pinned topic, each thing once.

    In each kind, its own items come first, then the first of each story, the second of each, and so
    on. A story without key points is reported by its headline.

    Args:
        own: news of the topic itself; leaves to the stories what is also theirs.
        stories: the stories that the topic reports.
        told: the news of each of them.
    """
    return Unseen(
        together(own.topic, stories),
        None,
        points=_once(own.points, [one.points for one in told]),
        stories=_headlines(told),
        quotes=_once(
            _own(own.quotes, lambda one: one.quotes[0].topics),
            [one.quotes for one in told],
        ),
        moves=_once(
            _own(own.moves, lambda one: (one.position.topic,)),
            [one.moves for one in told],
        ),
        differences=_once(
            _own(own.differences, lambda one: one.topics),
            [one.differences for one in told],
        ),
        ahead=sorted(
            _once(
                _own(own.ahead, lambda one: one.topics),
                [one.ahead for one in told],
            ),
            key=lambda one: earliest(one.what.start_date),
        ),
    )


def _own(found: Iterable[New[T]], topics: Callable[[T], Sequence[str]]) -> list[New[T]]:
    """What no story says: stories' contents are also on the pinned topics that contain them."""
    return [one for one in found if not any(id_.startswith(STORY) for id_ in topics(one.what))]


def _once(own: Iterable[New[T]], stories: Sequence[Sequence[New[T]]]) -> list[New[T]]:
    rounds = chain.from_iterable(zip_longest(*stories))
    found: dict[str, New[T]] = {}
    for one in (*own, *rounds):
        if one is not None:
            found.setdefault(one.fact.key, one)
    return [*found.values()]


def _headlines(told: Iterable[Unseen]) -> list[New[Topic]]:
    return [
        New(one.story, one.topic)
        for one in told
        if one.story is not None and not one.topic.key_points
    ]
