"""Logging: structured lines, readable in a terminal, JSON where a machine reads them."""

import logging
import sys
from typing import Any

import structlog


def configure(level: str) -> None:
    """Send our log and the libraries' to standard error. `level` is a name of `logging`'s."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    final: Any = (
        # Tracebacks without the values of variables: they may hold what users typed.
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer()
    )
    if sys.stderr.isatty():
        shared.pop()  # the console draws tracebacks itself
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
    # A line for each request is for whoever debugs the libraries, not for an operator.
    for name in ("discord", "alembic", "sqlalchemy", "dbos"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    # discord.py warns that it can't speak; nor does this bot want to.
    hush("discord.client", "PyNaCl is not installed", "davey is not installed")
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )


def hush(logger: str, *beginnings: str) -> None:
    """Drop the records of one logger that begin so, and no others."""
    logging.getLogger(logger).addFilter(
        lambda record: not record.getMessage().startswith(beginnings)
    )
