"""Runs the checks one after the other and prints what they find."""

import importlib.util
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
import typer

from bot.cli.doctor import (
    clock_check,
    database_check,
    digest_check,
    disk_check,
    extras_check,
    files_check,
    intents_check,
    migrations_check,
    permissions_check,
    port_check,
    settings_check,
    shards_check,
    sources_check,
    token_check,
    zones_check,
)
from bot.cli.doctor.finding import Answer, Case, Check, Finding, Level
from bot.settings import Settings
from briefings.text.secrets import printable, without_secrets

CHECKS: dict[str, Check] = {
    "settings": settings_check.check,
    "files": files_check.check,
    "token": token_check.check,
    "application": intents_check.check,
    "permissions": permissions_check.check,
    "clock": clock_check.check,
    "database": database_check.check,
    "migrations": migrations_check.check,
    "shards": shards_check.check,
    "digest": digest_check.check,
    "sources": sources_check.check,
    "time zones": zones_check.check,
    "disk": disk_check.check,
    "port": port_check.check,
    "extras": extras_check.check,
}
"""In this order: later ones use what earlier ones found."""

SECONDS = 10


async def examine(settings: Settings) -> bool:
    """Print what every check finds. False if anything keeps the bot from working."""
    async with asking(settings) as case:
        found = [(name, await _checked(check, case)) for name, check in CHECKS.items()]
    for name, findings in found:
        for one in findings:
            _print(name, one)
    return all(one.level is not Level.BAD for _, findings in found for one in findings)


async def _checked(check: Check, case: Case) -> Sequence[Finding]:
    """What a check finds; a check that breaks is a finding too."""
    try:
        return await check(case)
    except Exception as error:  # noqa: BLE001  # the others must still run
        said = f"the check itself failed: {type(error).__name__}: {error}"
        return [Finding(Level.BAD, said, "please report this, with these lines")]


def _print(name: str, one: Finding) -> None:
    todo = f" → {one.todo}" if one.todo else ""
    line = f"{one.level:8}{name}: {one.said}{todo}"
    typer.echo(printable(without_secrets(" ".join(line.splitlines()))))


@asynccontextmanager
async def asking(settings: Settings) -> AsyncIterator[Case]:
    """The case for these settings, with the real network, disk and clock."""
    token = settings.discord_token
    header = {"Authorization": f"Bot {token.get_secret_value().strip()}"} if token else {}
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with aiohttp.ClientSession(headers=header, timeout=timeout) as http:

        async def ask(path: str) -> Answer:
            try:
                async with http.get(settings.discord_api.rstrip("/") + path) as response:
                    return Answer(response.status, await _json(response), _date(response))
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                return Answer(0, None, error=str(error) or type(error).__name__)

        yield Case(
            settings,
            ask=ask,
            now=lambda: datetime.now(UTC),
            free_bytes=lambda folder: shutil.disk_usage(folder).free,
            has_module=lambda name: importlib.util.find_spec(name) is not None,
        )


async def _json(response: aiohttp.ClientResponse) -> object:
    try:
        return await response.json(content_type=None)
    except ValueError:
        return None


def _date(response: aiohttp.ClientResponse) -> datetime | None:
    try:
        return parsedate_to_datetime(response.headers.get("Date", ""))
    except ValueError:
        return None
