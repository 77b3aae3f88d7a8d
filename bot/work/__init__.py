"""Durable work shared by processes: DBOS workflows, and which process takes over from which."""
