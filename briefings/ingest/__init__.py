"""From a document to stored findings: one way for the command line, feeds and folders."""

from briefings.ingest.findings import Findings, analyse
from briefings.ingest.pipeline import Ingestor, Stored, source_of

__all__ = ["Findings", "Ingestor", "Stored", "analyse", "source_of"]
