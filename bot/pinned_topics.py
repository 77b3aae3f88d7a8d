"""The topics that the operator pins by keywords in the settings, as library records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.configured import topic_id
from bot.settings import Settings

if TYPE_CHECKING:
    from briefings.library import Library
    from briefings.models import Topic

SETTINGS_SOURCE = "settings"
"""The library's name for what came from the settings."""


def pinned_topics(settings: Settings) -> "tuple[Topic, ...]":
    """The topics that `BRIEFBOT_TOPICS` pins, each with an id made from its name."""
    from briefings.models import Topic

    return tuple(
        Topic(
            id=topic_id(one, number),
            name=one.name,
            keywords=one.keywords,
            without=one.without,
            pinned=True,
        )
        for number, one in enumerate(settings.topics, start=1)
    )


def hidden_by(library: "Library", topics: "Sequence[Topic]") -> list[str]:
    """Topics of digest files that these hide by having their ids, one line each."""
    if not topics:
        return []
    with library.read() as reader:
        known = reader.topics_by_id(one.id for one in topics)
    return [
        f"BRIEFBOT_TOPICS: {one.name!r} takes the place of the topic {one.id!r} of the digest "
        "files: give it another name to have both"
        for one in topics
        if one.id in known and not known[one.id].pinned
    ]


def keep_topics(library: "Library", topics: "Sequence[Topic]") -> bool:
    """Store these topics from the settings, and no others; whether any changed.

    Stories that they now hold, or no longer hold, become due to be told again.

    Raises:
        LibraryError: the database fails.
    """
    from briefings.models import Digest

    if not topics and not library.contains(SETTINGS_SOURCE):
        return False
    return library.store(Digest(topics=tuple(topics)), SETTINGS_SOURCE)
