"""`briefbot sources …`: what the library holds, and the sources that fill it."""

from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.common import begin, fail, read_settings, run_to_end
from briefings.sources.kinds import Kind, Pages

sources_app = typer.Typer(
    help="List what the library holds, and follow feeds, pages and folders.",
    invoke_without_command=True,
)

Name = Annotated[str, typer.Argument(help="The source's name or address.")]


@sources_app.callback()
def show(
    context: typer.Context,
    every: Annotated[
        bool, typer.Option("--all", help="List all, not only the 50 that were stored last.")
    ] = False,
    find: Annotated[
        str | None, typer.Option(help="List those with this in their name or headline.")
    ] = None,
) -> None:
    """List the followed sources, then what the library holds, by source."""
    if context.invoked_subcommand is not None:
        return
    from bot.cli.following import show_status
    from bot.cli.stored import list_sources

    settings = read_settings()
    if find is None:
        run_to_end(show_status(settings, if_any=True))
    run_to_end(list_sources(settings, every=every, text=find))


@sources_app.command("add")
def add(
    address: Annotated[str, typer.Argument(help="A site, a feed, a page, or a folder's path.")],
    name: Annotated[str | None, typer.Option(help="What to call it.")] = None,
    kind: Annotated[Kind, typer.Option(help="What it is; auto finds out.")] = Kind.AUTO,
    pages: Annotated[
        Pages,
        typer.Option(help="Fetch the pages that entries lead to: auto, where they are teasers."),
    ] = Pages.AUTO,
    words_in: Annotated[
        list[str] | None, typer.Option("--with", help="Take only articles with one of these words.")
    ] = None,
    words_out: Annotated[
        list[str] | None, typer.Option("--without", help="Leave out articles with these words.")
    ] = None,
    most: Annotated[
        int, typer.Option(min=1, max=10_000, help="How many entries are taken: the newest.")
    ] = 500,
    keep_days: Annotated[
        int | None, typer.Option(min=1, help="Remove articles after so many days.")
    ] = None,
    revisit_days: Annotated[
        int,
        typer.Option(min=0, max=60, help="Ask pages of younger articles again for corrections."),
    ] = 7,
    every: Annotated[
        int | None,
        typer.Option(min=1, max=10_080, help="Ask every so many minutes, whatever it publishes."),
    ] = None,
) -> None:
    """Follow a site, a feed, a page or a folder: a running bot takes its articles."""
    begin("Looking for what can be followed there")
    from bot.cli import following

    options = following.options(
        pages=pages,
        words_in=words_in or (),
        words_out=words_out or (),
        most=most,
        keep_days=keep_days,
        revisit_days=revisit_days,
        every=every,
    )
    _finish(following.add(read_settings(), address, name, kind, options))


@sources_app.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the followed sources: how each is doing, what it brought, why it fails."""
    from bot.cli.following import show_status

    run_to_end(show_status(read_settings(), as_json=as_json))


@sources_app.command("test")
def try_out(
    address: Annotated[str, typer.Argument(help="An address, a folder, or a source's name.")],
    words_in: Annotated[list[str] | None, typer.Option("--with", help="As for add.")] = None,
    words_out: Annotated[list[str] | None, typer.Option("--without", help="As for add.")] = None,
) -> None:
    """Show what would come from an address or a source, and why the rest would not."""
    begin("Looking for what can be followed there")
    from bot.cli import following

    options = following.options(words_in=words_in or (), words_out=words_out or ())
    _finish(following.try_out(read_settings(), address, options))


@sources_app.command("refresh")
def refresh(
    name: Annotated[
        str | None, typer.Argument(help="The source's name or address; default: all of them.")
    ] = None,
) -> None:
    """Ask sources now, and print what came."""
    begin("Asking what is followed")
    from bot.cli import following
    from bot.operations import logs

    settings = read_settings()
    logs.configure("ERROR")  # both results and failures are printed
    _finish(following.refresh(settings, name))


@sources_app.command("pause")
def pause(name: Name) -> None:
    """Stop asking a source until it is resumed."""
    from bot.cli import following

    _finish(following.pause(read_settings(), name))


@sources_app.command("resume")
def resume(name: Name) -> None:
    """Ask a paused source again, at once."""
    from bot.cli import following

    _finish(following.resume(read_settings(), name))


@sources_app.command("remove")
def remove(name: Name) -> None:
    """Stop following a source; what it brought stays in the library."""
    from bot.cli import following

    _finish(following.remove(read_settings(), name))


@sources_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An OPML file, as other programs export it.")],
) -> None:
    """Follow the feeds of an OPML file."""
    from bot.cli import opml

    _finish(opml.import_opml(read_settings(), file))


@sources_app.command("export")
def export(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write it; default: standard output.")
    ] = None,
) -> None:
    """Write the feeds as OPML, passwords left out."""
    from bot.cli import opml

    _finish(opml.export_opml(read_settings(), file))


def _finish(work: Coroutine[Any, Any, list[str]]) -> None:
    """Run to the end, and fail if problems are returned."""
    problems = run_to_end(work)
    if problems:
        fail(*problems)
