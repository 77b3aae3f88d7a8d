"""The store: digests of several sources in a database, merged, and searched."""

from briefings.library.errors import LibraryError
from briefings.library.searching import Excerpt, SearchHit, SearchKind
from briefings.library.store import Library

__all__ = ["Excerpt", "Library", "LibraryError", "SearchHit", "SearchKind"]
