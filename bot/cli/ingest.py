"""`briefbot ingest`: documents from files and addresses into the library."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import typer

from bot.cli.counting import counted
from bot.cli.extract import ADDRESS, NAMELESS, Outcome, read_files
from bot.discord.run import prepare_data_dir
from bot.settings import Settings
from briefings.digest import dump
from briefings.ingest.findings import already_known, analyse, merged, to_digest
from briefings.library import Library
from briefings.models import Article, Digest
from briefings.reading import MAX_BYTES, ReadingError, read

FETCH_TIMEOUT = 60
"""Seconds after which an address that does not answer is given up."""
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
    refused = {source: no for source in sources if (no := _refusal(source))}
    addresses = [source for source in sources if ADDRESS.match(source) and source not in refused]
    names = [source for source in sources if source not in addresses and source not in refused]
    outcome = read_files([Path(name) for name in names])
    outcome.problems[:0] = refused.values()
    await _fetch_all(addresses, outcome)
    stored: list[Digest] = []
    async with Library.open(settings.database) as library:
        for article in outcome.articles:
            known = await library.digest()
            before = already_known(article, known)
            if before is not None and before.text is None:
                typer.echo(f"{before.headline!r} is in the digest files already: left as it is")
                continue
            digest = to_digest(analyse(article), _but_for(before, known))
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


def _refusal(source: str) -> str | None:
    """Why a source is neither a file or folder nor an address that is fetched."""
    if not source:
        return NAMELESS
    if not ADDRESS.match(source):
        return None
    if source.partition(":")[0].lower() not in {"http", "https"}:
        return f"{source}: only http and https addresses are fetched"
    try:
        host = urlsplit(source).hostname
    except ValueError:
        host = None
    return None if host else f"{source}: the address names no host"


def _but_for(earlier: Article | None, known: Digest) -> Digest:
    """What is known but for the words of an article's earlier version, which are told anew."""
    if earlier is None:
        return known
    quotes = tuple(quote for quote in known.quotes if quote.citation.article != earlier.id)
    return known.model_copy(update={"quotes": quotes})


async def _fetch_all(addresses: Sequence[str], outcome: Outcome) -> None:
    timeout = aiohttp.ClientTimeout(total=FETCH_TIMEOUT)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        for address in addresses:
            try:
                data, content_type, url = await _fetch(session, address)
                outcome.articles += await asyncio.to_thread(
                    read, data, address, content_type=content_type, url=url
                )
            except ReadingError as error:
                outcome.problems.append(str(error))
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                reason = str(error) or type(error).__name__
                outcome.problems.append(f"{address}: can't be fetched ({reason})")


async def _fetch(session: aiohttp.ClientSession, address: str) -> tuple[bytes, str | None, str]:
    """A document, never read further than one may be long, its content type and address.

    The address is the one that it was found at in the end, redirects followed.
    """
    async with session.get(address, max_redirects=5) as response:
        response.raise_for_status()
        data = bytearray()
        async for chunk in response.content.iter_chunked(65_536):
            data += chunk
            if len(data) > MAX_BYTES:
                raise ReadingError(f"larger than {MAX_BYTES // 1_000_000} MB", address)
        return bytes(data), response.headers.get("Content-Type"), str(response.url)
