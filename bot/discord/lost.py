"""Interactions that can't be answered any more: too late, by another, or what they are about is
gone. Nobody can do anything about them, and they come in numbers: the log takes a line each.
"""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import discord

Interaction = discord.Interaction[Any]

LOST = "lost"
"""In an interaction's `extras`: it could not be answered any more."""

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
"""By Discord's error codes.

Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json"""

GONE = 10008
"""Discord's code of a message that was deleted: whoever pressed its button can still be told."""


def why_lost(error: BaseException) -> str | None:
    """Why an interaction can't be answered any more; None where the error says something else."""
    return _WHY.get(error.code) if isinstance(error, discord.HTTPException) else None


asking: ContextVar[Interaction] = ContextVar("asking")
"""The interaction whose choices are being gathered, in the task that does so."""

Report = Callable[[Interaction, BaseException], None]


class _OwnWords(logging.Filter):
    """Reports what happened to choices in the bot's own way.

    discord.py answers with choices after the bot's code has returned them, and logs what fails then
    with a traceback, the server's number and the user's.
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
    """Have `report` called in place of discord.py's log of choices that could not be shown."""
    logger = logging.getLogger("discord.app_commands.tree")
    logger.filters[:] = [one for one in logger.filters if not isinstance(one, _OwnWords)]
    logger.addFilter(_OwnWords(report))
