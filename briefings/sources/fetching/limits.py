"""How much time and space one answer may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one fetch, including redirects. Times are in seconds, sizes in bytes."""

    total: float = 60.0
    """From the first look-up to the last byte. Waiting for a turn at a host does not count."""
    first_byte: float = 20.0
    """Until the headers arrive: look-up, connection, TLS and the server's own time."""
    window: float = 10.0
    """The period in which at least `least` must arrive."""
    least: int = 1_000
    """What a body must bring in each `window`; a server that sends less is a slow loris."""
    sent: int = 20_000_000
    """The body as sent, compressed or not."""
    body: int = 20_000_000
    """The body after decompression."""
    header_count: int = 100
    """How many header lines an answer may have."""
    header_size: int = 8_190
    """One header line."""
    redirects: int = 5
    """How many redirects are followed: what RFC 9309 asks for, and more than honest sites need."""
    robots: int = 512_000
    """How much of a robots.txt is read: RFC 9309, section 2.5 asks for at least 500 KiB."""
    connections: int = 32
    """How many hosts are asked at the same time."""
