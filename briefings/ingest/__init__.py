"""From a document to stored findings."""
