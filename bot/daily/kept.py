"""All data kept about a server or a user, for export and deletion.

About a user, it keeps the number, with what the user added as a moderator and when the user had the
last brief on which topic. Additions belong to the server: they stay when the number is deleted,
without an author. No server learns which briefs somebody had.
"""

import gzip
import json
from dataclasses import asdict
from typing import Any, NamedTuple

from bot.daily.last_briefs import LastBriefs
from bot.daily.ledger import Ledger
from bot.daily.server_data import NothingElse, ServerData
from bot.daily.store import Store
from briefings.translations.message import restored

MOST_BYTES = 8 * 1024 * 1024
"""Larger files are compressed: Discord takes 10 MiB."""


class OfUser(NamedTuple):
    """How many records have a user's number."""

    briefings: int
    """Daily briefings that the user added."""
    feeds: int
    briefs: int
    """Topics with a brief for the user."""


class KeptData:
    """Exports and deletes data. Every method may be called from any thread."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        feeds: ServerData | None = None,
        last_briefs: LastBriefs | None = None,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._feeds: ServerData = feeds or NothingElse()
        self._last_briefs = last_briefs or LastBriefs(store.engine)

    def of_server(self, server: int) -> dict[str, Any]:
        """All that is stored for a server, as JSON."""
        briefings = [
            {
                **asdict(one),
                "reason": str(restored(one.reason)),
                "deliveries": self._ledger.history(one.id),
            }
            for one in self._store.of_guild(server)
        ]
        return {
            "server": server,
            "left_at": self._store.left_at(server),
            "template": self._store.template(server),
            "daily_briefings": briefings,
            "feeds": self._feeds.export(server),
        }

    def count_feeds(self, server: int) -> int:
        """How many feeds a server has."""
        return len(self._feeds.export(server))

    def delete_server(self, server: int) -> tuple[int, int]:
        """Delete all that is stored for a server; how many daily briefings and feeds it had."""
        # Its feeds first: once its own rows are gone, nothing shows that the bot left it.
        feeds = self._feeds.forget(server)
        self._last_briefs.forget_place(server)
        return self._store.forget(server), feeds

    def of_user(self, user: int) -> dict[str, Any]:
        """What is stored with a user's number, as JSON."""
        briefings = [
            {
                "server": one.guild_id,
                "channel": one.channel_id,
                "id": one.id,
                "added_at": one.created_at,
            }
            for one in self._store.of_user(user)
        ]
        return {
            "user": user,
            "added_daily_briefings": briefings,
            "added_feeds": self._feeds.export_user(user),
            "last_briefs": self._last_briefs.export_user(user),
        }

    def delete_user(self, user: int) -> OfUser:
        """Delete a user's number; return how many records had it."""
        return OfUser(
            self._store.forget_user(user),
            self._feeds.forget_user(user),
            self._last_briefs.forget_user(user),
        )


def count_of_user(found: dict[str, Any]) -> OfUser:
    """How much `KeptData.of_user` found."""
    return OfUser(
        *(
            len(found.get(key, ()))
            for key in ("added_daily_briefings", "added_feeds", "last_briefs")
        )
    )


def as_file(kept: dict[str, Any], name: str, most: int = MOST_BYTES) -> tuple[str, bytes]:
    """A file's name and content, compressed if larger than `most` bytes."""
    text = _escaped(json.dumps(_exact(kept), indent=2, default=str, ensure_ascii=False)).encode()
    if len(text) <= most:
        return f"{name}.json", text
    return f"{name}.json.gz", gzip.compress(text, mtime=0)


def _escaped(text: str) -> str:
    """JSON with escapes for characters that steer a terminal or change text direction.

    JSON itself escapes ASCII control characters; the others occur only in strings.
    """
    return "".join(one if one.isprintable() or one == "\n" else _escape(one) for one in text)


def _escape(one: str) -> str:
    code = ord(one)
    return f"\\u{code:04x}" if code <= 0xFFFF else json.dumps(one)[1:-1]  # two surrogates


def _exact(value: Any, key: str = "") -> Any:
    """The same with Discord's ids as text: most JSON readers lose digits of such numbers."""
    if isinstance(value, dict):
        return {name: _exact(one, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(one, key) for one in value]
    return str(value) if key in _IDS and value is not None else value


_IDS = {
    *("server", "guild_id", "channel", "channel_id", "role_id", "tag_id", "message_id"),
    *("user", "created_by", "added_by", "place"),
}
