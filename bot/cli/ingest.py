"""`briefbot ingest`: documents from files and addresses into the library."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import typer

from bot.cli.counting import counted
from bot.cli.extract import ADDRESS, NAMELESS, Outcome, least_sure, read_files
from bot.discord.run import prepare_data_dir
from bot.fetching import fetcher
from bot.settings import Settings
from briefings.digest import dump
from briefings.ingest.findings import already_known, analyse, merged, to_digest
from briefings.library import Library
from briefings.models import Article, Digest
from briefings.reading import ReadingError, read
from briefings.sources.fetching import FetchError, shown

SOURCE = "ingested:{}"
"""The library's name for what one article brought: ingesting it again replaces it."""


async def ingest(settings: Settings, sources: Sequence[str], output: Path | None) -> list[str]:
    """Read, analyse and store documents; what could not be read is returned, a line each.

    Args:
        sources: paths of files or folders, and http(s) addresses.
        output: also write digest files into this folder.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    if settings.database_url is None:
        prepare_data_dir(settings)
    addresses = [source for source in sources if ADDRESS.match(source)]
    names = [source for source in sources if source and source not in addresses]
    outcome = read_files([Path(name) for name in names])
    if "" in sources:
        outcome.problems.insert(0, NAMELESS)
    await _fetch_all(addresses, settings, outcome)
    stored: list[Digest] = []
    async with Library.open(settings.database) as library:
        for article in outcome.articles:
            known = await library.digest()
            before = already_known(article, known)
            if before is not None and before.text is None:
                typer.echo(f"{before.headline!r} is in the digest files already: left as it is")
                continue
            digest = to_digest(
                analyse(article, named_from=least_sure(settings)), _but_for(before, known)
            )
            name = SOURCE.format(digest.articles[0].id)
            await library.store(digest, name)
            if before is not None and name != SOURCE.format(before.id):
                await library.remove(SOURCE.format(before.id))
            stored.append(digest)
    digest = merged(stored)
    if output is not None and stored:
        try:
            dump(digest, output)
        except OSError as error:
            outcome.problems.append(f"{output}: can't be written to ({error.strerror})")
    articles = counted(len(digest.articles), "article")
    typer.echo(f"{articles} with {counted(len(digest.quotes), 'quotation')} stored")
    return outcome.problems


def _but_for(earlier: Article | None, known: Digest) -> Digest:
    """What is known but for the words of an article's earlier version, which are told anew."""
    if earlier is None:
        return known
    quotes = tuple(quote for quote in known.quotes if quote.citation.article != earlier.id)
    return known.model_copy(update={"quotes": quotes})


async def _fetch_all(addresses: Sequence[str], settings: Settings, outcome: Outcome) -> None:
    """Fetch and read documents: an address that somebody names by hand, robots.txt or not."""
    async with fetcher(settings) as fetching:
        for address in addresses:
            name = shown(address)
            try:
                found = await fetching.fetch(address)
                outcome.articles += await asyncio.to_thread(
                    read, found.body, name, content_type=found.content_type, url=found.url
                )
            except (FetchError, ReadingError) as error:
                outcome.problems.append(str(error))
                continue
            if found.downgraded:
                typer.echo(
                    f"{name}: led from https to {shown(found.url)}: "
                    "anybody on the way could have changed it",
                    err=True,
                )
