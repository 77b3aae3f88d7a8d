"""What is kept of articles and stories, as JSON: `dump` writes it, `load` reads it again.

A version that changes what is kept changes `VERSION`: what was written by another version is read
again from the article's text.
"""

from typing import Any, TypeVar

from pydantic import TypeAdapter

from briefings.stories.articles import ArticleFindings
from briefings.stories.telling import Story
from briefings.stories.vectors import Vector

VERSION = 2
"""Of what is kept."""

Kept = TypeVar("Kept", ArticleFindings, Vector, Story)

_ADAPTERS: dict[type, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (ArticleFindings, Vector, Story)
}


def dump(kept: ArticleFindings | Vector | Story) -> bytes:
    """As JSON in UTF-8."""
    return _ADAPTERS[type(kept)].dump_json(kept)


def load(kind: type[Kept], data: bytes) -> Kept:
    """What `dump` wrote.

    Raises:
        ValueError: `data` is not what `dump` writes of this kind.
    """
    found: Kept = _ADAPTERS[kind].validate_json(data)
    return found
