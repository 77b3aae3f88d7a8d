"""The clock: a wrong one makes daily posts early or late."""

from bot.cli.doctor.finding import Case, Finding, bad, good, note

LATE, WRONG = 5.0, 60.0
"""Seconds; Discord gives its time in whole seconds, and an answer takes one or two."""


async def check(case: Case) -> list[Finding]:
    theirs = case.shared.get("date")
    if theirs is None:
        return []
    seconds = abs((case.now() - theirs).total_seconds())
    if seconds < LATE:
        return [good("the clock is right")]
    level = bad if seconds >= WRONG else note
    return [
        level(
            f"the clock is {seconds:,.0f} seconds from Discord's",
            "let the system keep it: timedatectl set-ntp true, or chrony",
        )
    ]
