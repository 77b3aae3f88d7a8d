"""Followed sources: which of them fail."""

import asyncio

from bot.cli.doctor.finding import Case, Finding, good, note
from bot.cli.doctor.opening import opened
from briefings.library import LibraryError
from briefings.library.migrate import current_revision
from briefings.sources.migrations import VERSION_TABLE
from briefings.sources.model import OPERATOR
from briefings.sources.status import Health, status
from briefings.sources.store import SourceStore

SHOWN = 10


async def check(case: Case) -> list[Finding]:
    return await asyncio.to_thread(_check, case.settings.database)


def _check(database: str) -> list[Finding]:
    try:
        with opened(database) as engine:
            if engine is None:
                return []
            if current_revision(engine, VERSION_TABLE) is None:
                return [good("no sources are followed")]
            stand = [status(one, {}) for one in SourceStore(engine).all(OPERATOR)]
    except LibraryError:
        return []  # the database check reports it
    failing = [one for one in stand if one.health in (Health.FAILS, Health.GONE)]
    found = [
        note(
            f"{one.source.name}: {one.lines[0]}",
            f"briefbot sources test {one.place}; pause or remove it where it is gone for good",
        )
        for one in failing[:SHOWN]
    ]
    if len(failing) > SHOWN:
        found.append(note(f"{len(failing) - SHOWN} more sources fail", "briefbot sources list"))
    return found or [good(f"all of {len(stand)} followed sources work")]
