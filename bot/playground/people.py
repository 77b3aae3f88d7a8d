"""The people at the keyboard: what they type as a whole command is performed as one.

simcord's page knows commands only through its picker, and takes all else for a message. Discord
takes `/brief topic:summit`, typed or pasted, for the command.
"""

from collections.abc import Callable, Mapping
from typing import Any

import discord
from discord import app_commands
from simcord import BackendError, ChannelHandle, Env, GuildHandle, MemberActor, SetupError
from simcord import UserHandle as User

from bot.discord.commands.typed import UsageError
from bot.playground.typed import Typed, read

Tell = Callable[[ChannelHandle, str], None]
"""Says something in a channel, in the playground's own name."""


def command_in(
    text: str, tree: app_commands.CommandTree[Any], channels: Mapping[str, Any]
) -> Typed | str | None:
    """The command that `text` is, or why it is none that can be performed, or None."""
    try:
        return read(text, tree, channels)
    except UsageError as error:
        return str(error)


class Member(MemberActor):
    """A member of the server who may type commands."""

    def __init__(
        self,
        env: Env,
        guild: GuildHandle,
        user: User,
        tell: Tell,
        channels: Mapping[str, ChannelHandle],
    ) -> None:
        super().__init__(env, guild, user)
        self._channels = channels
        self._tree: app_commands.CommandTree[Any] = env.bot.tree  # type: ignore[attr-defined]  # Briefbot has one
        self._tell = tell

    async def send(self, channel: ChannelHandle, content: str = "", **more: Any) -> discord.Message:
        message = await super().send(channel, content, **more)
        found = command_in(content, self._tree, self._channels)
        if isinstance(found, Typed):
            try:
                await self.slash(channel, found.name, **found.options)
            except (SetupError, BackendError) as error:
                found = str(error)
        if isinstance(found, str):
            self._tell(channel, found)
        return message


class Correspondent(User):
    """Somebody in a direct message with the bot."""

    def __init__(self, env: Env, name: str, shown: str, tell: Tell) -> None:
        super().__init__(env, env.backend.make_user(name, global_name=shown))
        self._tree: app_commands.CommandTree[Any] = env.bot.tree  # type: ignore[attr-defined]  # Briefbot has one
        self._tell = tell

    async def send_dm(self, content: str = "", **more: Any) -> discord.Message:
        message = await super().send_dm(content, **more)
        found = command_in(content, self._tree, {})
        if isinstance(found, Typed):
            try:
                await self.slash(found.name, **found.options)
            except (SetupError, BackendError) as error:
                found = str(error)
        if isinstance(found, str):
            self._tell(self.dm_channel, found)
        return message
