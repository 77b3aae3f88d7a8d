"""Migrations: whether the database matches the program's version."""

import asyncio
from pathlib import Path

import bot.daily.migrations as daily
import briefings.sources.migrations as followed
from bot.cli.doctor.finding import Case, Finding, bad, good, note
from bot.cli.doctor.opening import opened
from briefings.library import LibraryError
from briefings.library import store as library
from briefings.library.migrate import current_revision, revisions

PARTS = {
    "the library": (Path(library.MIGRATIONS), library.VERSION_TABLE),
    "the daily briefings": (Path(daily.__file__).parent, daily.VERSION_TABLE),
    "the followed sources": (Path(followed.__file__).parent, followed.VERSION_TABLE),
}
"""Each part of the database with its migrations."""


async def check(case: Case) -> list[Finding]:
    return await asyncio.to_thread(_check, case.settings.database)


def _check(database: str) -> list[Finding]:
    try:
        with opened(database) as engine:
            if engine is None:
                return []
            stands = {
                part: (current_revision(engine, table), revisions(folder))
                for part, (folder, table) in PARTS.items()
            }
    except LibraryError:
        return []  # the database check reports it
    found = [
        finding for part, (now, known) in stands.items() if (finding := _judged(part, now, known))
    ]
    return found or [good("the database is as new as the program")]


def _judged(part: str, now: str | None, known: list[str]) -> Finding | None:
    if now is None or now == known[-1]:
        return None  # the first start creates what does not exist yet
    if now not in known:
        return bad(
            f"{part} in the database are a newer program's ({now}; known up to {known[-1]})",
            "update the program, or restore a backup that was made before the update",
        )
    return note(
        f"{part} in the database are an older program's ({now} of {known[-1]})",
        "make a backup; the next start brings it up to date",
    )
