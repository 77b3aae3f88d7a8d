"""The buttons of `/feeds`'s own questions."""

PREFIX = "feeds|"
"""The prefix of their custom_ids: `feeds|remove|<source>|<user>`."""
