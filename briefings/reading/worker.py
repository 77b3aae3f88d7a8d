"""The process that reads documents for `briefings.reading.bounded`, one after the other.

A request is a line of JSON, followed by as many bytes as it says; the answer is a line of JSON. The
process ends when its input closes.
"""

import importlib
import json
import os
import signal
import sys
from datetime import datetime
from typing import Any, BinaryIO

from briefings.reading import ReadingError, read
from briefings.reading.listing import list_document
from briefings.reading.transfer import listing_to_fields, to_fields
from briefings.translations import gettext
from briefings.translations.message import stored

PARSERS = ("feedparser", "ftfy", "gcld3", "lxml.html", "trafilatura", "webencodings")


def work(memory: str) -> None:
    """Answer requests from standard input, within `memory` bytes of address space."""
    _limit(int(memory))
    requests, answers = sys.stdin.buffer, _own_output()
    answers.write(b"ready\n")
    answers.flush()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        answers.write(json.dumps(_answer(request, data)).encode() + b"\n")
        answers.flush()


def _allow(seconds: float) -> None:
    """Let this process use this much more processor time, then be killed; 0 removes the limit.

    The system's own timer kills the process, wherever in a parser it is.
    """
    if hasattr(signal, "setitimer"):  # not on Windows, where the caller's clock must suffice
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _own_output() -> BinaryIO:
    """Standard output only for answers: what a library prints is discarded."""
    output = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return output


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows, which has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    given: dict[str, Any] = {
        "content_type": request["content_type"],
        "url": request["url"],
        "now": datetime.fromisoformat(request["now"]),
    }
    try:
        _load_parsers()
        _allow(request["deadline"])
        if "most" in request:
            given |= {"known": request["known"], "most": request["most"]}
            return {"listing": listing_to_fields(list_document(data, request["name"], **given))}
        articles = read(data, request["name"], **given)
        return {"articles": [to_fields(article) for article in articles]}
    except ReadingError as error:
        return {"error": stored(error.what)}
    except MemoryError:
        why = gettext("takes too much memory to read: give it in parts")
        return {"error": stored(why), "spent": True}
    except Exception as error:  # noqa: BLE001  # a parser's error; the next document still works
        why = gettext("cannot be read, its parser failed (%(error)s)", error=type(error).__name__)
        return {"error": stored(why), "spent": True}
    finally:
        _allow(0)


def _load_parsers() -> None:
    """Import what reading otherwise imports only when a document needs it.

    Otherwise it would count as the first document's time, and it takes long on a slow machine.
    """
    for name in PARSERS:
        importlib.import_module(name)
