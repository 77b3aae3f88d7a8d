"""The remote control: `POST /_control/<verb>` with a JSON object, for tests in other processes.

Ids are strings of digits, permissions and kinds of channels their names in `Permission` and
`ChannelKind`. An error is answered with 400 and `{"error": …}`, a timeout with 408.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.loopback.commands import NotOfferedError
from tests.loopback.interactions import Interaction
from tests.loopback.limits import Limits
from tests.loopback.messages import Message
from tests.loopback.permissions import NOTHING, Permission
from tests.loopback.requests import Request
from tests.loopback.world import Channel, ChannelKind, User
from tests.waiting import LAST_RESORT

if TYPE_CHECKING:
    from tests.loopback.server import LoopbackDiscord

Verb = Callable[["LoopbackDiscord", dict[str, Any]], Awaitable[Any]]
_VERBS: dict[str, Verb] = {}


def _verb(function: Verb) -> Verb:
    _VERBS[function.__name__] = function
    return function


async def answer(discord: LoopbackDiscord, request: web.BaseRequest) -> web.Response:
    name = request.path.removeprefix("/_control/")
    if name not in _VERBS:
        return web.json_response({"error": f"no verb {name!r}: {sorted(_VERBS)}"}, status=404)
    try:
        raw = await request.read()
        return web.json_response(await _VERBS[name](discord, json.loads(raw) if raw else {}))
    except TimeoutError:
        return web.json_response({"error": "it did not happen in time"}, status=408)
    except (NotOfferedError, LookupError, ValueError, TypeError) as error:
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)


def _permissions(names: Iterable[str]) -> Permission:
    return reduce(or_, (Permission[name] for name in names), NOTHING)


def _channel(discord: LoopbackDiscord, args: dict[str, Any], key: str = "channel") -> Channel:
    return discord.world.channels[int(args[key])]


def _message(discord: LoopbackDiscord, args: dict[str, Any]) -> Message:
    return discord.world.messages[int(args["message"])]


def _user(discord: LoopbackDiscord, args: dict[str, Any]) -> User | None:
    return discord.world.users[int(args["user"])] if "user" in args else None


def _interaction(discord: LoopbackDiscord, args: dict[str, Any]) -> Interaction:
    wanted = int(args["interaction"])
    return next(i for i in reversed(discord.interactions.values()) if i.id == wanted)


def _told_message(message: Message) -> dict[str, Any]:
    return message.payload() | {
        "text": message.text,
        "ephemeral": message.ephemeral,
        "pings": sorted(message.pings),
        "edits": len(message.earlier),
    }


def _told_request(request: Request) -> dict[str, Any]:
    return {
        "at": request.at,
        "method": request.method,
        "path": request.path,
        "body": request.body,
        "files": request.files,
        "status": request.status,
        "fault": request.fault,
    }


def _started(interaction: Interaction) -> dict[str, Any]:
    return {"interaction": str(interaction.id), "token": interaction.token}


def _state(discord: LoopbackDiscord) -> dict[str, Any]:
    return {
        "base_url": discord.base_url,
        "gateway_url": discord.gateway_url,
        "token": discord.token,
        "application": str(discord.world.application_id),
        "bot": str(discord.world.bot.id),
        "connections": len(discord.gateway.connected),
        "identified": discord.gateway.identified,
        "resumed": discord.gateway.resumed,
        "commands": [c["name"] for commands in discord.commands.values() for c in commands],
        "messages": len(discord.world.messages),
        "requests": len(discord.requests),
    }


@_verb
async def state(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """Who is connected, what is known, and how much of it."""
    return _state(discord)


@_verb
async def until(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """Waits up to `within` seconds until the numbers in the state are at least those in
    `at_least` and at most those in `at_most`."""
    low, high = args.get("at_least", {}), args.get("at_most", {})

    def reached() -> bool:
        told = _state(discord)
        return all(told[k] >= v for k, v in low.items()) and all(
            told[k] <= v for k, v in high.items()
        )

    await discord.until(reached, args.get("within", LAST_RESORT))
    return _state(discord)


@_verb
async def guild(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`name`, `channels` ({name: kind}), `members` ({name: [permission, …]})."""
    channels = args.get("channels", {"general": "TEXT"})
    members = args.get("members", {})
    made = discord.guild(
        args.get("name", "Readers"),
        {name: ChannelKind[kind] for name, kind in channels.items()},
        members={name: _permissions(names) for name, names in members.items()},
    )
    return {
        "guild": str(made.id),
        "channels": {channel.name: str(channel.id) for channel in made.channels.values()},
        "members": {member.user.name: str(member.id) for member in made.members.values()},
    }


