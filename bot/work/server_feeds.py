"""The feeds that moderators of servers add, test and remove."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from bot.daily.times import InputError
from bot.work.feed_limits import Permit, Tries
from bot.work.kept_feeds import KeptFeeds
from briefings.ingest.refresh_work import Fetch
from briefings.reading import ReadingError
from briefings.sources.addresses import ADDRESS
from briefings.sources.discovery import Discovered, DiscoveryError, NoFeedError, discover
from briefings.sources.fetching import FetchError, parse_address, shown
from briefings.sources.followers import Followed, owner_of
from briefings.sources.model import Fate, Source
from briefings.sources.naming import problem_with_name
from briefings.sources.refusals import LimitError, TakenError
from briefings.sources.rows import key_of_address
from briefings.sources.store import SourceStore, new_id
from briefings.translations import Command, Message, gettext, ngettext

LONGEST_TRY = 60.0
"""Seconds to find what can be followed at an address; Discord waits for 15 minutes."""
AT_ONCE = 4
"""How many addresses are tried at a time, for all servers together."""


class ServerFeeds(KeptFeeds):
    """Each server's own feeds. Every method checks that a feed belongs to the server."""

    def __init__(
        self,
        engine: sa.Engine,
        permit: Permit,
        *,
        clock: Callable[[], datetime],
        fetching: Callable[[], Fetch | None],
        changed: Callable[[], None],
        tries: Tries | None = None,
    ) -> None:
        """Args:
        fetching: gives the fetching function, once that has started.
        changed: called when a source should be asked.
        """
        super().__init__(engine)
        self.permit = permit
        self._clock = clock
        self._fetching = fetching
        self._changed = changed
        self._tries = tries or Tries(permit.tries)
        self._slots = asyncio.Semaphore(AT_ONCE)

    def allow(self, permit: Permit, tries: Tries) -> None:
        """Set what the operator lets servers do from now on."""
        self.permit, self._tries = permit, tries

    # What moderators do

    async def of_server(self, server: int) -> list[Followed]:
        """A server's feeds, in the order they were added."""
        return await asyncio.to_thread(self._of_server, server)

    async def counts(self, feeds: list[Followed]) -> dict[str, int]:
        """How many articles each feed has, by its source's id."""
        store = SourceStore(self._engine)
        fates = await asyncio.to_thread(store.counts, [one.source.id for one in feeds])
        brought = (Fate.STORED, Fate.SHARED, Fate.WITHDRAWN)
        return {
            one.source.id: sum(fates.get(one.source.id, {}).get(fate, 0) for fate in brought)
            for one in feeds
        }

    async def named(self, server: int, typed: str) -> Followed | None:
        """The server's feed with this id, name or address; None if it has none."""
        wanted = " ".join(typed.split()).casefold()
        feeds = await self.of_server(server)
        for one in feeds:
            is_named = wanted in (one.source.id, one.name.casefold())
            if is_named or key_of_address(typed.strip()) == key_of_address(one.source.address):
                return one
        return None

    async def add(
        self, server: int, user: int, address: str, name: str
    ) -> tuple[Followed, Discovered]:
        """Find what can be followed at an address, and follow it for a server.

        Raises:
            InputError: this is impossible; says what to do.
        """
        self._check_allowed(server)
        called = " ".join(name.split())
        if called and (wrong := problem_with_name(called)):
            raise InputError(
                gettext("“%(name)s” can't be a feed's name: %(why)s.", name=called, why=wrong)
            )
        mine = await self.of_server(server)
        if len(mine) >= self.permit.feeds:
            raise self._too_many(self.permit.feeds)
        found = await self._discovered(server, _read(address))
        now = self._clock()
        source = Source(
            id=new_id(),
            name=called,
            kind=found.kind,
            address=found.address,
            added_at=now,
            owner=owner_of(found.address, server),
            next_due=now,
            title=found.title,
        )
        wanted = Followed(server, source, called, user, now)
        try:
            made = await asyncio.to_thread(
                self._followers().follow, wanted, self.permit.feeds, called or None
            )
        except LimitError as error:
            raise self._too_many(error.limit) from None
        except TakenError as error:
            raise InputError(error.what) from None
        self._changed()
        return made, found

    async def test(self, server: int, address: str) -> Discovered:
        """What can be followed at an address, and what is in it; nothing is stored.

        Raises:
            InputError: nothing can; says what to do.
        """
        known = await self.named(server, address)
        if known is None:
            self._check_allowed(server)
        given = known.source.address if known else _read(address)
        return await self._discovered(server, given)

    async def remove(self, server: int, source_id: str) -> bool:
        """Stop following a feed for a server. False if the server did not follow it."""
        return await asyncio.to_thread(self._followers().unfollow, server, source_id)

    # How

    def _of_server(self, server: int) -> list[Followed]:
        return self._followers().of_server(server)

    def _check_allowed(self, server: int) -> None:
        if not self.permit.allows(server):
            raise InputError(not_allowed(server))

    @staticmethod
    def _too_many(limit: int) -> InputError:
        return InputError(
            ngettext(
                "This server has %(count)s feed, which is the limit. "
                "Remove one with `%(command)s` first.",
                "This server has %(count)s feeds, which is the limit. "
                "Remove one with `%(command)s` first.",
                limit,
                command=Command("feeds remove"),
            )
        )

    async def _discovered(self, server: int, address: str) -> Discovered:
        fetching = self._fetching()
        if fetching is None:
            raise InputError(gettext("The bot has just started. Try again in a moment."))
        wait = self._tries.take(server)
        if wait:
            raise InputError(
                gettext(
                    "This server has tried %(most)s addresses within a minute, which is the "
                    "limit. Try again in %(seconds)s s.",
                    most=self._tries.most,
                    seconds=max(1, round(wait)),
                )
            )
        try:
            async with asyncio.timeout(LONGEST_TRY), self._slots:
                return await discover(address, fetching.fetch)
        except TimeoutError:
            raise InputError(
                gettext(
                    "%(address)s takes too long. Give the address of the feed itself.",
                    address=shown(address),
                )
            ) from None
        except NoFeedError as error:
            raise InputError(
                gettext(
                    "%(address)s names no feed, and there is none at the usual places. Look for a "
                    "link “RSS” on the site, and give its address.",
                    address=error.address,
                )
            ) from None
        except (FetchError, ReadingError) as error:
            raise InputError(gettext("%(error)s.", error=error.said)) from None
        except DiscoveryError as error:
            raise InputError(gettext("%(error)s.", error=str(error))) from None


def not_allowed(server: int) -> Message:
    """Why a server can't add feeds, and who can change that."""
    return gettext(
        "The operator of this bot has not allowed this server to follow feeds of its own. They "
        "can: with the server's id, `%(server)s`, in `BRIEFBOT_FEEDS_SERVERS`.",
        server=str(server),
    )


def _read(typed: str) -> str:
    """The typed address, perhaps without its scheme; never a path on this machine.

    Raises:
        InputError: it is not an address.
    """
    text = typed.strip().removeprefix("<").removesuffix(">")
    address = text if ADDRESS.match(text) else f"https://{text}"
    try:
        return parse_address(address).full
    except FetchError as error:
        raise InputError(
            gettext("%(error)s. Copy the address from your browser.", error=error.said)
        ) from None
