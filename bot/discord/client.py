"""The client: start, sync, dispatch, errors, stop."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import sqlalchemy as sa
import structlog

from bot.daily.management import MOST_SUBSCRIPTIONS, Manager
from bot.daily.schedule import CATCH_UP
from bot.discord import commands
from bot.discord.command_sync import CommandSync, FileRecord, NoRecord, Record, SharedRecord
from bot.discord.commands.daily import DailyCommands
from bot.discord.commands.feeds import FeedCommands
from bot.discord.commands.names import CommandTranslator
from bot.discord.daily.composing import BriefingComposer, posts_in
from bot.discord.daily.poster import DiscordPoster
from bot.discord.daily.responses import DailyResponses
from bot.discord.daily.template_dialog import TemplateDialog
from bot.discord.feeds.loading import Feeds
from bot.discord.gateway_events import UnreadableEvents, survive_unreadable_events
from bot.discord.guild_events import GuildEvents
from bot.discord.interactions import Interactions
from bot.discord.own_data import OwnData
from bot.discord.pictures import Pictures
from bot.discord.rate_limit import Breaker, Pacer, http_trace
from bot.discord.readers import server_language
from bot.discord.reconnecting import come_back_soon
from bot.discord.shares import FAILED, Admission
from bot.discord.standby import Standby
from bot.discord.tree import Tree
from bot.operations.figures import Figure, InteractionFigures
from bot.operations.health import Health
from bot.operations.watchdog import Watchdog
from bot.service import BriefingService
from bot.settings import DISCORD_API
from bot.shards import Claim
from bot.work.daily_briefings import DailyBriefings
from bot.work.feed_limits import Permit
from bot.work.membership import Holder, TakenError
from bot.work.session_starts import SharedStarts
from briefings.translations import gettext

REFRESH_SECONDS = 30
"""How often the digest files are checked for changes."""

FOLLOW_SECONDS = 0.25
"""How often the library is checked for changes, so that new articles are served within a second.
A check takes a fifth of a millisecond."""

ANSWERING_SECONDS = 2.0
"""How long the library may take to answer before it counts as failing."""

LAST_ANSWERS_SECONDS = 10.0
"""How long pending interactions may take to be answered when the bot ends."""

TELLING_SECONDS = 2.0
"""How often a process checks whether another one has finished sending Discord the commands."""

if TYPE_CHECKING:
    from bot.work.live_sources import Following, LiveSources

log = structlog.get_logger()


class Briefbot(GuildEvents):
    """The bot on Discord. Needs no privileged intent: it reads commands, not messages."""

    def __init__(
        self,
        service: BriefingService,
        *,
        api: str = DISCORD_API,
        claim: Claim = None,
        sync_record: Path | None = None,
        pictures: bool = True,
        database: str | None = None,
        requests_per_second: int = 50,
        catch_up: timedelta = CATCH_UP,
        daily_limit: int = MOST_SUBSCRIPTIONS,
        following: "Following | None" = None,
        feeds: Permit | None = None,
        reading_clock: Callable[[], datetime] | None = None,
        launching: Callable[[], AbstractContextManager[None]] = nullcontext,
        **options: Any,
    ) -> None:
        """`database` keeps the daily briefings; without one there is no `/daily`.

        `claim` is the shards to run; None means all, as many as Discord recommends.

        `following` makes the live sources; without it none are followed. `feeds` says what servers
        may add to them; without it there is no `/feeds`. `reading_clock` tells them the time, if
        fetched documents follow another clock than the service's.

        `launching` is entered while the delivery of daily briefings is launched.
        """
        survive_unreadable_events()
        come_back_soon()
        pacer, breaker = Pacer(requests_per_second), Breaker()
        super().__init__(
            api=api,
            claim=claim,
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
        self.pictures = Pictures() if pictures else None
        self.interactions = Interactions(
            service, self.pictures, memory=lambda: self.daily.readers if self.daily else None
        )
        self.tree = Tree(self)
        self.watchdog = Watchdog()
        self.unreadable = UnreadableEvents()
        self.pacer = pacer
        self.breaker = breaker
        self.admission = Admission()
        self._answers = {
            discord.InteractionType.component: self._press,
            discord.InteractionType.modal_submit: self._submit,
        }
        record: Record = NoRecord() if sync_record is None else FileRecord(sync_record)
        self._begun = False
        self.ended_by: TakenError | None = None
        """Why the bot ended by itself."""
        self._end: asyncio.Task[None] | None = None
        self._launching = launching
        self._following = following
        self._reading_clock = reading_clock or service.clock
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
                clock=self._reading_clock,
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
                shards=claim,
                on_taken=self._give_way,
            )
            self._set_up_daily(self.daily, content, daily_limit)
            if self.daily.is_shared:
                record = SharedRecord(self.daily.engine)
                self.starts = SharedStarts(self.daily.engine)
        self._commands = CommandSync(record, self.tree.sync)
        self.standby = Standby(self._claim)

    def _set_up_daily(self, daily: DailyBriefings, content: BriefingComposer, limit: int) -> None:
        content.template_of = daily.store.template
        content.language_of = lambda guild: server_language(self.get_guild(guild))
        self.service.answers.posts = posts_in(daily.ledger)
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
        """Open the database first, so that other processes make room for this one's requests."""
        if self.daily is not None:
            await self.daily.prepare()
        await super().login(token)

    async def begin_again(self) -> None:
        """Get ready for another `login` after one that failed."""
        await self.http.close()
        self.http.connector = discord.utils.MISSING  # it was closed with the session

    async def setup_hook(self) -> None:
        """Runs once, before the gateway connects; `on_ready` runs again at every reconnect."""
        await self.tree.set_translator(CommandTranslator())
        if not await self._tell_commands():
            self.watchdog.keep("commands", self._keep_telling_commands)
        await self.begin()

    async def connect(self, *, reconnect: bool = True) -> None:
        """Run the shards until `close`, as soon as no other process runs them.

        Raises:
            TakenError: another process keeps running some of them.
        """
        if await self.standby.until_free(self.claim, self.ending):
            await super().connect(reconnect=reconnect)

    async def _claim(self, shards: Claim) -> Holder | None:
        return await self.daily.claim(shards) if self.daily is not None else None

    def _give_way(self, error: TakenError) -> None:
        """End because another process now runs the shards, so that nothing is answered twice."""
        if self.ended_by is None:
            self.ended_by = error
            self._end = asyncio.ensure_future(self.close())

    async def begin(self) -> None:
        """Start the background work; a second call does nothing.

        The playground calls it before it lets the bot into its simulated Discord, which waits after
        each press for everything the bot started there; this work never ends.
        """
        if self._begun:
            return
        self._begun = True
        if self.pictures is not None:
            self.pictures.warm_up()
        if self.daily is not None:
            await self.daily.prepare()
            # Delivery need not be ready before the first command is answered.
            self.watchdog.keep("daily", self._run_daily)
        self.watchdog.every("refresh", REFRESH_SECONDS, self.service.refresh)
        self.watchdog.every("follow", FOLLOW_SECONDS, self.service.follow)

    async def _run_daily(self) -> None:
        """Deliver until cancelled. It survives a database that is away for a while."""
        assert self.daily is not None  # noqa: S101  # `begin` calls it only with one
        try:
            with self._launching():
                if self.sources is None and self._following is not None:
                    given = self.service.library, self.daily.durable, self._reading_clock
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
        """End. Pending interactions are answered, except those that take long."""
        await self.leave_gateway()
        await self.admission.all_answered(LAST_ANSWERS_SECONDS)
        if self.daily is not None:
            await self.daily.release()
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

    # How it is doing

    @property
    def watchdogs(self) -> list[Watchdog]:
        """The watchdogs that keep all background work alive."""
        owners = (self, self.daily, self.sources)
        return [owner.watchdog for owner in owners if owner is not None]

    def health(self) -> Health:
        connected = sum(not shard.is_closed() for shard in self.shards.values())
        return Health(
            connected=self.is_ready() and not self.is_closed() and connected > 0,
            failing={name: why for one in self.watchdogs for name, why in one.failing.items()},
            working=tuple(name for one in self.watchdogs for name in one.names),
            guilds=len(self.guilds),
            shards=len(self.own_shards),
            shards_connected=connected,
            digest_problems=tuple(self.service.problems),
            waiting_for=self.standby.waiting_for,
        )

    @property
    def interaction_figures(self) -> InteractionFigures:
        return self.admission.figures

    async def figures(self) -> list[Figure]:
        """The current figures."""
        from bot.discord.figures import gather

        return await gather(self)

    async def is_answering(self) -> bool:
        """Whether the library answers a test question."""
        try:
            async with asyncio.timeout(ANSWERING_SECONDS):
                await self.service.follow()
        except Exception:  # noqa: BLE001  # whatever it is, there is no answer
            return False
        return True

    async def on_clock_moved(self) -> None:
        """Check again what is due: the service's clock has jumped, as a playground's can."""
        if self.daily is not None:
            self.daily.planner.changed()
        if self.sources is not None:
            self.sources.planner.changed()

    async def _tell_commands(self) -> bool:
        """Tell Discord the commands, unless it already has exactly these. False: try again."""
        payload = await self._translated_commands()
        return await self._commands.once(self.api, self.application_id or 0, payload)

    async def _translated_commands(self) -> list[Any]:
        """The commands as sent, in all languages."""
        found, translator = self.tree.get_commands(), self.tree.translator
        if translator is None:  # the bot has not been set up yet
            return [command.to_dict(self.tree) for command in found]
        return [await one.get_translated_payload(self.tree, translator) for one in found]

    async def _keep_telling_commands(self) -> None:
        """Try until Discord has them: the process that was sending them may have died."""
        while not await self._tell_commands():  # noqa: ASYNC110  # another process is telling it
            await asyncio.sleep(TELLING_SECONDS)
        await asyncio.Event().wait()

    # Events

    async def on_interaction(self, interaction: discord.Interaction["Briefbot"]) -> None:
        """Answer our buttons and dialogs: they carry all they need, so no view is kept."""
        answer = self._answers.get(interaction.type)
        if answer is None or not await self.admission.admit(interaction):
            return  # a command, which the tree answers; or too many at a time
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
            text = gettext("This dialog is out of date. Use the command again.")
            await self.interactions.notice(interaction, text)

    async def on_gateway_event_unreadable(self, event: str, error: Exception) -> None:
        self.unreadable.note(event, error, self._connection.parsers)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        log.error("event_failed", event=event_method, exc_info=True)  # noqa: LOG014  # discord.py calls it while it handles the exception
