"""Tests of ingesting run on SQLite and PostgreSQL, those of following a site on SQLite."""

from tests.briefings.ingest.sites import stores, world
from tests.briefings.library.conftest import library, reused, sqlite_url, url

__all__ = ["library", "reused", "sqlite_url", "stores", "url", "world"]
