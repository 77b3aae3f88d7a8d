"""The server as a separate process, and a bot that is killed and restarted."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.loopback import LoopbackDiscord, RemoteDiscord
from tests.loopback.remote import ROOT
from tests.loopback.tinybot import TinyBot, running

BOT = """
import asyncio, sys
from discord.http import Route
from tests.loopback.tinybot import TinyBot

Route.BASE = sys.argv[1]
asyncio.run(TinyBot().start(sys.argv[2]))
"""


@asynccontextmanager
async def _bot(base_url: str, token: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot as a process, killed at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "ignore", "-c", BOT, base_url, token, cwd=ROOT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_a_killed_and_restarted_bot_continues(server: LoopbackDiscord) -> None:
    for place in ("Kyiv", "Anchorage"):
        async with _bot(server.base_url, server.token):
            await server.connected()
            await (await server.slash("greet", place=place)).message()
        await server.until(lambda: not server.gateway.connected)
    assert [m.content for m in server.posts()] == ["Hello, Kyiv", "Hello, Anchorage"]


async def test_the_remote_control_controls_everything() -> None:
    async with RemoteDiscord("--seed", "1") as remote:
        made = await remote.call(
            "guild", channels={"wire": "TEXT", "old": "TEXT"}, members={"Mod": ["MANAGE_GUILD"]}
        )
        wire, mod = made["channels"]["wire"], made["members"]["Mod"]
        async with _bot(remote.base_url, remote.token):
            await remote.call("until", at_least={"connections": 1})
            await _talk(remote, wire, mod)
            await _disturb(remote, wire, made)
        state = await remote.call("state")
        assert (state["identified"], "greet" in state["commands"]) == (2, True)


async def _talk(remote: RemoteDiscord, wire: str, mod: str) -> None:
    asked = await remote.call("slash", name="greet", options={"place": "Kyiv"}, user=mod)
    answer = await remote.call("interaction", interaction=asked["interaction"])
    original = answer["original"]
    assert (original["text"].splitlines()[0], answer["refusals"]) == ("Hello, Kyiv", [])
    assert answer["latency"] > 0
    typed = await remote.call("autocomplete", name="greet", focused="place", value="a")
    choices = await remote.call("interaction", interaction=typed["interaction"])
    assert choices["callback"]["data"]["choices"][0]["value"] == "anchorage"
    chosen = await remote.call("select", menu="A city", values=["Kyiv"], message=original["id"])
    await remote.call("interaction", interaction=chosen["interaction"])
    opened = await remote.call("press", button="Say something", message=original["id"])
    await remote.call("interaction", interaction=opened["interaction"])
    sent = await remote.call("submit_modal", **{**opened, "values": {"words": "well"}})
    said = await remote.call("interaction", interaction=sent["interaction"])
    assert said["original"]["ephemeral"]
    written = await remote.call("write", channel=wire, content="two words", user=mod)
    counted = await remote.call("message_command", name="Count words", message=written["id"])
    await remote.call("interaction", interaction=counted["interaction"])
    assert len(await remote.call("messages", channel=wire)) == 2
    assert len(await remote.call("messages")) == 1
    for call in ({"name": "nothing"}, {"name": "daily add", "channel": "7"}):
        with pytest.raises(LookupError):
            await remote.call("slash", **call)
    with pytest.raises(LookupError, match="no verb"):
        await remote.call("unheard_of")
    with pytest.raises(LookupError, match="in time"):
        await remote.call("until", at_least={"connections": 9}, within=0.01)


async def _disturb(remote: RemoteDiscord, wire: str, made: dict[str, dict[str, str]]) -> None:
    await remote.call("faults", chances={"500": 1.0}, on="POST /interactions/*", retry_after=0.01)
    await remote.call("faults", clear=True, latency=[0.0, 0.001])
    await remote.call("faults", next="429", on="POST /interactions/*")
    asked = await remote.call("slash", name="greet", options={"place": "Kyiv"}, channel=wire)
    await remote.call("interaction", interaction=asked["interaction"])
    pattern = "POST /interactions/*/callback"
    statistics = await remote.call("statistics", pattern=pattern)
    assert statistics["statuses"]["429"] == 1
    assert statistics["faults"] == {"429": 1}
    requests = await remote.call("requests", pattern=pattern)
    assert [request["fault"] for request in requests].count("429") == 1
    await remote.call("permit", channel=wire, deny=["SEND_MESSAGES"], allow=["EMBED_LINKS"])
    await remote.call("delete_channel", channel=made["channels"]["old"])
    await remote.call("kick", guild=made["guild"])
    await remote.call("invite", guild=made["guild"])
    for do in ({"do": "reconnect"}, {"do": "invalidate", "resumable": True}, {"do": "drop"}):
        before = (await remote.call("state"))["resumed"]
        await remote.call("gateway", **do)
        await remote.call("until", at_least={"resumed": before + 1})
    with pytest.raises(LookupError, match="dance"):
        await remote.call("gateway", do="dance")
    async with _bot(remote.base_url, remote.token):
        await remote.call("until", at_least={"connections": 2})
    await remote.call("configure", unlimited=True, callback_deadline=1.0)
    await remote.call("configure", per_second=10, token="another")
    await remote.call("gateway", do="close", code=4004)
    await remote.call("until", at_most={"connections": 0})


async def test_two_bots_with_one_token_both_hear_and_one_answers(server: LoopbackDiscord) -> None:
    async with running(server, TinyBot), running(server, TinyBot, shards=2):
        asked = await server.slash("greet", place="Kyiv")
        await server.until(lambda: bool(asked.refusals))
        assert asked.refusals == [40060]
        assert len(server.posts()) == 1
