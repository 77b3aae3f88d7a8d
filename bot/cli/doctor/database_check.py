"""The database: whether it can be read and is intact."""

import asyncio
from pathlib import Path

import sqlalchemy as sa

from bot.cli.doctor.finding import Case, Finding, bad, good
from bot.cli.doctor.opening import opened
from bot.work.daily_briefings import queue_url
from briefings.library import LibraryError
from briefings.library.database import database_url, reading
from briefings.library.errors import show


async def check(case: Case) -> list[Finding]:
    return await asyncio.to_thread(_check, case.settings.database)


def _check(database: str) -> list[Finding]:
    try:
        url = database_url(database)
    except LibraryError as error:
        return [_said(error)]
    found = _looked_at(database, show(url))
    if url.get_backend_name() == "sqlite" and url.database:
        queue = queue_url(database)
        found += _looked_at(queue, Path(str(sa.make_url(queue).database)).name)
    return found


def _looked_at(database: str, name: str) -> list[Finding]:
    try:
        with opened(database) as engine:
            if engine is None:
                return [good(f"{name} will be made")]
            with reading(engine) as connection:
                if engine.dialect.name != "sqlite":
                    connection.execute(sa.text("SELECT 1"))
                    return [good(f"{name} answers")]
                whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except LibraryError as error:
        return [_said(error)]
    if whole != "ok":
        return [bad(f"{name} is damaged ({whole})", "stop the bot and restore a backup")]
    return [good(f"{name} is whole")]


def _said(error: LibraryError) -> Finding:
    said, _, todo = str(error).partition(" — ")
    return bad(said, todo or "check BRIEFBOT_DATABASE_URL")
