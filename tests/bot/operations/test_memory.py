"""A small server's memory is not spent on pools that nobody needs."""

import gc
import platform

from bot.operations import memory


def test_pools_are_shared_where_the_c_library_can() -> None:
    assert memory.frugal() is (platform.libc_ver()[0] == "glibc")


def test_what_is_there_for_good_is_not_looked_through_again() -> None:
    there = object.__new__(type("Node", (), {}))
    try:
        memory.settle()
        assert gc.get_freeze_count() > 1000
        assert not any(one is there for one in gc.get_objects())
    finally:
        gc.unfreeze()


def test_what_is_loaded_beside_the_commands_is_never_looked_through() -> None:
    try:
        with memory.loading():
            assert not gc.isenabled()
            there = object.__new__(type("Node", (), {}))
        assert gc.isenabled()
        assert not any(one is there for one in gc.get_objects())
    finally:
        gc.unfreeze()


def test_a_busy_program_collects_less_often_and_leaves_nothing_behind() -> None:
    before = gc.get_threshold()
    with memory.busy():
        assert gc.get_freeze_count() > 1000
        assert gc.get_threshold() > before
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()
