"""`/feeds` from end to end: the real bot on the loopback Discord, and a site on loopback."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.daily.store import KEEP_AFTER_LEAVING
from briefings.answers.questions import AskSearch
from briefings.rendering.plain_text import as_text
from tests.bot import processes
from tests.bot.discord.commands.feeds_bench import LIMIT, TRIES, Bench
from tests.loopback import (
    CallbackKind,
    Guild,
    Message,
    MessageFlag,
    NotOfferedError,
)
from tests.waiting import until


async def test_a_feed_is_added_by_its_sites_address_and_readers_are_answered_from_it(
    bench: Bench,
) -> None:
    assert "`/feeds add`" in await bench.says("list")
    added = await bench.message("add", address=bench.site.address)
    assert added.flags & MessageFlag.EPHEMERAL
    assert "Feed added" in added.text
    assert "**The Quay**" in added.text
    assert "This is a feed. It has 1 entry." in added.text
    assert r"\*town\*" in added.text  # the page's other feed; its title can't format text
    (feed,) = bench.feeds(bench.one)
    assert feed.source.address == f"{bench.site.address}/feed-all"
    assert feed.added_by == next(m.id for m in bench.one.members.values() if m.user.name == "Mod")
    await bench.settled()
    await bench.bot.service.follow()
    found = await bench.bot.service.reply(AskSearch("ferry"))
    assert "Story of pier" in as_text(found)
    listed = await bench.says("list")
    assert "✅ works" in listed
    assert "1 article" in listed
    assert f"added by <@{feed.added_by}>" in listed
    assert f"1 of {LIMIT} feeds" in listed


async def test_two_servers_have_their_own_feeds_and_share_the_fetching(bench: Bench) -> None:
    await bench.says("add", address=f"{bench.site.address}/feed", name="Port *news*")
    await bench.says("add", bench.two, address=f"{bench.site.address}/feed")
    assert len(bench.sources()) == 1
    assert r"Port \*news\*" in await bench.says("list")
    assert "Port" not in await bench.says("list", bench.two)
    (theirs,) = bench.feeds(bench.two)
    asked = await bench.message("remove", feed="port *NEWS*")
    assert "Remove this feed?" in asked.text
    assert "The feed is removed" in await bench.press("Remove it", asked)
    assert bench.feeds(bench.one) == []
    assert bench.ids(bench.two) == [theirs.source.id]
    assert len(bench.sources()) == 1
    assert "already gone" in await bench.press(
        f"feeds|remove|{theirs.source.id}|{_id(bench.one, 'Mod')}", asked, forge=True
    )
    assert bench.ids(bench.two) == [theirs.source.id]


async def test_a_removal_can_be_cancelled_and_is_confirmed_by_its_asker(bench: Bench) -> None:
    await bench.says("add", address=f"{bench.site.address}/feed")
    (feed,) = bench.feeds(bench.one)
    asked = await bench.message("remove", feed=feed.source.id)
    other = next(m for m in bench.one.members.values() if m.user.name == "Other")
    refused = await bench.press("Remove it", asked, user=other, forge=True)
    assert "Only the moderator who asked" in refused
    assert "Nothing was changed" in await bench.press("Keep it", asked)
    assert bench.ids(bench.one) == [feed.source.id]
    assert "no such feed" in await bench.says("remove", feed="Nothing _such_")


async def test_members_without_the_permission_can_do_nothing(bench: Bench) -> None:
    with pytest.raises(NotOfferedError):
        await bench.ask("list", user="Reader")
    for verb, options in (
        ("list", {}),
        ("add", {"address": "x.example"}),
        ("remove", {"feed": "x"}),
    ):
        said = await bench.says(verb, user="Reader", forge=True, **options)
        assert "Only members who may manage the server" in said
    assert await _choices(bench, "remove", "", user="Reader", forge=True) == []


async def test_a_server_that_is_not_allowed_is_told_who_can_change_that(bench: Bench) -> None:
    for verb, options in (
        ("add", {"address": bench.site.address}),
        ("test", {"feed": "x.example"}),
    ):
        said = await bench.says(verb, bench.three, **options)
        assert f"`{bench.three.id}`, in `BRIEFBOT_FEEDS_SERVERS`" in said
    assert "BRIEFBOT_FEEDS_SERVERS" in await bench.says("list", bench.three)
    assert bench.site.asked == []


async def test_a_server_has_a_limit_of_feeds_and_no_duplicates(bench: Bench) -> None:
    for number in range(LIMIT):
        await bench.says("add", address=f"{bench.site.address}/feed-{number}")
    names = [feed.name for feed in bench.feeds(bench.one)]
    assert names == ["The Quay", "The Quay 2", "The Quay 3"]
    said = await bench.says("add", address=f"{bench.site.address}/feed-9")
    assert "3 feeds, which is the limit" in said
    asked = await bench.message("remove", feed="the quay 3")
    await bench.press("Remove it", asked)
    again = await bench.says("add", address=f"{bench.site.address}/feed-1")
    assert "“The Quay 2” already has this address." in again
    named = await bench.says("add", address=f"{bench.site.address}/feed-8", name="the quay")
    assert "There is already a feed called “The Quay”." in named


REFUSED = {
    "/etc": "the address names no host",
    "file:///etc/hosts": "only http and https",
    "http://169.254.169.254/latest": "is not a public address",
    "http://0x7f.2:81/feed": "is not a public address",
    "https://ann:pier@127.0.0.1:1/feed": "127.0.0.1",
    "two words": "Copy the address",
}


async def test_an_address_that_cannot_be_followed_is_refused_with_the_reason(
    bench: Bench,
) -> None:
    for address, said in REFUSED.items():
        for verb, option in (("add", "address"), ("test", "feed")):
            refused = await bench.message(verb, **{option: address})
            assert refused.ephemeral
            assert "That did not work" in refused.text
            assert said in refused.text
            assert "pier" not in refused.text
    assert bench.sources() == []


async def test_a_page_without_a_feed_is_reported_with_help_for_discord(bench: Bench) -> None:
    bench.site.pages["/about"] = "<!doctype html><html><body><p>About us.</p></body></html>"
    bench.site.answers["/feed/"] = bench.site.answers["/feed.xml"] = web.Response(status=404)
    bench.site.answers["/feed.json"] = web.Response(status=404)
    said = await bench.says("add", address=f"{bench.site.address}/about")
    assert "names no feed" in said
    assert "--kind" not in said


async def test_a_test_shows_upcoming_articles_and_stores_nothing(bench: Bench) -> None:
    bench.site.items["short"] = ("**Bold** @everyone news.", datetime.now(UTC))
    said = await bench.says("test", feed=bench.site.address)
    assert "What would come" in said
    assert "It has 2 entries." in said
    assert "Story of short" in said
    assert "a teaser: its page is fetched" in said
    assert "its text is taken" in said
    assert bench.sources() == []


async def test_a_server_may_try_a_limited_number_of_addresses_a_minute(bench: Bench) -> None:
    for _ in range(TRIES):
        await bench.says("test", feed=f"{bench.site.address}/feed")
    before = len(bench.site.asked)
    for verb, option in (("test", "feed"), ("add", "address")):
        said = await bench.says(verb, **{option: f"{bench.site.address}/feed"})
        assert "tried 12 addresses within a minute" in said
        assert "Try again in" in said
    assert len(bench.site.asked) == before
    assert "What would come" in await bench.says(
        "test", bench.two, feed=f"{bench.site.address}/feed"
    )


async def test_commands_that_fetch_are_deferred_at_once(bench: Bench) -> None:
    for verb, option in (("test", "feed"), ("add", "address")):
        asked = await bench.ask(verb, **{option: f"{bench.site.address}/feed"})
        assert (await asked.response())["type"] == CallbackKind.DEFERRED_MESSAGE
        answer = await asked.message()
        assert "The Quay" in answer.text
        assert answer.ephemeral


async def test_completion_offers_the_servers_own_feeds(bench: Bench) -> None:
    await bench.says("add", address=f"{bench.site.address}/feed", name="Harbour")
    await bench.says("add", bench.two, address=f"{bench.site.address}/feed-2", name="Harvest")
    (mine,) = bench.feeds(bench.one)
    for verb in ("remove", "test"):
        (choice,) = await _choices(bench, verb, "har")
        assert choice["value"] == mine.source.id
        assert choice["name"].startswith("Harbour · http")
    assert await _choices(bench, "remove", "nothing") == []
    assert "What would come" in await bench.says("test", feed=mine.source.id)


async def test_a_password_is_shown_nowhere_and_opens_nothing_for_others(bench: Bench) -> None:
    scheme, rest = bench.site.address.split("//")
    secret = f"{scheme}//ann:pier-7@{rest}/feed"
    said = await bench.says("add", address=secret)
    await bench.says("add", bench.two, address=f"{bench.site.address}/feed")
    assert len(bench.sources()) == 2
    said += await bench.says("list") + await bench.says("remove", feed="the quay")
    (choice,) = await _choices(bench, "remove", "")
    assert "pier-7" not in said + json.dumps(choice)


async def test_a_failing_feed_is_listed_with_the_reason(bench: Bench) -> None:
    await bench.says("add", address=f"{bench.site.address}/feed")
    await bench.settled()
    bench.site.answers["/feed"] = web.Response(status=500)
    (source,) = bench.sources()
    assert bench.bot.sources is not None
    bench.bot.sources.store.refresh_now([source.id], datetime.now(UTC))
    bench.bot.sources.planner.changed()
    await until(lambda: bench.sources()[0].failures > 0)
    said = await bench.says("list")
    assert "⚠️ fails since" in said
    assert "answered 500" in said


async def test_an_unreadable_documents_reason_is_in_the_moderators_language(
    bench: Bench,
) -> None:
    moderator = next(one for one in bench.one.members.values() if one.user.name == "Mod")
    moderator.user.locale = "de"
    bench.site.answers["/cut.json"] = web.Response(text='{"version": "https://jsonfeed.org/v')
    said = await bench.says("add", address=f"{bench.site.address}/cut.json")
    assert "das JSON bricht in Zeile 1, Spalte 13 ab" in said
    await bench.says("add", address=f"{bench.site.address}/feed")
    await bench.settled()
    bench.site.answers["/feed"] = web.Response(body=b"%PDF-1.7")
    (source,) = bench.sources()
    assert bench.bot.sources is not None
    bench.bot.sources.store.refresh_now([source.id], datetime.now(UTC))
    bench.bot.sources.planner.changed()
    await until(lambda: bench.sources()[0].failures > 0)
    assert "das ist ein PDF" in await bench.says("list")


async def test_the_operator_sees_whose_feeds_they_are_and_can_remove_them(bench: Bench) -> None:
    await bench.says("add", address=f"{bench.site.address}/feed", name="Port")
    await bench.says("add", bench.two, address=f"{bench.site.address}/feed")
    await bench.settled()

    async def sources(*arguments: str) -> str:
        database = os.environ["BRIEFBOT_DATABASE_URL"]
        folder = Path.cwd()
        async with processes.started(
            bench.discord, folder, "sources", *arguments, BRIEFBOT_DATABASE_URL=database
        ) as command:
            code, output, errors = await processes.ended(command)
        assert code == 0, errors
        return output

    (one,) = json.loads(await sources("list", "--json"))
    assert [each["server"] for each in one["servers"]] == [str(bench.one.id), str(bench.two.id)]
    assert one["servers"][0]["name"] == "Port"
    await sources("pause", "The Quay")
    assert "paused by the operator" in await bench.says("list")
    removed = await sources("remove", "The Quay")
    moderator = _id(bench.one, "Mod")
    assert f"taken from server {bench.one.id} as Port, added by user {moderator} on " in removed
    assert f"taken from server {bench.two.id}, added by user " in removed
    assert bench.feeds(bench.one) == bench.feeds(bench.two) == []


async def test_deleting_a_servers_data_includes_its_feeds(bench: Bench) -> None:
    await bench.says("add", address=f"{bench.site.address}/feed")
    await bench.says("add", bench.two, address=f"{bench.site.address}/feed")
    who = next(m for m in bench.one.members.values() if m.user.name == "Mod")

    async def daily(verb: str) -> Message:
        where = bench.one["talk"]
        return await (await bench.discord.slash(f"daily {verb}", user=who, channel=where)).message()

    (attached,) = (await daily("export")).attachments
    exported = json.loads(bench.discord.world.files[int(attached["id"])])
    assert exported["feeds"][0]["address"] == f"{bench.site.address}/feed"
    asked = await daily("forget")
    assert "and its feed." in asked.text
    await bench.press("Delete all of it", asked)
    assert bench.feeds(bench.one) == []
    assert len(bench.feeds(bench.two)) == 1


async def test_feeds_of_a_left_server_are_deleted_after_thirty_days(bench: Bench) -> None:
    await bench.says("add", address=f"{bench.site.address}/feed")
    await bench.says("add", bench.two, address=f"{bench.site.address}/feed")
    daily = bench.bot.daily
    assert daily is not None
    now = datetime.now(UTC)
    # It was removed while the bot was down, which notices at the next start.
    await daily.guilds_present({bench.two.id}, lambda _: True)
    daily._forget_left(now + KEEP_AFTER_LEAVING - timedelta(days=1))
    assert len(bench.feeds(bench.one)) == 1
    daily._forget_left(now + KEEP_AFTER_LEAVING + timedelta(days=1))
    assert bench.feeds(bench.one) == []
    assert len(bench.feeds(bench.two)) == 1


async def _choices(
    bench: Bench, verb: str, typed: str, *, user: str = "Mod", forge: bool = False
) -> list[dict[str, Any]]:
    who = next(m for m in bench.one.members.values() if m.user.name == user)
    asked = await bench.discord.autocomplete(
        f"feeds {verb}", "feed", typed, user=who, channel=bench.one["talk"], forge=forge
    )
    return await asked.choices()


def _id(guild: Guild, name: str) -> int:
    return next(m.id for m in guild.members.values() if m.user.name == name)
