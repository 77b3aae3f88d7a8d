"""The store: digests of several sources in a database, merged, and searched."""

from briefings.library.errors import LibraryError
from briefings.library.searching import Excerpt, SearchHit, SearchKind
from briefings.library.store import Holding, Library

__all__ = ["Excerpt", "Holding", "Library", "LibraryError", "SearchHit", "SearchKind"]
