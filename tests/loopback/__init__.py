"""A small Discord over real sockets: gateway and REST, with faults on request.

    async with LoopbackDiscord() as discord:
        guild = discord.guild("Readers", {"news": ChannelKind.TEXT}, members={"Ada": Permission(0)})
        …  # start the bot with discord.token and discord.base_url
        await discord.connected()
        asked = await discord.slash("brief", topic="summit")
        assert "Alaska" in (await asked.message()).text

The bot's messages are in `discord.messages(channel)` and `discord.posts()`, its requests in
`discord.requests`, the faults in `discord.faults`, the connection in `discord.gateway`.
`discord.stop()` and `discord.start()` simulate an outage. `tinybot.pointed_at` redirects discord.py
here and back; a bot in a separate process must set both `Route.BASE` and
`DiscordWebSocket.DEFAULT_GATEWAY`. `python -m tests.loopback` runs the server as a process, driven
by `tests.loopback.remote`.

Left out: voice, reactions, member and message events (the bot requests only `guilds`).
"""

from tests.loopback.commands import NotOfferedError
from tests.loopback.faults import Fault, Faults
from tests.loopback.interactions import CallbackKind, Interaction, InteractionKind
from tests.loopback.limits import Limits
from tests.loopback.messages import Message, MessageFlag
from tests.loopback.permissions import Permission
from tests.loopback.remote import RemoteDiscord
from tests.loopback.requests import Request
from tests.loopback.routing import Upload
from tests.loopback.server import LoopbackDiscord
from tests.loopback.world import Channel, ChannelKind, Guild, Member, Role, User

__all__ = [
    "CallbackKind",
    "Channel",
    "ChannelKind",
    "Fault",
    "Faults",
    "Guild",
    "Interaction",
    "InteractionKind",
    "Limits",
    "LoopbackDiscord",
    "Member",
    "Message",
    "MessageFlag",
    "NotOfferedError",
    "Permission",
    "RemoteDiscord",
    "Request",
    "Role",
    "Upload",
    "User",
]
