"""Fewer memory pools and shorter pauses, for a small server.

glibc gives each new thread a pool of its own and keeps what a large buffer took. A bot whose dozen
threads mostly wait pays for that with tens of megabytes and gains nothing by it.
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
    """Let all threads share one pool. Call before threads start; False where there is no glibc."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # another C library
        return False
    return bool(mallopt(_M_ARENA_MAX, 1) and mallopt(_M_MMAP_THRESHOLD, _LARGE))


def take_short_turns() -> None:
    """Let the event loop go on soon while answers are worked out in other threads."""
    sys.setswitchinterval(_TURN)


def settle() -> None:
    """Let Python's collector leave alone what is there now, because it stays for good.

    Otherwise it goes through all of it again each time the bot has grown by a quarter, and with
    the digest and a hundred libraries that stops every thread for a tenth of a second.
    """
    gc.collect()
    freeze()


def freeze() -> None:
    """Let the collector leave alone what is there now, garbage included.

    It puts off going through everything until a quarter has been added to what was there when it
    last did. So it must see that little is left: else so much garbage gathers that collecting it
    stops all threads for a thirtieth of a second.
    """
    gc.freeze()
    gc.collect()


@contextmanager
def loading() -> Iterator[None]:
    """Load what stays for good while commands are answered: no collection, then or later.

    Going through it once, as `settle` does, would stop all threads. So garbage that is made in
    these seconds may stay too; it is little.
    """
    gc.disable()
    try:
        yield
    finally:
        freeze()
        gc.enable()


_OFTEN = 20_000
"""Objects that are made before Python's collector goes through the newest ones; 700 as it comes."""


@contextmanager
def busy() -> Iterator[None]:
    """Make much that soon goes again: let Python's collector leave alone what is there, and rest.

    While articles are read one after the other, it took a tenth of the time.
    """
    before = gc.get_threshold()
    settle()
    gc.set_threshold(_OFTEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
