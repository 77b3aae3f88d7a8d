"""Changes to a story by hand, applied again each time the story is told.

A story's records are written down (`to_change`), somebody changes them, and what differs is an
`Edits`. Whatever the story says later, changes, omissions and additions stay. The rest follows the
articles.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import Any, Self, TypeVar

from pydantic import Field

from briefings.models import (
    Digest,
    Discrepancy,
    Event,
    Identifier,
    Issue,
    KeyPoint,
    Line,
    Position,
    Record,
    StatementT,
    Topic,
    sentence,
)
from briefings.stories.pinned import tagged

FIELDS = ("name", "keywords", "as_of")
"""The fields of a topic that can be changed, besides its key points and issues."""

R = TypeVar("R", Position, Event, Discrepancy)
_KINDS: Mapping[str, type[Position] | type[Event] | type[Discrepancy]] = {
    "positions": Position,
    "events": Event,
    "discrepancies": Discrepancy,
}


class Edits(Record):
    """What differs from what a story says by itself."""

    fields: dict[str, Any] = Field(default_factory=dict)
    """The topic's changed `FIELDS`."""
    issues: tuple[Issue, ...] = ()
    """Questions that were added or changed."""
    key_points: tuple[KeyPoint, ...] = ()
    """Key points that were added, or replaced another."""
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    left_out: tuple[Line, ...] = ()
    """Texts of removed key points."""
    without: tuple[Identifier, ...] = ()
    """Ids of removed positions, events and discrepancies."""

    def __bool__(self) -> bool:
        return self != Edits()

    def __len__(self) -> int:
        """How many things differ from what the story says."""
        lists = self.issues, self.key_points, self.positions, self.events, self.discrepancies
        return sum(map(len, lists)) + len(self.fields) + len(self.left_out) + len(self.without)

    def joined(self, later: Self) -> Self:
        """These edits, and later ones of the edited story."""
        said_again = {point.text for point in later.key_points}
        put = {
            *(one.id for one in later.positions),
            *(one.id for one in later.events),
            *(one.id for one in later.discrepancies),
        }
        points = (one for one in self.key_points if one.text not in later.left_out)
        return self.model_copy(
            update={
                "fields": {**self.fields, **later.fields},
                "issues": _by_id((*self.issues, *later.issues)),
                "key_points": _by_text((*points, *later.key_points)),
                "positions": tuple(_with(self.positions, later.positions, later.without)),
                "events": tuple(_with(self.events, later.events, later.without)),
                "discrepancies": tuple(
                    _with(self.discrepancies, later.discrepancies, later.without)
                ),
                "left_out": _all(self.left_out, later.left_out, but=said_again),
                "without": _all(self.without, later.without, but=put),
            }
        )

    def of_topic(self, topic: str) -> Self:
        """The same as edits of the story that this one's story now belongs to."""
        return self.model_copy(
            update={
                "fields": {},
                "positions": tuple(
                    one.model_copy(update={"topic": topic}) for one in self.positions
                ),
                "events": tuple(one.model_copy(update={"topics": (topic,)}) for one in self.events),
                "discrepancies": tuple(
                    one.model_copy(update={"topics": (topic,)}) for one in self.discrepancies
                ),
            }
        )


def difference(written: Digest, changed: Digest) -> Edits:
    """What somebody changed in a story's records.

    Args:
        written: what `to_change` gave, with one topic.
        changed: with the same topic.
    """
    before, after = written.topics[0], changed.topics[0]
    known = {point.text: point for point in before.key_points}
    texts = {point.text for point in after.key_points}
    issues = {issue.id: issue for issue in before.issues}
    found: dict[str, Any] = {
        section: tuple(
            _edited(record)
            for record in getattr(changed, section)
            if record not in getattr(written, section)
        )
        for section in _KINDS
    }
    return Edits(
        fields={
            name: after.model_dump(mode="json")[name]
            for name in FIELDS
            if getattr(after, name) != getattr(before, name)
        },
        issues=tuple(issue for issue in after.issues if issues.get(issue.id) != issue),
        key_points=tuple(
            _marked(point) for point in after.key_points if known.get(point.text) != point
        ),
        left_out=tuple(text for text in known if text not in texts),
        without=tuple(
            record.id
            for section in _KINDS
            for record in getattr(written, section)
            if all(record.id != one.id for one in getattr(changed, section))
        ),
        **found,
    )


def apply(digest: Digest, edits: Edits) -> Digest:
    """What a story says, with what was changed by hand.

    Args:
        digest: what `publish` makes of the story.
    """
    if not edits:
        return digest
    (topic,) = digest.topics
    out = {*edits.left_out, *(point.text for point in edits.key_points)}
    points = (*edits.key_points, *(one for one in topic.key_points if one.text not in out))
    changes: dict[str, Any] = {
        **Topic.model_validate({"id": topic.id, "name": topic.name, **edits.fields}).model_dump(
            include=set(edits.fields)
        ),
        "key_points": points,
        "issues": _by_id((*topic.issues, *edits.issues)),
        "edited": True,
    }
    return Digest(
        topics=(topic.model_copy(update=changes),),
        positions=tuple(_with(digest.positions, edits.positions, edits.without)),
        events=tuple(_with(digest.events, edits.events, edits.without)),
        discrepancies=tuple(_with(digest.discrepancies, edits.discrepancies, edits.without)),
    )


def _with(said: Iterable[R], edited: Iterable[R], without: Iterable[str]) -> list[R]:
    records: dict[str, R] = {one.id: one for one in chain(said, edited)}
    for id_ in set(without):
        records.pop(id_, None)
    return list(records.values())


def _all(first: Iterable[str], then: Iterable[str], *, but: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(chain(first, then)) if one not in but)


def to_change(digest: Digest) -> Digest:
    """A story's records for somebody to change; whose words they are is found out afterwards."""
    (topic,) = digest.topics
    digest = tagged(digest, topic.id, ())
    topics = (
        topic.model_copy(
            update={"key_points": tuple(map(_unmarked, topic.key_points)), "edited": False}
        )
        for topic in digest.topics
    )
    return Digest(
        topics=tuple(topics),
        positions=tuple(map(_unmarked, digest.positions)),
        events=tuple(map(_unmarked, digest.events)),
        discrepancies=tuple(
            one.model_copy(update={"claims": tuple(map(_unmarked, one.claims))})
            for one in digest.discrepancies
        ),
    )


def _unmarked(record: StatementT) -> StatementT:
    return record.model_copy(update={"verbatim": False, "edited": False})


def _marked(record: StatementT) -> StatementT:
    """A record as changed by hand; in the article's words if they are where it points."""
    verbatim = sentence(record) in record.citations[0].exact
    return record.model_copy(update={"verbatim": verbatim, "edited": True})


def _edited(record: R) -> R:
    if isinstance(record, Discrepancy):
        return record.model_copy(update={"claims": tuple(map(_marked, record.claims))})
    return _marked(record)


Named = TypeVar("Named", Issue, Position, Event, Discrepancy)


def _by_id(records: Iterable[Named]) -> tuple[Named, ...]:
    return tuple({one.id: one for one in records}.values())


def _by_text(points: Iterable[KeyPoint]) -> tuple[KeyPoint, ...]:
    return tuple({one.text: one for one in points}.values())
