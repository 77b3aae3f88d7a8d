"""What `/feeds` shows: a server's feeds, what an address would bring, and the buttons that ask."""

import asyncio
from typing import Any

import discord
from discord import app_commands

from bot.daily.times import InputError
from bot.discord.daily.answering import in_time, replace, say
from bot.discord.daily.notices import card, cards
from bot.discord.feeds.buttons import PREFIX
from bot.discord.interactions import Interactions, to_choices
from bot.discord.messages.pages import Button, Style
from bot.work.server_feeds import ServerFeeds, not_allowed
from briefings.answers.types import Choice
from briefings.library.columns import NOBODY
from briefings.reading.listing import Entry
from briefings.rendering.dialects.discord import escape, timestamp
from briefings.rendering.reply import Tone
from briefings.sources.discovery import Discovered
from briefings.sources.fetching import shown
from briefings.sources.followers import Followed
from briefings.sources.model import Kind, Options, Source
from briefings.sources.preview import prospect
from briefings.sources.status import Health, health_of

Interaction = discord.Interaction[Any]

MOST_MESSAGES = 5
"""Messages of one reply."""
MOST_ENTRIES = 8
"""Entries that `/feeds test` shows."""
MOST_OTHERS = 5
"""Other feeds of a page that are named."""

KINDS = {
    Kind.FEED: "a feed",
    Kind.WORDPRESS: "WordPress's list of posts",
    Kind.SITEMAP: "a sitemap",
}


