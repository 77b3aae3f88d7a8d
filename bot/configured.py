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


class ConfiguredTopic(BaseModel):
    """A topic that the configuration pins: it holds the stories whose articles have its words."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=100)
    keywords: tuple[str, ...]
    """Words or phrases in an article's headline or first sentences."""
    without: tuple[str, ...] = ()
    """An article with one of these in its headline or first sentences is not on the topic."""

    @field_validator("keywords", "without", mode="before")
    @classmethod
    def _are_phrases(cls, value: Any, info: ValidationInfo) -> Any:
        phrases = value if isinstance(value, list | tuple) else ()
        good = [one for one in phrases if isinstance(one, str) and re.search(r"\w\w", one)]
        if len(good) != len(phrases) or (not good and info.field_name == "keywords"):
            raise ValueError('write a list of words or phrases, such as ["toll bridge"]')
        if any(len(one) > LONGEST_PHRASE for one in good):
            raise ValueError(f"write phrases of at most {LONGEST_PHRASE} characters")
        return tuple(good)
