"""The people at the keyboard: a whole command that they type is performed as one.

simcord's page knows commands only through its picker, and treats everything else as a message.
Discord treats `/brief topic:summit`, typed or pasted, as the command.
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
"""Says something in a channel as the playground."""


def command_in(
    text: str, tree: app_commands.CommandTree[Any], channels: Mapping[str, Any]
) -> Typed | str | None:
    """The command in `text`; or why it can't be performed; or None if it is no command."""
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
