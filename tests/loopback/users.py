"""What people do in Discord's client: type commands, press buttons, fill in dialogs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.loopback.commands import NotOfferedError, UserInput, refuse_unless_offered
from tests.loopback.dialogs import chosen, filled
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import Interaction, InteractionKind
from tests.loopback.messages import ComponentKind, Message, walk
from tests.loopback.permissions import Permission
from tests.loopback.world import Channel, ChannelKind, Member, User, World
from tests.waiting import LAST_RESORT

ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024
_SLASH, _MESSAGE_COMMAND = 1, 3


class People(ABC):
    """The users' side of `LoopbackDiscord`. `channel` defaults to the first server's first text
    channel, `user` to the one who sees the ephemeral message, the other side of the direct
    messages, or the first member (possibly the owner).

    All methods raise `NotOfferedError` if Discord's client would not let the user do it;
    `forge=True` sends it anyway, as a tampered client would.
    """

    world: World
    gateway: Gateway
    commands: dict[int | None, list[dict[str, Any]]]
    interactions: dict[str, Interaction]

    @abstractmethod
    async def until(self, happened: Callable[[], bool], within: float = LAST_RESORT) -> None:
        """Waits for a condition."""

    @abstractmethod
    def now(self) -> float:
        """Seconds on the event loop's clock."""

    async def slash(
        self,
        name: str,
        /,
        *,
        user: User | Member | None = None,
        channel: Channel | None = None,
        options: Mapping[str, Any] | None = None,
        forge: bool = False,
        **named: Any,
    ) -> Interaction:
        """Types a slash command: `slash("brief", topic="summit")`, `slash("daily add", …)`.

        `user` and `channel` say who types it and where; a command's own options with these names go
        into `options`.
        """
        where = self._where(channel)
        who = self._who(user, where)
        root, *words = name.split()
        command = self._command(root, _SLASH, who, where, forge=forge)
        typed = UserInput(self.world, who, where, forge)
        data = typed.data(command, words, {**(options or {}), **named})
        return await self._send(InteractionKind.COMMAND, who, where, data)

    async def autocomplete(
        self,
        name: str,
        focused: str,
        value: str,
        /,
        *,
        user: User | Member | None = None,
        channel: Channel | None = None,
        options: Mapping[str, Any] | None = None,
        forge: bool = False,
        **named: Any,
    ) -> Interaction:
        """Types `value` into the option `focused`, with the other options as given."""
        where = self._where(channel)
        who = self._who(user, where)
        root, *words = name.split()
        command = self._command(root, _SLASH, who, where, forge=forge)
        typed = UserInput(self.world, who, where, forge=forge, focused=focused)
        data = typed.data(command, words, {**(options or {}), **named, focused: value})
        return await self._send(InteractionKind.AUTOCOMPLETE, who, where, data)

    async def message_command(
        self, name: str, message: Message, *, user: User | Member | None = None
    ) -> Interaction:
        """Chooses an app command from a message's context menu."""
        where = message.channel
        who = self._who(user, where)
        command = self._command(name, _MESSAGE_COMMAND, who, where, forge=False)
        data = {
            "id": command["id"],
            "name": name,
            "type": _MESSAGE_COMMAND,
            "target_id": str(message.id),
            "resolved": {"messages": {str(message.id): message.payload()}},
        }
        return await self._send(InteractionKind.COMMAND, who, where, data)

    async def press(
        self,
        button: str,
        *,
        message: Message,
        user: User | Member | None = None,
        forge: bool = False,
    ) -> Interaction:
        """Presses the button with this label or custom_id."""
        return await self._use(button, message, user, None, forge=forge)

    async def select(
        self,
        menu: str,
        values: Sequence[Any],
        *,
        message: Message,
        user: User | Member | None = None,
        forge: bool = False,
    ) -> Interaction:
        """Chooses from the select with this placeholder or custom_id: options by value or label,
        or users, roles or channels themselves."""
        return await self._use(menu, message, user, values, forge=forge)

    async def _use(
        self,
        name: str,
        message: Message,
        user: User | Member | None,
        values: Sequence[Any] | None,
        *,
        forge: bool,
    ) -> Interaction:
        if user is None and message.visible_to is not None:
            user = self.world.users[message.visible_to]
        who = self._who(user, message.channel)
        component = message.component(name)
        if not forge:
            _refuse_unless_usable(name, component, message, who)
        kind = ComponentKind.BUTTON if values is None else ComponentKind.STRING_SELECT
        used = component or {"type": kind, "custom_id": name}
        data = {"custom_id": used["custom_id"], "component_type": used["type"]}
        if values is not None:
            typed = UserInput(self.world, who, message.channel, forge)
            data["values"] = chosen(used, values, typed)
            data |= typed.pointed_to()
        return await self._send(
            InteractionKind.COMPONENT, who, message.channel, data, pressed=message
        )

    async def submit_modal(
        self, opened_by: Interaction, values: Mapping[str, Any], *, forge: bool = False
    ) -> Interaction:
        """Fills in the dialog that an interaction opened; inputs by custom_id or label."""
        dialog = await opened_by.modal()
        unused = dict(values)
        typed = UserInput(self.world, opened_by.user, opened_by.channel, forge)
        components = [filled(part, unused, typed) for part in dialog["components"]]
        if unused:
            raise NotOfferedError(f"the dialog has no inputs {sorted(unused)}")
        data = {"custom_id": dialog["custom_id"], "components": components}
        data |= typed.pointed_to()
        return await self._send(
            InteractionKind.MODAL, opened_by.user, opened_by.channel, data, opened_by.pressed
        )

    def _who(self, user: User | Member | None, channel: Channel) -> User:
        if user is not None:
            return user.user if isinstance(user, Member) else user
        if channel.guild is None:
            assert channel.recipient is not None
            return channel.recipient
        members = channel.guild.members.values()
        owner, *others = [member.user for member in members if not member.user.bot]
        return others[0] if others else owner

    def _where(self, channel: Channel | None) -> Channel:
        if channel is not None:
            return channel
        guild = next(iter(self.world.guilds.values()))
        return next(c for c in guild.channels.values() if c.kind is ChannelKind.TEXT)

    def _command(
        self, name: str, kind: int, user: User, channel: Channel, *, forge: bool
    ) -> dict[str, Any]:
        guild_id = channel.guild.id if channel.guild else 0
        synced = [*self.commands.get(guild_id, []), *self.commands.get(None, [])]
        for command in synced:
            if (command["name"], command["type"]) == (name, kind):
                if not forge:
                    refuse_unless_offered(command, user, channel)
                return command
        raise NotOfferedError(f"no command {name!r}; synced are {[c['name'] for c in synced]}")

    async def _send(
        self,
        kind: InteractionKind,
        user: User,
        channel: Channel,
        data: dict[str, Any],
        pressed: Message | None = None,
    ) -> Interaction:
        interaction = Interaction(
            self.world.snowflakes.now(),
            kind,
            user,
            channel,
            data,
            app_in_guild=channel.guild is None or channel.guild.has_bot,
            pressed=pressed,
            edits_before=len(pressed.earlier) if pressed else 0,
            until=self.until,
        )
        self.interactions[interaction.token] = interaction
        payload = self._payload(interaction)
        guild_id = channel.guild.id if channel.guild else None
        interaction.sent_at = self.now()
        await self.gateway.dispatch_now("INTERACTION_CREATE", payload, guild_id)
        return interaction

    def _payload(self, interaction: Interaction) -> dict[str, Any]:
        user, channel, guild = interaction.user, interaction.channel, interaction.channel.guild
        permissions = str(int(channel.permissions(user.id)))
        payload: dict[str, Any] = {
            "id": str(interaction.id),
            "application_id": str(self.world.application_id),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": channel.payload() | {"permissions": permissions},
            "locale": user.locale,
            "app_permissions": str(int(channel.permissions(self.world.bot.id))),
            "entitlements": [],
            "authorizing_integration_owners": {"1": str(user.id)},
            "context": 0 if guild else 1,
            "attachment_size_limit": ATTACHMENT_SIZE_LIMIT,
        }
        if interaction.pressed is not None:
            payload["message"] = interaction.pressed.payload()
        if guild is None:
            return payload | {"user": user.payload()}
        if user.id not in guild.members:
            raise NotOfferedError(f"{user.name} is not a member of {guild.name}")
        if guild.has_bot:
            payload["authorizing_integration_owners"] = {"0": str(guild.id)}
        return payload | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "member": guild.members[user.id].payload() | {"permissions": permissions},
        }


def _refuse_unless_usable(
    name: str, component: Mapping[str, Any] | None, message: Message, user: User
) -> None:
    if message.deleted:
        raise NotOfferedError("the message has been deleted")
    if message.visible_to not in (None, user.id):
        raise NotOfferedError(f"{user.name} does not see this ephemeral message")
    if not message.channel.permissions(user.id) & Permission.VIEW_CHANNEL:
        raise NotOfferedError(f"{user.name} does not see the channel")
    if component is None:
        found = [
            c.get("label") or c["custom_id"] for c in walk(message.components) if "custom_id" in c
        ]
        raise NotOfferedError(f"no {name!r} in the message; it has {found}")
    if component.get("disabled"):
        raise NotOfferedError(f"{name!r} is disabled")
