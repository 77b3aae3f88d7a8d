"""Reads each document within limits of time and memory.

Third-party parsers are quadratic in places: a page of 800 KB can take them half a minute, a tag
with half a million attributes several minutes. So documents are read in a separate process. It
starts with the first document that needs it, reads one after the other, and is killed if one takes
too long or too much memory; that document is refused in one line, and a new process reads the next.
Plain text and Markdown, which only our own linear code reads, are read directly.

The time is processor time, so that a busy machine refuses nothing; only a process that gets hardly
any is killed by wall-clock time.
"""

import atexit
import contextlib
import json
import queue
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefings.reading import Format, ReadArticle, ReadingError, format_of, read, read_data
from briefings.reading.decode import decode
from briefings.reading.listing import MOST, Listing
from briefings.reading.transfer import from_fields, listing_from_fields
from briefings.text.own_process import start
from briefings.translations import Message, gettext
from briefings.translations.message import restored, stored

WORKER = "briefings.reading.worker"
DEADLINE = 5.0
"""Seconds of processor time that one document may take."""
PATIENCE = 12
"""How many times as long in wall-clock time a document may take, on a busy machine."""
MAX_MEMORY = 1_500_000_000
"""Bytes of address space that the reading process may take."""
_MAX_DOCUMENTS = 1_000
"""How many documents a process reads before it is replaced, so that leaks don't add up."""
_MAX_AT_ONCE = 500_000
"""Bytes of text up to which the caller's own process reads."""
_START = 120.0
"""Seconds that a process may take to start or end on a busy machine."""
_STOP = 2.0
"""Seconds that a process no longer needed may take to end."""


class Readers:
    """Processes that read documents. Safe to use from several threads.

    Args:
        size: how many may run at once; each starts only when all others are busy.
        deadline: seconds of processor time that one document may take.
        patience: how many times as long it may take in wall-clock time.
        memory: bytes that a process may take.
    """

    def __init__(
        self,
        size: int = 1,
        *,
        deadline: float = DEADLINE,
        patience: float = PATIENCE,
        memory: int = MAX_MEMORY,
    ) -> None:
        self._deadline = deadline
        self._patience = patience
        self._idle: queue.LifoQueue[_Process] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(_Process(memory))

    def read(
        self,
        data: bytes,
        name: str = "",
        *,
        content_type: str | None = None,
        url: str | None = None,
        now: datetime | None = None,
    ) -> tuple[ReadArticle, ...]:
        """The articles in a document: like `briefings.reading.read`, but bounded.

        Raises:
            ReadingError: as for `read`, or reading it takes too long or too much memory.
        """
        if len(data) <= _MAX_AT_ONCE:
            with _named(name):
                text = decode(data, content_type)
                is_plain = format_of(text, name, content_type) in {Format.TEXT, Format.MARKDOWN}
            if is_plain:
                return read(data, name, content_type=content_type, url=url, now=now)
        answer = self._ask(_request(name, content_type, url, now), data)
        return tuple(from_fields(fields) for fields in answer["articles"])

    def list(
        self,
        data: bytes,
        name: str = "",
        *,
        content_type: str | None = None,
        url: str | None = None,
        now: datetime | None = None,
        known: Mapping[str, str] | None = None,
        most: int = MOST,
    ) -> Listing:
        """What a document lists: like `briefings.reading.listing.list_document`, but bounded.

        Raises:
            ReadingError: as for `list_document`, or reading it takes too long or too much memory.
        """
        request = _request(name, content_type, url, now) | {
            "known": dict(known or {}),
            "most": most,
        }
        return listing_from_fields(self._ask(request, data)["listing"])

    def _ask(self, request: dict[str, Any], data: bytes) -> dict[str, Any]:
        process = self._idle.get()
        try:
            answer = process.ask(request, data, self._deadline, self._patience)
        finally:
            self._idle.put(process)
        if "error" in answer:
            raise ReadingError(restored(answer["error"]), request["name"])
        return answer

    def read_file(self, path: Path) -> tuple[ReadArticle, ...]:
        """The articles in a file.

        Raises:
            ReadingError: as for `read`, or the file cannot be opened.
        """
        return self.read(read_data(path), str(path))

    def close(self) -> None:
        """End the processes. They start again when needed."""
        processes = []
        with contextlib.suppress(queue.Empty):
            while True:
                processes.append(self._idle.get_nowait())
        for process in processes:
            process.end()
            self._idle.put(process)


