"""/daily: which channels get a briefing each day."""

import io
from typing import Any, Literal

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.daily.kept import as_file
from bot.daily.management import Change, Wish
from bot.daily.tables import Into
from bot.daily.times import InputError
from bot.discord.commands.options import Name, Words
from bot.discord.daily import forum_tags
from bot.discord.daily.answering import send_file
from bot.discord.daily.permissions import missing_for_subscription
from bot.discord.daily.responses import DailyResponses
from bot.discord.interactions import to_choices
from bot.discord.readers import asker_of
from briefings.translations import gettext

Interaction = discord.Interaction[Any]
Answer = Literal["yes", "no"]

PLACES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]


class Place(app_commands.Transformer):
    """A channel as Discord sends it; we check whether it belongs to this server."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return PLACES

    async def transform(self, _: Interaction, value: Any, /) -> Any:
        return value


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class DailyCommands(app_commands.Group):
    """The commands; `responses` answers them."""

    def __init__(self, responses: DailyResponses) -> None:
        super().__init__(
            name="daily",
            description=locale_str("A briefing each day in a channel"),
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
        )
        self.responses = responses

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Discord hides the commands from others; a server's settings may show them again."""
        if interaction.guild_id is not None and interaction.permissions.manage_guild:
            return True
        if interaction.type is discord.InteractionType.autocomplete:
            return False
        if interaction.guild_id is None:
            text = gettext(
                "Daily briefings belong to a server: use this command in one of its channels."
            )
            await self.responses.refuse(interaction, text, title=gettext("Only in a server"))
        else:
            text = gettext("Only members who may manage the server can set up daily briefings.")
            await self.responses.refuse(interaction, text, title=gettext("For moderators"))
        return False

    @app_commands.command(description=locale_str("Post a briefing each day in a channel"))
    @app_commands.describe(
        channel=locale_str("Where it is posted: a channel, a thread or a forum"),
        time=locale_str("When: 8:00, 8am, 20.30"),
        timezone=locale_str("Whose clock: a city, e.g. Europe/Berlin (else UTC)"),
        topics=locale_str("Topics, separated by commas; all topics by default"),
        days=locale_str("On which days: mon-fri, weekend; every day by default"),
        style=locale_str("short: the essentials; full: all of it"),
        ping=locale_str("A role to mention"),
        publish=locale_str("In an announcement channel: publish each post"),
        quiet=locale_str("Post nothing on days without news; yes by default"),
        tag=locale_str("In a forum: the tag of each post"),
        words_in=locale_str(
            "Only what has one of these words, separated by commas: U.S., C++, ferr*"
        ),
        words_out=locale_str("Leave out what has one of these words"),
    )
    @app_commands.rename(words_in="with", words_out="without")
    async def add(
        self,
        interaction: Interaction,
        channel: app_commands.Transform[Any, Place],
        time: Name,
        timezone: Name = "",
        topics: Name = "",
        days: Name = "",
        style: Literal["short", "full"] = "short",
        ping: discord.Role | None = None,
        publish: bool = False,  # noqa: FBT001  # an option of the command
        quiet: bool = True,  # noqa: FBT001  # an option of the command
        tag: Name = "",
        words_in: Words = "",
        words_out: Words = "",
    ) -> None:
        try:
            place = _place(interaction, channel)
            if ping is not None and place.guild.get_role(ping.id) is None:
                raise InputError(gettext("That is not a role of this server."))
            problem = missing_for_subscription(place, ping, publish=publish)
            if problem:
                raise InputError(problem)
            chosen_tag = forum_tags.chosen(place, tag)
            wish = Wish(
                guild_id=place.guild.id,
                channel_id=place.id,
                user_id=interaction.user.id,
                time=time,
                timezone=timezone,
                topics=topics,
                days=days,
                style=style,
                into=Into.FORUM if isinstance(place, discord.ForumChannel) else Into.CHANNEL,
                role_id=ping.id if ping else None,
                tag_id=chosen_tag.id if chosen_tag else None,
                publish=publish,
                quiet=quiet,
                words_in=words_in,
                words_out=words_out,
                locale=interaction.locale.value,
            )
        except InputError as error:
            await self.responses.refuse(interaction, error.message)
            return
        tags = [] if chosen_tag else forum_tags.to_choose(place)
        async with self.responses.in_time(interaction):
            if tags:
                await self.responses.ask_for_tag(interaction, wish, tags)
            else:
                await self.responses.add(interaction, wish)

    @app_commands.command(
        description=locale_str("Change a daily briefing; what you leave out stays as it is")
    )
    @app_commands.describe(
        briefing=locale_str("Which one"),
        time=locale_str("When: 8:00, 8am, 20.30"),
        timezone=locale_str("Whose clock: a city, e.g. Europe/Berlin"),
        topics=locale_str("Topics, separated by commas; or all"),
        days=locale_str("On which days: mon-fri, weekend, every day"),
        style=locale_str("short: the essentials; full: all of it"),
        quiet=locale_str("Post nothing on days without news"),
        words_in=locale_str("Only what has one of these words, separated by commas; or none"),
        words_out=locale_str("Leave out what has one of these words; or none"),
    )
    @app_commands.rename(words_in="with", words_out="without")
    async def edit(
        self,
        interaction: Interaction,
        briefing: Name | None = None,
        time: Name | None = None,
        timezone: Name | None = None,
        topics: Name | None = None,
        days: Name | None = None,
        style: Literal["short", "full"] | None = None,
        quiet: bool | None = None,  # noqa: FBT001  # an option of the command
        words_in: Words | None = None,
        words_out: Words | None = None,
    ) -> None:
        change = Change(
            time=time,
            timezone=timezone,
            topics=topics,
            days=days,
            style=style,
            quiet=quiet,
            words_in=words_in,
            words_out=words_out,
            locale=interaction.locale.value,
        )
        async with self.responses.in_time(interaction):
            await self.responses.edit(interaction, briefing, change)

    @app_commands.command(name="list", description=locale_str("The daily briefings of this server"))
    async def list_(self, interaction: Interaction) -> None:
        async with self.responses.in_time(interaction):
            await self.responses.show_all(interaction)

    @app_commands.command(
        description=locale_str("See what would be posted now, for your eyes only")
    )
    @app_commands.describe(briefing=locale_str("Which one"))
    async def preview(self, interaction: Interaction, briefing: Name | None = None) -> None:
        async with self.responses.in_time(interaction):
            await self.responses.with_one(interaction, "preview", briefing)

    @app_commands.command(description=locale_str("Stop posting until it is resumed"))
    @app_commands.describe(briefing=locale_str("Which one"))
    async def pause(self, interaction: Interaction, briefing: Name | None = None) -> None:
        async with self.responses.in_time(interaction):
            await self.responses.with_one(interaction, "pause", briefing)

    @app_commands.command(description=locale_str("Go on posting"))
    @app_commands.describe(briefing=locale_str("Which one"))
    async def resume(self, interaction: Interaction, briefing: Name | None = None) -> None:
        async with self.responses.in_time(interaction):
            await self.responses.with_one(interaction, "resume", briefing)

    @app_commands.command(description=locale_str("Remove a daily briefing for good; asks first"))
    @app_commands.describe(briefing=locale_str("Which one"))
    async def remove(self, interaction: Interaction, briefing: Name | None = None) -> None:
        async with self.responses.in_time(interaction):
            await self.responses.with_one(interaction, "remove", briefing)

    @app_commands.command(
        description=locale_str("The next run, the last 10 runs, and why any of them failed")
    )
    @app_commands.describe(briefing=locale_str("Which one"))
    async def status(self, interaction: Interaction, briefing: Name | None = None) -> None:
        async with self.responses.in_time(interaction):
            await self.responses.with_one(interaction, "status", briefing)

    @app_commands.command(
        description=locale_str("Change how this server's daily posts are laid out")
    )
    async def template(self, interaction: Interaction) -> None:
        async with self.responses.in_time(interaction):
            await self.responses.dialog.open(interaction)

    @app_commands.command(description=locale_str("All that is stored for this server, as a file"))
    async def export(self, interaction: Interaction) -> None:
        assert interaction.guild_id is not None  # noqa: S101  # the group is for servers only
        async with self.responses.in_time(interaction):
            kept = await self.responses.manager.export(interaction.guild_id)
            name, content = as_file(kept, "daily-briefings")
            await send_file(interaction, discord.File(io.BytesIO(content), name))

    @app_commands.command(
        description=locale_str("Delete all that is stored for this server; asks first")
    )
    async def forget(self, interaction: Interaction) -> None:
        async with self.responses.in_time(interaction):
            await self.responses.ask_forgetting(interaction)

    @add.autocomplete("timezone")
    @edit.autocomplete("timezone")
    async def _timezones(self, interaction: Interaction, typed: str) -> list[Any]:
        return self.responses.complete_zone(typed, interaction.locale.value)

    @add.autocomplete("topics")
    @edit.autocomplete("topics")
    async def _topics(self, interaction: Interaction, typed: str) -> list[Any]:
        every = asker_of(interaction).say(gettext("All topics"))
        return to_choices(self.responses.manager.complete_topics(typed, every))

    @add.autocomplete("tag")
    async def _tags(self, interaction: Interaction, typed: str) -> list[Any]:
        channel = getattr(interaction.namespace, "channel", None)  # only its id so far
        place = interaction.guild.get_channel(channel.id) if interaction.guild and channel else None
        return to_choices(forum_tags.choices(place, typed))

    @edit.autocomplete("briefing")
    @preview.autocomplete("briefing")
    @pause.autocomplete("briefing")
    @resume.autocomplete("briefing")
    @remove.autocomplete("briefing")
    @status.autocomplete("briefing")
    async def _briefings(self, interaction: Interaction, typed: str) -> list[Any]:
        return await self.responses.complete_briefing(interaction, typed)


def _place(interaction: Interaction, channel: Any) -> discord.abc.GuildChannel | discord.Thread:
    """The channel, if it is one of this server that can be posted to. Raises InputError."""
    guild = interaction.guild
    place = guild.get_channel_or_thread(channel.id) if guild else None
    if place is None or place.type not in PLACES:
        raise InputError(gettext("That is not a channel of this server that can be posted to."))
    return place
