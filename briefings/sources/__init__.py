"""Where documents come from: files, pages and feeds."""
