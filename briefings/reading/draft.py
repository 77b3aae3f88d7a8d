"""An article while it is being read: paragraphs, and what the document's format says."""

from dataclasses import dataclass
from datetime import datetime

from briefings.reading.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a format's reader found. `briefings.reading.finish` makes an article of it."""

    blocks: tuple[Block, ...]
    headline: str | None = None
    publisher: str | None = None
    provider: str | None = None
    author: str | None = None
    date: datetime | str | None = None
    """From the document's metadata: aware, or an EDTF day."""
    date_note: str | None = None
    posted: datetime | str | None = None
    """When a blog posted it: the article's own date only if the blog wrote it."""
    url: str | None = None
    language: str | None = None
    is_based_on: tuple[str, ...] = ()
    is_machine_written: bool = False
