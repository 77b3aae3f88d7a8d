"""`/daily` and the daily posts, on Discord."""