def _request(
    name: str, content_type: str | None, url: str | None, now: datetime | None
) -> dict[str, Any]:
    moment = (now or datetime.now(UTC)).isoformat()
    return {"name": name, "content_type": content_type, "url": url, "now": moment}


@contextlib.contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except ReadingError as error:
        raise ReadingError(error.what, name) from error


class _Process:
    """One process that reads documents, started at the first request."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    def ask(
        self, request: dict[str, Any], data: bytes, deadline: float, patience: float
    ) -> dict[str, Any]:
        """The answer to a request, or one with an ``error`` if none comes in time."""
        is_gone = self._process is None or self._process.poll() is not None
        if is_gone or self._asked >= _MAX_DOCUMENTS:
            self.end()
            if not self._start():
                return _error(gettext("the process that reads documents does not start: try again"))
        self._asked += 1
        request |= {"size": len(data), "deadline": deadline}
        message = json.dumps(request).encode() + b"\n" + data
        answer = self._exchange(message, deadline * patience)
        if answer is None:
            self.end()
            return _error(
                gettext(
                    "takes longer than %(seconds)s seconds to read: give it in parts",
                    seconds=f"{deadline:g}",
                )
            )
        if not answer:
            self.end()
            return _error(gettext("cannot be read, its parser broke off: save it as plain text"))
        found: dict[str, Any] = json.loads(answer)
        if found.pop("spent", False):
            self.end()
        return found

    def _start(self) -> bool:
        self._process = start(WORKER, str(self._memory), stderr=subprocess.DEVNULL)
        self._asked = 0
        if not self._exchange(b"", _START):  # it reports that it is ready
            self.end()
            return False
        return True

    def _exchange(self, message: bytes, seconds: float) -> bytes | None:
        """Send `message` and read a line: empty if the process ended, None if it was killed for
        taking too long.
        """
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  # mypy
        is_late = threading.Event()

        def give_up() -> None:
            is_late.set()
            process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(message)
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:  # it ended before reading everything
            answer = b""
        finally:
            timer.cancel()
        if answer.endswith(b"\n"):
            return answer
        return None if is_late.is_set() or _used_up(process) else b""

    def end(self) -> None:
        """End the process, if it runs."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            process.wait(_STOP)  # with its input closed it ends by itself
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _error(why: Message) -> dict[str, Any]:
    return {"error": stored(why)}


def _used_up(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process that closed its output was killed for its processor time."""
    try:
        return process.wait(_START) == -getattr(signal, "SIGPROF", 0)
    except subprocess.TimeoutExpired:
        return False


_readers = Readers()
atexit.register(_readers.close)


def read_bounded(
    data: bytes,
    name: str = "",
    *,
    content_type: str | None = None,
    url: str | None = None,
    now: datetime | None = None,
) -> tuple[ReadArticle, ...]:
    """Like `briefings.reading.read`, with one reading process for the whole program.

    It blocks; in asynchronous code call it through `asyncio.to_thread`.

    Raises:
        ReadingError: as for `read`, or reading it takes too long or too much memory.
    """
    return _readers.read(data, name, content_type=content_type, url=url, now=now)


def read_file_bounded(path: Path) -> tuple[ReadArticle, ...]:
    """Like `briefings.reading.read_file`, with one reading process for the whole program.

    Raises:
        ReadingError: as for `read_file`, or reading it takes too long or too much memory.
    """
    return _readers.read_file(path)


def list_bounded(
    data: bytes,
    name: str = "",
    *,
    content_type: str | None = None,
    url: str | None = None,
    now: datetime | None = None,
    known: Mapping[str, str] | None = None,
    most: int = MOST,
) -> Listing:
    """Like `briefings.reading.listing.list_document`, with the program's only reading process.

    It blocks, like `read_bounded`.

    Raises:
        ReadingError: as for `list_document`, or reading it takes too long or too much memory.
    """
    return _readers.list(
        data, name, content_type=content_type, url=url, now=now, known=known, most=most
    )
