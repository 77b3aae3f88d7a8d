"""Who is who, as an operator says: people who are the same, and one who is several.

The library keeps it and applies it to everything that arrives: a merged person's name leads to the
one who stays; a separated person's name means the other one in some stories and articles.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from briefings.library.story_shelf import Shelf
from briefings.models import Actor, Identifier, Line, Record

KEPT_AS = "people"
"""The key for it among stories' changes; their ids begin differently."""


class Split(Record):
    """Who is meant by a person's name in some stories and articles."""

    person: Identifier
    """The person with this name elsewhere."""
    name: Line
    """The other person's name, distinguished by a suffix: "Jan Kowal (footballer)"."""
    id: Identifier
    stories: tuple[Identifier, ...] = ()
    articles: tuple[Identifier, ...] = ()


class WhoIsWho(Record):
    """Which people are the same, and which are several."""

    merged: dict[Identifier, Identifier] = Field(default_factory=dict)
    """By a person's id, the id of the one who stands for both."""
    splits: tuple[Split, ...] = ()
    moved: dict[str, tuple[str, str]] = Field(default_factory=dict)
    """By quotation that moved to another person, its former speaker and utterance."""
    former: dict[str, Any] = Field(default_factory=dict)
    """By id, the former state of people who were changed."""

    def people(self) -> set[str]:
        """The ids of everybody concerned."""
        apart = {id_ for split in self.splits for id_ in (split.person, split.id)}
        return {*self.merged, *self.merged.values(), *apart}

    def actor_before(self, id_: str) -> Actor | None:
        """A changed person's former state."""
        found = self.former.get(id_)
        return Actor.model_validate(found) if found is not None else None

    def meant(self, actor: str, story: str | None, article: str | None = None) -> str:
        """Whom the name of an actor means in a story or an article."""
        actor = self.merged.get(actor, actor)
        for split in self.splits:
            if split.person == actor and (story in split.stories or article in split.articles):
                return split.id
        return actor


def who_is_who(shelf: Shelf) -> WhoIsWho:
    """Who is who, as kept in the library."""
    kept = shelf.edits((KEPT_AS,)).get(KEPT_AS)
    return WhoIsWho.model_validate_json(kept.edits) if kept is not None else WhoIsWho()


def separated(who: WhoIsWho, story: str, actor_of: Mapping[str, str]) -> Mapping[str, str]:
    """Whom the names in a story's positions mean there."""
    if not who.splits:
        return actor_of
    return {name: who.meant(actor, story) for name, actor in actor_of.items()}
