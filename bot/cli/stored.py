"""`briefbot sources` and `briefbot forget`: what the library holds, and the way back."""

import difflib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import typer

from bot.cli.counting import counted
from bot.cli.extract import printable
from bot.cli.ingest import SOURCE
from bot.discord.run import prepare_data_dir
from bot.service import FILES_SOURCE
from bot.settings import Settings
from briefings.library import Library
from briefings.models import Article


async def list_sources(settings: Settings) -> None:
    """Print what each source brought, that which was stored last at the end.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    async with _library(settings) as library:
        holdings = await library.holdings()
        titles = {
            SOURCE.format(article.id): _title(article)
            for article in (await library.digest()).articles
        }
    if not holdings:
        typer.echo("the library is empty: briefbot ingest stores articles in it")
    for holding in holdings:
        held = f"{counted(holding.articles, 'article')}, {counted(holding.quotes, 'quotation')}"
        title = titles.get(holding.source) or (
            "the digest files" if holding.source == FILES_SOURCE else ""
        )
        typer.echo(printable(f"{holding.source}: {held}{title and f' – {title}'}"))


async def forget(settings: Settings, names: Sequence[str]) -> list[str]:
    """Take out what was ingested; what could not be is returned, a line each.

    Args:
        names: sources as `list_sources` prints them, ids or addresses of ingested articles.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    problems: list[str] = []
    async with _library(settings) as library:
        for name in names:
            if name == FILES_SOURCE:
                problems.append(
                    f"{name}: these are the digest files: remove it from them instead, "
                    "or set BRIEFBOT_DIGEST to others"
                )
                continue
            known = [source for source in await library.sources() if source != FILES_SOURCE]
            articles = (await library.digest()).articles
            meant = {name, SOURCE.format(name)}
            meant |= {SOURCE.format(article.id) for article in articles if article.url == name}
            found = [source for source in known if source in meant]
            if not found:
                problems.append(f"{name}: no such source{_nearest(name, known)}")
            for source in found:
                await library.remove(source)
                typer.echo(f"{source}: forgotten")
    return problems


@asynccontextmanager
async def _library(settings: Settings) -> AsyncIterator[Library]:
    if settings.database_url is None:
        prepare_data_dir(settings)
    async with Library.open(settings.database) as library:
        yield library


def _title(article: Article) -> str:
    return f"{article.headline}, {article.publisher}" if article.publisher else article.headline


def _nearest(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f": did you mean {near[0]}?"
    return ": briefbot sources lists them" if known else ": nothing was ingested"
