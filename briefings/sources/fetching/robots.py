"""robots.txt: what a site asks programs not to fetch (RFC 9309)."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from protego import Protego

from briefings.sources.fetching.addresses import Address
from briefings.sources.fetching.errors import FetchError, Reason
from briefings.translations import gettext
from briefings.translations.message import Said

PRODUCT = "briefbot"
"""Our name in a robots.txt."""
KEPT = timedelta(days=1)
"""How long rules are used before they are fetched again (RFC 9309, section 2.4)."""
KEPT_UNREADABLE = timedelta(minutes=10)
"""How long a site whose robots.txt can't be read is left alone before the next try."""
MOST_HOSTS = 2_000
"""How many sites' rules are cached; the least recently used go first."""

_AGENT = re.compile(r"\s*user[\s-]?agent\s*:?\s*([^#]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+", re.IGNORECASE)

Load = Callable[[Address], Awaitable[str | None]]
"""Fetches a robots.txt: its text, or None if there is none. Raises `FetchError`."""


def parse_rules(text: str) -> Protego:
    """The rules of a robots.txt that concern us."""
    return Protego.parse("\n".join(_our_line(line) for line in text.splitlines()))


def _our_line(line: str) -> str:
    """A line without the names of other programs.

    The parser keeps each rule once for each name in its group; a hostile file may have thousands of
    both. Only the product's name in an agent's line counts (RFC 9309, section 2.2.1).
    """
    match = _AGENT.match(line)
    if match is None:
        return line
    name = match[1].strip()
    token = _TOKEN.match(name)
    if name == "*" or (token is not None and token[0].lower() == PRODUCT):
        return f"User-agent: {PRODUCT if token else name}"
    return "User-agent: another"


@dataclass(frozen=True, slots=True)
class _Problem:
    """Why rules can't be read; then nothing is fetched (RFC 9309, section 2.3.1.4)."""

    reason: Reason
    what: Said
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Known:
    rules: Protego | _Problem | None
    """None means that everything may be fetched."""
    until: datetime


_SAME_FOR_ALL = {Reason.FORBIDDEN, Reason.UNREACHABLE, Reason.TLS}
"""Failures that would also affect the page, and so are reported for the page itself."""


class Robots:
    """The rules of visited sites, fetched once a day."""

    def __init__(self, load: Load, now: Callable[[], datetime]) -> None:
        self._load = load
        self._now = now
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def check(self, address: Address) -> None:
        """Ask a site's rules whether `address` may be fetched.

        Raises:
            FetchError: it may not, or the rules can't be read at the moment.
        """
        known = await self._rules(address)
        if isinstance(known.rules, _Problem):
            problem = known.rules
            if problem.reason in _SAME_FOR_ALL:
                raise FetchError(problem.reason, address.url, problem.what)
            raise FetchError(
                Reason.ROBOTS,
                address.url,
                gettext(
                    "not fetched, because the site's robots.txt can't be read for now: %(why)s",
                    why=problem.what,
                ),
                retry_at=problem.retry_at or known.until,
            )
        if known.rules is not None and not known.rules.can_fetch(address.url, PRODUCT):
            raise FetchError(
                Reason.ROBOTS,
                address.url,
                gettext(
                    "the site's robots.txt asks programs not to fetch it: ask its owner, or use a "
                    "feed"
                ),
            )

    async def _rules(self, address: Address) -> _Known:
        lock = self._asking.setdefault(address.origin, asyncio.Lock())
        async with lock:  # others meanwhile wait for the same answer
            known = self._known.get(address.origin)
            if known is None or known.until <= self._now():
                known = self._known[address.origin] = await self._ask(address)
            self._known.move_to_end(address.origin)
        while len(self._known) > MOST_HOSTS:
            self._known.popitem(last=False)
        return known

    async def _ask(self, address: Address) -> _Known:
        place = Address(address.scheme, address.host, address.port, "/robots.txt", address.ip)
        try:
            text = await self._load(place)
        except FetchError as error:
            problem = _Problem(error.reason, error.what, error.retry_at)
            return _Known(problem, self._now() + KEPT_UNREADABLE)
        return _Known(None if text is None else parse_rules(text), self._now() + KEPT)
