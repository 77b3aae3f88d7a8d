"""The queries of a library: one file per kind of question; together they are a `Reader`."""
