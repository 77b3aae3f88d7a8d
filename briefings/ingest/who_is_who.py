"""Who is who, as an operator says: people that are one, and one that is several.

What is said here is kept in the library and applied to whatever comes: a merged person's name leads
to the one that stays; a separated person's name means, in some stories and articles, the other one.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from briefings.library.story_shelf import Shelf
from briefings.models import Actor, Identifier, Line, Record

KEPT_AS = "people"
"""Under what it is kept beside the changes of stories, whose ids begin otherwise."""


class Split(Record):
    """Who is meant by a person's name in some stories and articles."""

    person: Identifier
    """Whose name it is elsewhere."""
    name: Line
    """Of the one who is meant: told apart by what stands behind it, "Jan Kowal (footballer)"."""
    id: Identifier
    stories: tuple[Identifier, ...] = ()
    articles: tuple[Identifier, ...] = ()


class WhoIsWho(Record):
    """Which people are one, and which are several."""

    merged: dict[Identifier, Identifier] = Field(default_factory=dict)
    """By id of a person, the id of the one that stands for both."""
    splits: tuple[Split, ...] = ()
    moved: dict[str, tuple[str, str]] = Field(default_factory=dict)
    """By quotation that passed to another person, the speaker and the utterance that it had."""
    former: dict[str, Any] = Field(default_factory=dict)
    """By id, the people who were changed, as they were."""

    def people(self) -> set[str]:
        """The ids of everybody whom this concerns."""
        apart = {id_ for split in self.splits for id_ in (split.person, split.id)}
        return {*self.merged, *self.merged.values(), *apart}

    def actor_before(self, id_: str) -> Actor | None:
        """Somebody who was changed, as before."""
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
    """What the library keeps of it."""
    kept = shelf.edits((KEPT_AS,)).get(KEPT_AS)
    return WhoIsWho.model_validate_json(kept.edits) if kept is not None else WhoIsWho()


def separated(who: WhoIsWho, story: str, actor_of: Mapping[str, str]) -> Mapping[str, str]:
    """Who the names in a story's positions mean there."""
    if not who.splits:
        return actor_of
    return {name: who.meant(actor, story) for name, actor in actor_of.items()}
