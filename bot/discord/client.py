"""The client: start, sync, dispatch, errors, stop."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import sqlalchemy as sa
import structlog
import yarl
from discord import app_commands

from bot.daily.management import MOST_SUBSCRIPTIONS, Manager
from bot.daily.schedule import CATCH_UP
from bot.discord import commands
from bot.discord.commands.daily import DailyCommands
from bot.discord.commands.feeds import FeedCommands
from bot.discord.daily.composing import BriefingComposer
from bot.discord.daily.poster import DiscordPoster
from bot.discord.daily.responses import DailyResponses
from bot.discord.daily.template_dialog import TemplateDialog
from bot.discord.feeds.loading import Feeds
from bot.discord.gateway_events import UnreadableEvents, survive_unreadable_events
from bot.discord.interactions import Interactions
from bot.discord.own_data import OwnData
from bot.discord.pictures import Pictures
from bot.discord.rate_limit import Breaker, Pacer, http_trace
from bot.discord.reconnecting import come_back_soon
from bot.discord.shares import FAILED, Admission
from bot.operations.figures import Figure, InteractionFigures
from bot.operations.health import Health
from bot.operations.watchdog import Watchdog
from bot.service import BriefingService
from bot.settings import DISCORD_API
from bot.work.daily_briefings import DailyBriefings
from bot.work.feed_limits import Permit

REFRESH_SECONDS = 30
"""How often the digest files are looked at for something new."""

FOLLOW_SECONDS = 0.8
"""How often the library is asked whether it has changed: what is new is served within a second."""

ANSWERING_SECONDS = 2.0
"""How long an answer of the library may take to count as one."""

if TYPE_CHECKING:
    from bot.work.live_sources import Following, LiveSources

log = structlog.get_logger()


class Tree(app_commands.CommandTree["Briefbot"]):
    """All commands, in servers, direct messages and wherever a user brings the bot."""

    def __init__(self, client: "Briefbot") -> None:
        super().__init__(
            client,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )

    async def interaction_check(self, interaction: discord.Interaction["Briefbot"], /) -> bool:
        return await self.client.admission.admit(interaction)

    async def on_error(
        self,
        interaction: discord.Interaction["Briefbot"],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        interaction.extras[FAILED] = True
        if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            await self.client.interactions.notice(
                interaction,
                "This command has changed, and Discord still shows its old form. Reload Discord "
                "and try again.",
            )
            return
        if isinstance(cause, app_commands.CheckFailure) and interaction.response.is_done():
            return  # the check has said why not
        await self.client.interactions.failed(interaction, cause)


class Briefbot(discord.AutoShardedClient):
    """The bot on Discord. Needs no privileged intent: it reads commands, not messages."""

    def __init__(
        self,
        service: BriefingService,
        *,
        api: str = DISCORD_API,
        sync_record: Path | None = None,
        pictures: bool = True,
        database: str | None = None,
        requests_per_second: int = 50,
        catch_up: timedelta = CATCH_UP,
        daily_limit: int = MOST_SUBSCRIPTIONS,
        following: "Following | None" = None,
        feeds: Permit | None = None,
        launching: Callable[[], AbstractContextManager[None]] = nullcontext,
        **options: Any,
    ) -> None:
        """`database` keeps the daily briefings; without one there is no `/daily`.

        `following` makes the live sources; without it none are followed. `feeds` says what
        servers may add to them; without it there is no `/feeds`.

        `launching` is entered while the delivery of daily briefings is launched.
        """
        survive_unreadable_events()
        come_back_soon()
        pacer, breaker = Pacer(requests_per_second), Breaker()
        super().__init__(
            http_trace=http_trace(pacer, breaker),
            max_ratelimit_timeout=60,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **options,
        )
        self.service = service
        self.api = api
        self.pictures = Pictures() if pictures else None
        self.interactions = Interactions(service, self.pictures)
        self.tree = Tree(self)
        self.watchdog = Watchdog()
        self.unreadable = UnreadableEvents()
        self.breaker = breaker
        self.admission = Admission()
        self._answers = {
            discord.InteractionType.component: self._press,
            discord.InteractionType.modal_submit: self._submit,
        }
        self._sync_record = sync_record
        self._begun = False
        self._launching = launching
        self._following = following
        commands.add_all(self.tree, self.interactions)
        self.daily: DailyBriefings | None = None
        self.own_data = OwnData(self.interactions, lambda: self.daily)
        self.daily_responses: DailyResponses | None = None
        self.sources: LiveSources | None = None
        """There once the bot has begun to work: what it takes need not be loaded before."""
        self.feeds: Feeds | None = None
        if feeds is not None and database is not None:
            self.feeds = Feeds(
                feeds,
                self.interactions,
                clock=service.clock,
                engine=self._engine,
                sources=lambda: self.sources,
            )
        if database is not None:
            poster, rate = DiscordPoster(self, breaker), requests_per_second
            content = BriefingComposer(service)
            self.daily = DailyBriefings(
                database,
                poster,
                content,
                rate=rate,
                shared_rate=pacer,
                window=catch_up,
                clock=service.clock,
                feeds=self.feeds,
            )
            self._set_up_daily(self.daily, content, daily_limit)

    def _set_up_daily(self, daily: DailyBriefings, content: BriefingComposer, limit: int) -> None:
        content.template_of = daily.store.template
        manager = Manager(
            daily.store,
            daily.ledger,
            daily.planner,
            lambda: self.service.answers,
            clock=daily.clock,
            limit=limit,
            kept=daily.kept,
        )
        dialog = TemplateDialog(daily.store, content, clock=daily.clock)
        self.daily_responses = DailyResponses(
            self.interactions, self.service, manager, content, dialog, clock=daily.clock
        )
        self.tree.add_command(DailyCommands(self.daily_responses))
        if self.feeds is not None:
            self.tree.add_command(FeedCommands(self.interactions, self.feeds.responses))

    def _engine(self) -> sa.Engine:
        assert self.daily is not None  # noqa: S101  # there are no feeds without it
        return self.daily.engine

    # Start and stop

    async def login(self, token: str) -> None:
        """First open the database: other processes make room for this one's requests."""
        if self.daily is not None:
            await self.daily.prepare()
        await super().login(token)

    async def begin_again(self) -> None:
        """Get ready for another `login` after one that failed."""
        await self.http.close()
        self.http.connector = discord.utils.MISSING  # it was closed with the session

    async def setup_hook(self) -> None:
        """Runs once, before the gateway: `on_ready` comes again with every reconnect."""
        await self._find_gateway()
        await self._sync_commands()
        await self.begin()

    async def begin(self) -> None:
        """Start the work beside the commands; called again, it does nothing.

        The playground calls it before it lets the bot into its simulated Discord, which waits
        after each press for whatever the bot started in there: this never ends.
        """
        if self._begun:
            return
        self._begun = True
        if self.pictures is not None:
            self.pictures.warm_up()
        if self.daily is not None:
            await self.daily.prepare()
            # What it takes to deliver need not be there before the first command is answered.
            self.watchdog.keep("daily", self._run_daily)
        self.watchdog.every("refresh", REFRESH_SECONDS, self.service.refresh)
        self.watchdog.every("follow", FOLLOW_SECONDS, self.service.follow)

    async def _run_daily(self) -> None:
        """Deliver until cancelled. A database that is away for a while does not end it for good."""
        assert self.daily is not None  # noqa: S101  # `begin` calls it only then
        try:
            with self._launching():
                if self.sources is None and self._following is not None:
                    given = self.service.library, self.daily.durable, self.service.clock
                    posted = self.daily.ledger.posted
                    self.sources = await asyncio.to_thread(self._following, *given, posted)
                if self.sources is not None:
                    await self.sources.prepare()
                await self.daily.start()
            if self.sources is not None:
                await self.sources.start()
        except Exception:
            await self.daily.durable.stop()
            raise
        await asyncio.Event().wait()

    async def close(self) -> None:
        await self.watchdog.stop()
        if self.pictures is not None:
            await self.pictures.close()
        if self.sources is not None:
            await self.sources.stop()
        if self.daily is not None:
            await self.daily.stop()
        if self.sources is not None:
            await self.sources.close()
        if isinstance(self.loop, asyncio.AbstractEventLoop):  # else it has not begun to log in
            await super().close()

    # How it does

    @property
    def watchdogs(self) -> list[Watchdog]:
        """Those that keep all work beside the commands alive."""
        owners = (self, self.daily, self.sources)
        return [owner.watchdog for owner in owners if owner is not None]

    def health(self) -> Health:
        connected = sum(not shard.is_closed() for shard in self.shards.values())
        return Health(
            connected=self.is_ready() and not self.is_closed() and connected > 0,
            failing={name: why for one in self.watchdogs for name, why in one.failing.items()},
            working=tuple(name for one in self.watchdogs for name in one.names),
            guilds=len(self.guilds),
            shards=self.shard_count or 0,
            shards_connected=connected,
            digest_problems=tuple(self.service.problems),
        )

    @property
    def interaction_figures(self) -> InteractionFigures:
        return self.admission.figures

    async def figures(self) -> list[Figure]:
        """What is measured, as it is now."""
        from bot.discord.figures import gather

        return await gather(self)

    async def is_answering(self) -> bool:
        """Whether the library answers; it is asked a question of its own."""
        try:
            async with asyncio.timeout(ANSWERING_SECONDS):
                await self.service.follow()
        except Exception:  # noqa: BLE001  # whatever it is, there is no answer
            return False
        return True

    async def on_ready(self) -> None:
        log.info("ready", user=str(self.user), guilds=len(self.guilds), shards=self.shard_count)
        if self.daily is not None:
            await self.daily.guilds_present({guild.id for guild in self.guilds}, self._handles)

    def _handles(self, guild_id: int) -> bool:
        """Whether one of this process's shards receives the server's events."""
        return (guild_id >> 22) % (self.shard_count or 1) in self.shards

    async def on_clock_moved(self) -> None:
        """The service's clock has jumped, as a playground's can: look again at what is due."""
        if self.daily is not None:
            self.daily.planner.changed()
        if self.sources is not None:
            self.sources.planner.changed()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self._look_again(guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        self._look_again(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        if self.daily is not None:
            await self.daily.guild_left(guild.id)

    async def on_guild_channel_update(self, _: Any, after: discord.abc.GuildChannel) -> None:
        self._look_again(after.guild)

    async def on_guild_role_update(self, _: discord.Role, after: discord.Role) -> None:
        self._look_again(after.guild)

    async def on_thread_update(self, _: discord.Thread, after: discord.Thread) -> None:
        self._look_again(after.guild)

    async def on_member_update(self, _: discord.Member, after: discord.Member) -> None:
        """Of the bot's own member: its roles are its permissions."""
        self._look_again(after.guild)

    def _look_again(self, guild: discord.Guild) -> None:
        if self.daily is not None:
            self.daily.look_again(guild.id)

    async def _find_gateway(self) -> None:
        """Where the API is not Discord's own, the gateway is not either.

        discord.py asks for it when it starts, but falls back to Discord's address when a session
        can't be resumed.
        """
        if self.api != DISCORD_API:
            _, url, _ = await self.http.get_bot_gateway()
            discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)

    async def _sync_commands(self) -> None:
        """Register the commands with Discord, unless it already has exactly these."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        text = json.dumps([self.api, self.application_id, payload], sort_keys=True)
        state = hashlib.sha256(text.encode()).hexdigest()
        record = self._sync_record
        if record is not None and record.is_file() and record.read_text().strip() == state:
            return
        await self.tree.sync()
        log.info("commands_synced", commands=len(payload))
        if record is not None:
            record.write_text(state + "\n")

    # Events

    async def on_interaction(self, interaction: discord.Interaction["Briefbot"]) -> None:
        """Presses and dialogs of ours: they carry all they need, so no view is kept for them."""
        answer = self._answers.get(interaction.type)
        if answer is None or not await self.admission.admit(interaction):
            return  # a command's, which the tree answers; or too much at a time
        try:
            await answer(interaction)
        except Exception as error:  # noqa: BLE001  # whatever it is, the user gets an answer
            interaction.extras[FAILED] = True
            await self.interactions.failed(interaction, error)

    async def _press(self, interaction: discord.Interaction["Briefbot"]) -> None:
        if self.daily_responses is not None and await self.daily_responses.press(interaction):
            return
        if self.feeds is not None and await self.feeds.press(interaction):
            return
        if await self.own_data.press(interaction):
            return
        await self.interactions.press(interaction)

    async def _submit(self, interaction: discord.Interaction["Briefbot"]) -> None:
        daily = self.daily_responses
        if daily is None or not await daily.dialog.submitted(interaction):
            text = "This dialog is out of date. Use the command again."
            await self.interactions.notice(interaction, text)

    async def on_gateway_event_unreadable(self, event: str, error: Exception) -> None:
        self.unreadable.note(event, error, self._connection.parsers)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        log.error("event_failed", event=event_method, exc_info=True)  # noqa: LOG014  # discord.py calls it while it handles the exception
