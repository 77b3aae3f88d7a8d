"""The disk: when it is full nothing is lost, but nothing new can be stored."""

from bot.cli.doctor.finding import Case, Finding, bad, good, note

FULL, LOW = 200_000_000, 1_000_000_000
"""Bytes."""


async def check(case: Case) -> list[Finding]:
    folder = case.settings.data_dir.absolute()
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = case.free_bytes(there)
    said = f"{free / 1e9:,.1f} GB are free for {case.settings.data_dir}"
    if free < FULL:
        return [bad(said, "make room: backups and logs are the first to look at")]
    if free < LOW:
        return [note(said, "make room soon")]
    return [good(said)]
