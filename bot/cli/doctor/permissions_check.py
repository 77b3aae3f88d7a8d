"""Permissions: in which servers the bot lacks what it needs."""

from typing import Any

from bot.cli.doctor.finding import Case, Finding, good, note

NEEDED = {
    "View Channels": 1 << 10,
    "Send Messages": 1 << 11,
    "Embed Links": 1 << 14,
    "Attach Files": 1 << 15,
    "Read Message History": 1 << 16,
}
"""Discord's documentation, "Permissions"."""
ADMINISTRATOR = 1 << 3
SHOWN = 10


async def check(case: Case) -> list[Finding]:
    if not case.shared.get("logged_in"):
        return []
    answer = await case.ask("/users/@me/guilds")
    if answer.status != 200 or not isinstance(answer.body, list):
        return [note("the list of servers can't be had", "run the doctor again later")]
    if not answer.body:
        return [note("the bot is in no server", "invite it (README.md, On Discord)")]
    lacking = [(guild, missing) for guild in answer.body if (missing := _missing(guild))]
    found = [
        note(
            f"in {guild.get('name', '?')} the bot lacks {', '.join(missing)}",
            "give its role these permissions there; channels can take them away again, "
            "which /daily status says",
        )
        for guild, missing in lacking[:SHOWN]
    ]
    if len(lacking) > SHOWN:
        found.append(note(f"so it is in {len(lacking) - SHOWN} more servers", "do the same there"))
    return found or [good(f"the bot has what it needs in {len(answer.body)} servers")]


def _missing(guild: dict[str, Any]) -> list[str]:
    granted = guild.get("permissions")
    if granted is None or int(granted) & ADMINISTRATOR:
        return []
    return [name for name, bit in NEEDED.items() if not int(granted) & bit]
