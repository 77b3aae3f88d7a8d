"""The log contains no secrets, whoever writes to it."""

import io
import json
import logging
from typing import Any

import pytest
import structlog

from bot.operations import logs


@pytest.fixture(params=[True, False], ids=["terminal", "file"])
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: request.param)
    monkeypatch.setattr("sys.stderr", stream)
    logs.configure("DEBUG", "the.bots-token", "")
    return stream


def test_tokens_and_passwords_are_in_no_line(written: io.StringIO) -> None:
    log = structlog.get_logger()
    callback = "/api/v10/interactions/123/aW50ZXJhY3Rpb24/callback"
    log.info("one", address="postgresql://ada:geheim@host/db", header="Bot the.bots-token")
    log.warning("two", nested={"paths": [callback]})
    logging.getLogger("some.library").error("POST %s as %s", callback, "the.bots-token")
    try:
        raise ValueError(f"{callback} the.bots-token postgresql://ada:geheim@host")
    except ValueError:
        log.exception("three")
    text = written.getvalue()
    assert "ValueError" in text
    assert "/interactions/123/***/callback" in text
    for secret in ("geheim", "the.bots-token", "aW50ZXJhY3Rpb24"):
        assert secret not in text


def test_non_text_values_are_unchanged() -> None:
    entry: dict[str, Any] = {"event": "e", "times": 3, "share": 0.5, "names": ["a"], "none": None}
    assert logs.Scrubber(())(None, "info", dict(entry)) == entry
    assert json.dumps(entry)


def test_the_queue_writes_to_the_same_log_and_repeats_itself_rarely(
    capfd: pytest.CaptureFixture[str],
) -> None:
    logs.configure("WARNING", "the.bots-token")
    from dbos._logger import init_logger

    init_logger()  # as DBOS does when it starts
    for _ in range(3):
        logging.getLogger("dbos").warning("no postgresql://ada:geheim@host\nfor the.bots-token")
    (line,) = capfd.readouterr().err.splitlines()
    assert json.loads(line)["level"] == "warning"
    assert "geheim" not in line
    assert "the.bots-token" not in line


def test_a_repetition_is_logged_after_a_while_and_other_places_at_once() -> None:
    now = 0.0
    repetitions = logs.Repetitions(lambda: now)

    def record(line: int) -> logging.LogRecord:
        return logging.LogRecord("dbos", logging.WARNING, "queue.py", line, "away", (), None)

    assert repetitions.filter(record(1))
    assert repetitions.filter(record(2))
    now = logs.QUIET - 1
    assert not repetitions.filter(record(1))
    now = logs.QUIET
    assert repetitions.filter(record(1))
