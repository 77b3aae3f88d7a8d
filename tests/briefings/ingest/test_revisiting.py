"""Pages of recent articles are fetched again: a feed of teasers doesn't show corrections."""

from dataclasses import replace
from datetime import timedelta

from aiohttp import web

from briefings.sources.model import Fate, Options, Pages
from tests.briefings.ingest.sites import DAY, HOUR, MINUTE, START, World, page, story

TEASER = "The ferry sails …"


async def begin(world: World, *names: str) -> None:
    """Follow a feed of teasers; its articles are an hour old."""
    world.site.publish(*names, text=TEASER)
    world.site.pages |= {f"/{name}": page(name, story(name)) for name in names}
    world.add()
    assert (await world.refresh()).brought == len(names)


def text(world: World, name: str) -> str:
    with world.library.read() as reader:
        return reader.text(world.articles()[f"Page of {name}"].id) or ""


async def test_a_silent_correction_behind_a_teaser_is_a_new_version(world: World) -> None:
    await begin(world, "a", "b")
    world.site.pages["/a"] = page("a", story("a", "The pier needs two roofs before winter"))
    before = len(world.site.asked)
    assert (await world.refresh(after=MINUTE)).changed == 0
    assert world.site.asked[before:] == [("/feed", 304)]
    done = await world.refresh(after=HOUR)
    assert (done.brought, done.changed) == (0, 1)
    assert sorted(world.site.asked[before + 1 :]) == [("/a", 200), ("/b", 304), ("/feed", 304)]
    assert "The pier needs two roofs before winter" in text(world, "a")
    assert (world.versions("Page of a"), world.versions("Page of b")) == (1, 0)
    found = world.articles()["Page of a"]
    assert (found.publisher, found.date_published) == ("The Quay", START - HOUR)
    with world.library.read() as reader:
        said = [one.text for one in reader.quotes_in([found.id])]
    assert said == ["The pier needs two roofs before winter"]


async def test_pages_are_revisited_less_and_less_often_and_then_no_more(world: World) -> None:
    await begin(world, "a")
    asked: list[timedelta] = []
    for hours in range(1, 10 * 24):
        before = len(world.site.asked)
        await world.refresh(after=HOUR)
        if ("/a", 304) in world.site.asked[before:]:
            asked.append((hours + 1) * HOUR)
    assert asked == [2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, 32 * HOUR, 64 * HOUR, 128 * HOUR]
    assert world.item("a").revisit_at is None


async def test_the_length_of_revisiting_is_configurable(world: World) -> None:
    world.site.publish("a", text=TEASER)
    world.site.pages["/a"] = page("a", story("a"))
    world.add(options=Options(revisit_days=0))
    await world.refresh()
    assert world.item("a").revisit_at is None
    world.site.publish("b", text=TEASER)
    world.site.pages["/b"] = page("b", story("b"))
    world.store.set_options(replace(world.source(), options=Options()))
    await world.refresh(after=HOUR)
    assert world.item("b").revisit_at == START + 3 * HOUR
    world.store.set_options(replace(world.source(), options=Options(pages=Pages.NEVER)))
    before = len(world.site.asked)
    await world.refresh(after=DAY)
    assert [path for path, _ in world.site.asked[before:]] == ["/feed"]


async def test_a_page_that_does_not_say_whether_it_changed_is_read_again(world: World) -> None:
    world.site.sends_validators = False
    await begin(world, "a")
    assert (await world.refresh(after=HOUR)).changed == 0
    assert world.site.asked[-1] == ("/a", 200)
    assert world.versions("Page of a") == 0


async def test_a_page_that_is_no_longer_the_article_does_not_replace_it(world: World) -> None:
    await begin(world, "a", "b", "c")
    whole = text(world, "a")
    stub = "This story is for subscribers of the Quay. Sign in to read it, and thank you."
    world.site.pages["/a"] = page("a", stub)
    notice = "We and our partners keep cookies, to measure how often you come. " * 30
    world.site.pages["/b"] = page("cookies", notice)
    world.site.answers["/c"] = web.Response(status=302, headers={"Location": "/"})
    world.site.pages["/"] = page("today", story("today"))
    assert (await world.refresh(after=HOUR)).changed == 0
    assert text(world, "a") == whole
    assert set(world.fates().values()) == {Fate.STORED}
    assert "/a shows far less than before, or something else: what was stored stays" in (
        world.lines()
    )


async def test_a_teaser_does_not_replace_a_whole_article(world: World) -> None:
    await begin(world, "a")
    whole = text(world, "a")
    world.site.publish("a", text="The ferry to Skarrey sails again on Monday. " * 4 + "…")
    world.site.answers["/a"] = web.Response(status=403)
    assert (await world.refresh(after=HOUR)).changed == 0
    assert text(world, "a") == whole


async def test_a_page_not_found_twice_is_withdrawn_and_restored(world: World) -> None:
    await begin(world, "a", "b")
    del world.site.pages["/a"]
    world.site.answers["/b"] = web.Response(status=410)
    await world.refresh(after=HOUR)
    assert world.fates() == {"a": Fate.STORED, "b": Fate.WITHDRAWN}
    await world.refresh(after=HOUR)
    assert world.fates() == {"a": Fate.WITHDRAWN, "b": Fate.WITHDRAWN}
    assert world.articles()["Page of a"].withdrawn_on is not None
    world.site.pages["/a"] = page("a", story("a"))
    done = await world.refresh(after=3 * HOUR)
    assert (done.brought, world.fates()["a"]) == (0, Fate.STORED)
    assert world.articles()["Page of a"].withdrawn_on is None
    assert world.versions("Page of a") == 0


async def test_a_withdrawn_entry_listed_again_is_restored(world: World) -> None:
    for number, name in enumerate("abc"):
        world.site.publish(name, at=START - number * HOUR)
    world.add()
    await world.refresh()
    kept = world.site.items.pop("b")
    await world.refresh(after=HOUR)
    assert world.fates()["b"] is Fate.WITHDRAWN
    world.site.items["b"] = kept
    done = await world.refresh(after=HOUR)
    assert (done.brought, world.fates()["b"]) == (0, Fate.STORED)
    assert world.articles()["Story of b"].withdrawn_on is None


async def test_a_site_that_wants_fewer_requests_is_left_alone(world: World) -> None:
    await begin(world, "a", "b", "c")
    busy = web.Response(status=429, headers={"Retry-After": "7200"})
    world.site.answers |= dict.fromkeys(("/a", "/b", "/c"), busy)
    before = len(world.site.asked)
    await world.refresh(after=HOUR)
    assert [status for _, status in world.site.asked[before:]] == [304, 429]
    due = world.source().next_due
    assert due is not None
    assert due >= world.now + 2 * HOUR


async def test_a_page_is_still_fetched_after_its_teaser_was_used(world: World) -> None:
    teaser = "The ferry to the island sails again on Monday after a week in port."
    world.site.publish("a", text=teaser)
    world.site.answers["/a"] = web.Response(status=500)
    world.add()
    for _ in range(4):  # the unchanged feed is reread for its teaser
        await world.refresh(after=MINUTE)
    assert world.fates() == {"a": Fate.STORED}
    assert world.articles().keys() == {"Story of a"}
    world.site.answers.clear()
    world.site.pages["/a"] = page("a", f"{teaser} {story('a')}")
    assert (await world.refresh(after=2 * HOUR)).changed == 1
    assert "Mayor Anna Holt" in text(world, "a")
