"""Which revisions a library had, so that a reader knows whether it still reads the same library.

A database restored from a copy may count its revisions up to and beyond the one that a reader knew.
So each revision has a random stamp: if the stamp that a reader knows has changed, the reader starts
again.
"""

import secrets
from typing import NamedTuple

from sqlalchemy import BigInteger, Connection, Integer, bindparam, delete, select, update

from briefings.library.bulk import insert_values
from briefings.library.prepared import Prepared
from briefings.library.tables import removed, revisions, state

REMEMBERED = 10_000
"""For how many revisions their stamps and removed actors and topics are remembered."""

_VERSION = Prepared(select(state.c.revision, state.c.stamp))
_STAMP = select(revisions.c.stamp).where(
    revisions.c.revision == bindparam("revision", type_=Integer)
)
_GONE = bindparam("gone", type_=BigInteger)


class Version(NamedTuple):
    """One state of one library."""

    revision: int
    """How often the library had changed."""
    stamp: int = 0
    """Random; 0 if nothing has changed since a program without stamps wrote."""


def version_of(connection: Connection) -> Version:
    """The version that a transaction reads."""
    ((revision, stamp),) = _VERSION.rows(connection)
    return Version(revision, stamp)


def leads_on(connection: Connection, known: Version) -> bool:
    """Whether the transaction reads the version `known` or one that follows from it.

    Also False if that is too long ago to tell.
    """
    now = version_of(connection)
    if known.revision >= now.revision:
        return known == now
    if known.stamp == 0:  # before the first change, or that of a program without stamps
        return known.revision == 0
    found = connection.execute(_STAMP, {"revision": known.revision}).scalar()
    return found == known.stamp


def count_revision(connection: Connection, revision: int, next_key: int) -> None:
    """Record a new revision of the library, and forget very old ones."""
    stamp = secrets.randbits(63) or 1
    insert_values(connection, revisions, ("revision", "stamp"), [(revision, stamp)])
    for table in (revisions, removed):
        connection.execute(
            delete(table).where(table.c.revision < _GONE), {"gone": revision - REMEMBERED}
        )
    connection.execute(update(state).values(revision=revision, next_key=next_key, stamp=stamp))
