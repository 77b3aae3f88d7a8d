"""Ingesting is tested on SQLite and on PostgreSQL, and following a site on SQLite."""

from tests.briefings.ingest.sites import stores, world
from tests.briefings.library.conftest import library, reused, sqlite_url, url

__all__ = ["library", "reused", "sqlite_url", "stores", "url", "world"]
