"""The library's names for what ingested articles brought."""

INGESTED = "ingested:"
"""What they begin with: of these articles, stories are made."""
