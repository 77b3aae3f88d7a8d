"""Questions to a library, each on a state of its own."""

from briefings.library import Library, SearchHit, Terms
from briefings.models import Digest


def whole(library: Library) -> Digest:
    """All that a library holds."""
    with library.read() as reader:
        return reader.digest()


def search(library: Library, text: str, *, limit: int = 10) -> tuple[SearchHit, ...]:
    with library.read() as reader:
        return reader.search(Terms.of(text), limit)
