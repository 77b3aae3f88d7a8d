"""What all subcommands share: reading the settings, running to the end, saying what is wrong."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import typer

from bot.settings import Settings, SettingsError, load_settings, readable_secrets, unknown_settings
from briefings.text.secrets import printable, without_secrets

T = TypeVar("T")


def fail(*lines: str, code: int = 1) -> NoReturn:
    """Say what is wrong, one line each, and exit."""
    say(*lines)
    raise typer.Exit(code)


def say(*lines: str) -> None:
    """Report on standard error what is wrong, one line each.

    File names and addresses in them can't steer a terminal or reveal a password.
    """
    for line in lines:
        typer.echo(printable(without_secrets(line)), err=True)


def begin(what: str) -> None:
    """Say on standard error, if it is a terminal, that something takes some seconds."""
    if sys.stderr.isatty():
        say(f"{what} …")


def read_settings(
    digest: list[Path] | None = None,
    templates: Path | None = None,
    *,
    shards: str | None = None,
    quiet: bool = False,
) -> Settings:
    """The settings, overridden by options; exits if they are wrong.

    Doubtful settings are reported on standard error, unless `quiet`.
    """
    overrides: dict[str, Any] = {}
    if digest:
        overrides["digest"] = tuple(digest)
    if templates is not None:
        overrides["templates"] = templates
    if shards is not None:
        overrides["shards"] = shards
    try:
        settings = load_settings(**overrides)
    except SettingsError as error:
        fail(*str(error).splitlines())
    if not quiet:
        say(*unknown_settings(), *readable_secrets())
    return settings


def run_to_end(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; turn expected failures into lines and an exit code, never a traceback.

    Files made meanwhile are private: they hold texts and what members set up.
    """
    from bot.discord.run import StartError
    from bot.operations.private_files import private_files
    from briefings.digest import DigestError
    from briefings.library import LibraryError

    try:
        with private_files():
            return asyncio.run(work)
    except DigestError as error:
        fail(*map(str, error.problems))
    except (StartError, LibraryError) as error:
        fail(str(error))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
