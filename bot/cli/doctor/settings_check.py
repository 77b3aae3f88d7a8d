"""Settings: unknown ones, and files with secrets that others can read.

Wrong ones end the doctor before any check, with one line each.
"""

from bot.cli.doctor.finding import Case, Finding, good, note
from bot.settings import readable_secrets, unknown_settings


async def check(_: Case) -> list[Finding]:
    found = [
        note(line, "correct its name, or remove it: nobody reads it") for line in unknown_settings()
    ]
    for line in readable_secrets():
        said, _colon, command = line.rpartition(": ")
        found.append(note(said, command))
    return found or [good("all settings are known")]
