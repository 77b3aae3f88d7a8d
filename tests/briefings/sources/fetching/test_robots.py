"""robots.txt: what sites ask crawlers not to fetch."""

import asyncio
import tracemalloc
from datetime import datetime, timedelta

import pytest
from aiohttp import web

from briefings.sources.fetching import AllowList, FetchError, Limits, Reason
from briefings.sources.fetching.robots import KEPT, KEPT_UNREADABLE, parse_rules
from tests.briefings.sources.fetching.conftest import NOW, fetcher, serving


def may(rules: str, path: str) -> bool:
    return parse_rules(rules).can_fetch(f"https://news.example{path}", "briefbot")


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: other\nDisallow: /", "/", True),
        ("User-agent: other\nUser-agent: BriefBot/1.0\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: briefbot\nAllow: /", "/", True),
        ("User-agent: briefbots\nDisallow: /", "/", True),
        ("User-agent: brief\nDisallow: /", "/", True),
        ("useragent briefbot # us\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow:", "/", True),
        ("Disallow: /", "/", True),
        ("", "/", True),
    ],
)
def test_rules_for_us(rules: str, path: str, *, allowed: bool) -> None:
    assert may(rules, path) is allowed


def test_a_file_with_many_names_and_rules_uses_little_memory() -> None:
    names = "".join(f"User-agent: robot{n}\n" for n in range(9_000))
    rules = "User-agent: *\n" + "".join(f"Disallow: /{n}\n" for n in range(9_000))
    tracemalloc.start()
    assert not may(names + rules, "/8999")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000


class Site:
    """A site with a robots.txt that the test sets."""

    def __init__(self, robots: web.Response | str | None) -> None:
        self.robots = robots
        self.asked = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if request.path != "/robots.txt":
            return web.Response(text="story")
        self.asked += 1
        if isinstance(self.robots, int):
            return web.Response(status=self.robots, headers={"Retry-After": "30"})
        if self.robots is None:
            raise web.HTTPFound("/robots.txt")
        return web.Response(text=str(self.robots))


FORBIDDING = "\ufeffUser-agent: *\nDisallow: /closed\n"


async def test_pages_obey_robots_txt_and_addresses_added_by_hand_do_not() -> None:
    async with serving(Site(FORBIDDING).answer) as site, fetcher() as fetch:
        assert (await fetch.fetch(f"{site}/open", page=True)).body == b"story"
        with pytest.raises(FetchError, match="asks programs not to fetch it") as caught:
            await fetch.fetch(f"{site}/closed/1", page=True)
        assert caught.value.reason is Reason.ROBOTS
        assert (await fetch.fetch(f"{site}/closed/1")).body == b"story"


async def test_an_operator_can_switch_it_off() -> None:
    async with serving(Site(FORBIDDING).answer) as site, fetcher(obey_robots=False) as fetch:
        assert (await fetch.fetch(f"{site}/closed/1", page=True)).body == b"story"


async def test_rules_are_fetched_once_a_day() -> None:
    moments = [NOW]

    def now() -> datetime:
        return moments[-1]

    robots = Site(FORBIDDING)
    async with serving(robots.answer) as site, fetcher(now=now) as fetch:
        for _ in range(3):
            await fetch.fetch(f"{site}/open", page=True)
        assert robots.asked == 1
        moments.append(NOW + KEPT)
        await fetch.fetch(f"{site}/open", page=True)
        assert robots.asked == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_site_without_rules_forbids_nothing(status: int) -> None:
    async with serving(Site(status).answer) as site, fetcher() as fetch:  # type: ignore[arg-type]  # it acts as one
        assert (await fetch.fetch(f"{site}/open", page=True)).body == b"story"


async def test_rules_behind_a_redirect_loop_count_as_none() -> None:
    async with serving(Site(None).answer) as site, fetcher() as fetch:
        assert (await fetch.fetch(f"{site}/open", page=True)).body == b"story"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_temporarily_unreadable_rules_forbid_everything_meanwhile(status: int) -> None:
    moments = [NOW]

    def now() -> datetime:
        return moments[-1]

    robots = Site(status)  # type: ignore[arg-type]  # it acts as one
    async with serving(robots.answer) as site, fetcher(now=now) as fetch:
        for _ in range(2):
            with pytest.raises(FetchError, match="can't be read for now") as caught:
                await fetch.fetch(f"{site}/open", page=True)
            assert caught.value.reason is Reason.ROBOTS
            assert caught.value.may_pass
            assert caught.value.retry_at == NOW + timedelta(seconds=30)
        assert robots.asked == 1
        moments.append(NOW + KEPT_UNREADABLE)
        robots.robots = FORBIDDING
        assert (await fetch.fetch(f"{site}/open", page=True)).body == b"story"


async def test_many_pages_of_a_site_fetch_its_rules_once() -> None:
    robots = Site(FORBIDDING)
    async with serving(robots.answer) as site, fetcher() as fetch:
        await asyncio.gather(*(fetch.fetch(f"{site}/{n}", page=True) for n in range(5)))
    assert robots.asked == 1


async def test_a_page_in_a_private_network_is_reported_as_such() -> None:
    async with fetcher(allow=AllowList()) as fetch:
        with pytest.raises(FetchError) as caught:
            await fetch.fetch("http://10.0.0.1/story", page=True)
    assert caught.value.reason is Reason.FORBIDDEN
    line = "http://10.0.0.1/story: 10.0.0.1 is not a public address (a private network)"
    assert str(caught.value).startswith(line)


async def test_long_rules_are_read_up_to_a_limit() -> None:
    robots = Site(FORBIDDING + "#" * 2_000 + "\nDisallow: /open\n")
    async with serving(robots.answer) as site, fetcher(Limits(robots=1_000)) as fetch:
        assert (await fetch.fetch(f"{site}/open", page=True)).body == b"story"
        with pytest.raises(FetchError, match="asks programs"):
            await fetch.fetch(f"{site}/closed", page=True)


async def test_few_sites_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefings.sources.fetching.robots.MOST_HOSTS", 1)
    one, two = Site(FORBIDDING), Site(FORBIDDING)
    async with serving(one.answer) as first, serving(two.answer) as second, fetcher() as fetch:
        for site in (first, second, first):
            await fetch.fetch(f"{site}/open", page=True)
    assert (one.asked, two.asked) == (2, 1)


async def test_redirects_obey_the_rules_of_their_target() -> None:
    async with serving(Site(FORBIDDING).answer) as closed:

        async def move(request: web.Request) -> web.StreamResponse:
            if request.path == "/robots.txt":
                raise web.HTTPNotFound
            raise web.HTTPFound(f"{closed}/closed")

        async with serving(move) as site, fetcher() as fetch:
            with pytest.raises(FetchError, match="asks programs not to fetch"):
                await fetch.fetch(f"{site}/story", page=True)
