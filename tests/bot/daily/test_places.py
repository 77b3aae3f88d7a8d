"""Fair shares: no server delays the others, and nobody delays a daily post."""

import asyncio

import pytest

from bot.daily.places import CrowdedError, FairPlaces


class Crowd:
    """Work of several servers; each piece lasts until it is released."""

    def __init__(self, total: int = 3, most_waiting: int = 20) -> None:
        self.places = FairPlaces(total, most_waiting)
        self.working: list[str] = []
        self._done: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    def come(self, name: str, *, post: bool = False) -> None:
        """`name` begins with its server's number: "1a" is from server 1."""
        self._done[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._work(name, post))

    async def _work(self, name: str, post: bool) -> None:  # noqa: FBT001  # the tests say what it means
        async with self.places.place(int(name[0]), post=post):
            self.working.append(name)
            await self._done[name].wait()
            self.working.remove(name)

    async def seen(self) -> list[str]:
        for _ in range(5):
            await asyncio.sleep(0)
        return sorted(self.working)

    async def go(self, name: str) -> list[str]:
        self._done[name].set()
        return await self.seen()


async def test_a_server_has_one_place_however_much_it_requests() -> None:
    crowd = Crowd()
    for letter in "abcdefghijkl":
        crowd.come(f"1{letter}")
    assert await crowd.seen() == ["1a"]
    crowd.come("2a")
    assert await crowd.seen() == ["1a", "2a"]


async def test_trials_leave_a_place_for_posts() -> None:
    crowd = Crowd()
    for name in ("1a", "2a", "3a"):
        crowd.come(name)
    assert await crowd.seen() == ["1a", "2a"]
    crowd.come("4a", post=True)
    assert await crowd.seen() == ["1a", "2a", "4a"]


async def test_posts_precede_earlier_trials() -> None:
    crowd = Crowd(total=2)
    for name in ("1a", "2a", "3a"):
        crowd.come(name)
    for name in ("4p", "5p"):
        crowd.come(name, post=True)
    assert await crowd.seen() == ["1a", "4p"]
    assert await crowd.go("1a") == ["4p", "5p"]
    assert await crowd.go("4p") == ["2a", "5p"]


async def test_the_server_with_the_least_time_is_next() -> None:
    crowd = Crowd(total=2)
    for name in ("1a", "1b", "1c", "2a", "2b"):
        crowd.come(name)
    seen = [await crowd.seen()]
    for _ in range(4):
        seen.append(await crowd.go(seen[-1][0]))
    assert seen == [["1a"], ["2a"], ["1b"], ["2b"], ["1c"]]


async def test_too_many_waiting_trials_are_refused_but_never_posts() -> None:
    crowd = Crowd(most_waiting=2)
    for name in ("1a", "1b", "1c"):
        crowd.come(name)
    await crowd.seen()
    crowd.come("1d")
    await crowd.seen()
    with pytest.raises(CrowdedError):
        await crowd.tasks["1d"]
    for name in ("1p", "1q", "1r", "1s"):
        crowd.come(name, post=True)
    await crowd.seen()
    assert not any(crowd.tasks[name].done() for name in ("1p", "1q", "1r", "1s"))
    assert await crowd.go("1a") == ["1p"]


async def test_abandoned_waiting_leaves_no_trace() -> None:
    crowd = Crowd(total=2)
    for name in ("1a", "2a", "3a"):
        crowd.come(name)
    await crowd.seen()
    crowd.tasks["2a"].cancel()
    assert await crowd.go("1a") == ["3a"]
    assert await crowd.go("3a") == []
    assert crowd.places._served == {}
