"""What else is kept of servers and their moderators, beside daily briefings."""

from typing import Any, Protocol


class ServerData(Protocol):
    """It goes with the rest of what a server set up; any thread may ask."""

    def servers(self) -> set[int]:
        """The servers of which something is kept."""

    def export(self, server: int) -> list[dict[str, Any]]:
        """All that is kept of a server, as JSON."""

    def forget(self, server: int) -> int:
        """Delete it at once; how many things there were."""

    def export_user(self, user: int) -> list[dict[str, Any]]:
        """What a user added, as JSON."""

    def forget_user(self, user: int) -> int:
        """Delete who added these; they stay their servers'. How many there were."""


class NothingElse:
    """Where nothing else is kept."""

    def servers(self) -> set[int]:
        return set()

    def export(self, server: int) -> list[dict[str, Any]]:  # noqa: ARG002  # nothing is kept
        return []

    def forget(self, server: int) -> int:  # noqa: ARG002  # nothing is kept
        return 0

    def export_user(self, user: int) -> list[dict[str, Any]]:  # noqa: ARG002  # nothing is kept
        return []

    def forget_user(self, user: int) -> int:  # noqa: ARG002  # nothing is kept
        return 0
