"""What keeps the process running and tells its operator how it does."""
