"""Unneeded pools don't use up a small server's memory."""

import gc
import platform
import sys

from bot.operations import memory


def test_pools_are_shared_if_the_c_library_can() -> None:
    assert memory.frugal() is (platform.libc_ver()[0] == "glibc")


def test_permanent_objects_are_not_scanned_again() -> None:
    there = object.__new__(type("Node", (), {}))
    try:
        memory.settle()
        assert gc.get_freeze_count() > 1000
        assert not any(one is there for one in gc.get_objects())
    finally:
        gc.unfreeze()


def test_objects_loaded_in_the_background_are_never_scanned() -> None:
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


def test_garbage_is_collected_soon_despite_many_permanent_objects() -> None:
    usual = gc.get_threshold()
    try:
        memory.settle()
        gc.set_threshold(10, 1, 1)
        before = gc.get_stats()[2]["collections"]
        kept: list[list[int]] = [[] for _ in range(1_000)]
        assert gc.get_stats()[2]["collections"] > before
        assert len(kept) < gc.get_freeze_count() / 4  # what it waited for before
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def test_the_event_loop_waits_for_other_threads_no_longer_than_a_millisecond() -> None:
    usual = sys.getswitchinterval()
    try:
        memory.take_short_turns()
        assert sys.getswitchinterval() <= 0.001
    finally:
        sys.setswitchinterval(usual)
