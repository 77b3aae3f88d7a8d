"""Daily briefings: who asked for one, what is due, and how a post is made exactly once."""
