"""Posting through discord.py."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

import aiohttp
import discord
from discord.http import Route

from bot.daily.posting import (
    BlockedError,
    Message,
    Notice,
    NotNowError,
    Posted,
    PostError,
    RefusedError,
    Trouble,
    UnsureError,
)
from bot.discord.daily.history import CLOCK_SLACK, fingerprint, search_from
from bot.discord.rate_limit import Breaker
from bot.discord.readers import Speaker, channel_mention, role_mention, server_language
from briefings.translations import Command, Listed, gettext, pgettext
from briefings.translations import Message as Text
from briefings.translations.message import Said

LONGEST_REQUEST = 90.0
"""Seconds after which an unanswered request is given up; it may have been carried out."""

NONCE_MEMORY = timedelta(seconds=60)
"""For how long a repeated nonce surely returns the first message.

Discord says "a few minutes"; after this, the channel's history is searched instead."""

HISTORY_PAGE = 100
"""Messages that Discord gives at a time."""

MOST_HISTORY_PAGES = 20
"""How many of them are read to find one of ours."""

ALREADY_PUBLISHED = 40033
CLOSED_CODES = frozenset(
    {
        10003,  # unknown channel
        10004,  # unknown guild
        50001,  # no access
        50008,  # no text channel
        50013,  # no permission
        50083,  # archived thread
        160005,  # locked thread
    }
)
"""Discord's error codes that say that the place, not the message, is the matter.

Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json"""

LASTING_CODES = frozenset(
    {
        10087,  # unknown tag: it was deleted
        40067,  # the forum requires a tag
        50035,  # invalid form body: something is too long, or not allowed there
        160006,  # too many active threads
    }
)
"""Codes of refusals that the next message meets too, until a moderator changes something."""

NEEDED = {
    "view_channel": pgettext("permission", "View Channel"),
    "send_messages": pgettext("permission", "Send Messages"),
    "embed_links": pgettext("permission", "Embed Links"),
    "read_message_history": pgettext("permission", "Read Message History"),
}
"""Permissions for a daily post, by discord.py's name. History: after an outage, what is already
there must not be posted again."""


class Client(Protocol):
    """What is needed of discord.py's client."""

    http: discord.http.HTTPClient

    @property
    def user(self) -> discord.ClientUser | None: ...

    def get_guild(self, id: int, /) -> discord.Guild | None: ...  # noqa: A002 - discord.py's name

    async def fetch_guild(self, guild_id: int, /, *, with_counts: bool) -> discord.Guild: ...


