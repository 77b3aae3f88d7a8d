"""Fewer memory pools and shorter pauses, for a small server.

glibc gives each new thread a pool of its own and keeps the memory of large buffers. For a bot with
a dozen threads that mostly wait, this costs tens of megabytes and gains nothing.
"""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# From glibc's malloc.h (man 3 mallopt).
_M_MMAP_THRESHOLD = -3
_M_ARENA_MAX = -8
_LARGE = 256 * 1024
"""Bytes from which a buffer is given back to the system as soon as it is freed."""
_TURN = 0.001
"""Seconds for which a thread keeps Python's lock while another wants it; 0.005 unless it is set."""


def frugal() -> bool:
    """Let all threads share one pool. Call before threads start; False without glibc."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # another C library
        return False
    return bool(mallopt(_M_ARENA_MAX, 1) and mallopt(_M_MMAP_THRESHOLD, _LARGE))


def take_short_turns() -> None:
    """Let the event loop continue soon while other threads work out answers."""
    sys.setswitchinterval(_TURN)


def settle() -> None:
    """Exempt all existing objects from Python's collector, because they stay for good.

    Otherwise the collector goes through all of them each time the bot has grown by a quarter. With
    the digest and a hundred libraries, that stops every thread for a tenth of a second.
    """
    gc.collect()
    freeze()


def freeze() -> None:
    """Exempt all existing objects from the collector, garbage included.

    The collector delays a full collection until the objects have grown by a quarter since the last
    one. So it must see that little is left; otherwise so much garbage builds up that collecting it
    stops all threads for a thirtieth of a second.
    """
    gc.freeze()
    gc.collect()


@contextmanager
def loading() -> Iterator[None]:
    """Load what stays for good while commands are answered: no collection, then or later.

    A collection, as in `settle`, would stop all threads. So garbage made in these seconds may stay
    too; it is little.
    """
    gc.disable()
    try:
        yield
    finally:
        freeze()
        gc.enable()


_OFTEN = 20_000
"""New objects before Python's collector checks the newest ones; the default is 700."""


@contextmanager
def busy() -> Iterator[None]:
    """For work that makes many short-lived objects: exempt existing ones and collect rarely.

    While reading articles one after the other, the collector took a tenth of the time.
    """
    before = gc.get_threshold()
    settle()
    gc.set_threshold(_OFTEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
