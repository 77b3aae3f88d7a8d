"""A small server's memory is not spent on pools that nobody needs."""

import platform

from bot import memory


def test_pools_are_shared_where_the_c_library_can() -> None:
    assert memory.frugal() is (platform.libc_ver()[0] == "glibc")
