"""briefbot's Discord side: the client, its commands and its messages."""
