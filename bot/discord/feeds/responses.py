"""What `/feeds` shows: a server's feeds, what an address would bring, and its buttons."""

import asyncio
from typing import Any

import discord
from discord import app_commands

from bot.daily.times import InputError
from bot.discord.daily.answering import in_time, replace
from bot.discord.daily.answering import say as answer
from bot.discord.daily.notices import card, cards
from bot.discord.feeds.buttons import PREFIX
from bot.discord.interactions import Interactions, to_choices
from bot.discord.messages.pages import Button, Style
from bot.discord.readers import Speaker, speaker_to
from bot.work.server_feeds import ServerFeeds, not_allowed
from briefings.answers.types import Choice
from briefings.library.columns import NOBODY
from briefings.reading.listing import Entry
from briefings.rendering.dialects.dialect import Markup
from briefings.rendering.dialects.discord import escape, timestamp
from briefings.rendering.reply import Tone
from briefings.sources.discovery import Discovered
from briefings.sources.fetching import shown
from briefings.sources.followers import Followed
from briefings.sources.model import Kind, Options, Source
from briefings.sources.preview import prospect
from briefings.sources.status import Health, health_of
from briefings.translations import Command, Message, Sentences, gettext, ngettext
from briefings.translations.message import Said

Interaction = discord.Interaction[Any]

MOST_MESSAGES = 5
"""The most messages of one reply."""
MOST_ENTRIES = 8
"""How many entries `/feeds test` shows."""
MOST_OTHERS = 5
"""How many other feeds of a page are named."""

KINDS = {
    Kind.FEED: gettext("This is a feed."),
    Kind.WORDPRESS: gettext("This is WordPress's list of posts."),
    Kind.SITEMAP: gettext("This is a sitemap."),
}


DID_NOT_WORK = gettext("That did not work")


