"""Questions to a library, each on its own snapshot."""

from briefings.library import Library, SearchHit, Terms
from briefings.models import Digest


def whole(library: Library) -> Digest:
    """Everything in a library."""
    with library.read() as reader:
        return reader.digest()


def search(library: Library, text: str, *, limit: int = 10) -> tuple[SearchHit, ...]:
    with library.read() as reader:
        return reader.search(Terms.of(text), limit)
