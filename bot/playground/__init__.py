"""The playground: the real bot in a simulated Discord, in the browser.

Nothing in here knows how to answer anything: it is the bot, on simcord's model of Discord instead
of Discord's servers. No token, no network.
"""

from bot.playground.play import play

__all__ = ["play"]
