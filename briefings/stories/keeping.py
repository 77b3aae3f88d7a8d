"""What is kept about articles and stories, as JSON: `dump` writes it, `load` reads it.

Whoever changes what is kept changes `VERSION`: articles kept by another version are read again from
their texts.
"""

from typing import Any, TypeVar

from pydantic import TypeAdapter

from briefings.stories.articles import ArticleFindings
from briefings.stories.telling import Story
from briefings.stories.vectors import Vector

VERSION = 2
"""The version of what is kept."""

Kept = TypeVar("Kept", ArticleFindings, Vector, Story)

_ADAPTERS: dict[type, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (ArticleFindings, Vector, Story)
}


def dump(kept: ArticleFindings | Vector | Story) -> bytes:
    """JSON in UTF-8."""
    return _ADAPTERS[type(kept)].dump_json(kept)


def load(kind: type[Kept], data: bytes) -> Kept:
    """Read what `dump` wrote.

    Raises:
        ValueError: `dump` does not write such `data` for this kind.
    """
    found: Kept = _ADAPTERS[kind].validate_json(data)
    return found
