"""The `briefbot` command, one file a subcommand."""
