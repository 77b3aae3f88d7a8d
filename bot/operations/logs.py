"""Logging: structured lines, readable in a terminal, JSON where a machine reads them."""

import logging
import re
import sys
import time
from collections.abc import Callable, Iterable, MutableMapping
from typing import Any

import structlog

from briefings.text.secrets import MASK, without_secrets

QUIET = 60.0
"""Seconds for which the queue's log does not repeat itself."""


def configure(level: str, *secrets: str) -> None:
    """Send our log and the libraries' to standard error.

    Args:
        level: a name of `logging`'s.
        secrets: what must never be logged, such as the token. Anything that looks like a password
            in an address is masked too, and so are the tokens for answering interactions.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        # Tracebacks without the values of variables: they may hold what users typed.
        structlog.processors.format_exc_info,
        Scrubber(secrets),
    ]
    final: Any = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer()
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, final],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # A line for each request helps people who debug the libraries, not an operator.
    for name in ("discord", "alembic", "sqlalchemy", "dbos"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    # DBOS itself would print to standard error, bypassing all of this, an error for each second
    # that the database is away.
    queue = logging.getLogger("dbos")
    queue.handlers[:] = [logging.NullHandler()]
    queue.propagate = True
    queue.filters[:] = [Repetitions()]
    # discord.py warns that it can't use voice; this bot does not want to.
    hush("discord.client", "PyNaCl is not installed", "davey is not installed")
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )


Entry = MutableMapping[str, Any]


class Scrubber:
    """Masks secrets in whatever is logged."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = tuple(secret for secret in secrets if secret)

    def __call__(
        self, _: Any, __: str, entry: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        for key, value in entry.items():
            if not isinstance(value, int | float | bool | None):
                entry[key] = self._scrubbed(value)
        return entry

    def _scrubbed(self, value: Any) -> Any:
        text = value if isinstance(value, str) else repr(value)
        clean = _CALLBACK.sub(rf"\1{MASK}", without_secrets(text))
        for secret in self._secrets:
            clean = clean.replace(secret, MASK)
        return value if clean == text else clean


class Repetitions(logging.Filter):
    """Lets each place in the code log at most once in QUIET seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._passed: dict[tuple[str, int], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        place, now = (record.pathname, record.lineno), self._clock()
        if now - self._passed.get(place, -QUIET) < QUIET:
            return False
        self._passed[place] = now
        return True


_CALLBACK = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w.-]+")
"""Anyone who knows the rest of such a path can answer as the bot for 15 minutes."""


class _Wordless(Exception):  # noqa: N818  # it replaces any error, only in the log
    """An error with its traceback but without its message."""


def without_words(error: BaseException) -> Exception:
    """For an error whose message may be somebody's text: log only where it was raised."""
    return _Wordless(type(error).__name__).with_traceback(error.__traceback__)


def hush(logger: str, *beginnings: str) -> None:
    """Drop one logger's records with these beginnings, and no others."""
    logging.getLogger(logger).addFilter(
        lambda record: not record.getMessage().startswith(beginnings)
    )
