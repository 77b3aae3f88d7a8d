"""Interactions that can't be answered any more: too late, already answered, or their subject is
gone. Nobody can do anything about them, and they come in large numbers: each is one line of the
log.
"""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import discord

Interaction = discord.Interaction[Any]

LOST = "lost"
"""In an interaction's `extras`: it could no longer be answered."""

_TOO_LATE = "answered too late"
_WHY = {
    10062: _TOO_LATE,
    10015: _TOO_LATE,  # unknown webhook: an interaction's token, after 15 minutes
    50027: _TOO_LATE,  # invalid webhook token: the same
    40060: "answered already",
    10003: "its channel is gone",
    10008: "its message is gone",
    50001: "no access to its channel",
}
"""Reasons by Discord's error code.

Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json"""

GONE = 10008
"""Discord's code for a deleted message: who pressed its button can still be told."""


def why_lost(error: BaseException) -> str | None:
    """Why an interaction can't be answered any more; None for any other error."""
    return _WHY.get(error.code) if isinstance(error, discord.HTTPException) else None


asking: ContextVar[Interaction] = ContextVar("asking")
"""The interaction whose choices the current task is gathering."""

Report = Callable[[Interaction, BaseException], None]


class _OwnWords(logging.Filter):
    """Reports failures of choices in the bot's own way.

    discord.py sends choices after the bot's code has returned them, and logs failures with a
    traceback, the server's number and the user's.
    """

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        interaction = asking.get(None)
        if error is None or interaction is None:
            return True
        self._report(interaction, error)
        return False


def report_lost_choices(report: Report) -> None:
    """Call `report` instead of discord.py's log for choices that could not be shown."""
    logger = logging.getLogger("discord.app_commands.tree")
    logger.filters[:] = [one for one in logger.filters if not isinstance(one, _OwnWords)]
    logger.addFilter(_OwnWords(report))
