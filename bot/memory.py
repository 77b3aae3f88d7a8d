"""Fewer memory pools, for a small server.

glibc gives each new thread a pool of its own and keeps what a large buffer took. A bot whose dozen
threads mostly wait pays for that with tens of megabytes and gains nothing by it.
"""

import ctypes
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