@_verb
async def slash(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`name`, `options`, `user`, `channel`, `forge`; channel options take the channel's id."""
    channel = _channel(discord, args) if "channel" in args else None
    return _started(
        await discord.slash(
            args["name"],
            user=_user(discord, args),
            channel=channel,
            options=args.get("options"),
            forge=args.get("forge", False),
        )
    )


@_verb
async def autocomplete(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`name`, `focused`, `value`, and as in `slash`."""
    channel = _channel(discord, args) if "channel" in args else None
    return _started(
        await discord.autocomplete(
            args["name"],
            args["focused"],
            args["value"],
            user=_user(discord, args),
            channel=channel,
            options=args.get("options"),
        )
    )


@_verb
async def press(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`button`, `message`, `user`, `forge`."""
    message, forge = _message(discord, args), args.get("forge", False)
    who = _user(discord, args)
    return _started(await discord.press(args["button"], message=message, user=who, forge=forge))


@_verb
async def select(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`menu`, `values`, `message`, `user`."""
    message, who = _message(discord, args), _user(discord, args)
    return _started(await discord.select(args["menu"], args["values"], message=message, user=who))


@_verb
async def submit_modal(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`interaction` (that opened the dialog), `values`."""
    opened_by = _interaction(discord, args)
    return _started(await discord.submit_modal(opened_by, args["values"]))


@_verb
async def message_command(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`name`, `message`, `user`."""
    message, who = _message(discord, args), _user(discord, args)
    return _started(await discord.message_command(args["name"], message, user=who))


@_verb
async def interaction(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """Waits up to `within` seconds for the answer to `interaction`, and returns all of it."""
    asked = _interaction(discord, args)
    callback = await asked.response(args.get("within", LAST_RESORT))
    return {
        "callback": callback,
        "latency": asked.latency,
        "original": _told_message(asked.original) if asked.original else None,
        "followups": [_told_message(message) for message in asked.followups],
        "refusals": asked.refusals,
    }


@_verb
async def write(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`channel`, `content`, `user`: a person writes."""
    user = discord.world.users[int(args["user"])]
    return _told_message(discord.write(_channel(discord, args), args["content"], user=user))


@_verb
async def messages(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """The messages of `channel`, or all the bot's posts."""
    found = discord.messages(_channel(discord, args)) if "channel" in args else discord.posts()
    return [_told_message(message) for message in found]


@_verb
async def requests(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """The requests that match `pattern`, from number `since` on."""
    found = discord.requests.matching(args.get("pattern", "*"))
    return [_told_request(request) for request in found[args.get("since", 0) :]]


@_verb
async def statistics(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """For requests that match `pattern`: statuses, the busiest second, faults injected."""
    pattern = args.get("pattern", "*")
    return {
        "statuses": discord.requests.statuses(pattern),
        "busiest_second": discord.requests.busiest(1.0, pattern),
        "faults": discord.faults.happened,
    }


@_verb
async def faults(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`clear`; `chances` and `on`; `next`, `on` and `times`; `latency`; `retry_after`."""
    if args.get("clear"):
        discord.faults.clear()
    on = {"on": args["on"]} if "on" in args else {}
    if "chances" in args:
        discord.faults.at_random(args["chances"], **on)
    if "next" in args:
        discord.faults.next(args["next"], times=args.get("times", 1), **on)
    if "latency" in args:
        latency = args["latency"]
        discord.faults.latency = tuple(latency) if isinstance(latency, list) else latency
    discord.faults.retry_after = args.get("retry_after", discord.faults.retry_after)
    return {}


@_verb
async def gateway(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`do`: reconnect, invalidate (`resumable`), close (`code`) or drop; `shard`, or all."""
    shard = args.get("shard")
    match args["do"]:
        case "reconnect":
            await discord.gateway.reconnect(shard)
        case "invalidate":
            await discord.gateway.invalidate_session(resumable=args["resumable"], shard=shard)
        case "close":
            await discord.gateway.close(args["code"], shard)
        case "drop":
            discord.gateway.drop(shard)
        case other:
            raise ValueError(f"do: {other!r}")
    return {}


@_verb
async def configure(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """`token`, `callback_deadline`, `shards`, `per_second` (null: no limit), `unlimited`."""
    discord.token = args.get("token", discord.token)
    discord.callback_deadline = args.get("callback_deadline", discord.callback_deadline)
    discord.gateway.shards = args.get("shards", discord.gateway.shards)
    if args.get("unlimited"):
        discord.limits = Limits.none()
    elif "per_second" in args:
        discord.limits = Limits(per_second=args["per_second"])
    return {}


@_verb
async def permit(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """What the bot may (`allow`) and may not (`deny`) do in `channel` from now on."""
    discord.allow(_channel(discord, args), _permissions(args.get("allow", ())))
    discord.deny(_channel(discord, args), _permissions(args.get("deny", ())))
    return {}


@_verb
async def delete_channel(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    discord.delete_channel(_channel(discord, args))
    return {}


@_verb
async def kick(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """The bot leaves `guild`."""
    discord.kick(discord.world.guilds[int(args["guild"])])
    return {}


@_verb
async def invite(discord: LoopbackDiscord, args: dict[str, Any]) -> Any:
    """The bot is in `guild` again."""
    discord.invite(discord.world.guilds[int(args["guild"])])
    return {}