class DiscordPoster:
    """A `Poster` on a logged-in client. Its messages are bodies as Discord's API takes them."""

    key_memory = NONCE_MEMORY

    def __init__(self, client: Client, breaker: Breaker) -> None:
        self._client = client
        self._breaker = breaker

    @property
    def me(self) -> int:
        user = self._client.user
        return user.id if user else 0

    async def post(self, channel_id: int, message: Message, key: str) -> Posted:
        body = {**message, "nonce": key, "enforce_nonce": True}
        made = await self._request("POST", "/channels/{channel_id}/messages", channel_id, body)
        return Posted(int(made["channel_id"]), int(made["id"]))

    async def start_thread(
        self, channel_id: int, name: str, message: Message, tag_id: int | None = None
    ) -> Posted:
        body: dict[str, Any] = {"name": name, "message": dict(message)}
        if tag_id is not None:
            body["applied_tags"] = [str(tag_id)]
        thread = await self._request("POST", "/channels/{channel_id}/threads", channel_id, body)
        return Posted(int(thread["id"]), int(thread["id"]))

    async def find_messages(
        self, channel_id: int, message: Message, since: datetime
    ) -> AsyncIterator[Posted]:
        after = search_from(since)
        for _ in range(MOST_HISTORY_PAGES):
            messages = await self._history(channel_id, after)
            for found in self._ours(message, messages):
                yield Posted(channel_id, found)
            if len(messages) < HISTORY_PAGE:
                return
            after = max(int(one["id"]) for one in messages)

    async def find_threads(
        self, guild_id: int, channel_id: int, name: str, message: Message, since: datetime
    ) -> AsyncIterator[Posted]:
        after = search_from(since)
        async for threads in self._threads(guild_id, channel_id, since):
            found = [
                int(thread["id"])
                for thread in threads
                if int(thread["parent_id"]) == channel_id
                and int(thread["owner_id"]) == self.me
                and thread["name"] == name
                and int(thread["id"]) > after
            ]
            for thread_id in sorted(found):
                # A forum post's first message has the thread's own id. Other posts of the day may
                # have the same name, so what it says decides whose it is.
                with suppress(BlockedError):  # deleted in this very moment
                    first = await self._history(thread_id, thread_id - 1, limit=1)
                    if self._ours(message, first) == [thread_id]:
                        yield Posted(thread_id, thread_id)

    async def _threads(
        self, guild_id: int, channel_id: int, since: datetime
    ) -> AsyncIterator[Sequence[Message]]:
        """The server's active threads, then the channel's that were archived after `since`.

        Discord archives a thread where nobody writes for as little as an hour: after a longer
        outage, what was posted before it is among those.
        """
        route = Route("GET", "/guilds/{guild_id}/threads/active", guild_id=guild_id)
        answer = await self._guarded(lambda: self._client.http.request(route))
        yield answer["threads"]
        route = Route(
            "GET", "/channels/{channel_id}/threads/archived/public", channel_id=channel_id
        )
        params = {"limit": str(HISTORY_PAGE)}
        for _ in range(MOST_HISTORY_PAGES):
            answer = await self._guarded(partial(self._client.http.request, route, params=params))
            yield answer["threads"]
            if not (answer["threads"] and answer["has_more"]):
                return
            # They come by when they were archived, the newest first.
            params["before"] = answer["threads"][-1]["thread_metadata"]["archive_timestamp"]
            if datetime.fromisoformat(params["before"]) < since - CLOCK_SLACK:
                return

    async def _history(
        self, channel_id: int, after: int, limit: int = HISTORY_PAGE
    ) -> Sequence[Message]:
        """The oldest messages after the id `after`."""
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel_id)
        params = {"after": str(after), "limit": str(limit)}
        messages: list[Message] = await self._guarded(
            lambda: self._client.http.request(route, params=params)
        )
        return messages

    def _ours(self, message: Message, messages: Sequence[Message]) -> list[int]:
        """The ids of the bot's own among `messages` that read like `message`, oldest first."""
        wanted = fingerprint(message)
        own = [one for one in messages if int(one["author"]["id"]) == self.me]
        return sorted(int(one["id"]) for one in own if fingerprint(one) == wanted)

    async def publish(self, channel_id: int, message_id: int) -> None:
        path = f"/channels/{{channel_id}}/messages/{message_id}/crosspost"
        with suppress(_PublishedError):
            await self._request("POST", path, channel_id, None)

    async def notify(self, channel_id: int, notice: Notice) -> bool:
        guild = self._client.get_guild(notice.guild_id)
        text = Speaker(server_language(guild))(notice_text(notice))
        body = {"content": text, "allowed_mentions": {"parse": []}}
        try:
            await self._request("POST", "/channels/{channel_id}/messages", channel_id, body)
        except PostError:
            return False
        return True

    async def notify_user(self, user_id: int, notice: Notice) -> bool:
        route = Route("POST", "/users/@me/channels")
        body = {"recipient_id": str(user_id)}
        try:
            channel = await self._guarded(lambda: self._client.http.request(route, json=body))
        except PostError:
            return False
        return await self.notify(int(channel["id"]), notice)

    async def problem(self, guild_id: int, channel_id: int) -> Said | None:
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            return await self._problem_elsewhere(guild_id, channel_id)
        channel = guild.get_channel_or_thread(channel_id)
        if channel is None:
            return await self._unknown_channel(channel_id)
        if isinstance(channel, discord.Thread) and channel.parent is None:
            return await self._unknown_channel(channel_id)
        missing = missing_permissions(channel, guild.me)
        return _lacks(missing, channel_id) if missing else None

    async def _problem_elsewhere(self, guild_id: int, channel_id: int) -> Said | None:
        """Of a server whose shard another process runs, or is not up yet: Discord knows."""
        try:
            guild = await self._guarded(
                lambda: self._client.fetch_guild(guild_id, with_counts=False)
            )
        except BlockedError:
            return gettext("The bot is not in the server.")
        try:
            channel = place = await self._guarded(lambda: guild.fetch_channel(channel_id))
            if isinstance(place, discord.Thread):
                if place.locked:
                    return _locked(channel_id)
                channel = await self._guarded(lambda: guild.fetch_channel(place.parent_id))
            member = await self._guarded(lambda: guild.fetch_member(self.me))
        except BlockedError as error:
            return error.reason
        missing = _missing(channel.permissions_for(member), in_thread=place is not channel)
        return _lacks(missing, channel_id) if missing else None

    async def _unknown_channel(self, channel_id: int) -> Said | None:
        """Not in the cache: gone, hidden, or an archived thread, which a post wakes up."""
        route = Route("GET", "/channels/{channel_id}", channel_id=channel_id)
        try:
            channel = await self._guarded(lambda: self._client.http.request(route))
        except BlockedError as error:
            return error.reason
        locked = channel.get("thread_metadata", {}).get("locked")
        return _locked(channel_id) if locked else None

    async def _request(
        self, method: str, path: str, channel_id: int, body: Message | None
    ) -> dict[str, Any]:
        route = Route(method, path, channel_id=channel_id)
        options: dict[str, Any] = {} if body is None else {"json": body}
        answer: dict[str, Any] = await self._guarded(
            lambda: self._client.http.request(route, **options)
        )
        return answer

    async def _guarded(self, request: Callable[[], Awaitable[Any]]) -> Any:
        """The answer, or what its failure means for us."""
        wait = self._breaker.seconds_until_closed()
        if wait > 0:
            raise NotNowError(gettext("Discord refused too many requests: the bot waits."), wait)
        try:
            async with asyncio.timeout(LONGEST_REQUEST):
                return await request()
        except discord.RateLimited as error:
            reached = gettext("Discord's rate limit was reached.")
            raise NotNowError(reached, error.retry_after) from error
        except discord.HTTPException as error:
            raise _meaning(error) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            reason = str(error) or type(error).__name__
            raise UnsureError(
                gettext("The connection to Discord broke (%(reason)s).", reason=reason)
            ) from error


