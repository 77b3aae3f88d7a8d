"""Rate limits and faults, as discord.py meets them."""

import asyncio

import aiohttp
import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loopback import ChannelKind, Fault, Faults, Limits, LoopbackDiscord
from tests.loopback.limits import RateLimiter
from tests.loopback.tinybot import TinyBot

POSTS = "POST /channels/*/messages"


@pytest.fixture
def channel(server: LoopbackDiscord, bot: TinyBot) -> discord.PartialMessageable:
    general = next(iter(server.world.guilds.values()))["general"]
    return bot.get_partial_messageable(general.id)


async def test_a_429_is_waited_out(
    server: LoopbackDiscord, channel: discord.PartialMessageable
) -> None:
    server.faults.next(Fault.RATE_LIMITED)
    await channel.send("patience")
    assert server.requests.statuses(POSTS) == {429: 1, 200: 1}


async def test_the_limit_of_a_channel_is_announced_and_kept_by_the_client(
    server: LoopbackDiscord, channel: discord.PartialMessageable
) -> None:
    server.limits = Limits(routes={"POST /channels/{channel}/messages": (3, 0.2)})
    await asyncio.gather(*(channel.send(str(number)) for number in range(9)))
    assert server.requests.statuses(POSTS) == {200: 9}


async def test_the_bots_total_limit_is_enforced(server: LoopbackDiscord, bot: TinyBot) -> None:
    server.limits = Limits(per_second=5, routes={})
    guild = server.guild("Big", {f"room-{number}": ChannelKind.TEXT for number in range(8)})
    running, server.clock = server.clock, lambda: 0.0  # all within one second, however slow
    sending = asyncio.gather(
        *(bot.get_partial_messageable(key).send("hello") for key in guild.channels)
    )
    await server.until(lambda: server.requests.statuses(POSTS)[429] >= 1)
    assert server.requests.statuses(POSTS)[200] == 5
    server.clock = running
    await sending
    assert len(server.posts()) == 8


async def test_too_many_refusals_ban_the_address(
    server: LoopbackDiscord, channel: discord.PartialMessageable
) -> None:
    server.limits = Limits(bans_after=2)
    for _ in range(2):
        with pytest.raises(aiohttp.ClientResponseError, match="401"):
            await _post_without_token(server)
    with pytest.raises(discord.HTTPException) as banned:
        await channel.send("hello")
    assert banned.value.status == 429


async def _post_without_token(server: LoopbackDiscord) -> None:
    async with aiohttp.ClientSession(raise_for_status=True) as http:
        await http.post(f"{server.base_url}/channels/1/messages", json={"content": "x"})


@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.UNAVAILABLE])
async def test_a_retry_with_the_same_nonce_posts_once(
    server: LoopbackDiscord, channel: discord.PartialMessageable, fault: Fault
) -> None:
    server.faults.next(fault)
    with pytest.raises((aiohttp.ClientError, discord.DiscordServerError)):
        await channel.send("once", nonce="n1")
    await channel.send("once", nonce="n1")
    assert [message.content for message in server.posts()] == ["once"]
    assert server.faults.happened == {fault: 1}


async def test_a_500_after_the_post_is_retried_by_the_client_without_doubling(
    server: LoopbackDiscord, channel: discord.PartialMessageable
) -> None:
    server.faults.next("500 after")
    await channel.send("once")
    assert [message.content for message in server.posts()] == ["once"]
    assert server.requests.statuses(POSTS) == {500: 1, 200: 1}


async def test_an_outage_loses_no_existing_state(server: LoopbackDiscord) -> None:
    guild = next(iter(server.world.guilds.values()))
    said = server.write(guild["general"], "before", user=server.world.users[guild.owner_id])
    url = f"{server.base_url}/channels/{said.channel.id}/messages/{said.id}"
    headers = {"Authorization": f"Bot {server.token}"}
    async with aiohttp.ClientSession(headers=headers) as http:
        await server.stop()
        with pytest.raises(aiohttp.ClientConnectorError):
            await http.get(url)
        await server.start()
        async with http.get(url) as found:
            assert (await found.json())["content"] == "before"


async def test_slow_answers(server: LoopbackDiscord, bot: TinyBot) -> None:
    server.faults.latency = (0.05, 0.06)
    asked = await server.slash("greet", place="Kyiv")
    await asked.response()
    assert asked.latency >= 0.05
    server.faults.clear()


async def test_invalid_json_and_invalid_ids_are_refused(server: LoopbackDiscord) -> None:
    headers = {"Authorization": f"Bot {server.token}"}
    general = next(iter(server.world.guilds.values()))["general"]
    async with aiohttp.ClientSession(headers=headers) as http:
        for path, data, code in [
            (f"channels/{general.id}/messages", b"{", 50109),
            ("channels/news/messages", b"{}", 50035),
            ("interactions/1/unknown/callback", b"{}", 10062),
            ("webhooks/1/unknown", b"{}", 10015),
            ("nothing", b"", 0),
        ]:
            async with http.post(f"{server.base_url}/{path}", data=data) as answer:
                assert answer.headers["Content-Type"] == "application/json"
                assert (await answer.json())["code"] == code
        root = server.base_url.removesuffix("/api/v10")
        for path in ("/elsewhere", "/attachments/1/gone.txt"):
            async with http.get(root + path) as answer:
                assert answer.status == 404


def test_chance_is_the_same_for_the_same_seed_in_any_order() -> None:
    requests = [f"POST /channels/{number % 50}/messages" for number in range(500)]

    def befallen(order: list[str]) -> dict[str, list[Fault | None]]:
        faults = Faults(seed=7)
        found: dict[str, list[Fault | None]] = {}
        faults.at_random({"429": 0.05, "drop after": 0.05})
        for request in order:
            found.setdefault(request, []).append(faults.choose(request))
        return found

    assert befallen(requests) == befallen(sorted(requests))
    happened = [fault for row in befallen(requests).values() for fault in row if fault]
    assert 20 <= len(happened) <= 80


def test_a_probability_above_one_is_an_error() -> None:
    with pytest.raises(ValueError, match="more than 1"):
        Faults().at_random({"500": 0.6, "502": 0.6})


def test_scripted_faults_precede_random_ones_and_hit_only_their_route() -> None:
    faults = Faults()
    faults.at_random({"500": 1.0})
    faults.next("503", on="GET /gateway/bot", times=2)
    assert [faults.choose("GET /gateway/bot") for _ in range(3)] == ["503", "503", None]
    assert faults.choose("POST /channels/1/messages") == "500"
    faults.clear()
    assert faults.choose("POST /channels/1/messages") is None


@settings(deadline=None)
@given(
    gaps=st.lists(st.floats(0, 0.5), max_size=60),
    limit=st.integers(1, 5),
    seconds=st.floats(0.1, 2),
)
def test_no_window_admits_more_than_its_limit(
    gaps: list[float], limit: int, seconds: float
) -> None:
    limiter = RateLimiter(Limits(per_second=None, routes={"POST /x": (limit, seconds)}))
    now, passed = 0.0, []
    for gap in gaps:
        now += gap
        verdict = limiter.admit("POST /x", "1", counted=True, now=now)
        if verdict.retry_after is None:
            passed.append(now)
        else:
            assert 0 < verdict.retry_after <= seconds + 0.001
    for start in passed:
        # any such stretch can overlap two windows, never three
        assert sum(start <= moment < start + seconds for moment in passed) <= 2 * limit
