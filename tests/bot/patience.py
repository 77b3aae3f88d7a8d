"""A bot without Discord's three-second limit."""

from bot.discord.client import Briefbot
from tests.waiting import LAST_RESORT

UNHURRIED = LAST_RESORT / 2
"""Seconds an answer may take before it is deferred: less than simcord waits."""


def patient(bot: Briefbot) -> Briefbot:
    """Make a bot defer or drop nothing because the machine is slow.

    Tests of what happens when an answer is late set these times themselves.
    """
    bot.interactions.patience = UNHURRIED
    bot.admission.longest_wait = UNHURRIED
    if bot.pictures is not None:
        bot.pictures.longest_wait = UNHURRIED
    return bot


def idle(bot: Briefbot) -> Briefbot:
    """The bot without its background work: simcord would wait for it, and it never ends."""
    bot._begun = True
    return patient(bot)
