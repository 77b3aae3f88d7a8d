"""A single followed page: reread, moved, removed, and back."""

from datetime import timedelta

from aiohttp import web

from briefings.sources.model import Fate, Kind, Source
from tests.briefings.ingest.sites import DAY, HOUR, World, page, story


async def begin(world: World) -> Source:
    world.site.pages["/about"] = page("about", story("about"))
    world.add(path="/about", kind=Kind.PAGE)
    assert (await world.refresh()).brought == 1
    return world.source()


def wait(world: World) -> timedelta:
    due = world.source().next_due
    assert due is not None
    return due - world.now


async def test_a_single_page_is_read_again(world: World) -> None:
    await begin(world)
    assert (await world.refresh(after=HOUR)).changed == 0
    assert world.site.asked[-1] == ("/about", 304)
    world.site.pages["/about"] = page("about", story("about", "The roof is paid for"))
    assert (await world.refresh(after=HOUR)).changed == 1
    assert world.versions("Page of about") == 1


async def test_a_page_not_found_is_kept_and_fetched_less_and_less_often(world: World) -> None:
    await begin(world)
    kept = world.site.pages.pop("/about")
    done = await world.refresh(after=HOUR)
    assert done.problem == "answered 404 (Not Found): check the address"
    assert wait(world) < timedelta(minutes=12)
    for _ in range(8):
        await world.refresh(after=HOUR)
    assert wait(world) > 20 * HOUR
    said = "answered 404 (Not Found): check the address; it last worked 2026-03-06 12:00 UTC; next"
    assert said in world.lines()
    assert world.fates() == {"about": Fate.STORED}
    assert world.articles()["Page of about"].withdrawn_on is None
    world.site.pages["/about"] = kept
    await world.refresh(after=DAY)
    assert world.lines().startswith("works")


async def test_a_gone_page_is_kept_with_its_article_withdrawn_until_it_is_back(
    world: World,
) -> None:
    await begin(world)
    kept = world.site.pages.pop("/about")
    await world.refresh(after=HOUR)
    await world.refresh(after=15 * DAY)
    assert world.lines().startswith("gone")
    assert "it is kept and asked once a week" in world.lines()
    assert wait(world) > 6 * DAY
    assert world.fates() == {"about": Fate.WITHDRAWN}
    assert world.articles()["Page of about"].withdrawn_on is not None
    world.site.pages["/about"] = kept
    await world.refresh(after=7 * DAY)
    assert world.lines().startswith("works")
    assert world.fates() == {"about": Fate.STORED}
    assert world.articles()["Page of about"].withdrawn_on is None
    assert world.versions("Page of about") == 0


async def test_a_page_removed_by_its_owner_is_gone_at_once(world: World) -> None:
    await begin(world)
    world.site.answers["/about"] = web.Response(status=410)
    await world.refresh(after=HOUR)
    assert "answered 410 (Gone): its owner took it away for good" in world.lines()
    assert world.fates() == {"about": Fate.WITHDRAWN}


async def test_a_page_redirected_to_the_front_page_is_not_followed_there(world: World) -> None:
    before = await begin(world)
    world.site.pages["/"] = page("today", story("today"))
    world.site.answers["/about"] = web.Response(status=301, headers={"Location": "/"})
    done = await world.refresh(after=HOUR)
    assert "leads to the site's front page now" in str(done.problem)
    assert world.source().address == before.address
    assert world.articles().keys() == {"Page of about"}
    assert wait(world) < timedelta(minutes=12)


async def test_a_front_page_can_be_followed_itself(world: World) -> None:
    world.site.pages["/"] = page("today", story("today"))
    world.add(path="/", kind=Kind.PAGE)
    assert (await world.refresh()).brought == 1


async def test_a_permanently_moved_page_is_followed(world: World) -> None:
    await begin(world)
    world.site.pages["/about-us"] = world.site.pages.pop("/about")
    world.site.answers["/about"] = web.Response(status=301, headers={"Location": "/about-us"})
    await world.refresh(after=HOUR)
    assert world.source().address == f"{world.site.address}/about-us"
    assert len(world.articles()) == 1
