"""Extras: what is not installed, and what is missing without it."""

from bot.cli.doctor.finding import Case, Finding, good, note

EXTRAS = {
    "pictures": ("PIL", "replies have no pictures"),
    "playground": ("simcord", "there is no playground"),
}
"""By extra: a package that only it installs, and what is missing without it."""


async def check(case: Case) -> list[Finding]:
    found = [
        note(
            f"the extra {extra!r} is not installed: {without}",
            f"pip install 'briefbot[{extra}]', or leave it"
            + (" and set BRIEFBOT_PICTURES=off" if extra == "pictures" else ""),
        )
        for extra, (module, without) in EXTRAS.items()
        if not case.has_module(module) and not (extra == "pictures" and not case.settings.pictures)
    ]
    return found or [good("all extras that are wanted are installed")]
