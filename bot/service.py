"""The library, the answers and the templates behind every front end.

Knows nothing of Discord. It puts the operator's digest files into the library, follows the
library as it changes, and goes on serving the last good digest when a newer one is broken.

Database queries run in a few threads, so a slow database never blocks the event loop.
"""

import asyncio
import hashlib
import os
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self, TypeVar

import structlog

from bot.pinned_topics import hidden_by, keep_topics
from briefings.answers import Answers
from briefings.answers.questions import AskCheck, Question
from briefings.answers.types import Answer
from briefings.digest import DigestError, digest_files, load
from briefings.library import Library
from briefings.models import Topic
from briefings.rendering.dialects.dialect import Dialect
from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.navigation import tone_of
from briefings.rendering.renderer import Renderer, TemplateProblem
from briefings.rendering.reply import Reply, Tone
from briefings.translations import ENGLISH, Language

FILES_SOURCE = "files"
"""The library's name for what came from the operator's digest files."""

THREADS = 4
"""How many questions are answered at once; more wait for their turn."""

KEPT_REPLIES = 256
"""How many replies are cached until the library changes: in a channel one question is asked
again and again, and its buttons ask the same."""

T = TypeVar("T")

log = structlog.get_logger()


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads a reply, by language."""

    everyone: Language = ENGLISH
    """The language of everyone who can see a public reply."""
    asker: Language = ENGLISH
    """The language of the person who asked."""

    def reading(self, answer: Answer, question: Question) -> Language:
        """The language of those who will read `answer`: only some answers are public."""
        private = question.PRIVATE or tone_of(answer) is not Tone.ANSWER
        return self.asker if private else self.everyone


ENGLISH_SPEAKERS = Audience()


class BriefingService:
    """Answers questions as replies. Use `BriefingService.open`."""

    def __init__(
        self,
        library: Library,
        renderer: Renderer,
        folders: Sequence[Path],
        *,
        templates: Path | None = None,
        topics: Sequence[Topic] = (),
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.library = library
        self.renderer = renderer
        self.clock = clock
        self.answers = Answers(library)
        self.problems: tuple[str, ...] = ()
        """What is wrong with the digest files, a line each; empty when they are served."""
        self._folders = tuple(folders)
        self._templates = templates
        self._topics: Sequence[Topic] | None = topics
        self._fingerprint = ""
        self._refreshing = asyncio.Lock()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="answers")
        self._replies: OrderedDict[tuple[Question, date, Audience], Reply] = OrderedDict()
        self._replies_of: object = None
        """The library's revision and the templates that the kept replies were made from."""

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        database: str,
        folders: Sequence[Path],
        templates: Path | None = None,
        *,
        topics: Sequence[Topic] = (),
        dialect: Dialect = DISCORD,
        clock: Callable[[], datetime] = utc_now,
    ) -> AsyncIterator[Self]:
        """Open the library, load the digest files and get ready to answer.

        Args:
            topics: those that the settings pin.
            dialect: the markup of the platform that shows the replies.
            clock: gives the current time, aware, to everything built on this service.

        Raises:
            LibraryError: the database can't be used.
            DigestError: the files are broken and no earlier good digest is stored.
        """
        async with AsyncExitStack() as stack:
            library = await asyncio.to_thread(
                stack.enter_context, Library.open(database, pool_size=THREADS + 1)
            )
            renderer = Renderer(templates, _log_template, dialect)
            service = await asyncio.to_thread(
                cls, library, renderer, folders, templates=templates, topics=topics, clock=clock
            )
            # Not on the loop: it waits for questions that are being answered.
            stack.push_async_callback(asyncio.to_thread, service._threads.shutdown)
            await service.refresh(first=True)
            yield service

    async def refresh(self, *, first: bool = False) -> bool:
        """Take over what is new in the files and in the library. True if anything is.

        Broken files are reported in `problems` and the log, once per change, and the last good
        digest goes on serving; they raise only on `first`, and only if there never was a good one.
        """
        async with self._refreshing:
            fingerprint = await asyncio.to_thread(_fingerprint, self._folders)
            if fingerprint != self._fingerprint:
                await self._load_files(first=first)
                self._fingerprint = fingerprint  # only now: failed files are read again
            if self._topics is not None:
                for line in await asyncio.to_thread(hidden_by, self.library, self._topics):
                    log.warning("settings_doubtful", problem=line)
                if await asyncio.to_thread(keep_topics, self.library, self._topics):
                    await asyncio.to_thread(self._tell_stories)
                self._topics = None
            return await self.follow()

    async def follow(self) -> bool:
        """Take over what is new in the library. True if anything is."""
        changed = await self._in_thread(self.answers.follow)
        if changed:
            log.debug("library_changed", revision=self.answers.version.revision)
        return changed

    async def reload_templates(self) -> None:
        """Read the operator's templates again from disk."""
        self.renderer = await asyncio.to_thread(
            Renderer, self._templates, _log_template, self.renderer.dialect
        )

    async def use_templates(self, folder: Path | None) -> None:
        """Read the operator's templates from this folder from now on."""
        self._templates = folder
        await self.reload_templates()

    async def use_folders(self, folders: Sequence[Path]) -> None:
        """Read the digest files in these folders from now on."""
        self._folders = tuple(folders)
        await self.refresh()

    async def use_topics(self, topics: Sequence[Topic]) -> None:
        """Pin these topics from the settings from now on, and no others."""
        self._topics = tuple(topics)
        await self.refresh()

    async def _load_files(self, *, first: bool) -> None:
        try:
            loaded = await asyncio.to_thread(load, self._folders)
        except DigestError as error:
            if first and not await asyncio.to_thread(self.library.contains, FILES_SOURCE):
                raise
            self.problems = tuple(str(problem) for problem in error.problems)
        else:
            self.problems = ()
            if await asyncio.to_thread(self.library.store, loaded, FILES_SOURCE):
                await asyncio.to_thread(self._tell_stories)
            log.info(
                "digest_read",
                articles=len(loaded.articles),
                quotes=len(loaded.quotes),
                topics=len(loaded.topics),
            )
        for problem in self.problems:
            log.warning("digest_broken", problem=problem, serving="the last good digest")

    def _tell_stories(self) -> None:
        """Retell the stories whose pinned topics changed. Loads what that needs only then."""
        with self.library.read() as reader:
            if not reader.stories_due():
                return
        from briefings.ingest.stories import Stories

        Stories(self.library, clock=self.clock).tell_due()

    async def ask(self, question: Question) -> Answer:
        """The answer to `question`.

        Raises:
            LibraryError: the database fails.
        """
        return await self._in_thread(self._answer, question, self.clock().date())

    async def reply(self, question: Question, audience: Audience = ENGLISH_SPEAKERS) -> Reply:
        """The answer to `question`, laid out for whoever reads it.

        Raises:
            LibraryError: the database fails.
        """
        today = self.clock().date()
        made_of = (self.answers.version, self.renderer)
        if made_of != self._replies_of:
            self._replies.clear()
            self._replies_of = made_of
        key = question, today, audience
        kept = self._replies.get(key)
        if kept is not None:
            self._replies.move_to_end(key)
            return kept
        if self.answers.is_at_hand(question):
            reply = self.lay_out(*key)
        else:
            reply = await self._in_thread(self.lay_out, *key)
        # Not if the library changed meanwhile: then the reply may be from the former one.
        if made_of == self._replies_of and made_of[0] == self.answers.version:
            self._keep(reply, key)
        return reply

    def _answer(self, question: Question, today: date) -> Answer:
        return self.answers.ask(question, today=today)

    def lay_out(
        self, question: Question, today: date, audience: Audience = ENGLISH_SPEAKERS
    ) -> Reply:
        """The reply to `question`, made in the calling thread and not cached."""
        answer = self._answer(question, today)
        language = audience.reading(answer, question)
        return self.renderer.in_language(language).render(answer, question)

    def _keep(self, reply: Reply, key: tuple[Question, date, Audience]) -> None:
        if isinstance(key[0], AskCheck):
            return  # somebody's message is not ours to keep
        self._replies[key] = reply
        if len(self._replies) > KEPT_REPLIES:
            self._replies.popitem(last=False)

    async def _in_thread(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)


def _log_template(problem: TemplateProblem) -> None:
    log.warning("template_broken", problem=str(problem))


def _fingerprint(paths: Sequence[Path]) -> str:
    """Changes when a digest file is added, removed or written."""
    state = hashlib.sha256()
    for path in paths:
        try:
            for file in digest_files(path):
                stat = file.stat()
                about = f"\0{stat.st_mtime_ns}\0{stat.st_size}\n"
                state.update(os.fsencode(file) + about.encode())
        except OSError as error:  # a file may vanish meanwhile; loading says what is wrong
            state.update(os.fsencode(path) + f"\0{error.errno}\n".encode())
    return state.hexdigest()
