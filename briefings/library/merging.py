"""Merges digests of several sources into one."""

from briefings.models import Actor, Digest, Position


def mended(digest: Digest) -> Digest:
    """A merged digest without the two faults that merging can make.

    Every source is sound by itself, and so is their union, except for records with the same id: a
    topic that replaced another may lack an issue that a position names (the position then concerns
    the topic as a whole), and affiliations may be circular (the actor that closes the circle then
    stands alone).
    """
    issues = {topic.id: {issue.id for issue in topic.issues} for topic in digest.topics}
    positions = tuple(_with_known_issue(position, issues) for position in digest.positions)
    return digest.model_copy(update={"positions": positions, "actors": _uncircled(digest.actors)})


def _with_known_issue(position: Position, issues: dict[str, set[str]]) -> Position:
    if position.issue is None or position.issue in issues[position.topic]:
        return position
    return position.model_copy(update={"issue": None})


def _uncircled(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    above = {actor.id: actor.affiliation for actor in actors}
    for actor_id in above:
        seen = {actor_id}
        current = actor_id
        while (affiliation := above.get(current)) is not None:
            if affiliation in seen:
                above[current] = None
                break
            seen.add(affiliation)
            current = affiliation
    return tuple(
        actor
        if above[actor.id] == actor.affiliation
        else actor.model_copy(update={"affiliation": None})
        for actor in actors
    )
