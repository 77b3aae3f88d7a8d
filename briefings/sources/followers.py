"""Servers' feeds: each server has its own list, and equal feeds share one source.

Every method is one transaction, callable from any thread, and raises
`briefings.library.LibraryError` if the database fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from briefings.library.columns import NOBODY
from briefings.library.database import reading, writing
from briefings.library.encoding import hash64, storable
from briefings.sources.fetching import parse_address
from briefings.sources.model import SERVERS, Source
from briefings.sources.naming import name_for
from briefings.sources.refusals import LimitError, TakenError
from briefings.sources.rows import forget_source, key_of_address, name_key, put_source
from briefings.sources.tables import followers, source_of_row, sources


@dataclass(frozen=True, slots=True)
class Followed:
    """A source that a server follows."""

    server: int
    source: Source
    name: str
    """The server's name for it; unique among its own, ignoring case."""
    added_by: int
    """User id of the moderator who added it; `NOBODY` once it is deleted."""
    added_at: datetime


def owner_of(address: str, server: int) -> int:
    """The owner of a server's feed: all servers together, so that they share it.

    An address with a password belongs to the server alone: nobody else gets access.

    Raises:
        FetchError: it is not an http(s) address.
    """
    return SERVERS if parse_address(address).user is None else server


class Followers:
    """Which server follows which source. `engine` is migrated."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def follow(self, wanted: Followed, limit: int, name: str | None = None) -> Followed:
        """Make a server follow a source, new or shared with other servers.

        Args:
            wanted: its source is used if new; its name is not used.
            limit: how many feeds a server may have.
            name: the server's name for it; by default its title or host.

        Raises:
            LimitError: the server already has `limit`.
            TakenError: it has one with this name or address.
        """
        with writing(self.engine) as connection:
            self._lock(connection)
            mine = self._of(connection, followers.c.server == wanted.server)
            if len(mine) >= limit:
                raise LimitError(limit)
            for one in mine:
                if key_of_address(one.source.address) == key_of_address(wanted.source.address):
                    raise TakenError(one.name, same_name=False)
                if name is not None and name_key(one.name) == name_key(name):
                    raise TakenError(one.name, same_name=True)
            source = self._shared(connection, wanted.source)
            taken = [one.name for one in mine]
            given = name or name_for(source.kind, source.address, wanted.source.title, taken)
            made = replace(wanted, source=source, name=given)
            connection.execute(
                sa.insert(followers).values(
                    source=source.id,
                    server=made.server,
                    name=storable(made.name),
                    name_key=name_key(made.name),
                    added_by=made.added_by,
                    added_at=made.added_at,
                )
            )
        return made

    def of_server(self, server: int) -> list[Followed]:
        """A server's feeds, in the order they were added."""
        with reading(self.engine) as connection:
            return self._of(connection, followers.c.server == server)

    def of_user(self, user: int) -> list[Followed]:
        """The feeds that a user added, in the order they were added."""
        with reading(self.engine) as connection:
            return self._of(connection, followers.c.added_by == user)

    def forget_user(self, user: int) -> int:
        """Delete the user from their feeds, which stay; how many there were."""
        mine = sa.update(followers).where(followers.c.added_by == user)
        with writing(self.engine) as connection:
            return connection.execute(mine.values(added_by=NOBODY)).rowcount

    def by_source(self) -> Mapping[str, list[Followed]]:
        """The followers of each source that servers follow, by its id."""
        found: dict[str, list[Followed]] = {}
        with reading(self.engine) as connection:
            for one in self._of(connection):
                found.setdefault(one.source.id, []).append(one)
        return found

    def servers(self) -> set[int]:
        """The servers with feeds."""
        with reading(self.engine) as connection:
            return set(connection.scalars(sa.select(followers.c.server).distinct()))

    def unfollow(self, server: int, source_id: str) -> bool:
        """Stop following a source for a server; what it brought stays in the library.

        The source itself is forgotten if nobody else follows it. False if the server did not follow
        it.
        """
        return self._unfollow(server, source_id) > 0

    def forget(self, server: int) -> int:
        """Stop following all of a server's feeds; how many it had."""
        return self._unfollow(server)

    def _unfollow(self, server: int, source_id: str | None = None) -> int:
        mine = [followers.c.server == server]
        if source_id is not None:
            mine.append(followers.c.source == source_id)
        with writing(self.engine) as connection:
            self._lock(connection)
            gone = list(connection.scalars(sa.select(followers.c.source).where(*mine)))
            connection.execute(sa.delete(followers).where(*mine))
            left = sa.select(followers.c.source).where(followers.c.source.in_(gone))
            for one in set(gone) - set(connection.scalars(left)):
                forget_source(connection, one)
        return len(gone)

    def _shared(self, connection: sa.Connection, wanted: Source) -> Source:
        """The source at an address that servers already follow, or else a new one."""
        owners = sources.c.owner == wanted.owner
        there = (owners, sources.c.address_key == key_of_address(wanted.address))
        row = connection.execute(sa.select(sources).where(*there)).mappings().first()
        if row is None:
            taken = connection.scalars(sa.select(sources.c.name).where(owners)).all()
            name = name_for(wanted.kind, wanted.address, wanted.title, taken)
            made = replace(wanted, name=name)
            put_source(connection, made)
            return made
        known = source_of_row(row)
        if known.failures:  # it has just proved to work
            due = sa.update(sources).where(sources.c.id == known.id)
            connection.execute(due.values(next_due=wanted.next_due))
        return known

    def _of(self, connection: sa.Connection, *which: sa.ColumnElement[bool]) -> list[Followed]:
        theirs = ("server", "name", "added_by", "added_at")
        own = [followers.c[column].label(f"follower_{column}") for column in theirs]
        query = sa.select(sources, *own).join(followers, followers.c.source == sources.c.id)
        query = query.where(*which).order_by(followers.c.added_at, followers.c.source)
        rows = connection.execute(query).mappings()
        return [
            Followed(
                source=source_of_row(row), **{name: row[f"follower_{name}"] for name in theirs}
            )
            for row in rows
        ]

    def _lock(self, connection: sa.Connection) -> None:
        """One change at a time: of two who add the same feed, the second finds the first's."""
        if self.engine.dialect.name == "postgresql":
            lock = sa.func.pg_advisory_xact_lock(hash64("live", "followers"))
            connection.execute(sa.select(lock))
