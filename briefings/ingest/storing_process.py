"""Analyses and stores articles in a separate process.

Analysis keeps a processor busy as long as there are articles. In the process that answers readers
it would hold up every answer, and Python's collector would have to check its objects.
"""

import json
import subprocess
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import Any

from briefings.identity import Sameness
from briefings.ingest.storing import Kept
from briefings.library import LibraryError
from briefings.reading import ReadArticle
from briefings.reading.transfer import to_fields
from briefings.text.own_process import start

WORKER = "briefings.ingest.storing_worker"
_END = 10.0
"""Seconds that the process may take to finish its work; interrupted work is not stored."""


class StoringProcess:
    """A `briefings.ingest.storing.Storing` in a process that is started when needed."""

    def __init__(
        self, database: str, *, clock: Callable[[], datetime], named_from: float | None = None
    ) -> None:
        """Args:
        database: the library's address, hidden from other users of the machine.
        named_from: as for `briefings.ingest.Ingestor`; None for the default.
        """
        self._opening = {"database": database, "named_from": named_from}
        self._clock = clock
        self._process: subprocess.Popen[bytes] | None = None
        self._has_stored = False
        self._one_at_a_time = Lock()

    def add(self, articles: Sequence[ReadArticle], *, tell_due: bool = True) -> list[Kept]:
        if not articles:
            return []
        # One by one: converting a long text to JSON would hold up the other threads.
        lines = (json.dumps(to_fields(article)) for article in articles)
        answer = self._ask({"do": "add", "articles": len(articles), "tell due": tell_due}, lines)
        self._has_stored = True
        return [Kept(Sameness(sameness), id_) for sameness, id_ in answer]

    def withdraw(self, article_ids: Sequence[str]) -> int:
        return int(self._ask({"do": "withdraw", "ids": list(article_ids)}))

    def restore(self, article_ids: Sequence[str]) -> int:
        return int(self._ask({"do": "restore", "ids": list(article_ids)}))

    def catch_up(self, most: int) -> int | None:
        step: int | None = self._ask({"do": "catch up", "most": most})
        return step

    def tell_due(self) -> None:
        self._ask({"do": "tell due"})

    def rest(self) -> None:
        """End the process, unless articles are passing through it and it will soon be needed."""
        if not self._has_stored:
            self.close()

    def close(self) -> None:
        """End the process; it is started again when needed."""
        with self._one_at_a_time:
            self._end()

    def _ask(self, request: dict[str, Any], lines: Iterable[str] = ()) -> Any:
        """The process's answer.

        Raises:
            LibraryError: the database fails there.
            RuntimeError: the process ended, or had an unexpected error.
        """
        with self._one_at_a_time:
            process = self._running()
            request |= {"now": self._clock().isoformat()}
            answer = _exchange(process, (json.dumps(request), *lines))
            if answer is None:
                self._end()
                raise RuntimeError("the process that stores articles broke off")
        if "failed" in answer:
            raise LibraryError(answer["failed"])
        if "broke" in answer:
            raise RuntimeError(answer["broke"])
        return answer["done"]

    def _running(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is None or process.poll() is not None:
            self._end()
            process = self._process = start(WORKER)
            answer = _exchange(process, [json.dumps(self._opening)])
            if answer is None or "done" not in answer:
                self._end()
                raise LibraryError((answer or {}).get("failed") or "it can't be opened to store")
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            process.wait(_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _exchange(process: subprocess.Popen[bytes], lines: Iterable[str]) -> dict[str, Any] | None:
    """Send lines and read one; None if the process ended."""
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  # mypy
    try:
        for line in lines:
            process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
        answer = process.stdout.readline()
    except OSError:
        return None
    if not answer.endswith(b"\n"):
        return None
    found: dict[str, Any] = json.loads(answer)
    return found
