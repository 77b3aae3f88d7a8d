"""REST: who the bot is, its commands, its servers and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.loopback.permissions import permissions_in
from tests.loopback.routing import MISSING_ACCESS, Call, RefusalError, Routes, invalid, unknown
from tests.loopback.world import Guild

if TYPE_CHECKING:
    from tests.loopback.server import LoopbackDiscord

GUILD_INSTALL_LIMITED_MEMBERS = 1 << 15
COMMANDS_MAX = {1: 100, 2: 15, 3: 15}

routes = Routes()


def application_payload(discord: LoopbackDiscord) -> dict[str, Any]:
    world = discord.world
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": discord.owner.payload(),
        "team": None,
        "verify_key": "0" * 64,
        "flags": GUILD_INSTALL_LIMITED_MEMBERS,
        "integration_types_config": {"0": {}, "1": {}},
        "approximate_guild_count": sum(1 for _ in world.guilds_of_bot()),
    }


@routes.add("GET", "/users/@me")
def me(discord: LoopbackDiscord, call: Call) -> Any:
    return discord.world.bot.payload()


@routes.add("GET", "/users/@me/guilds")
def my_guilds(discord: LoopbackDiscord, call: Call) -> Any:
    bot = discord.world.bot.id
    return [
        guild.payload() | {"permissions": str(int(permissions_in(guild, channel, bot)))}
        for guild in discord.world.guilds_of_bot()
        for channel in list(guild.channels.values())[:1]
    ]


@routes.add("DELETE", "/users/@me/guilds/{guild}")
def leave(discord: LoopbackDiscord, call: Call) -> Any:
    discord.kick(_guild(discord, call))


@routes.add("GET", "/users/{user}")
def user(discord: LoopbackDiscord, call: Call) -> Any:
    found = discord.world.users.get(call.id("user"))
    if found is None:
        raise unknown(10013, "User")
    return found.payload()


@routes.add("POST", "/users/@me/channels")
def open_dm(discord: LoopbackDiscord, call: Call) -> Any:
    recipient = discord.world.users.get(int(call.body["recipient_id"]))
    if recipient is None:
        raise unknown(10013, "User")
    return discord.world.dm(recipient).payload()


@routes.add("GET", "/oauth2/applications/@me")
@routes.add("GET", "/applications/@me")
def application(discord: LoopbackDiscord, call: Call) -> Any:
    return application_payload(discord)


@routes.add("GET", "/gateway/bot")
def gateway(discord: LoopbackDiscord, call: Call) -> Any:
    return {
        "url": discord.gateway_url,
        "shards": discord.gateway.shards,
        "session_start_limit": {
            "total": 1000,
            "remaining": discord.gateway.starts_left,
            "reset_after": discord.gateway.starts_reset_ms,
            "max_concurrency": discord.gateway.max_concurrency,
        },
    }


@routes.add("GET", "/applications/{application}/commands")
@routes.add("GET", "/applications/{application}/guilds/{guild}/commands")
def commands(discord: LoopbackDiscord, call: Call) -> Any:
    return discord.commands.get(_scope(discord, call), [])


@routes.add("PUT", "/applications/{application}/commands")
@routes.add("PUT", "/applications/{application}/guilds/{guild}/commands")
def set_commands(discord: LoopbackDiscord, call: Call) -> Any:
    """Replaces all commands; an unchanged command keeps its id."""
    scope = _scope(discord, call)
    body: list[dict[str, Any]] = call.body
    for kind, most in COMMANDS_MAX.items():
        names = [command["name"] for command in body if command.get("type", 1) == kind]
        if len(names) > most or len(set(names)) < len(names):
            raise invalid(f"commands of type {kind}: at most {most}, each name once: {names}")
    known = {(c["type"], c["name"]): c for c in discord.commands.get(scope, [])}
    discord.commands[scope] = [_stored(discord, command, scope, known) for command in body]
    return discord.commands[scope]


def _stored(
    discord: LoopbackDiscord,
    command: dict[str, Any],
    scope: int | None,
    known: dict[tuple[int, str], dict[str, Any]],
) -> dict[str, Any]:
    kind = command.get("type", 1)
    before = known.get((kind, command["name"]))
    return {
        "description": "",
        "default_member_permissions": None,
        "nsfw": False,
        "integration_types": [0],
        "contexts": None,
        **command,
        "type": kind,
        "id": before["id"] if before else str(discord.world.snowflakes.now()),
        "application_id": str(discord.world.application_id),
        "version": str(discord.world.snowflakes.now()),
        **({"guild_id": str(scope)} if scope else {}),
    }


def _scope(discord: LoopbackDiscord, call: Call) -> int | None:
    if call.id("application") != discord.world.application_id:
        raise RefusalError(403, 20012, "You are not authorized to perform this action")
    return _guild(discord, call).id if "guild" in call.params else None


@routes.add("GET", "/guilds/{guild}")
def guild(discord: LoopbackDiscord, call: Call) -> Any:
    return _guild(discord, call).payload()


@routes.add("GET", "/guilds/{guild}/channels")
def channels(discord: LoopbackDiscord, call: Call) -> Any:
    found = _guild(discord, call).channels.values()
    return [channel.payload() for channel in found if not channel.kind.is_thread]


@routes.add("GET", "/guilds/{guild}/threads/active")
def active_threads(discord: LoopbackDiscord, call: Call) -> Any:
    found = _guild(discord, call).channels.values()
    threads = [one.payload() for one in found if one.kind.is_thread and not one.archived]
    return {"threads": threads, "members": []}


@routes.add("GET", "/guilds/{guild}/roles")
def roles(discord: LoopbackDiscord, call: Call) -> Any:
    return [role.payload() for role in _guild(discord, call).roles.values()]


@routes.add("GET", "/guilds/{guild}/members/{user}")
def member(discord: LoopbackDiscord, call: Call) -> Any:
    of = _guild(discord, call)
    wanted = discord.world.bot.id if call.params["user"] == "@me" else call.id("user")
    found = of.members.get(wanted)
    if found is None:
        raise unknown(10007, "Member")
    return found.payload()


def _guild(discord: LoopbackDiscord, call: Call) -> Guild:
    found = discord.world.guilds.get(call.id("guild"))
    if found is None:
        raise unknown(10004, "Guild")
    if not found.has_bot:
        raise RefusalError(*MISSING_ACCESS)
    return found