class FeedResponses:
    """Shows and asks; `feeds` decides."""

    def __init__(self, interactions: Interactions, feeds: ServerFeeds) -> None:
        self._interactions = interactions
        self._feeds = feeds

    async def add(self, interaction: Interaction, address: str, name: str) -> None:
        server, user = interaction.guild_id or 0, interaction.user.id
        try:
            made, found = await self._feeds.add(server, user, address, name)
        except InputError as error:
            await self._refuse(interaction, error.message)
            return
        say = speaker_to(interaction)
        text = Sentences(
            (
                _what(found),
                gettext(
                    "Its articles arrive within a few minutes, and new ones by themselves. "
                    "They go into this bot's library, which all servers that it is in can ask."
                ),
            )
        )
        blocks = [f"**{escape(made.name)}** · {_place(made.source)}", say(text)]
        await self._show(interaction, gettext("Feed added"), [*blocks, *_others(found, say)])

    async def show_all(self, interaction: Interaction) -> None:
        server = interaction.guild_id or 0
        feeds = await self._feeds.of_server(server)
        if not feeds:
            await self._none_yet(interaction)
            return
        counts = await self._feeds.counts(feeds)
        say = speaker_to(interaction)
        blocks = [described(one, counts.get(one.source.id, 0), say) for one in feeds]
        limit = self._feeds.permit.feeds
        allowed = self._feeds.permit.allows(server)
        room = gettext("No more feeds can be added")
        if allowed:
            room = ngettext(
                "%(used)s of %(count)s feed", "%(used)s of %(count)s feeds", limit, used=len(feeds)
            )
        title = gettext("Feeds of this server")
        await self._show(interaction, title, [*blocks, f"-# {say(room)}"])

    async def test(self, interaction: Interaction, typed: str) -> None:
        try:
            found = await self._feeds.test(interaction.guild_id or 0, typed)
        except InputError as error:
            await self._refuse(interaction, error.message)
            return
        say = speaker_to(interaction)
        title = f"**{escape(found.title)}** · " if found.title else ""
        blocks = [f"{title}{escape(shown(found.address))}", say(_what(found))]
        if found.entries:
            newest = say(gettext("The newest"))
            blocks.append(f"### {newest}")
            blocks += [_entry(entry, say) for entry in found.entries[:MOST_ENTRIES]]
        title_of_all = gettext("What would come")
        await self._show(interaction, title_of_all, [*blocks, *_others(found, say)])

    async def ask_removal(self, interaction: Interaction, typed: str) -> None:
        one = await self._feeds.named(interaction.guild_id or 0, typed)
        if one is None:
            missing = gettext(
                "There is no such feed in this server: “%(name)s”. `%(command)s` shows them.",
                name=typed,
                command=Command("feeds list"),
            )
            await self._refuse(interaction, missing)
            return
        owner, say = interaction.user.id, speaker_to(interaction)
        buttons = (
            Button(
                say(gettext("Remove it")), f"{PREFIX}remove|{one.source.id}|{owner}", Style.DANGER
            ),
            Button(say(gettext("Keep it")), f"{PREFIX}keep||{owner}"),
        )
        after = gettext("This server no longer follows it. What it brought stays in the library.")
        text = f"**{escape(one.name)}** · {_place(one.source)}\n\n{say(after)}"
        await answer(interaction, card(say, gettext("Remove this feed?"), text, (buttons,)))

    async def press(self, interaction: Interaction, custom_id: str) -> None:
        """Answer a press of one of our buttons."""
        say = speaker_to(interaction)
        _, verb, source, owner = [*custom_id.split("|"), "", "", ""][:4]
        async with in_time(interaction, self._interactions.patience):
            if not interaction.permissions.manage_guild or owner != str(interaction.user.id):
                text = gettext("Only the moderator who asked can answer this.")
                title = gettext("Somebody else was asked")
                await self._refuse(interaction, text, title=title)
            elif verb == "remove":
                removed = await self._feeds.remove(interaction.guild_id or 0, source)
                text = gettext("The feed is removed.")
                if not removed:
                    text = gettext("It was already gone.")
                await replace(interaction, card(say, gettext("Removed"), say(text)))
            else:
                kept = say(gettext("Nothing was changed."))
                await replace(interaction, card(say, gettext("Kept"), kept))

    async def complete(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """The server's own feeds with the typed text in their name or address."""
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
        text = gettext(
            "Add one with `%(command)s`: the site's address is enough, its feed is found.",
            command=Command("feeds add"),
        )
        if not self._feeds.permit.allows(server):
            text = not_allowed(server)
        await self._show(interaction, gettext("No feeds yet"), [speaker_to(interaction)(text)])

    async def _refuse(
        self,
        interaction: Interaction,
        reason: Said,
        *,
        title: Message = DID_NOT_WORK,
    ) -> None:
        await self._show(interaction, title, [speaker_to(interaction)(reason)], tone=Tone.NOTICE)

    @staticmethod
    async def _show(
        interaction: Interaction, title: Message, blocks: list[str], *, tone: Tone = Tone.ANSWER
    ) -> None:
        for page in cards(speaker_to(interaction), title, blocks, tone)[:MOST_MESSAGES]:
            await answer(interaction, page)


def described(one: Followed, articles: int, say: Speaker) -> str:
    """How a server's feed is doing, who added it and when, in Discord's Markdown."""
    source = one.source
    if source.last_news is not None:
        brought = ngettext(
            "%(count)s article, the last %(when)s",
            "%(count)s articles, the last %(when)s",
            articles,
            when=timestamp(source.last_news, "R"),
        )
    else:
        brought = ngettext("%(count)s article", "%(count)s articles", articles)
    when = timestamp(one.added_at)
    if one.added_by != NOBODY:
        who = Markup(f"<@{one.added_by}>")
        added = gettext("added by %(who)s %(when)s", who=who, when=when)
    else:
        added = gettext("added %(when)s", when=when)
    lines = [
        f"**{escape(one.name)}** · {_place(source)}",
        say(_standing(source)),
        f"-# {say(brought)} · {say(added)}",
    ]
    return "\n".join(lines)


def _standing(source: Source) -> Message | Sentences:
    """The state of a source, in a line."""
    since = timestamp(source.failing_since) if source.failing_since else gettext("then")
    why = source.why
    match health_of(source):
        case Health.PAUSED:
            return gettext("⏸️ paused by the operator of this bot")
        case Health.NEW:
            return gettext("⏳ not asked yet: that happens within a minute")
        case Health.WORKS:
            asked = timestamp(source.last_success, "R") if source.last_success else ""
            return gettext("✅ works, last asked %(when)s", when=asked)
        case Health.GONE:
            return gettext(
                "❌ gone since %(when)s: %(why)s. It is asked once a week; `%(command)s` gives it "
                "up.",
                when=since,
                why=why,
                command=Command("feeds remove"),
            )
        case Health.FAILS:
            fails = gettext("⚠️ fails since %(when)s: %(why)s.", when=since, why=why)
            if not source.next_due:
                return fails
            again = gettext("Next try %(when)s.", when=timestamp(source.next_due, "R"))
            return Sentences((fails, again))


def _place(source: Source) -> str:
    """A source's address, without passwords."""
    return str(escape(shown(source.address)))


def _what(found: Discovered) -> Sentences:
    kind = KINDS.get(found.kind, gettext("This is a list of articles."))
    count = ngettext("It has %(count)s entry.", "It has %(count)s entries.", found.total)
    place = gettext("It was found at one of the usual addresses: the page itself names no feed.")
    return Sentences((kind, count, place) if found.guessed else (kind, count))


def _others(found: Discovered, say: Speaker) -> list[str]:
    """The other feeds that the page names, one line each."""
    if not found.others:
        return []
    unnamed = gettext("another feed")
    lines = [
        f"{say(other.title or unnamed)} · {escape(shown(other.url))}"
        for other in found.others[:MOST_OTHERS]
    ]
    more = len(found.others) - len(lines)
    if more > 0:
        rest = ngettext("… and %(count)s more", "… and %(count)s more", more)
        lines.append(f"-# {say(rest)}")
    return [say(gettext("The page names other feeds, too:")), *lines]


def _entry(entry: Entry, say: Speaker) -> str:
    day = timestamp(entry.published, "d") if entry.published else say(gettext("no date"))
    title = say(entry.title or gettext("(no title)"))
    return f"{day} · {title}\n-# {say(prospect(entry, Options()))}"
