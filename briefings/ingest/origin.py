"""The library's names for ingested articles as sources."""

INGESTED = "ingested:"
"""Their prefix: stories are made from these articles."""
