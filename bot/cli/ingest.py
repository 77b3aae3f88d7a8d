"""`briefbot ingest`: documents from files and addresses into the library."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track

from bot.cli.counting import counted
from bot.cli.extract import NAMELESS
from bot.discord.run import prepare_data_dir
from bot.settings import Settings
from briefings.digest import dump
from briefings.identity import Sameness
from briefings.ingest.pipeline import Ingestor, Stored, with_people
from briefings.library import Library
from briefings.reading import ReadArticle, ReadingError
from briefings.sources.addresses import ADDRESS, refusal
from briefings.sources.files import find_files, read_each
from briefings.sources.web import fetch, session

_REST = {
    Sameness.ELSEWHERE: "{} known from another address, which is noted as well",
    Sameness.KNOWN: "{} known already",
    Sameness.LEFT: "{} in the digest files already",
}


async def ingest(settings: Settings, sources: Sequence[str], output: Path | None) -> list[str]:
    """Read, analyse and store documents; what could not be read is returned, a line each.

    Documents are stored as they are read, some dozens of articles at a time: what a stopped
    program had stored stays, and the same documents can be given again.

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
    problems = list(refused.values())
    with Library.open(settings.database) as library:
        told = _Told(Ingestor(library), keep=output is not None)
        told.store(read_each(_shown(list(find_files(map(Path, names)))), problems.append))
        async for articles in _fetched(addresses, problems):
            told.store(articles)
        if output is not None and told.stored:
            with library.read() as reader:
                digest = with_people(told.stored, reader)
            try:
                dump(digest, output)
            except OSError as error:
                problems.append(f"{output}: can't be written to ({error.strerror})")
    typer.echo(told.summary())
    return problems


class _Told:
    """Stores articles, and keeps count of what became of them."""

    def __init__(self, ingestor: Ingestor, *, keep: bool) -> None:
        self._ingestor = ingestor
        self._keep = keep
        self._counts: Counter[Sameness] = Counter()
        self._quotes = 0
        self.stored: list[Stored] = []

    def store(self, articles: Iterable[ReadArticle]) -> None:
        for one in self._ingestor.add(articles):
            self._counts[one.sameness] += 1
            self._quotes += len(one.quotes)
            if one.sameness is Sameness.LEFT:
                headline = one.article.headline
                typer.echo(f"{headline!r} is in the digest files already: left as it is")
            if self._keep:
                self.stored.append(one)

    def summary(self) -> str:
        """What happened, in one line: how many of each kind, those of no kind left out."""
        counts = self._counts
        stored = counts[Sameness.NEW] + counts[Sameness.CHANGED]
        said = f"{counted(stored, 'article')} with {counted(self._quotes, 'quotation')} stored"
        if counts[Sameness.CHANGED]:
            said += f", {counts[Sameness.CHANGED]} of them as a new version of a known article"
        rest = [text.format(counts[kind]) for kind, text in _REST.items() if counts[kind]]
        return "; ".join([said, *rest])


def _shown(files: Sequence[Path]) -> Iterable[Path]:
    """The files, showing on a terminal how far it is."""
    console = Console(stderr=True)
    hidden = not console.is_terminal
    return track(files, "Ingesting", console=console, transient=True, disable=hidden)


def _refusal(source: str) -> str | None:
    """Why a source is neither a file or folder nor an address that is fetched."""
    if not source:
        return NAMELESS
    return refusal(source) if ADDRESS.match(source) else None


async def _fetched(
    addresses: Sequence[str], problems: list[str]
) -> AsyncIterator[Sequence[ReadArticle]]:
    """The articles at each address; what can't be fetched is added to the problems."""
    if not addresses:
        return
    async with session() as client:
        for address in addresses:
            try:
                yield await fetch(client, address)
            except ReadingError as error:
                problems.append(str(error))
