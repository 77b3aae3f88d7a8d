"""The library, the answers and the templates behind every front end.

Knows nothing of Discord. It holds the digest that is being served, takes a newer one when there
is one, and goes on serving the last good one when the newer is broken.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import structlog

from briefings.answers import Answers
from briefings.answers.questions import Question
from briefings.answers.types import Answer
from briefings.digest import DigestError, digest_files, load
from briefings.library import Library
from briefings.library.searching import SearchHit
from briefings.models import Digest
from briefings.rendering.renderer import Renderer, TemplateProblem
from briefings.rendering.reply import Reply

FILES_SOURCE = "files"
"""The library's name for what came from the operator's digest files."""

log = structlog.get_logger()


def utc_now() -> datetime:
    return datetime.now(UTC)


class BriefingService:
    """Answers questions as replies. Use `BriefingService.open`."""

    def __init__(
        self,
        library: Library,
        renderer: Renderer,
        folders: Sequence[Path],
        *,
        templates: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.library = library
        self.renderer = renderer
        self.clock = clock
        self.answers = Answers(Digest())
        self.problems: tuple[str, ...] = ()
        """What is wrong with the digest files, a line each; empty when they are served."""
        self._folders = tuple(folders)
        self._templates = templates
        self._revision: object = None
        self._fingerprint = ""
        self._refreshing = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        database: str,
        folders: Sequence[Path],
        templates: Path | None = None,
        *,
        clock: Callable[[], datetime] = utc_now,
    ) -> AsyncIterator[Self]:
        """Open the library, load the digest files and get ready to answer.

        Args:
            clock: tells the moment, aware, to everything that is built on this service.

        Raises:
            LibraryError: the database can't be used.
            DigestError: the files are broken and no earlier good digest is stored.
        """
        with Library.open(database) as library:
            renderer = Renderer(templates, _log_template)
            service = cls(library, renderer, folders, templates=templates, clock=clock)
            await service.refresh(first=True)
            yield service

    async def refresh(self, *, first: bool = False) -> bool:
        """Take what is new in the files and in the library. True if the answers changed.

        Broken files are reported in `problems` and by the log, once per change, and leave the
        last good digest serving; only where there never was one, and on `first`, they raise.
        """
        async with self._refreshing:
            fingerprint = await asyncio.to_thread(_fingerprint, self._folders)
            if fingerprint != self._fingerprint:
                await self._load_files(first=first)
                self._fingerprint = fingerprint  # only now: what could not be stored is read again
            return await self._take_answers()

    async def _take_answers(self) -> bool:
        """Serve what the library has now. True if that is something new."""
        revision = await asyncio.to_thread(self.library.revision)
        if revision == self._revision:
            return False
        digest = await asyncio.to_thread(self.library.digest)
        self.answers = await asyncio.to_thread(Answers, digest, self._search)
        self._revision = revision
        log.info(
            "digest_served",
            articles=len(digest.articles),
            quotes=len(digest.quotes),
            topics=len(digest.topics),
        )
        return True

    async def _search(self, text: str, *, limit: int) -> tuple[SearchHit, ...]:
        return await asyncio.to_thread(self.library.search, text, limit=limit)

    async def reload_templates(self) -> None:
        """Take the operator's templates as they are now on disk."""
        self.renderer = await asyncio.to_thread(Renderer, self._templates, _log_template)

    async def _load_files(self, *, first: bool) -> None:
        try:
            loaded = await asyncio.to_thread(load, self._folders)
        except DigestError as error:
            if first and FILES_SOURCE not in await asyncio.to_thread(self.library.sources):
                raise
            self.problems = tuple(str(problem) for problem in error.problems)
        else:
            self.problems = ()
            await asyncio.to_thread(self.library.store, loaded, FILES_SOURCE)
        for problem in self.problems:
            log.warning("digest_broken", problem=problem, serving="the last good digest")

    async def ask(self, question: Question) -> Answer:
        return await self.answers.ask(question, today=self.clock().date())

    async def reply(self, question: Question) -> Reply:
        """The answer to `question`, laid out."""
        return self.renderer.render(await self.ask(question), question)


def _log_template(problem: TemplateProblem) -> None:
    log.warning("template_broken", problem=str(problem))


def _fingerprint(paths: Sequence[Path]) -> str:
    """Changes when a digest file is added, removed or written."""
    state = hashlib.sha256()
    for path in paths:
        try:
            for file in digest_files(path):
                stat = file.stat()
                state.update(f"{file}\0{stat.st_mtime_ns}\0{stat.st_size}\n".encode())
        except OSError as error:  # a file may go while it is looked at; loading says what is wrong
            state.update(f"{path}\0{error.errno}\n".encode())
    return state.hexdigest()
