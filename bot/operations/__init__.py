"""What keeps the process running and tells its operator how it is doing."""
