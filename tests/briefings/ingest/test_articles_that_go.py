"""Articles that disappear: withdrawn by their outlet, or older than the retention time."""

from dataclasses import replace

from aiohttp import web

from briefings.sources.model import Fate, Options
from tests.briefings.ingest.sites import DAY, HOUR, START, World, page, story


async def test_an_article_missing_among_others_is_withdrawn_if_its_page_is_gone(
    world: World,
) -> None:
    for number, name in enumerate("abcd"):
        world.site.publish(name, at=START - number * HOUR)
    world.site.pages["/c"] = page("c", story("c"))
    world.add()
    await world.refresh()
    del world.site.items["b"], world.site.items["c"]
    await world.refresh(after=HOUR)
    assert world.fates() == dict(zip("abcd", [Fate.STORED] * 4, strict=True)) | {
        "b": Fate.WITHDRAWN
    }
    assert str(world.articles()["Story of b"].withdrawn_on) == "2026-03-06"
    assert world.articles()["Story of c"].withdrawn_on is None
    assert "1 withdrawn by the outlet" in world.lines()
    asked = len(world.site.asked)
    world.site.publish("e", at=START + HOUR)
    await world.refresh(after=HOUR)
    assert len(world.site.asked) == asked + 1  # it does not fetch it again


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title>{rows}</feed>"""
ENTRY = """<entry><id>tag:quay.example,2026:{0}</id><title>Story of {0}</title>
<link href="{1}/{0}"/><published>2026-03-06T0{2}:00:00Z</published>
<content type="html">{3}</content></entry>"""
DELETED = """<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0"
 ref="tag:quay.example,2026:{0}" when="2026-03-06T09:00:00Z"/>"""


async def test_an_article_withdrawn_by_the_feed_is_marked(world: World) -> None:
    def serve(*rows: str) -> None:
        text = ATOM.format(rows="".join(rows))
        world.site.answers["/atom"] = web.Response(text=text)

    address = world.site.address
    entries = [ENTRY.format(name, address, n, story(name)) for n, name in enumerate("ab")]
    serve(*entries)
    world.add(path="/atom")
    assert (await world.refresh()).brought == 2
    serve(DELETED.format("b"), DELETED.format("unknown"), entries[0])
    await world.refresh(after=HOUR)
    assert world.fates() == {"a": Fate.STORED, "b": Fate.WITHDRAWN}
    assert world.articles()["Story of b"].withdrawn_on is not None


async def test_a_missing_entry_with_its_page_temporarily_down_is_not_withdrawn(
    world: World,
) -> None:
    for number, name in enumerate("abc"):
        world.site.publish(name, at=START - number * HOUR)
    world.site.answers["/b"] = web.Response(status=503)
    world.add()
    await world.refresh()
    del world.site.items["b"]
    await world.refresh(after=HOUR)
    assert world.fates()["b"] is Fate.STORED


async def test_an_article_is_withdrawn_if_its_page_is_gone_on_a_revisit(
    world: World,
) -> None:
    world.site.publish("a", text="The ferry sails …")
    world.site.pages["/a"] = page("a", story("a"))
    world.add()
    await world.refresh()
    world.site.publish("a", text="The ferry sails no more …")
    del world.site.pages["/a"]
    await world.refresh(after=HOUR)
    assert world.fates() == {"a": Fate.WITHDRAWN}
    await world.refresh(after=HOUR)
    assert world.fates() == {"a": Fate.WITHDRAWN}


async def test_old_articles_are_removed_unless_something_depends_on_them(
    world: World,
) -> None:
    world.site.publish("old", at=START - 9 * DAY)
    world.site.publish("posted", at=START - 8 * DAY)
    world.site.publish("new")
    world.add()
    await world.refresh()
    world.needed = {world.articles()["Story of posted"].id}
    world.store.set_options(replace(world.source(), options=Options(keep_days=7)))
    await world.refresh(after=HOUR)
    assert world.articles().keys() == {"Story of posted", "Story of new"}
    await world.refresh(after=HOUR)
    assert world.fates()["old"] is Fate.EXPIRED
    assert len(world.articles()) == 2
    assert "1 removed for their age" in world.lines()


async def test_a_story_that_loses_an_old_article_is_republished(world: World) -> None:
    old = START - 10 * DAY
    world.site.items = {"old": (story("Holm"), old), "new": (story("Holm", "It rains"), START)}
    world.add()
    await world.refresh()
    world.store.set_options(replace(world.source(), options=Options(keep_days=7)))
    await world.refresh(after=HOUR)
    with world.library.read() as reader:
        assert [one.articles for one in reader.stories()] == [1]
        assert not reader.stories_due()
