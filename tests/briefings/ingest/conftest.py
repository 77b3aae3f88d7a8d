"""Ingesting is tested on SQLite and on PostgreSQL."""

from tests.briefings.library.conftest import library, postgres, reused, sqlite_url, url

__all__ = ["library", "postgres", "reused", "sqlite_url", "url"]
