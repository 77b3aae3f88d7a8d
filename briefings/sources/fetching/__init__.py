"""Fetches safely: only from public places, within limits, politely.

`Fetcher` does the I/O; pure functions in other modules decide how an address is read (`addresses`),
which places may be connected to (`networks`), where a redirect leads (`redirects`), when to come
back (`times`) and what robots.txt says (`robots`).
"""

from briefings.sources.fetching.addresses import parse_address
from briefings.sources.fetching.answers import Fetched
from briefings.sources.fetching.errors import FetchError, Reason
from briefings.sources.fetching.fetcher import Fetcher, user_agent
from briefings.sources.fetching.limits import Limits
from briefings.sources.fetching.networks import AllowList
from briefings.sources.fetching.printing import is_masked, shareable, shown

__all__ = [
    "AllowList",
    "FetchError",
    "Fetched",
    "Fetcher",
    "Limits",
    "Reason",
    "is_masked",
    "parse_address",
    "shareable",
    "shown",
    "user_agent",
]
