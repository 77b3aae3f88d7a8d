"""The application: how commands reach the bot, and how often it may still log in."""

from typing import Any

from bot.cli.doctor.finding import Case, Finding, bad, good, note

PRIVILEGED = 1 << 12 | 1 << 13 | 1 << 14 | 1 << 15 | 1 << 18 | 1 << 19
"""Flags of an application that may receive presences, members or messages (Discord's
documentation, "Application Flags")."""

FEW_LOGINS = 50


async def check(case: Case) -> list[Finding]:
    if not case.shared.get("logged_in"):
        return []
    found = []
    application: dict[str, Any] = (await case.ask("/oauth2/applications/@me")).body or {}
    if application.get("interactions_endpoint_url"):
        found.append(
            bad(
                "the application has an Interactions Endpoint URL, to which commands go",
                "empty it in the Developer Portal (General Information)",
            )
        )
    if int(application.get("flags") or 0) & PRIVILEGED:
        found.append(
            note(
                "the application has privileged intents, which the bot does not use",
                "turn them off in the Developer Portal (Bot, Privileged Gateway Intents)",
            )
        )
    gateway = (await case.ask("/gateway/bot")).body or {}
    left = gateway.get("session_start_limit", {}).get("remaining")
    if isinstance(left, int) and left < FEW_LOGINS:
        level = bad if left == 0 else note
        found.append(
            level(
                f"the bot may log in {left} more times today",
                "find out what restarts it so often before it is started again",
            )
        )
    return found or [good("no privileged intent is needed, and commands come over the gateway")]
