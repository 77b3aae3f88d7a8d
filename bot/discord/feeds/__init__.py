"""Servers' feeds, as moderators see them."""
