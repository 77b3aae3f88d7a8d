"""Digest files and templates: whether they can be served."""

import asyncio

from bot.cli.doctor.finding import Case, Finding, bad, good
from briefings.digest import DigestError, load
from briefings.rendering.renderer import Renderer

SHOWN = 10


async def check(case: Case) -> list[Finding]:
    return await asyncio.to_thread(_check, case)


def _check(case: Case) -> list[Finding]:
    found: list[Finding] = []
    try:
        load(case.settings.digest_folders)
    except DigestError as error:
        found += [
            bad(str(problem), "correct it; until then the last good digest is served")
            for problem in error.problems[:SHOWN]
        ]
        if len(error.problems) > SHOWN:
            more = len(error.problems) - SHOWN
            found.append(bad(f"{more} more problems in the digest", "briefbot check lists them"))
    if case.settings.templates is not None:
        found += [
            bad(str(problem), "correct it; until then the bot's own template is used")
            for problem in Renderer(case.settings.templates).problems
        ]
    return found or [good("the digest and the templates can be served")]
