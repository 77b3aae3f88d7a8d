"""REST: channels, threads and the messages in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.loopback.messages import Message, MessageFlag
from tests.loopback.permissions import Permission
from tests.loopback.routing import (
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    Call,
    RefusalError,
    Routes,
    invalid,
    unknown,
)
from tests.loopback.world import Channel, ChannelKind

if TYPE_CHECKING:
    from tests.loopback.server import LoopbackDiscord

NONCE_MAX = 25
HISTORY_MAX = 100

routes = Routes()


def uploaded(discord: LoopbackDiscord, call: Call, body: Any) -> tuple[dict[str, Any], ...]:
    """Stores the files that came with a message; returns their JSON in it."""
    described = {str(a.get("id")): a for a in (body or {}).get("attachments") or []}
    return tuple(
        discord.world.keep_file(
            upload.filename, upload.data, described.get(str(index), {}).get("description")
        )
        for index, upload in call.uploads.items()
    )


CONTENT = 2_000
"""Most characters of a message's content, by Discord's documentation of Create Message."""


def refuse_empty(body: dict[str, Any], call: Call) -> None:
    shown = ("content", "embeds", "components", "sticker_ids", "poll")
    if not call.uploads and not any(body.get(part) for part in shown):
        raise RefusalError(400, 50006, "Cannot send an empty message")
    if len(body.get("content") or "") > CONTENT:
        raise invalid(f"content: Must be {CONTENT} or fewer in length.")


def _channel(discord: LoopbackDiscord, call: Call) -> Channel:
    """The channel of the path, if the bot may see it."""
    channel = discord.world.channels.get(call.id("channel"))
    if channel is None:
        raise unknown(10003, "Channel")
    if not channel.permissions(discord.world.bot.id) & Permission.VIEW_CHANNEL:
        raise RefusalError(*MISSING_ACCESS)
    return channel


def _require(discord: LoopbackDiscord, channel: Channel, needed: Permission) -> None:
    if needed & ~channel.permissions(discord.world.bot.id):
        raise RefusalError(*MISSING_PERMISSIONS)


def _message(discord: LoopbackDiscord, call: Call) -> Message:
    message = _channel(discord, call).messages.get(call.id("message"))
    if message is None or message.ephemeral:
        raise unknown(10008, "Message")
    return message


def _own_message(discord: LoopbackDiscord, call: Call) -> Message:
    message = _message(discord, call)
    if message.author is not discord.world.bot:
        raise RefusalError(403, 50005, "Cannot edit a message authored by another user")
    return message


@routes.add("GET", "/channels/{channel}")
def get_channel(discord: LoopbackDiscord, call: Call) -> Any:
    return _channel(discord, call).payload()


@routes.add("POST", "/channels/{channel}/typing")
def typing(discord: LoopbackDiscord, call: Call) -> Any:
    _channel(discord, call)


@routes.add("GET", "/channels/{channel}/messages")
def history(discord: LoopbackDiscord, call: Call) -> Any:
    """Newest first; `before`, `after` and `limit` as in Discord."""
    channel = _channel(discord, call)
    if not channel.permissions(discord.world.bot.id) & Permission.READ_MESSAGE_HISTORY:
        return []
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= HISTORY_MAX:
        raise invalid(f"limit: {limit} is not between 1 and {HISTORY_MAX}")
    ids = sorted(key for key, message in channel.messages.items() if not message.ephemeral)
    if "after" in call.query:
        ids = [key for key in ids if key > int(call.query["after"])][:limit]
    if "before" in call.query:
        ids = [key for key in ids if key < int(call.query["before"])]
    return [channel.messages[key].payload() for key in reversed(ids[-limit:])]


@routes.add("GET", "/channels/{channel}/messages/{message}")
def get_message(discord: LoopbackDiscord, call: Call) -> Any:
    return _message(discord, call).payload()


@routes.add("POST", "/channels/{channel}/messages")
def post_message(discord: LoopbackDiscord, call: Call) -> Any:
    channel = _channel(discord, call)
    if channel.kind is ChannelKind.FORUM:
        raise RefusalError(400, 50008, "Cannot send messages in a non-text channel")
    if channel.recipient is not None and not channel.recipient.accepts_dms:
        raise RefusalError(403, 50007, "Cannot send messages to this user")
    body: dict[str, Any] = call.body or {}
    _require(discord, channel, _needed(channel, body, call))
    refuse_empty(body, call)
    _wake(channel)
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > NONCE_MAX:
        raise invalid(f"nonce: longer than {NONCE_MAX} characters")
    enforced = str(nonce) if nonce is not None and body.get("enforce_nonce") else None
    if enforced is not None:
        posted = discord.nonces.recall(enforced, discord.now())
        if posted is not None:
            return posted.payload()
    message = _keep(discord, channel, call, call.raw, body)
    if enforced is not None:
        discord.nonces.remember(enforced, message, discord.now())
    return message.payload()


def _wake(thread: Channel) -> None:
    """A post unarchives a thread, unless moderators have locked it."""
    if thread.archived and thread.locked:
        raise RefusalError(400, 50083, "Thread is archived")
    thread.archived = False


def _needed(channel: Channel, body: dict[str, Any], call: Call) -> Permission:
    in_thread = channel.kind.is_thread
    needed = Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES
    if body.get("embeds"):
        needed |= Permission.EMBED_LINKS
    if call.uploads:
        needed |= Permission.ATTACH_FILES
    if body.get("message_reference"):
        needed |= Permission.READ_MESSAGE_HISTORY
    return needed


def _keep(
    discord: LoopbackDiscord,
    channel: Channel,
    call: Call,
    raw: bytes,
    body: dict[str, Any],
    message_id: int | None = None,
) -> Message:
    message = Message(
        message_id or discord.world.snowflakes.now(),
        channel,
        discord.world.bot,
        raw,
        MessageFlag(int(body.get("flags") or 0)) & MessageFlag.COMPONENTS_V2,
        uploaded(discord, call, body),
    )
    return discord.keep(message)


@routes.add("PATCH", "/channels/{channel}/messages/{message}")
def edit_message(discord: LoopbackDiscord, call: Call) -> Any:
    message = _own_message(discord, call)
    message.edit(call.body or {}, discord.wall_clock())
    message.attachments += uploaded(discord, call, call.body)
    return message.payload()


@routes.add("DELETE", "/channels/{channel}/messages/{message}")
def delete_message(discord: LoopbackDiscord, call: Call) -> Any:
    message = _message(discord, call)
    if message.author is not discord.world.bot:
        _require(discord, message.channel, Permission.MANAGE_MESSAGES)
    discord.forget(message)


@routes.add("POST", "/channels/{channel}/messages/{message}/crosspost")
def crosspost(discord: LoopbackDiscord, call: Call) -> Any:
    message = _own_message(discord, call)
    if message.channel.kind is not ChannelKind.ANNOUNCEMENT:
        raise RefusalError(400, 50024, "Cannot execute action on this channel type")
    _require(discord, message.channel, Permission.SEND_MESSAGES)
    if message.crossposted:
        raise RefusalError(400, 40033, "This message has already been crossposted")
    message.flags |= MessageFlag.CROSSPOSTED
    return message.payload()


@routes.add("POST", "/channels/{channel}/threads")
def start_thread(discord: LoopbackDiscord, call: Call) -> Any:
    """A post in a forum with its first message, or a thread without one."""
    parent = _channel(discord, call)
    body: dict[str, Any] = call.body
    if parent.kind is not ChannelKind.FORUM:
        _require(discord, parent, Permission.CREATE_PUBLIC_THREADS)
        return _started(discord, parent, body["name"], discord.world.snowflakes.now())
    first: dict[str, Any] = body.get("message") or {}
    _require(discord, parent, _needed(parent, first, call))
    refuse_empty(first, call)
    if parent.requires_tag and not body.get("applied_tags"):
        raise RefusalError(400, 40067, "A tag is required to create a forum post in this channel")
    applied = body.get("applied_tags") or []
    if not parent.tags.keys() >= set(applied):
        raise RefusalError(400, 10087, "Unknown tag")
    thread_id = discord.world.snowflakes.now()
    tags = {key: parent.tags[key] for key in applied}
    started = _started(discord, parent, body["name"], thread_id, tags)
    thread = discord.world.channels[thread_id]
    # The first message of a post has the id of its thread.
    message = _keep(discord, thread, call, json.dumps(first).encode(), first, thread_id)
    return started | {"message": message.payload()}


@routes.add("GET", "/channels/{channel}/threads/archived/public")
def archived_threads(discord: LoopbackDiscord, call: Call) -> Any:
    """The channel's archived threads, most recently archived first."""
    parent = _channel(discord, call)
    _require(discord, parent, Permission.READ_MESSAGE_HISTORY)
    before, limit = call.query.get("before"), int(call.query.get("limit", 50))
    threads = [
        one.payload()
        for one in discord.world.channels.values()
        if one.kind.is_thread and one.archived and one.parent is parent
    ]
    threads.sort(key=_archived_at, reverse=True)
    found = [one for one in threads if before is None or _archived_at(one) < before]
    return {"threads": found[:limit], "members": [], "has_more": len(found) > limit}


def _archived_at(thread: dict[str, Any]) -> str:
    return str(thread["thread_metadata"]["archive_timestamp"])


@routes.add("POST", "/channels/{channel}/messages/{message}/threads")
def start_thread_at(discord: LoopbackDiscord, call: Call) -> Any:
    message = _message(discord, call)
    _require(discord, message.channel, Permission.CREATE_PUBLIC_THREADS)
    if message.id in discord.world.channels:
        raise RefusalError(400, 160004, "A thread has already been created for this message")
    return _started(discord, message.channel, call.body["name"], message.id)


def _started(
    discord: LoopbackDiscord,
    parent: Channel,
    name: str,
    thread_id: int,
    tags: dict[str, str] | None = None,
) -> dict[str, Any]:
    thread = discord.world.add_thread(parent, name, discord.world.bot.id, thread_id)
    thread.tags = tags or {}
    guild_id = thread.guild.id if thread.guild else None
    payload = thread.payload()
    discord.gateway.dispatch("THREAD_CREATE", payload | {"newly_created": True}, guild_id)
    return payload
