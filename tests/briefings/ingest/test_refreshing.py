"""Sources are refreshed over real sockets into a real library."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import update

from briefings.ingest.refreshing import Refresher
from briefings.library.database import writing
from briefings.library.story_tables import (
    story_articles,
)
from briefings.sources.model import Fate, Kind, Options
from briefings.sources.schedule import FIRST_GAP, LONGEST, SHORTEST
from briefings.sources.status import Health, status
from briefings.sources.store import SourceStore
from briefings.stories.keeping import VERSION
from tests.briefings.ingest.sites import DAY, HOUR, MINUTE, START, World, page, story
from tests.briefings.sources.conftest import a_source


async def test_a_feeds_entries_are_stored_once_and_new_ones_later(world: World) -> None:
    world.site.publish("a", "b")
    source = world.add()
    first = await world.refresh()
    assert (first.brought, first.changed, first.problem) == (2, 0, None)
    assert world.articles().keys() == {"Story of a", "Story of b"}
    assert world.articles()["Story of a"].publisher == "The Quay"
    again = await world.refresh(after=HOUR)
    assert (again.brought, world.site.asked[-1]) == (0, ("/feed", 304))
    world.site.publish("c", at=START + HOUR)
    assert (await world.refresh(after=HOUR)).brought == 1
    assert world.fates() == dict.fromkeys("abc", Fate.STORED)
    stands = world.source()
    assert stands.next_due is not None
    assert SHORTEST / 2 < stands.next_due - world.now < LONGEST * 1.2
    assert (stands.title, stands.last_brought, stands.id) == ("The Quay", 1, source.id)
    assert "brought 3 articles, the last 1 on 2026-03-06 14:00 UTC" in world.lines()
    assert world.lines().startswith("works")


async def test_without_validators_only_changed_entries_are_read(
    world: World,
) -> None:
    world.site.sends_validators = False
    world.site.publish("a")
    world.add()
    await world.refresh()
    body_hash = world.source().body_hash
    await world.refresh(after=HOUR)
    assert world.source().body_hash == body_hash
    assert [status for _, status in world.site.asked] == [200, 200]
    assert world.fates() == {"a": Fate.STORED}


async def test_an_interrupted_refresh_is_repeated_without_duplicates(
    world: World,
) -> None:
    world.site.publish("a", "b")
    world.add()
    before = world.source()

    class Dying(SourceStore):
        def settle(self, *_: Any, **__: Any) -> bool:
            raise KeyboardInterrupt

    refresher = Refresher(
        Dying(world.store.engine), world.library, world.fetching, clock=lambda: START
    )
    with pytest.raises(KeyboardInterrupt):
        await refresher.refresh(before)
    assert world.articles().keys() == {"Story of a", "Story of b"}
    assert world.source() == before
    done = await world.refresh()
    assert (done.brought, len(world.articles())) == (2, 2)
    assert world.versions("Story of a") == 0


async def test_an_article_that_changes_is_a_new_version(world: World) -> None:
    world.site.publish("a")
    world.add()
    await world.refresh()
    world.site.publish("a", text=story("a", "The pier needs a new roof"))
    done = await world.refresh(after=HOUR)
    assert (done.brought, done.changed) == (0, 1)
    assert world.versions("Story of a") == 1


async def test_an_article_that_changes_each_minute_has_few_versions_and_a_note(
    world: World,
) -> None:
    world.site.publish("a")
    world.add()
    await world.refresh()
    for minute in range(40):
        world.site.publish("a", text=story("a", f"It is minute {minute}"))
        await world.refresh(after=MINUTE)
    assert world.versions("Story of a") == 1
    assert "38 changes of articles came too soon" in world.lines()
    skipped = world.item("a").skipped
    await world.refresh(after=MINUTE)  # nothing has changed, but the last change is still pending
    assert world.item("a").skipped == skipped
    await world.refresh(after=2 * FIRST_GAP)
    assert world.versions("Story of a") == 2
    with world.library.read() as reader:
        text = reader.text(world.articles()["Story of a"].id)
    assert text is not None
    assert "It is minute 39" in text
    assert world.site.asked[-1] == ("/feed", 200)
    await world.refresh(after=HOUR)
    assert world.site.asked[-1] == ("/feed", 304)


async def test_filter_words_match_the_whole_article(world: World) -> None:
    world.site.publish("a", "b")
    world.site.publish("c", text="")
    world.site.pages["/c"] = page("c", story("c"))
    world.add(options=Options(words_in=("of a", "of c"), words_out=("Page",)))
    await world.refresh()
    assert world.fates() == {"a": Fate.STORED, "b": Fate.FILTERED, "c": Fate.FILTERED}
    assert "2 left out by words" in world.lines()


async def test_two_feeds_with_the_same_entries_bring_them_once(world: World) -> None:
    world.site.publish("a", "b")
    world.add("First", "/feed")
    world.add("Second", "/feed2")
    await world.refresh("First")
    world.site.publish("b", text=story("b", "Another wording of the same"))
    done = await world.refresh("Second")
    assert world.fates("Second") == {"a": Fate.SHARED, "b": Fate.SHARED}
    assert len(world.articles()) == 2
    assert world.versions("Story of b") == 0
    assert "2 of them brought by another source first" in world.lines("Second")
    assert done.problem is None


async def test_two_feeds_with_the_same_entries_at_one_time_bring_them_once(world: World) -> None:
    world.site.publish("a", "b")
    world.add("First", "/feed")
    world.add("Second", "/feed2")
    refresher = Refresher(world.store, world.library, world.fetching, clock=lambda: START)
    done = await asyncio.gather(
        *(refresher.refresh(world.source(name)) for name in ("First", "Second"))
    )
    assert sorted(one.brought for one in done) == [0, 2]
    assert len(world.articles()) == 2
    fates = [set(world.fates(name).values()) for name in ("First", "Second")]
    assert sorted(fates, key=str) == [{Fate.SHARED}, {Fate.STORED}]


async def test_the_same_text_at_two_addresses_is_one_article_with_two_places(world: World) -> None:
    world.site.publish("a")
    world.add("First", "/feed")
    await world.refresh("First")
    text, moment = world.site.items.pop("a")
    world.site.items["elsewhere"] = (text, moment)
    world.add("Second", "/feed2")
    await world.refresh("Second")
    (article,) = world.articles().values()
    with world.library.read() as reader:
        places = reader.places_of(article.id)
    assert places == [f"{world.site.address}/{path}" for path in ("a", "elsewhere")]
    assert world.fates("Second") == {"elsewhere": Fate.SHARED}


async def test_failures_are_reported_and_articles_stay(world: World) -> None:
    world.site.publish("a")
    world.add()
    await world.refresh()
    world.site.answers["/feed"] = web.Response(status=404)
    done = await world.refresh(after=HOUR)
    assert done.problem == "answered 404 (Not Found): check the address"
    assert "fails since 2026-03-06 13:00 UTC (1 try): answered 404" in world.lines()
    for _ in range(3):
        await world.refresh(after=5 * DAY)
    assert world.lines().startswith("gone\ngone since 2026-03-06 13:00 UTC: answered 404")
    assert world.fates() == {"a": Fate.STORED}
    world.site.answers.clear()
    assert (await world.refresh(after=DAY)).problem is None
    assert world.lines().startswith("works")
    world.site.answers["/feed"] = web.Response(status=410)
    await world.refresh(after=DAY)
    assert world.lines().startswith("gone")


async def test_a_page_in_place_of_a_feed_is_reported(world: World) -> None:
    world.site.publish("a")
    world.add()
    await world.refresh()
    world.site.answers["/feed"] = web.Response(text="<html><body><p>Log in</p></body></html>")
    done = await world.refresh(after=HOUR)
    assert done.problem is not None
    assert "sends a web page (HTML) in place of a list of articles" in done.problem
    assert world.source().failures == 1
    world.site.answers["/feed"] = web.Response(text="Log in")
    assert "sends a text in place" in str((await world.refresh(after=HOUR)).problem)
    world.site.answers["/feed"] = web.Response(text="<rss version='2.0'>" + "<a>" * 500)
    assert "nests" in str((await world.refresh(after=HOUR)).problem)


async def test_an_untested_site_is_followed_by_its_feed(world: World) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    world.site.pages["/"] = f"<!doctype html><html><head>{link}</head></html>"
    world.site.publish("a")
    world.add(path="/", kind=Kind.AUTO)
    assert (await world.refresh()).brought == 1
    source = world.source()
    assert (source.kind, source.address) == (Kind.FEED, f"{world.site.address}/feed")
    assert source.etag is None
    await world.refresh(after=HOUR)
    await world.refresh(after=HOUR)
    assert world.site.asked[-1] == ("/feed", 304)


async def test_a_permanent_redirect_is_remembered(world: World) -> None:
    world.site.publish("a")
    world.site.answers["/old"] = web.Response(status=301, headers={"Location": "/feed"})
    world.add(path="/old")
    await world.refresh()
    assert world.source().address == f"{world.site.address}/feed"
    assert f"it moved here for good from {world.site.address}/old" in world.lines()


async def test_future_dates_and_very_many_entries_are_reported(world: World) -> None:
    world.site.publish(*(f"p{n}" for n in range(60)))
    world.site.publish("far", at=datetime(2099, 1, 1, tzinfo=UTC))
    world.add(options=Options(most=50))
    assert (await world.refresh()).brought == 50
    assert "lists 61 entries: the newest 50 are taken" in world.lines()
    world.site.items = {"far": world.site.items["far"]}
    await world.refresh(after=HOUR)
    assert "1 of its entries are dated in the future" in world.lines()
    assert world.articles()["Story of far"].date_published is None


async def test_a_too_large_feed_is_read_up_to_the_limit(world: World) -> None:
    world.site.publish(*(f"p{n}" for n in range(400)))
    world.add(options=Options(most=10))
    assert (await world.refresh()).brought == 10
    assert "so large that only its beginning was read" in world.lines()


async def test_a_feed_with_anothers_name_is_credited_to_its_host(world: World) -> None:
    world.store.add(
        a_source("Lark", address="https://lark.example/feed", title="The Lark", next_due=None)
    )
    world.site.title = "The Lark"
    world.site.publish("a")
    world.add()
    await world.refresh()
    assert world.articles()["Story of a"].publisher == "127.0.0.1"
    assert "calls itself “The Lark”, which is another outlet's name" in world.lines()
    world.site.publish("b")
    await world.refresh(after=HOUR)
    assert world.articles()["Story of b"].publisher == "127.0.0.1"


SITEMAP = "<urlset>{rows}</urlset>"
INDEX = "<sitemapindex>{rows}</sitemapindex>"


async def test_sitemaps_and_their_indexes_lead_to_pages(world: World) -> None:
    address = world.site.address
    names = ("a", "b")
    world.site.pages |= {f"/{name}": page(name, story(name)) for name in names}
    for name in names:
        row = f"<url><loc>{address}/{name}</loc><lastmod>2026-03-05</lastmod></url>"
        world.site.answers[f"/{name}.xml"] = web.Response(text=SITEMAP.format(rows=row))
    rows = "".join(
        f"<sitemap><loc>{address}/{name}.xml</loc></sitemap>" for name in (*names, "gone")
    )
    world.site.answers["/index.xml"] = web.Response(text=INDEX.format(rows=rows))
    world.add(path="/index.xml", kind=Kind.SITEMAP)
    assert (await world.refresh()).brought == 2
    assert world.articles().keys() == {"Page of a", "Page of b"}
    assert f"{address}/gone.xml: answered 404" in world.lines()
    for name in names:
        world.site.answers[f"/{name}.xml"] = web.Response(status=500)
    world.site.answers["/index.xml"] = web.Response(text=INDEX.format(rows=rows + " "))
    assert "answered" in str((await world.refresh(after=HOUR)).problem)


async def test_a_folder_is_followed(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Ferry sails again\n\n{story('a')}\n")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7")
    world.store.add(a_source("News", kind=Kind.FOLDER, address=str(folder)))
    assert (await world.refresh("News")).brought == 1
    assert "bad.pdf: this is a PDF" in world.lines("News")
    assert (await world.refresh("News", after=HOUR)).brought == 0
    (folder / "b.txt").write_text(f"Bridge opens at last\n\n{story('b')}\n")
    (folder / "a.txt").write_text(f"Ferry sails again\n\n{story('a', 'The roof is paid')}\n")
    done = await world.refresh("News", after=HOUR)
    assert (done.brought, done.changed) == (1, 1)
    assert world.versions("Ferry sails again") == 1
    folder.rename(tmp_path / "moved")
    assert "no such folder" in str((await world.refresh("News", after=HOUR)).problem)


async def test_stories_from_earlier_articles_are_made_in_between(world: World) -> None:
    world.site.publish(*(f"n{number}" for number in range(12)))
    world.add()
    await world.refresh()
    with world.library.write() as writer:
        writer.stories.keep_state(made_by=-1)
        kept = writer.stories.members(one.id for one in writer.reader.stories())
        assert sum(map(len, kept.values())) == 12
    engine = world.library._engine
    with writing(engine) as connection:
        connection.execute(update(story_articles).values(made_by=-1))
    refresher = Refresher(world.store, world.library, world.fetching, clock=lambda: world.now)
    await refresher.keep_stories()
    with world.library.read() as reader:
        assert reader.all_read_by() == VERSION
        assert sum(one.articles for one in reader.stories()) == 12
        assert not reader.stories_due()
    await refresher.keep_stories()


async def test_the_health_of_a_source_never_fetched(world: World) -> None:
    world.add()
    assert status(world.source(), {}).health is Health.NEW
    world.store.pause(world.source().id)
    assert status(world.source(), {}).health is Health.PAUSED
    assert status(replace(world.source(), reason="odd", failures=1), {}).articles == 0
