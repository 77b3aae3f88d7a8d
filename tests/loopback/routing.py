"""From a method and a path to the function that answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.loopback.server import LoopbackDiscord


class RefusalError(Exception):
    """An error answer: an HTTP status and Discord's own code and words."""

    def __init__(
        self, status: int, code: int, message: str, problems: list[str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.problems = problems or []

    def payload(self) -> dict[str, Any]:
        errors = [{"code": "INVALID_FIELD", "message": problem} for problem in self.problems]
        return {
            "message": str(self),
            "code": self.code,
            **({"errors": {"body": {"_errors": errors}}} if errors else {}),
        }


def invalid(*problems: str) -> RefusalError:
    return RefusalError(400, 50035, "Invalid Form Body", list(problems))


def unknown(code: int, what: str) -> RefusalError:
    return RefusalError(404, code, f"Unknown {what}")


MISSING_ACCESS = (403, 50001, "Missing Access")
MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")


@dataclass(slots=True)
class Upload:
    filename: str
    data: bytes


@dataclass(slots=True)
class Call:
    """A request that has been read and routed."""

    params: Mapping[str, str]
    query: Mapping[str, str]
    raw: bytes
    uploads: Mapping[int, Upload] = field(default_factory=dict)
    _body: Any = None

    @property
    def body(self) -> Any:
        if self._body is None and self.raw:
            try:
                self._body = json.loads(self.raw)
            except ValueError as error:
                raise RefusalError(400, 50109, f"The body isn't JSON: {error}") from None
        return self._body

    def id(self, name: str) -> int:
        """A part of the path that must be an id."""
        try:
            return int(self.params[name])
        except ValueError:
            raise invalid(f"{name}: {self.params[name]!r} is not a snowflake") from None


Handler = Callable[["LoopbackDiscord", Call], Any]
"""Returns the body of the answer; None means 204 without one."""


@dataclass(frozen=True, slots=True)
class Route:
    key: str
    """ "METHOD /template", as limits and validators know it."""
    handler: Handler
    parts: tuple[str, ...]
    needs_token: bool
    """Whether it requires the bot's token; if not, the bot's total limit doesn't apply."""


class Routes:
    """A table of routes by method and number of parts; literal parts take precedence."""

    def __init__(self) -> None:
        self._table: dict[tuple[str, int], list[Route]] = {}

    def add(
        self, method: str, template: str, *, needs_token: bool = True
    ) -> Callable[[Handler], Handler]:
        parts = tuple(template.strip("/").split("/"))

        def keep(handler: Handler) -> Handler:
            row = self._table.setdefault((method, len(parts)), [])
            row.append(Route(f"{method} {template}", handler, parts, needs_token))
            row.sort(key=lambda route: [part.startswith("{") for part in route.parts])
            return handler

        return keep

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        given = path.strip("/").split("/")
        for route in self._table.get((method, len(given)), ()):
            params = {}
            for part, value in zip(route.parts, given, strict=True):
                if part[0] == "{":
                    params[part[1:-1]] = value
                elif part != value:
                    break
            else:
                return route, params
        return None
