"""Fewer memory pools and shorter pauses, for a small server.

glibc gives each new thread a pool of its own and keeps what a large buffer took. A bot whose dozen
threads mostly wait pays for that with tens of megabytes and gains nothing by it.
"""

import ctypes
import gc
import sys

# From glibc's malloc.h (man 3 mallopt).
_M_MMAP_THRESHOLD = -3
_M_ARENA_MAX = -8
_LARGE = 256 * 1024
"""Bytes from which a buffer is given back to the system as soon as it is freed."""


def frugal() -> bool:
    """Let all threads share one pool. Call before threads start; False where there is no glibc."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # another C library
        return False
    return bool(mallopt(_M_ARENA_MAX, 1) and mallopt(_M_MMAP_THRESHOLD, _LARGE))


def settle() -> None:
    """Let Python's collector leave alone what is there now, for it stays for good.

    Else it goes through all of it again each time the bot has grown by a quarter, and with the
    digest and a hundred libraries that stops every thread for a tenth of a second: the first time
    while delivery is being loaded, when the first commands come.
    """
    gc.collect()
    gc.freeze()
