"""The feeds of servers, as moderators see them."""
