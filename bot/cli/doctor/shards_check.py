"""The shards: whether there are enough, who runs them, and whether any is not run."""

import asyncio
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from bot.cli.doctor.finding import Case, Finding, bad, good, note
from bot.cli.doctor.opening import opened
from bot.discord.run import StartError, refuse_shards_on_sqlite
from bot.shards import Shards, written
from bot.work.membership import Holder, holders
from briefings.library import LibraryError

MOST_TO_RECOMMENDED = 2.5
"""Discord recommends a shard for 1,000 servers and allows at most 2,500 (its documentation,
"Sharding")."""


async def check(case: Case) -> list[Finding]:
    shards = case.settings.shards
    try:
        refuse_shards_on_sqlite(case.settings)
    except StartError as error:
        said, _, todo = str(error).partition(": set ")
        return [bad(said, f"set {todo}")]
    found = []
    if case.shared.get("logged_in"):
        gateway = (await case.ask("/gateway/bot")).body or {}
        found.append(_enough(shards, int(gateway.get("shards") or 1)))
    return found + _running(await asyncio.to_thread(_holders, case.settings.database))


def _enough(shards: Shards | None, recommended: int) -> Finding:
    if shards is None:
        return good(f"this process is to run all shards; Discord recommends {recommended}")
    said = f"the servers are divided into {shards.count} shards, and Discord recommends "
    todo = "raise the number of shards in BRIEFBOT_SHARDS, of all processes at once"
    if recommended > shards.count * MOST_TO_RECOMMENDED:
        return bad(f"{said}{recommended}: it will refuse them", todo)
    if recommended > shards.count:
        return note(f"{said}{recommended}", todo)
    return good(f"{said}{recommended}; this process is to run {shards}")


def _holders(database: str) -> list[Holder]:
    """The processes that run shards now."""
    try:
        with opened(database) as engine:
            if engine is None or engine.dialect.name != "postgresql":
                return []
            with engine.connect() as connection:
                return holders(connection)
    except (LibraryError, sa.exc.SQLAlchemyError):
        return []  # the database and migration checks report it


def _running(running: Sequence[Holder]) -> list[Finding]:
    if not running:
        return []
    said = ", ".join(f"{one.name} {written(one.shards)}" for one in running)
    found = [good(f"processes that run now: {said}")]
    parts = [one.shards for one in running if one.shards is not None]
    if len(parts) < len(running):
        return found
    missing = sorted(set(range(parts[0].count)) - {n for part in parts for n in part.ids})
    if missing:
        found.append(
            note(
                f"nobody runs {'shards' if len(missing) > 1 else 'shard'} "
                f"{', '.join(_ranges(missing))} of {parts[0].count}",
                "start a process with them: servers of these shards get no answer",
            )
        )
    return found


def _ranges(numbers: Iterable[int]) -> list[str]:
    """Rising numbers, runs of them as `3-5`."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and rows[-1][-1] == number - 1:
            rows[-1][1:] = [number]
        else:
            rows.append([number])
    return ["-".join(map(str, row)) for row in rows]
