"""The log of the bot's requests, for checks after the fact."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from tests.loopback.faults import Fault


@dataclass(slots=True, eq=False)
class Request:
    at: float
    """When it arrived, in seconds on the event loop's clock."""
    method: str
    path: str
    """Without the leading `/api/v10` and the query."""
    raw: bytes
    """The JSON body; for a multipart body, its `payload_json`."""
    files: tuple[str, ...] = ()
    status: int = 0
    """0 if the connection was dropped."""
    fault: Fault | None = None

    @property
    def body(self) -> Any:
        return json.loads(self.raw) if self.raw else None

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


class RequestLog:
    """The requests in order of arrival."""

    def __init__(self) -> None:
        self._requests: list[Request] = []

    def __iter__(self) -> Iterator[Request]:
        return iter(self._requests)

    def __len__(self) -> int:
        return len(self._requests)

    def add(self, request: Request) -> None:
        self._requests.append(request)

    def clear(self) -> None:
        self._requests.clear()

    def matching(self, pattern: str) -> list[Request]:
        """The requests whose "METHOD /path" matches; `*` matches anything."""
        return [request for request in self if fnmatchcase(request.name, pattern)]

    def statuses(self, pattern: str = "*") -> Counter[int]:
        """How often each status was sent; 0 for a dropped connection."""
        return Counter(request.status for request in self.matching(pattern))

    def busiest(self, seconds: float = 1.0, pattern: str = "*") -> int:
        """The most requests within any time window of this length."""
        within: deque[float] = deque()
        most = 0
        for request in self.matching(pattern):
            within.append(request.at)
            while within[0] <= request.at - seconds:
                within.popleft()
            most = max(most, len(within))
        return most
