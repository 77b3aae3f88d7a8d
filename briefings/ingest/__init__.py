"""From a document to stored findings: the same way for the command line, feeds and folders.

The analysis is loaded when first needed: the process that answers readers leaves it to another.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefings.ingest.findings import Findings, analyse
    from briefings.ingest.pipeline import Ingestor, Stored, source_of

__all__ = ["Findings", "Ingestor", "Stored", "analyse", "source_of"]

_WHERE = {
    "Findings": "findings",
    "Ingestor": "pipeline",
    "Stored": "pipeline",
    "analyse": "findings",
    "source_of": "pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
