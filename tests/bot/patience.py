"""A bot without Discord's three seconds at its back."""

from bot.discord.client import Briefbot
from tests.waiting import LAST_RESORT

UNHURRIED = LAST_RESORT / 2
"""Seconds that an answer may take before it is deferred: less than simcord waits for it."""


def patient(bot: Briefbot) -> Briefbot:
    """The bot, which defers or drops nothing because the machine is slow.

    Tests of what happens when an answer is late set these times themselves.
    """
    bot.interactions.patience = UNHURRIED
    bot.admission.longest_wait = UNHURRIED
    if bot.pictures is not None:
        bot.pictures.longest_wait = UNHURRIED
    return bot


def idle(bot: Briefbot) -> Briefbot:
    """The bot without its work beside the commands: started in simcord's Discord, it would be
    waited for, and it never ends."""
    bot._begun = True
    return patient(bot)
