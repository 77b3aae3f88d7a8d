"""A bot with a few commands on the real discord.py, to test the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import BytesIO

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests.loopback.server import LoopbackDiscord
from tests.waiting import LAST_RESORT, until

CITIES = ("Anchorage", "Kyiv", "Washington")


@asynccontextmanager
async def pointed_at(server: LoopbackDiscord) -> AsyncIterator[None]:
    """Redirects discord.py's addresses to the server, and finally back.

    DEFAULT_GATEWAY too: after a non-resumable INVALID_SESSION, discord.py forgets the address from
    `GET /gateway/bot` and uses this one.
    """
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = server.base_url, URL(server.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


class Opinion(discord.ui.Modal, title="Your opinion"):
    words: discord.ui.TextInput[Opinion] = discord.ui.TextInput(
        label="In a sentence", custom_id="words", max_length=50
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You think: {self.words.value}", ephemeral=True)


class Settings(discord.ui.Modal, title="Settings"):
    where = discord.ui.Label[discord.ui.Modal](
        text="Where",
        component=discord.ui.ChannelSelect(
            custom_id="where", required=True, channel_types=[discord.ChannelType.text]
        ),
    )
    whom = discord.ui.Label[discord.ui.Modal](
        text="Whom", component=discord.ui.RoleSelect(custom_id="whom", required=False, min_values=0)
    )
    style = discord.ui.Label[discord.ui.Modal](
        text="Style",
        component=discord.ui.RadioGroup(
            custom_id="style",
            options=[
                discord.RadioGroupOption(label="Short", value="short", default=True),
                discord.RadioGroupOption(label="Full", value="full"),
            ],
        ),
    )
    quiet = discord.ui.Label[discord.ui.Modal](
        text="Quiet", component=discord.ui.Checkbox(custom_id="quiet", default=True)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        parts = (self.where, self.whom, self.style, self.quiet)
        where, whom, style, quiet = (part.component for part in parts)
        assert isinstance(where, discord.ui.ChannelSelect)
        assert isinstance(whom, discord.ui.RoleSelect)
        assert isinstance(style, discord.ui.RadioGroup)
        assert isinstance(quiet, discord.ui.Checkbox)
        roles = [role.name for role in whom.values]
        text = f"{where.values[0].name} {roles} {style.value} {quiet.value}"
        await interaction.response.send_message(text, ephemeral=True)


class Ways(discord.ui.View):
    @discord.ui.button(label="Change it", custom_id="change")
    async def change(self, interaction: discord.Interaction, _button: object) -> None:
        await interaction.response.edit_message(content="changed")

    @discord.ui.button(label="Change it later", custom_id="later")
    async def later(self, interaction: discord.Interaction, _button: object) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="changed later")

    @discord.ui.button(label="Say something", custom_id="opine")
    async def opine(self, interaction: discord.Interaction, _button: object) -> None:
        await interaction.response.send_modal(Opinion())

    @discord.ui.button(label="Not now", custom_id="not-now", disabled=True)
    async def not_now(self, _interaction: discord.Interaction, _button: object) -> None:
        raise AssertionError("a disabled button was pressed")

    @discord.ui.select(
        custom_id="city",
        placeholder="A city",
        options=[discord.SelectOption(label=city, value=city.lower()) for city in CITIES],
    )
    async def city(self, interaction: discord.Interaction, menu: discord.ui.Select[Ways]) -> None:
        await interaction.response.send_message(f"off to {menu.values[0]}", ephemeral=True)


class Pick(discord.ui.LayoutView):
    """Components V2: a text, and below it a select of members."""

    text: discord.ui.TextDisplay[Pick] = discord.ui.TextDisplay("Whom do you mean?")
    row: discord.ui.ActionRow[Pick] = discord.ui.ActionRow()

    @row.select(cls=discord.ui.UserSelect, custom_id="who", placeholder="Somebody", max_values=2)
    async def who(
        self, interaction: discord.Interaction, menu: discord.ui.UserSelect[Pick]
    ) -> None:
        names = ", ".join(user.name for user in menu.values)
        self.text.content = f"You mean {names}."
        await interaction.response.edit_message(view=self)


class TinyBot(discord.AutoShardedClient):
    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            guild_ready_timeout=0.02,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)
        self.identified: list[tuple[int | None, bool]] = []
        _add_commands(self.tree)

    async def setup_hook(self) -> None:
        self.add_view(Ways(timeout=None))
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Skip the five seconds between two shards."""
        self.identified.append((shard_id, initial))


