"""The process that analyses and stores articles for `briefings.ingest.storing_process`.

A request is a line of JSON; for `add`, a line for each article follows. The answer is a line of
JSON. The process ends when its input closes.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, BinaryIO

from briefings.ingest.storing import StoringHere
from briefings.library import Library, LibraryError
from briefings.reading.transfer import from_fields


def work() -> None:
    """Answer requests from standard input."""
    # Ctrl+C at a terminal reaches this process too, but its caller ends it when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, _own_output()
    opening = json.loads(requests.readline())
    now = [datetime.now(UTC)]
    try:
        with Library.open(opening["database"]) as library:
            storing = StoringHere(library, clock=lambda: now[0], named_from=opening["named_from"])
            _say(answers, {"done": None})
            while line := requests.readline():
                request = json.loads(line)
                now[0] = datetime.fromisoformat(request["now"])
                _say(answers, _answer(storing, request, requests))
    except LibraryError as error:
        _say(answers, {"failed": str(error)})
    except BrokenPipeError:  # the caller is gone; what was stored stays
        pass


def _own_output() -> BinaryIO:
    """Standard output only for answers: prints and logs go to standard error."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return output


def _say(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def _answer(storing: StoringHere, request: dict[str, Any], lines: BinaryIO) -> dict[str, Any]:
    articles = [
        from_fields(json.loads(lines.readline())) for _ in range(request.get("articles", 0))
    ]
    does: dict[str, Callable[[], Any]] = {
        "add": lambda: storing.add(articles, tell_due=request["tell due"]),
        "withdraw": lambda: storing.withdraw(request["ids"]),
        "restore": lambda: storing.restore(request["ids"]),
        "catch up": lambda: storing.catch_up(request["most"]),
        "tell due": storing.tell_due,
    }
    try:
        return {"done": does[request["do"]]()}
    except LibraryError as error:
        return {"failed": str(error)}
    except Exception as error:  # noqa: BLE001  # the caller reports it; the next request still works
        return {"broke": f"{type(error).__name__}: {error}"}
