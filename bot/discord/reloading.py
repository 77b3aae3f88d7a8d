"""Reads the settings again while the bot runs: on SIGHUP, and when their files change."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.operations import logs
from bot.pinned_topics import pinned_topics
from bot.setting_changes import AT_ONCE, changes, in_words
from bot.settings import (
    DOTENV_FILE,
    TOML_FILE,
    Settings,
    SettingsError,
    readable_secrets,
    unknown_settings,
)
from bot.work.feed_limits import Permit

if TYPE_CHECKING:
    from bot.discord.client import Briefbot

LOOK_SECONDS = 2.0
"""How often the files are checked."""

log = structlog.get_logger()


def permit(settings: Settings) -> Permit:
    """What servers may do with feeds."""
    return Permit(settings.servers_with_feeds, settings.feeds_limit, settings.feeds_tries)


class Reloader:
    """Reads the settings again, and applies those that can take effect at once.

    Wrong settings change nothing: those in effect stay.
    """

    def __init__(
        self, client: "Briefbot", settings: Settings, read: Callable[[], Settings]
    ) -> None:
        """Args:
        settings: those in effect.
        read: reads them again. Raises SettingsError.
        """
        self._client = client
        self.settings = settings
        self._read = read
        self._one_at_a_time = asyncio.Lock()
        self._fingerprint = fingerprint()
        self._tell: Mapping[str, Callable[[Settings], Awaitable[None]]] = {
            "logs": self._logs,
            "templates": self._templates,
            "digest": self._digest,
            "sources": self._sources,
            "topics": self._topics,
            "feeds": self._feeds,
            "daily_limit": self._daily_limit,
            "catch_up": self._catch_up,
            "rate": self._rate,
        }

    async def look(self) -> None:
        """Read the settings again if one of their files has changed."""
        found = await asyncio.to_thread(fingerprint)
        if found != self._fingerprint:
            self._fingerprint = found
            await self.reload()

    async def reload(self) -> None:
        """Read settings and templates again, and log what changed."""
        async with self._one_at_a_time:
            try:
                after = await asyncio.to_thread(self._read)
                doubts = await asyncio.to_thread(lambda: [*unknown_settings(), *readable_secrets()])
            except (SettingsError, OSError) as error:
                problems = str(error).splitlines()
            else:
                problems = []
            for line in problems:
                log.error("settings_wrong", problem=line, serving="the settings as they were")
            if problems:
                return
            for line in doubts:
                log.warning("settings_doubtful", problem=line)
            await self._take(after)

    async def _take(self, after: Settings) -> None:
        found = changes(self.settings, after)
        parts = [part for part in AT_ONCE if part in found.parts or part == "templates"]
        changed = [line for part in parts for line in await self._told(part, after)]
        log.info("settings_reloaded", changed=changed)
        if found.after_restart:
            log.warning("settings_need_restart", settings=list(found.after_restart))

    async def _told(self, part: str, after: Settings) -> list[str]:
        """Apply a part's settings; returns what changed. Failures are tried again next time."""
        lines = in_words(self.settings, after, part)
        try:
            await self._tell[part](after)
        except Exception as error:
            log.exception("settings_not_taken", settings=sorted(lines), error=type(error).__name__)
            return []
        taken = {name: getattr(after, name) for name in AT_ONCE[part]}
        self.settings = self.settings.model_copy(update=taken)
        return lines

    async def _logs(self, settings: Settings) -> None:
        token = self.settings.discord_token
        logs.configure(settings.log_level, token.get_secret_value().strip() if token else "")

    async def _templates(self, settings: Settings) -> None:
        await self._client.service.use_templates(settings.templates)

    async def _digest(self, settings: Settings) -> None:
        await self._client.service.use_folders(settings.digest_folders)

    async def _topics(self, settings: Settings) -> None:
        await self._client.service.use_topics(pinned_topics(settings))

    async def _sources(self, settings: Settings) -> None:
        if self._client.sources is not None:
            from bot.sources import configured_sources

            found, problems = configured_sources(settings, self._client.service.clock())
            for problem in problems:
                log.warning("source_not_followed", problem=problem)
            await self._client.sources.follow(found)

    async def _feeds(self, settings: Settings) -> None:
        if self._client.feeds is not None:
            self._client.feeds.allow(permit(settings))

    async def _daily_limit(self, settings: Settings) -> None:
        if self._client.daily_responses is not None:
            self._client.daily_responses.manager.limit = settings.daily_limit

    async def _catch_up(self, settings: Settings) -> None:
        if self._client.daily is not None:
            self._client.daily.catch_up(timedelta(hours=settings.catch_up_hours))

    async def _rate(self, settings: Settings) -> None:
        self._client.pacer.rate = settings.requests_per_second
        if self._client.daily is not None:
            await self._client.daily.workflows.change_rate(settings.requests_per_second)


def fingerprint() -> tuple[tuple[int, int, int], ...]:
    """Changes when a file of settings is written, made or removed."""
    found = []
    for name in (DOTENV_FILE, TOML_FILE):
        try:
            stat = Path(name).stat()
            found.append((stat.st_mtime_ns, stat.st_size, stat.st_ino))
        except OSError:
            found.append((0, 0, 0))
    return tuple(found)
