"""The topics that the operator pins by keywords in the settings, as library records."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from briefings.library import Library
    from briefings.models import Topic

SETTINGS_SOURCE = "settings"
"""The library's name for what came from the settings."""
_LONGEST_ID = 60


def pinned_topics(settings: Settings) -> "tuple[Topic, ...]":
    """The topics that `BRIEFBOT_TOPICS` pins, each with an id made from its name."""
    from briefings.models import Topic
    from briefings.text.folding import fold

    found: dict[str, Topic] = {}
    for number, one in enumerate(settings.topics, start=1):
        plain = re.sub(r"[^a-z0-9]+", "-", fold(one.name)).strip("-")[:_LONGEST_ID].strip("-")
        id_ = plain or f"topic-{number}"
        found[id_] = Topic(
            id=id_,
            name=one.name,
            keywords=one.keywords,
            without=one.without,
            pinned=True,
        )
    return tuple(found.values())


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
