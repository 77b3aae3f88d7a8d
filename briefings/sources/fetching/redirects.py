"""Decides what to do with a redirect, without any network."""

from dataclasses import dataclass, field, replace

from briefings.sources.fetching.addresses import Address, parse_address, resolve
from briefings.sources.fetching.errors import FetchError, Reason
from briefings.sources.fetching.printing import shown
from briefings.translations import gettext, ngettext

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Statuses that name another address (RFC 9110, section 15.4). 300 and 305 are not followed."""
PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Trail:
    """The way from the requested address to where it has led so far."""

    asked: str = field(repr=False)
    """The address as given, which errors name."""
    visited: tuple[Address, ...]
    moved_to: Address | None = None
    """Where only permanent redirects have led: remember it instead of the first address.

    Redirects from https to http are followed but not remembered: somebody on the network could have
    forged what comes after them.
    """
    downgraded: bool = False
    """Whether a redirect led from https to http on the way."""
    steadfast: bool = True
    """Whether all redirects so far were permanent."""

    @classmethod
    def start(cls, asked: str) -> "Trail":
        """Raises:
        FetchError: `asked` is not an http(s) address.
        """
        return cls(asked, (parse_address(asked),))

    @property
    def address(self) -> Address:
        """Where it currently leads."""
        return self.visited[-1]

    @property
    def redirects(self) -> int:
        return len(self.visited) - 1


def follow(trail: Trail, status: int, location: str | None, most: int) -> Trail:
    """Follow an answer with `status` and `location`.

    Raises:
        FetchError: it leads nowhere, in a circle, not to an http(s) address, or too far.
    """
    here, start = trail.address, trail.asked
    if not (location or "").strip():
        raise FetchError(
            Reason.REDIRECT,
            start,
            gettext("answered %(status)s without saying where it moved", status=str(status)),
            status=status,
        )
    if trail.redirects >= most:
        raise FetchError(
            Reason.REDIRECT,
            start,
            ngettext(
                "redirected more than %(count)s time: give the address that a browser ends at",
                "redirected more than %(count)s times: give the address that a browser ends at",
                most,
            ),
            status=status,
        )
    try:
        there = resolve(here, location or "")
    except FetchError as error:
        what = gettext("redirects to %(address)s: %(why)s", address=error.place, why=error.what)
        raise FetchError(Reason.REDIRECT, start, what, status=status) from None
    if there in trail.visited:
        raise FetchError(
            Reason.REDIRECT,
            start,
            gettext(
                "redirects in a circle, twice to %(address)s: it may want cookies or a login",
                address=shown(there.url),
            ),
            status=status,
        )
    downgrade = here.scheme == "https" and there.scheme == "http"
    steadfast = trail.steadfast and status in PERMANENT and not downgrade
    return replace(
        trail,
        visited=(*trail.visited, there),
        moved_to=there if steadfast else trail.moved_to,
        downgraded=trail.downgraded or downgrade,
        steadfast=steadfast,
    )
