"""The `briefbot` command, one file per subcommand."""
