"""What to try first: commands to which the digest at hand has an answer."""

from collections import Counter
from dataclasses import dataclass

from briefings.models import Digest

MOST_LETTERS = 60
"""Longest name in an example: it is pasted, but read first."""


@dataclass(frozen=True, slots=True)
class Example:
    command: str
    hint: str = ""
    """What to look out for."""


BUNDLED = (
    Example("/brief topic:summit"),
    Example("/quote person:whitcoff", "misspelt: it will be found"),
    Example("/positions topic:territory"),
)
_BUNDLED_TOPICS = {"summit", "territory"}
HELP = Example("/help")


def examples(digest: Digest) -> tuple[Example, ...]:
    """Up to three commands, at least one: the digest may be empty."""
    topics = {topic.id for topic in digest.topics}
    people = {actor.id: actor.name for actor in digest.actors if len(actor.name) <= MOST_LETTERS}
    if topics >= _BUNDLED_TOPICS and "steve-witkoff" in people:
        return BUNDLED
    briefed = max(digest.topics, key=lambda topic: len(topic.key_points), default=None)
    quoted = Counter(quote.creator for quote in digest.quotes if quote.creator in people)
    contested = Counter(held.topic for held in digest.positions if held.topic in topics)
    found = [Example(f"/brief topic:{briefed.id}")] if briefed else []
    found += [Example(f"/quote person:{people[who]}") for who, _ in quoted.most_common(1) if who]
    found += [Example(f"/positions topic:{topic}") for topic, _ in contested.most_common(1)]
    return tuple(found) or (HELP,)
