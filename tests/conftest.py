"""Settings and fixtures for all tests."""

import logging
import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, settings

from tests.postgres import postgres_server

# No test depends on the clock. On CI the examples are the same each time: a rare finding must not
# block an unrelated change.
settings.register_profile(
    "briefbot",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("briefbot")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """Restore logging: a test that configures it must not silence the next one's."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server's first database."""
    with postgres_server() as url:
        yield url
