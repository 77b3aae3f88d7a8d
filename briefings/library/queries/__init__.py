"""What is asked of a library: one file a kind of question, together they are a `Reader`."""