def _add_commands(tree: app_commands.CommandTree[TinyBot]) -> None:
    async def places(
        interaction: discord.Interaction[TinyBot], current: str
    ) -> list[app_commands.Choice[str]]:
        found = [city for city in CITIES if city.lower().startswith(current.lower())]
        return [app_commands.Choice(name=city, value=city.lower()) for city in found]

    @tree.command(description="Greets a place")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.autocomplete(place=places)
    @app_commands.choices(tone=[app_commands.Choice(name="loud", value=1)])
    async def greet(
        interaction: discord.Interaction[TinyBot],
        place: app_commands.Range[str, 1, 20],
        tone: app_commands.Choice[int] | None = None,
    ) -> None:
        shout = "!" * tone.value if tone else ""
        await interaction.response.send_message(f"Hello, {place}{shout}", view=Ways(timeout=None))

    @tree.command(description="Thinks, then answers")
    async def ponder(interaction: discord.Interaction[TinyBot], followups: int = 1) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        for number in range(followups):
            await interaction.followup.send(f"thought {number + 1}")

    @tree.command(description="Answers too late")
    async def late(interaction: discord.Interaction[TinyBot]) -> None:
        await asyncio.sleep(0.2)
        try:
            await interaction.response.send_message("sorry")
        except discord.NotFound as error:
            interaction.extras["code"] = error.code

    @tree.command(description="Answers in a message and a file")
    async def report(interaction: discord.Interaction[TinyBot]) -> None:
        file = discord.File(BytesIO(b"long"), filename="report.txt", description="all of it")
        await interaction.response.send_message("see below", file=file)
        await interaction.followup.send("and that is that", ephemeral=True)
        await interaction.delete_original_response()

    @tree.command(description="Opens the settings")
    async def settings(interaction: discord.Interaction[TinyBot]) -> None:
        await interaction.response.send_modal(Settings())

    @tree.context_menu(name="Count words")
    async def count(interaction: discord.Interaction[TinyBot], message: discord.Message) -> None:
        words = len(message.content.split())
        await interaction.response.send_message(f"{words} words", ephemeral=True)

    @tree.command(description="Asks back")
    async def pick(interaction: discord.Interaction[TinyBot]) -> None:
        await interaction.response.send_message(view=Pick(timeout=None))

    tree.add_command(_Daily())


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class _Daily(app_commands.Group, name="daily", description="Daily posts"):
    @app_commands.command(description="Adds one")
    async def add(
        self,
        interaction: discord.Interaction[TinyBot],
        channel: discord.TextChannel,
        by: discord.Member | None = None,
        ping: discord.Role | None = None,
        attached: discord.Attachment | None = None,
    ) -> None:
        read = (await attached.read()).decode() if attached else ""
        may_post = channel.permissions_for(channel.guild.me).send_messages
        text = f"{channel.name} {by} {ping} {read} {may_post} {interaction.permissions.value}"
        await interaction.response.send_message(text, ephemeral=True)


async def ready(bot: discord.Client) -> None:
    """Waits until a bot has logged in and knows its servers.

    discord.py reports ready without servers not announced within `guild_ready_timeout` of the last;
    tests set that short.
    """
    await asyncio.wait_for(bot.wait_until_ready(), LAST_RESORT)
    await until(lambda: not any(guild.unavailable for guild in bot.guilds))


@asynccontextmanager
async def running(
    server: LoopbackDiscord, make: Callable[[], TinyBot] = TinyBot, shards: int = 1
) -> AsyncIterator[TinyBot]:
    """A logged-in, ready bot, until the block ends."""
    async with pointed_at(server), make() as bot:
        life = asyncio.create_task(bot.start(server.token))
        await server.connected(shards)
        await ready(bot)
        try:
            yield bot
        finally:
            await bot.close()
            await life
