"""`briefbot data …`: exports or deletes what is stored about a server or a user."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import fail, read_settings, run_to_end

data_app = typer.Typer(
    help="Export or delete what is stored of a server or of a user.", no_args_is_help=True
)

Server = Annotated[int | None, typer.Option(min=1, help="A server's id.")]
User = Annotated[int | None, typer.Option(min=1, help="A user's id.")]


@data_app.command()
def export(
    server: Server = None,
    user: User = None,
    output: Annotated[
        Path | None, typer.Option(help="Write it to this new file instead of printing it.")
    ] = None,
) -> None:
    """Print all that is stored about a server or a user, as JSON."""
    _check(server, user)
    from bot.cli import kept

    run_to_end(kept.export(read_settings(), server, user, output))


@data_app.command()
def delete(
    server: Server = None,
    user: User = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete all that is stored about a server, or a user's number and last briefs."""
    _check(server, user)
    from bot.cli import kept

    run_to_end(kept.delete(read_settings(), server, user, ask=not yes))


def _check(server: int | None, user: int | None) -> None:
    if (server is None) == (user is None):
        fail("say of whom: --server ID or --user ID", code=2)
