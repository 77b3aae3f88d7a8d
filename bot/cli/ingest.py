"""`briefbot ingest`: documents from files and addresses into the library."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path

import typer

from bot.cli.catching_up import catch_up
from bot.cli.counting import counted
from bot.cli.editing import FOLDER, take_over
from bot.cli.extract import NAMELESS, least_sure
from bot.cli.people import take_people
from bot.cli.progress import each
from bot.discord.run import prepare_data_dir
from bot.fetching import fetcher
from bot.operations.memory import busy
from bot.pinned_topics import keep_topics, pinned_topics
from bot.settings import Settings
from briefings.digest import Problem, dump
from briefings.identity import Sameness
from briefings.ingest.edited_people import EditedPeople
from briefings.ingest.edited_stories import EditedStories
from briefings.ingest.pipeline import Ingestor, Stored, with_people
from briefings.ingest.stories_of import with_stories
from briefings.library import Library
from briefings.reading import ReadArticle, ReadingError
from briefings.reading.bounded import read_bounded
from briefings.sources.addresses import ADDRESS
from briefings.sources.fetching import FetchError, shown
from briefings.sources.files import find_files, read_each

SHOWN = 10
"""How many articles in the digest files are named; the rest are counted."""
_REST = {
    Sameness.ELSEWHERE: "{} known from another address, which is noted as well",
    Sameness.KNOWN: "{} known already",
    Sameness.LEFT: "{} in the digest files already",
}


async def ingest(settings: Settings, sources: Sequence[str], output: Path | None) -> list[str]:
    """Read, analyse and store documents; returns what could not be read, one line each.

    Documents are stored as they are read, some dozens of articles at a time: what a stopped run had
    stored stays, and the same documents can be given again.

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
    problems = [NAMELESS] if "" in sources else []
    with Library.open(settings.database) as library, busy():
        keep_topics(library, pinned_topics(settings))
        ingestor = Ingestor(library, named_from=least_sure(settings))
        wrong: list[Problem] = []
        take_over(EditedStories(library, ingestor.stories, settings.data_dir / FOLDER), wrong)
        take_people(EditedPeople(library, ingestor.stories, settings.data_dir / FOLDER), wrong)
        problems += map(str, wrong)
        told = _Told(ingestor, keep=output is not None)
        files = each(list(find_files(map(Path, names))), "Ingesting")
        told.store(read_each(files, problems.append))
        async for articles in _fetched(addresses, settings, problems):
            told.store(articles)
        for line in told.left_alone():
            typer.echo(line)
        if told.met or not problems:
            typer.echo(told.summary())
        catch_up(ingestor.stories)
        if output is not None and told.stored:
            with library.read() as reader:
                digest = with_stories(with_people(told.stored, reader), reader)
            try:
                dump(digest, output)
            except OSError as error:
                problems.append(f"{output}: can't be written to ({error.strerror})")
    return problems


class _Told:
    """Stores articles, and counts what happened to them."""

    def __init__(self, ingestor: Ingestor, *, keep: bool) -> None:
        self._ingestor = ingestor
        self._keep = keep
        self._counts: Counter[Sameness] = Counter()
        self._quotes = 0
        self._left: list[str] = []
        self.stored: list[Stored] = []

    def store(self, articles: Iterable[ReadArticle]) -> None:
        for one in self._ingestor.add(articles):
            self._counts[one.sameness] += 1
            self._quotes += len(one.quotes)
            if one.sameness is Sameness.LEFT:
                self._left.append(one.article.headline)
            if self._keep:
                self.stored.append(one)

    @property
    def met(self) -> bool:
        """Whether there was any article, new or known."""
        return self._counts.total() > 0

    def left_alone(self) -> list[str]:
        """The articles in the digest files: the first headlines, a line each."""
        lines = [
            f"{headline!r} is in the digest files already: left as it is"
            for headline in self._left[:SHOWN]
        ]
        if len(self._left) > SHOWN:
            lines.append(f"… and {len(self._left) - SHOWN} more")
        return lines

    def summary(self) -> str:
        """What happened, in one line: how many articles of each kind, zeros left out."""
        counts = self._counts
        stored = counts[Sameness.NEW] + counts[Sameness.CHANGED]
        said = f"{counted(stored, 'article')} with {counted(self._quotes, 'quotation')} stored"
        if counts[Sameness.CHANGED]:
            said += f", {counts[Sameness.CHANGED]} of them as a new version of a known article"
        rest = [text.format(counts[kind]) for kind, text in _REST.items() if counts[kind]]
        return "; ".join([said, *rest])


async def _fetched(
    addresses: Sequence[str], settings: Settings, problems: list[str]
) -> AsyncIterator[Sequence[ReadArticle]]:
    """The articles at each address; what can't be fetched is added to the problems.

    Somebody gave the address by hand, so it is fetched whatever robots.txt says.
    """
    if not addresses:
        return
    async with fetcher(settings) as fetching:
        for address in addresses:
            name = shown(address)
            try:
                found = await fetching.fetch(address)
                articles = await asyncio.to_thread(
                    read_bounded, found.body, name, content_type=found.content_type, url=found.url
                )
            except (FetchError, ReadingError) as error:
                problems.append(str(error))
                continue
            if found.downgraded:
                typer.echo(
                    f"{name}: led from https to {shown(found.url)}: "
                    "anybody on the way could have changed it",
                    err=True,
                )
            yield articles
