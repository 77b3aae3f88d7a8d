"""Ingesting is tested on SQLite and on PostgreSQL."""

from tests.briefings.library.conftest import library, reused, sqlite_url, url

__all__ = ["library", "reused", "sqlite_url", "url"]