class FeedResponses:
    """Shows and asks; what is decided is decided by `feeds`."""

    def __init__(self, interactions: Interactions, feeds: ServerFeeds) -> None:
        self._interactions = interactions
        self._feeds = feeds

    async def add(self, interaction: Interaction, address: str, name: str) -> None:
        server, user = interaction.guild_id or 0, interaction.user.id
        try:
            made, found = await self._feeds.add(server, user, address, name)
        except InputError as error:
            await self._refuse(interaction, error.written(escape))
            return
        text = (
            f"{_what(found)} What it lists comes within a few minutes, and new articles by "
            "themselves. They go into this bot's library, which all servers that it is in can ask."
        )
        blocks = [f"**{escape(made.name)}** · {_place(made.source)}", text, *_others(found)]
        await self._show(interaction, "Feed added", blocks)

    async def show_all(self, interaction: Interaction) -> None:
        server = interaction.guild_id or 0
        feeds = await self._feeds.of_server(server)
        if not feeds:
            await self._none_yet(interaction)
            return
        counts = await self._feeds.counts(feeds)
        blocks = [described(one, counts.get(one.source.id, 0)) for one in feeds]
        limit = self._feeds.permit.feeds
        allowed = self._feeds.permit.allows(server)
        room = f"{len(feeds)} of {limit} feeds" if allowed else "No more feeds can be added"
        await self._show(interaction, "Feeds of this server", [*blocks, f"-# {room}"])

    async def test(self, interaction: Interaction, typed: str) -> None:
        try:
            found = await self._feeds.test(interaction.guild_id or 0, typed)
        except InputError as error:
            await self._refuse(interaction, error.written(escape))
            return
        title = f"**{escape(found.title)}** · " if found.title else ""
        blocks = [f"{title}{escape(shown(found.address))}", _what(found)]
        if found.entries:
            blocks.append("### The newest")
            blocks += [_entry(entry) for entry in found.entries[:MOST_ENTRIES]]
        await self._show(interaction, "What would come", [*blocks, *_others(found)])

    async def ask_removal(self, interaction: Interaction, typed: str) -> None:
        one = await self._feeds.named(interaction.guild_id or 0, typed)
        if one is None:
            text = (
                f"There is no such feed in this server: “{escape(typed)}”. `/feeds list` shows "
                "them."
            )
            await self._refuse(interaction, text)
            return
        owner = interaction.user.id
        buttons = (
            Button("Remove it", f"{PREFIX}remove|{one.source.id}|{owner}", Style.DANGER),
            Button("Keep it", f"{PREFIX}keep||{owner}"),
        )
        text = (
            f"**{escape(one.name)}** · {_place(one.source)}\n\n"
            "It is no longer asked for this server. What it brought stays in the library."
        )
        await say(interaction, card("Remove this feed?", text, (buttons,)))

    async def press(self, interaction: Interaction, custom_id: str) -> None:
        """Answer a press of one of our buttons."""
        _, verb, source, owner = [*custom_id.split("|"), "", "", ""][:4]
        async with in_time(interaction, self._interactions.patience):
            if not interaction.permissions.manage_guild or owner != str(interaction.user.id):
                text = "Only the moderator who asked can answer this."
                await self._refuse(interaction, text, title="Somebody else was asked")
            elif verb == "remove":
                removed = await self._feeds.remove(interaction.guild_id or 0, source)
                text = "The feed is removed." if removed else "It was already gone."
                await replace(interaction, card("Removed", text))
            else:
                await replace(interaction, card("Kept", "Nothing was changed."))

    async def complete(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """The server's own feeds that have what was typed in their name or address."""
        try:
            async with asyncio.timeout(self._interactions.patience):
                feeds = await self._feeds.of_server(interaction.guild_id or 0)
        except TimeoutError:
            return []  # choices can't be deferred
        wanted = typed.casefold()
        choices = [
            Choice(one.source.id, f"{one.name} · {shown(one.source.address)}") for one in feeds
        ]
        return to_choices([one for one in choices if wanted in one.name.casefold()])

    async def _none_yet(self, interaction: Interaction) -> None:
        server = interaction.guild_id or 0
        text = "Add one with `/feeds add`: the site's address is enough, its feed is found."
        if not self._feeds.permit.allows(server):
            text = not_allowed(server)
        await self._show(interaction, "No feeds yet", [text])

    async def _refuse(
        self, interaction: Interaction, reason: str, *, title: str = "That did not work"
    ) -> None:
        await self._show(interaction, title, [reason], tone=Tone.NOTICE)

    @staticmethod
    async def _show(
        interaction: Interaction, title: str, blocks: list[str], *, tone: Tone = Tone.ANSWER
    ) -> None:
        for page in cards(title, blocks, tone)[:MOST_MESSAGES]:
            await say(interaction, page)


def described(one: Followed, articles: int) -> str:
    """How a server's feed is doing, and who added it when, in Discord's Markdown."""
    source = one.source
    brought = "1 article" if articles == 1 else f"{articles} articles"
    if source.last_news is not None:
        brought += f", the last {timestamp(source.last_news, 'R')}"
    lines = [
        f"**{escape(one.name)}** · {_place(source)}",
        _standing(source),
        f"-# {brought} · added{_by(one)} {timestamp(one.added_at)}",
    ]
    return "\n".join(lines)


def _by(one: Followed) -> str:
    return f" by <@{one.added_by}>" if one.added_by != NOBODY else ""


def _standing(source: Source) -> str:
    """How a source stands, in a line."""
    again = f" Next try {timestamp(source.next_due, 'R')}." if source.next_due else ""
    match health_of(source):
        case Health.PAUSED:
            return "⏸️ paused by the operator of this bot"
        case Health.NEW:
            return "⏳ not asked yet: that happens within a minute"
        case Health.WORKS:
            asked = timestamp(source.last_success, "R") if source.last_success else ""
            return f"✅ works, last asked {asked}"
        case Health.GONE:
            return (
                f"❌ gone since {_failing(source)}{escape(source.problem or '')}. It is asked once "
                "a week; `/feeds remove` gives it up."
            )
        case Health.FAILS:
            return f"⚠️ fails since {_failing(source)}{escape(source.problem or '')}.{again}"


def _failing(source: Source) -> str:
    return f"{timestamp(source.failing_since)}: " if source.failing_since else "then: "


def _place(source: Source) -> str:
    """Its address, without passwords."""
    return str(escape(shown(source.address)))


def _what(found: Discovered) -> str:
    kind = KINDS.get(found.kind, "a list of articles")
    how = ", found at a usual place, as the page names none" if found.guessed else ""
    entries = "1 entry" if found.total == 1 else f"{found.total:,} entries"
    return f"It is {kind} with {entries}{how}."


def _others(found: Discovered) -> list[str]:
    """The other feeds that the page names, a line each."""
    if not found.others:
        return []
    lines = [
        f"{escape(other.title or 'another feed')} · {escape(shown(other.url))}"
        for other in found.others[:MOST_OTHERS]
    ]
    more = len(found.others) - len(lines)
    if more > 0:
        lines.append(f"-# … and {more} more")
    return ["The page names other feeds, too:", *lines]


def _entry(entry: Entry) -> str:
    day = timestamp(entry.published, "d") if entry.published else "no date"
    title = escape(entry.title or "(no title)")
    return f"{day} · {title}\n-# {escape(prospect(entry, Options()))}"
