"""Other data about servers and their moderators, besides daily briefings."""

from typing import Any, Protocol


class ServerData(Protocol):
    """It is exported and deleted with the rest of a server's data; any thread may ask."""

    def servers(self) -> set[int]:
        """The servers with data."""

    def export(self, server: int) -> list[dict[str, Any]]:
        """All data about a server, as JSON."""

    def forget(self, server: int) -> int:
        """Delete a server's data at once; how many things there were."""

    def export_user(self, user: int) -> list[dict[str, Any]]:
        """What a user added, as JSON."""

    def forget_user(self, user: int) -> int:
        """Delete the user from what they added; it stays with its servers. How many there were."""


class NothingElse:
    """For a bot that keeps nothing else."""

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
