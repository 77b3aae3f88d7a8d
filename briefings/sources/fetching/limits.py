"""How much of everything one answer may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch, redirects included. Times are in seconds, sizes in bytes."""

    total: float = 60.0
    """From the first look-up to the last byte. Waiting for one's turn at a host is not counted."""
    first_byte: float = 20.0
    """Until the headers are there: look-up, connection, TLS and what the server needs."""
    window: float = 10.0
    """The stretch of time over which `least` must come in."""
    least: int = 1_000
    """What a body must bring in each `window`; who sends less is a slow loris."""
    sent: int = 20_000_000
    """The body as it is sent, compressed where it is."""
    body: int = 20_000_000
    """The body once it is decompressed."""
    header_count: int = 100
    """How many header lines an answer may have."""
    header_size: int = 8_190
    """One header line."""
    redirects: int = 5
    """How many are followed: what RFC 9309 asks for, and more than honest sites need."""
    robots: int = 512_000
    """How much of a robots.txt is read: RFC 9309, section 2.5 asks for 500 KiB at least."""
    connections: int = 32
    """Hosts that are asked at the same time."""
