"""The pages that feed entries link to: when they are fetched, and what is used meanwhile."""

from aiohttp import web

from briefings.sources.model import Fate, Options, Pages
from tests.briefings.ingest.sites import HOUR, MINUTE, START, World, page, story


async def test_teasers_pages_are_fetched(world: World) -> None:
    world.site.publish("a", text="The ferry sails again …")
    world.site.publish("b", text="")
    world.site.pages |= {"/a": page("a", story("a")), "/b": page("b", story("b"))}
    world.add()
    assert (await world.refresh()).brought == 2
    found = world.articles()
    assert found.keys() == {"Page of a", "Page of b"}
    assert found["Page of b"].date_published == START - HOUR
    assert found["Page of b"].url == f"{world.site.address}/b"


async def test_an_unavailable_page_is_retried_and_then_the_teaser_used(world: World) -> None:
    text = "The ferry to the island sails again on Monday after a week in port."
    world.site.publish("a", text=text)
    world.site.publish("b", text="")
    world.site.answers |= dict.fromkeys(("/a", "/b"), web.Response(status=500))
    world.add()
    assert (await world.refresh()).brought == 0
    assert world.fates() == {"a": Fate.PENDING, "b": Fate.PENDING}
    assert world.source().next_due == START + MINUTE
    await world.refresh(after=MINUTE)
    assert world.site.asked[-3:] == [("/feed", 304), ("/a", 500), ("/b", 500)] or (
        world.site.asked[-3:] == [("/feed", 304), ("/b", 500), ("/a", 500)]
    )
    world.site.publish("c")
    done = await world.refresh(after=MINUTE)
    assert done.brought == 2
    assert world.fates() == {"a": Fate.STORED, "b": Fate.EMPTY, "c": Fate.STORED}
    assert "pages of 2 entries can't be had: answered 500" in world.lines()
    assert "1 without a text that can be read" in world.lines()


async def test_a_returning_page_is_used_although_the_feed_no_longer_lists_it(
    world: World,
) -> None:
    world.site.publish("a", text="")
    world.site.answers["/a"] = web.Response(status=503, headers={"Retry-After": "7200"})
    world.add()
    await world.refresh()
    due = world.source().next_due
    assert due is not None
    assert due >= START + 2 * HOUR
    world.site.items.clear()
    world.site.answers.clear()
    world.site.pages["/a"] = page("a", story("a"))
    assert (await world.refresh(after=2 * HOUR)).brought == 1
    assert world.articles()["Page of a"].url == f"{world.site.address}/a"


async def test_many_pages_are_fetched_a_few_at_a_time(world: World) -> None:
    names = [f"p{number}" for number in range(25)]
    world.site.publish(*names, text="")
    world.site.pages |= {f"/{name}": page(name, story(name)) for name in names}
    world.add()
    assert (await world.refresh()).brought == 20
    assert world.source().next_due == START + MINUTE
    assert "5 whose page is still to be fetched" in world.lines()
    assert (await world.refresh(after=MINUTE)).brought == 5
    assert set(world.fates().values()) == {Fate.STORED}


async def test_pages_are_not_fetched_if_robots_txt_or_the_operator_forbids(
    world: World,
) -> None:
    text = "The ferry to the island sails again on Monday after a week in port."
    world.site.publish("a", text=text)
    world.site.pages["/a"] = page("a", story("a"))
    world.site.answers["/robots.txt"] = web.Response(text="User-agent: *\nDisallow: /a")
    world.add()
    assert (await world.refresh()).brought == 1
    assert "Story of a" in world.articles()
    assert "robots.txt asks programs not to" in world.lines()
    world.add("Never", "/feed?never", options=Options(pages=Pages.NEVER))
    world.site.publish("b", text="")
    await world.refresh("Never")
    assert world.fates("Never") == {"a": Fate.SHARED, "b": Fate.EMPTY}


async def test_an_unreadable_page_leaves_the_teaser(world: World) -> None:
    text = "The ferry to the island sails again on Monday after a week in port."
    world.site.publish("a", text=text)
    world.site.answers["/a"] = web.Response(text="%PDF-1.7")
    world.add()
    assert (await world.refresh()).brought == 1
    assert "pages of 1 entries can't be had: this is a PDF" in world.lines()
    assert world.articles()["Story of a"].url == f"{world.site.address}/a"


async def test_an_unavailable_known_page_is_read_when_it_is_back(world: World) -> None:
    world.site.publish("a", text="The ferry sails …")
    world.site.pages["/a"] = page("a", story("a"))
    world.add()
    await world.refresh()
    world.site.publish("a", text="The ferry sails again …")
    world.site.answers["/a"] = web.Response(status=500)
    await world.refresh(after=HOUR)
    assert world.fates() == {"a": Fate.STORED}
    world.site.answers.clear()
    world.site.pages["/a"] = page("a", story("a", "The roof is paid for now"))
    assert (await world.refresh(after=HOUR)).changed == 1
