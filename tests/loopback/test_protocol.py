"""The gateway's rules, tested without a library in between; messages and requests as data."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.loopback import ChannelKind, LoopbackDiscord, Message, Request
from tests.loopback.gateway import HEARTBEAT, HEARTBEAT_ACK, HELLO, IDENTIFY, KEEP_EVENTS, RESUME
from tests.loopback.requests import RequestLog
from tests.loopback.snowflakes import Snowflakes
from tests.loopback.world import World


@pytest.fixture
async def socket(server: LoopbackDiscord) -> AsyncIterator[ClientWebSocketResponse]:
    async with ClientSession() as http, http.ws_connect(server.gateway_url) as socket:
        assert (await socket.receive_json())["op"] == HELLO
        yield socket


def _identify(server: LoopbackDiscord, **changes: Any) -> dict[str, Any]:
    return {"op": IDENTIFY, "d": {"token": server.token, "intents": 1, **changes}}


async def _close_code(socket: ClientWebSocketResponse) -> int | None:
    while (await socket.receive()).type is WSMsgType.TEXT:
        pass
    return socket.close_code


async def test_heartbeats_are_answered_first(
    socket: ClientWebSocketResponse,
) -> None:
    await socket.send_json({"op": HEARTBEAT, "d": None})
    assert (await socket.receive_json())["op"] == HEARTBEAT_ACK


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ({"op": 3, "d": {}}, 4003),
        ({"op": IDENTIFY, "d": {"token": "wrong", "intents": 1}}, 4004),
        ({"op": RESUME, "d": {"token": "wrong", "session_id": "x", "seq": 1}}, 4004),
    ],
)
async def test_connections_with_a_bad_first_message_are_closed(
    socket: ClientWebSocketResponse, first: dict[str, Any], code: int
) -> None:
    await socket.send_json(first)
    assert await _close_code(socket) == code


async def test_an_impossible_shard_and_a_second_identify_are_closed(
    server: LoopbackDiscord, socket: ClientWebSocketResponse
) -> None:
    async with ClientSession() as http, http.ws_connect(server.gateway_url) as other:
        await other.send_json(_identify(server, shard=[2, 2]))
        assert await _close_code(other) == 4010
    await socket.send_json(_identify(server))
    await socket.send_json(_identify(server))
    assert await _close_code(socket) == 4005


async def test_a_session_that_missed_too_much_cannot_be_resumed(
    server: LoopbackDiscord, socket: ClientWebSocketResponse
) -> None:
    await socket.send_json(_identify(server))
    ready = await socket.receive_json()
    assert (ready["t"], ready["s"]) == ("READY", 1)
    assert (await socket.receive_json())["t"] == "GUILD_CREATE"
    await socket.close()
    await server.until(lambda: not server.gateway.connected)
    for number in range(KEEP_EVENTS + 1):
        server.gateway.dispatch("TEST", number, None)
    async with ClientSession() as http, http.ws_connect(server.gateway_url) as again:
        await again.receive_json()
        about = {"token": server.token, "session_id": ready["d"]["session_id"], "seq": 2}
        await again.send_json({"op": RESUME, "d": about})
        assert await again.receive_json() == {"op": 9, "d": False}
        about["seq"] = KEEP_EVENTS
        await again.send_json({"op": RESUME, "d": about})
        replayed = [await again.receive_json() for _ in range(4)]
        assert [(event["t"], event["s"]) for event in replayed] == [
            *[("TEST", KEEP_EVENTS + number) for number in (1, 2, 3)],
            ("RESUMED", KEEP_EVENTS + 4),
        ]


async def test_rest_refuses_what_does_not_belong_to_the_bot(server: LoopbackDiscord) -> None:
    headers = {"Authorization": f"Bot {server.token}"}
    application, general = server.world.application_id, next(iter(server.world.channels))
    twice = [{"name": "brief", "description": "x"}] * 2
    async with ClientSession(server.base_url + "/", headers=headers) as http:
        for method, path, body, status in [
            ("GET", "users/@me/guilds", None, 200),
            ("POST", "users/@me/channels", {"recipient_id": "1"}, 404),
            ("PUT", "applications/1/commands", [], 403),
            ("PUT", f"applications/{application}/commands", twice, 400),
            ("PUT", f"applications/{application}/guilds/1/commands", [], 404),
            ("GET", f"channels/{general}/messages?limit=101", None, 400),
            ("GET", f"channels/{general}/messages/1", None, 404),
        ]:
            async with http.request(method, path, json=body) as answer:
                assert (answer.status, path) == (status, path)


def test_the_text_of_a_message_is_everything_readable() -> None:
    world = World(Snowflakes(lambda: 1_700_000_000.0))
    channel = world.add_channel(world.add_guild("Readers"), "general", ChannelKind.TEXT)
    embed = {
        "title": "title",
        "description": "description",
        "fields": [{"name": "name", "value": "value"}],
        "footer": {"text": "footer"},
    }
    button = {"type": 2, "style": 1, "label": "press", "custom_id": "b", "id": 1}
    section = {"type": 9, "components": [{"type": 10, "content": "part"}], "accessory": button}
    sent = {"content": "content", "embeds": [embed], "components": [section], "nonce": "n"}
    message = Message(1, channel, world.bot, json.dumps(sent).encode())
    expected = "content title description name value footer part press"
    assert message.text.split() == expected.split()
    assert (message.nonce, len(message.embeds)) == ("n", 1)
    assert message.component("press") == message.component("b") == button
    (shown,) = message.payload()["components"]
    assert (shown["id"], shown["components"][0]["id"], shown["accessory"]["id"]) == (2, 3, 1)


def test_the_log_counts_and_forgets() -> None:
    log = RequestLog()
    for moment in (0.0, 0.4, 0.9, 1.3, 5.0):
        log.add(Request(moment, "GET", "/x", b"", status=200))
    assert (log.busiest(1.0), log.busiest(1.0, "POST *"), len(log)) == (3, 0, 5)
    assert next(iter(log)).body is None
    log.clear()
    assert len(log) == 0