def notice_text(notice: Notice) -> Text:
    """What moderators read, at most one short paragraph."""
    where, status = channel_mention(notice.channel_id), Command("daily status")
    if notice.trouble is Trouble.BLOCKED:
        return gettext(
            "The daily briefing for %(channel)s can't be posted. %(reason)s Its settings are kept, "
            "and it goes on by itself once the bot may post there again; `%(command)s` has the "
            "details.",
            channel=where,
            reason=notice.reason,
            command=status,
        )
    return gettext(
        "Discord refused the daily briefing for %(channel)s, and will refuse the next ones too. "
        "%(reason)s `%(command)s` has the details.",
        channel=where,
        reason=notice.reason,
        command=status,
    )


def _lacks(missing: Sequence[Text], channel_id: int) -> Text:
    return gettext(
        "The bot lacks %(permissions)s in %(channel)s.",
        permissions=Listed(tuple(missing), ","),
        channel=channel_mention(channel_id),
    )


def _locked(channel_id: int) -> Text:
    return gettext("The thread %(channel)s is locked.", channel=channel_mention(channel_id))


class _PublishedError(RefusedError):
    """It was published before."""


def _meaning(error: discord.HTTPException) -> Exception:
    if error.status in (401, 429):
        return NotNowError(
            gettext("Discord refused the request (%(status)s).", status=error.status), 60.0
        )
    if error.status >= 500:
        return UnsureError(
            gettext("Discord had a failure of its own (%(status)s).", status=error.status)
        )
    if error.code == ALREADY_PUBLISHED:
        return _PublishedError(error.text)
    lasting = error.code in LASTING_CODES
    if not lasting and (error.status in (403, 404) or error.code in CLOSED_CODES):
        return BlockedError(
            gettext("Discord says: %(text)s (%(status)s).", text=error.text, status=error.status)
        )
    reason = gettext(
        "Discord did not take the message: %(text)s (%(status)s).",
        text=error.text,
        status=error.status,
    )
    return RefusedError(reason, lasting=lasting)


def missing_permissions(
    channel: discord.abc.GuildChannel | discord.Thread, member: discord.Member
) -> list[Text]:
    """The permissions that a daily post in the channel needs and the bot lacks, by name."""
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return [NEEDED["view_channel"]]  # of the channel that the thread is in
    return _missing(channel.permissions_for(member), in_thread=isinstance(channel, discord.Thread))


def _missing(granted: discord.Permissions, *, in_thread: bool) -> list[Text]:
    needed = dict(NEEDED)
    if in_thread:
        del needed["send_messages"]
        needed["send_messages_in_threads"] = pgettext("permission", "Send Messages in Threads")
    elif not granted.send_messages:
        # Who may not send may not embed either: that goes away with the other.
        del needed["embed_links"]
    return [name for permission, name in needed.items() if not getattr(granted, permission)]


def missing_for_subscription(
    channel: discord.abc.GuildChannel | discord.Thread, ping: discord.Role | None, *, publish: bool
) -> Text | None:
    """Why a subscription can't be made for the channel; None if it can."""
    missing = missing_permissions(channel, channel.guild.me)
    here = channel_mention(channel.id)
    if missing:
        names = Listed(tuple(gettext("**%(name)s**", name=one) for one in missing), ",")
        return gettext(
            "In %(channel)s the bot lacks %(permissions)s. Allow that and try again.",
            channel=here,
            permissions=names,
        )
    if publish and channel.type is not discord.ChannelType.news:
        return gettext(
            "%(channel)s is not an announcement channel: posts can be published only there.",
            channel=here,
        )
    if ping is None:
        return None
    if ping.is_default():
        return gettext("The role to ping can't be @everyone.")
    everyone = channel.permissions_for(channel.guild.me).mention_everyone
    if not ping.mentionable and not everyone:
        return gettext(
            "The bot may not ping %(role)s: make the role mentionable, or allow the bot to mention "
            "all roles.",
            role=role_mention(ping.id),
        )
    return None
