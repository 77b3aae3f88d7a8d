"""Tables of the configuration: sources to follow, topics that hold stories."""

import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from briefings.sources.kinds import Kind, Pages


class ConfiguredSource(BaseModel):
    """A source that the configuration names; see `briefings.sources.model.Options`."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    address: str = Field(min_length=1, repr=False)
    """An http(s) address, or a folder's path."""
    name: str | None = None
    kind: Kind = Kind.AUTO
    pages: Pages = Pages.AUTO
    words_in: tuple[str, ...] = ()
    words_out: tuple[str, ...] = ()
    most: int = Field(500, ge=1, le=10_000)
    keep_days: int | None = Field(None, ge=1)
    revisit_days: int = Field(7, ge=0, le=60)
    every: int | None = Field(None, ge=1, le=10_080)
    """Minutes."""


LONGEST_PHRASE = 100
"""The longest keyword of a pinned topic, in characters."""

MOST_PHRASES = 2_000
"""Limit for all pinned topics together: each word is searched in the library when it is new, and
in each story when it is published."""

ALL_TOPICS = "all"
"""What `/daily add topics:` accepts for all topics."""

LIST = 'write a list of words or phrases, such as ["toll bridge"]'

_LONGEST_ID = 60

_JOINERS = re.compile("[\u200c\u200d]")
"""Invisible, but emoji and some scripts need them."""


class ConfiguredTopic(BaseModel):
    """A topic that the configuration pins: it holds the stories whose articles have its words."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=100)
    keywords: tuple[str, ...]
    """Words or phrases in an article's headline or first sentences."""
    without: tuple[str, ...] = ()
    """An article with one of these in its headline or first sentences is not on the topic."""

    @field_validator("name")
    @classmethod
    def _can_be_seen(cls, value: str) -> str:
        seen = _JOINERS.sub("", value)
        if not seen or not seen.isprintable():
            raise ValueError("write a name on one line, of characters that can be seen")
        if value.casefold() == ALL_TOPICS:
            raise ValueError("that means all topics in /daily: write another name")
        return value

    @field_validator("keywords", "without", mode="before")
    @classmethod
    def _are_phrases(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, list | tuple) or (not value and info.field_name == "keywords"):
            raise ValueError(LIST)
        for one in value:
            if not isinstance(one, str):
                raise ValueError(f"{one!r} is no text: write it in quotation marks")
            if len(one) > LONGEST_PHRASE:
                raise ValueError(
                    f"{one[:20] + '…'!r} is too long: write phrases of at most {LONGEST_PHRASE} "
                    "characters"
                )
            if not re.search(r"[^\W_]{2}", one):
                raise ValueError(f"{LIST}: {one!r} has no word of two letters")
        return tuple(value)


def topic_id(topic: ConfiguredTopic, number: int) -> str:
    """The id of a pinned topic: its name in plain letters.

    Args:
        number: its place among the pinned topics, from 1; used if the name has no letters.
    """
    from briefings.text.folding import fold

    plain = re.sub(r"[^a-z0-9]+", "-", fold(topic.name)).strip("-")[:_LONGEST_ID].strip("-")
    return plain or f"topic-{number}"


def told_apart(topics: tuple[ConfiguredTopic, ...]) -> tuple[ConfiguredTopic, ...]:
    """The topics, if each has a different id.

    Raises:
        ValueError: two of them have one id, or they have too many keywords.
    """
    known: dict[str, str] = {}
    for number, one in enumerate(topics, start=1):
        other = known.setdefault(topic_id(one, number), one.name)
        if other is not one.name:
            raise ValueError(
                f"two topics are named alike, {other!r} and {one.name!r}: give each a name that "
                "differs by more than case, accents and signs"
            )
    if sum(len(one.keywords) + len(one.without) for one in topics) > MOST_PHRASES:
        raise ValueError(f"write at most {MOST_PHRASES:,} words or phrases for all topics together")
    return topics
