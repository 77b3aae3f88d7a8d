"""The buttons that `/feeds` asks back with."""

PREFIX = "feeds|"
"""Of their custom_ids: `feeds|remove|<source>|<user>`."""
