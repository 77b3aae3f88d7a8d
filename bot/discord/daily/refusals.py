"""What Discord's refusals mean for a post: not now, not here, or never."""

import discord

from bot.daily.posting import BlockedError, NotNowError, RefusedError, UnsureError
from briefings.translations import gettext

ALREADY_PUBLISHED = 40033
CLOSED_CODES = frozenset(
    {
        10003,  # unknown channel
        10004,  # unknown guild
        50001,  # no access
        50008,  # no text channel
        50013,  # no permission
        50083,  # archived thread
        160005,  # locked thread
    }
)
"""Discord's error codes for problems with the place, not with the message.

Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json"""

LASTING_CODES = frozenset(
    {
        10087,  # unknown tag: it was deleted
        40067,  # the forum requires a tag
        50035,  # invalid form body: something is too long, or not allowed there
        160006,  # too many active threads
    }
)
"""Codes of refusals that will also meet the next message, until a moderator changes something."""


class PublishedError(RefusedError):
    """It was published before."""


def meaning(error: discord.HTTPException) -> Exception:
    """The error of `bot.daily.posting` for a refusal."""
    if error.status in (401, 429):
        return NotNowError(
            gettext("Discord refused the request (%(status)s).", status=error.status), 60.0
        )
    if error.status >= 500:
        return UnsureError(
            gettext("Discord had a failure of its own (%(status)s).", status=error.status)
        )
    if error.code == ALREADY_PUBLISHED:
        return PublishedError(error.text)
    lasting = error.code in LASTING_CODES
    if not lasting and (error.status in (403, 404) or error.code in CLOSED_CODES):
        return BlockedError(
            gettext("Discord says: %(text)s (%(status)s).", text=error.text, status=error.status)
        )
    reason = gettext(
        "Discord did not take the message: %(text)s (%(status)s).",
        text=error.text,
        status=error.status,
    )
    return RefusedError(reason, lasting=lasting)
