"""Data about servers' feeds, for export and deletion."""

from threading import Lock
from typing import Any

import sqlalchemy as sa

from briefings.sources.fetching import shown
from briefings.sources.followers import Followed, Followers
from briefings.sources.migrations import migrate


class KeptFeeds:
    """A `bot.daily.server_data.ServerData`.

    The first question opens the tables; any thread may ask it.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._opening = Lock()
        self._opened: Followers | None = None

    def servers(self) -> set[int]:
        """The servers that have feeds."""
        return self._followers().servers()

    def export(self, server: int) -> list[dict[str, Any]]:
        """All that is stored about a server's feeds, as JSON, without passwords."""
        return [_as_json(one) for one in self._followers().of_server(server)]

    def forget(self, server: int) -> int:
        """Delete a server's feeds, but not their articles; how many feeds there were."""
        return self._followers().forget(server)

    def export_user(self, user: int) -> list[dict[str, Any]]:
        """The feeds that a user added to servers, as JSON, without passwords."""
        return [_as_json(one) for one in self._followers().of_user(user)]

    def forget_user(self, user: int) -> int:
        """Delete the user from their feeds, which stay with the servers; how many there were."""
        return self._followers().forget_user(user)

    def _followers(self) -> Followers:
        with self._opening:
            if self._opened is None:
                migrate(self._engine)
                self._opened = Followers(self._engine)
            return self._opened


def _as_json(one: Followed) -> dict[str, Any]:
    return {
        "server": one.server,
        "name": one.name,
        "address": shown(one.source.address),
        "kind": one.source.kind.value,
        "added_by": one.added_by,
        "added_at": one.added_at,
    }
