"""Durable work shared by processes: DBOS workflows, and who takes over from whom."""
