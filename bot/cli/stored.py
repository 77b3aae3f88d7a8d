"""`briefbot sources` and `briefbot forget`: what the library holds, and how to remove it."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import typer

from bot.cli.counting import counted
from bot.discord.run import prepare_data_dir
from bot.service import FILES_SOURCE
from bot.settings import Settings
from briefings.identity import address_key
from briefings.ingest.pipeline import source_of
from briefings.library import Holding, Library, Reader
from briefings.library.batches import OWN
from briefings.models import Article
from briefings.text.secrets import printable

SHOWN = 50
"""How many sources are listed, latest first, unless all are wanted."""
_NEAR = 5_000
"""How many of the newest sources are searched for a mistyped name."""


async def list_sources(settings: Settings, *, every: bool = False, text: str | None = None) -> None:
    """Print what each source brought, the latest at the end.

    Args:
        every: list all of them, however many there are.
        text: only those with this in their name or headline, in any case.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    with _library(settings) as library:
        limited = not every and text is None
        holdings = library.holdings(newest=SHOWN + len(OWN) if limited else None)
        holdings = tuple(held for held in holdings if held.source not in OWN)
        with library.read() as reader:
            counts = reader.counts(None)
            titles = _titles(reader, holdings)
        earlier = library.count_sources() - len(holdings) if limited else 0
        earlier -= limited * sum(map(library.contains, OWN))
    if not holdings:
        typer.echo("the library is empty: briefbot ingest stores articles in it")
        return
    if limited and len(holdings) > SHOWN:
        holdings, earlier = holdings[-SHOWN:], earlier + len(holdings) - SHOWN
    if earlier > 0:
        typer.echo(
            f"the library holds {counted(counts.articles, 'article')}, "
            f"{counted(counts.quotes, 'quotation')} from {earlier + len(holdings)} sources; "
            f"the {len(holdings)} stored last (--all lists all, --find TEXT looks for some):"
        )
    wanted = (text or "").casefold()
    shown = [line for held in holdings if wanted in (line := _line(held, titles)).casefold()]
    for line in shown:
        typer.echo(line)
    if not shown:
        typer.echo(printable(f"no source has {text!r} in its name or headline"))


async def forget(settings: Settings, names: Sequence[str]) -> list[str]:
    """Remove ingested documents; returns what could not be removed, one line each.

    Args:
        names: sources as `list_sources` prints them, ids or addresses of ingested articles.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    problems: list[str] = []
    with _library(settings) as library:
        for name in names:
            if name == FILES_SOURCE:
                problems.append(
                    f"{name}: these are the digest files: remove it from them instead, "
                    "or set BRIEFBOT_DIGEST to others"
                )
                continue
            found = [source for source in _meant(library, name) if library.remove(source)]
            if not found:
                problems.append(f"{printable(name)}: no such source{_nearest(name, library)}")
            for source in found:
                typer.echo(f"{source}: forgotten")
    return problems


@contextmanager
def _library(settings: Settings) -> Iterator[Library]:
    if settings.database_url is None:
        prepare_data_dir(settings)
    with Library.open(settings.database) as library:
        yield library


def _meant(library: Library, name: str) -> Sequence[str]:
    """The sources that a name can mean: by their own name, an article's id or its address."""
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return ()  # not UTF-8, so no name has these bytes
    meant = [source for source in (name, source_of(name)) if source not in OWN]
    with library.read() as reader:
        meant += [
            source_of(article.id)
            for key, article in reader.at_addresses((name,)).items()
            if key == address_key(name)
        ]
    return list(dict.fromkeys(meant))


def _titles(reader: Reader, holdings: Sequence[Holding]) -> Mapping[str, str]:
    """The titles of ingested articles, by their sources."""
    prefix = source_of("")
    ids = [held.source.removeprefix(prefix) for held in holdings if held.source.startswith(prefix)]
    found = {source_of(id_): _title(article) for id_, article in reader.articles(ids).items()}
    return {FILES_SOURCE: "the digest files", **found}


def _line(held: Holding, titles: Mapping[str, str]) -> str:
    counts = f"{counted(held.articles, 'article')}, {counted(held.quotes, 'quotation')}"
    title = titles.get(held.source)
    return printable(f"{held.source}: {counts}{(title and f' – {title}') or ''}")


def _title(article: Article) -> str:
    return f"{article.headline}, {article.publisher}" if article.publisher else article.headline


def _nearest(name: str, library: Library) -> str:
    holdings = library.holdings(newest=_NEAR)
    known = [held.source for held in holdings if held.source not in {FILES_SOURCE, *OWN}]
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f": did you mean {near[0]}?"
    return ": briefbot sources lists them" if known else ": nothing was ingested"
