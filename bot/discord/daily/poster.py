"""Posts through discord.py."""

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
    Trouble,
    UnsureError,
)
from bot.discord.daily.history import CLOCK_SLACK, fingerprint, search_from
from bot.discord.daily.permissions import lacks, missing, missing_permissions
from bot.discord.daily.refusals import PublishedError, meaning
from bot.discord.rate_limit import Breaker
from bot.discord.readers import Speaker, channel_mention, server_language
from briefings.translations import Command, gettext
from briefings.translations import Message as Text
from briefings.translations.message import Said

LONGEST_REQUEST = 90.0
"""Seconds after which an unanswered request is given up, though it may have succeeded."""

NONCE_MEMORY = timedelta(seconds=60)
"""How long a repeated nonce is sure to return the first message.

Discord says "a few minutes"; after this, the channel's history is searched instead."""

HISTORY_PAGE = 100
"""How many messages Discord gives at a time."""

MOST_HISTORY_PAGES = 20
"""How many pages are read to find one of our messages."""


class Client(Protocol):
    """What the poster needs from discord.py's client."""

    http: discord.http.HTTPClient

    @property
    def user(self) -> discord.ClientUser | None: ...

    def get_guild(self, id: int, /) -> discord.Guild | None: ...  # noqa: A002  # discord.py's name

    async def fetch_guild(self, guild_id: int, /, *, with_counts: bool) -> discord.Guild: ...


class DiscordPoster:
    """A `Poster` on a logged-in client. Its messages are bodies for Discord's API."""

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
                # have the same name, so its content decides whose it is.
                with suppress(BlockedError):  # deleted in this very moment
                    first = await self._history(thread_id, thread_id - 1, limit=1)
                    if self._ours(message, first) == [thread_id]:
                        yield Posted(thread_id, thread_id)

    async def _threads(
        self, guild_id: int, channel_id: int, since: datetime
    ) -> AsyncIterator[Sequence[Message]]:
        """The server's active threads, then the channel's that were archived after `since`.

        Discord may archive a thread after an hour without messages: after a longer outage, an
        earlier post may be in an archived one.
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
            # Discord lists them by archive time, newest first.
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
        """The ids of the bot's own messages that read like `message`, oldest first."""
        wanted = fingerprint(message)
        own = [one for one in messages if int(one["author"]["id"]) == self.me]
        return sorted(int(one["id"]) for one in own if fingerprint(one) == wanted)

    async def publish(self, channel_id: int, message_id: int) -> None:
        path = f"/channels/{{channel_id}}/messages/{message_id}/crosspost"
        with suppress(PublishedError):
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
        lacking = missing_permissions(channel, guild.me)
        return lacks(lacking, channel_id) if lacking else None

    async def _problem_elsewhere(self, guild_id: int, channel_id: int) -> Said | None:
        """Ask Discord about a server whose shard another process runs or is not up yet."""
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
        lacking = missing(channel.permissions_for(member), in_thread=place is not channel)
        return lacks(lacking, channel_id) if lacking else None

    async def _unknown_channel(self, channel_id: int) -> Said | None:
        """A channel not in the cache: gone, hidden, or an archived thread, which a post reopens."""
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
        """The answer; or raises what its failure means for us."""
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
            raise meaning(error) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            reason = str(error) or type(error).__name__
            raise UnsureError(
                gettext("The connection to Discord broke (%(reason)s).", reason=reason)
            ) from error


def notice_text(notice: Notice) -> Text:
    """What moderators read: at most one short paragraph."""
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


def _locked(channel_id: int) -> Text:
    return gettext("The thread %(channel)s is locked.", channel=channel_mention(channel_id))
