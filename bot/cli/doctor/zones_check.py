"""Time-zone data: whether the zones that daily briefings use are known, and how old the data is."""

import asyncio
from importlib.metadata import PackageNotFoundError, version
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa

from bot.cli.doctor.finding import Case, Finding, bad, good, note
from bot.cli.doctor.opening import opened
from bot.daily.tables import subscriptions
from briefings.library import LibraryError
from briefings.library.database import reading

OLD_YEARS = 2


async def check(case: Case) -> list[Finding]:
    zones = await asyncio.to_thread(_zones, case.settings.database)
    wanted = sorted({"Europe/Berlin", "America/New_York", *zones})
    unknown = [zone for zone in wanted if _lacks(zone)]
    if unknown:
        return [
            bad(
                f"time zones are not known: {', '.join(unknown[:5])}",
                "install or update the package tzdata",
            )
        ]
    try:
        data = version("tzdata")
    except PackageNotFoundError:
        return [good("the system's time-zone data is used")]
    if case.now().year - int(data.split(".")[0]) >= OLD_YEARS:
        todo = "update it: clocks may change on other days than it says"
        return [note(f"the time-zone data is of {data}", todo)]
    return [good(f"the time-zone data is of {data}")]


def _lacks(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return True
    return False


def _zones(database: str) -> set[str]:
    """The zones of the daily briefings; none if there is no database yet."""
    try:
        with opened(database) as engine:
            if engine is None or not sa.inspect(engine).has_table(subscriptions.name):
                return set()
            with reading(engine) as connection:
                return set(connection.scalars(sa.select(subscriptions.c.zone).distinct()))
    except (LibraryError, sa.exc.SQLAlchemyError):
        return set()  # the database check reports it
