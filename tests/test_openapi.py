"""The checker of request bodies, on a small description and on Discord's own."""

from pathlib import Path

import pytest

from tests import openapi
from tests.loopback import LoopbackDiscord
from tests.loopback.tinybot import running

TEXT = {"type": "object", "properties": {"content": {"type": "string", "maxLength": 5}}}
BUTTON = {
    "type": "object",
    "properties": {"type": {"enum": [2]}, "label": {"type": "string", "maxLength": 3}},
    "required": ["type", "label"],
}
ROW = {
    "type": "object",
    "properties": {
        "type": {"enum": [1]},
        "parts": {"items": {"oneOf": [{"type": "null"}, BUTTON]}},
    },
    "required": ["type", "parts"],
}
PATHS = {
    "/rooms/{room_id}/notes": {
        "parameters": [],
        "post": {"requestBody": {"content": {"application/json": {"schema": TEXT}}}},
        "get": {},
    },
    "/rooms/@me/notes": {
        "post": {"requestBody": {"content": {"application/json": {"schema": {"type": "null"}}}}}
    },
    "/boards/{board_id}": {
        "put": {
            "requestBody": {"content": {"application/json": {"schema": {"anyOf": [BUTTON, ROW]}}}}
        }
    },
}


@pytest.fixture
def small() -> openapi.OpenApi:
    return openapi.OpenApi({"paths": PATHS})


def test_a_body_is_checked_by_its_route(small: openapi.OpenApi) -> None:
    assert small.problems("POST", "/rooms/12/notes", {"content": "short"}) == []
    (problem,) = small.problems("POST", "/rooms/12/notes", {"content": "too long"})
    assert problem.startswith("content: ")
    assert "5 characters" in problem


def test_literal_parts_of_a_path_take_precedence(small: openapi.OpenApi) -> None:
    assert small.template("/rooms/@me/notes") == "/rooms/@me/notes"
    assert small.template("/rooms/7/notes") == "/rooms/{room_id}/notes"
    assert small.problems("POST", "/rooms/@me/notes", {}) != []


def test_an_unknown_route_and_an_unwanted_body_are_problems(small: openapi.OpenApi) -> None:
    assert "no such route" in small.problems("POST", "/halls/1", {})[0]
    assert "no such route" in small.problems("DELETE", "/rooms/1/notes", None)[0]
    assert small.problems("GET", "/rooms/1/notes", None) == []
    assert "no body" in small.problems("GET", "/rooms/1/notes", {})[0]


def test_the_intended_alternative_is_explained(small: openapi.OpenApi) -> None:
    body = {"type": 1, "parts": [None, {"type": 2, "label": "long"}]}
    (problem,) = small.problems("PUT", "/boards/1", body)
    assert problem.startswith("parts.1.label: ")


def test_without_a_description_there_is_no_checker(tmp_path: Path) -> None:
    assert openapi.load(tmp_path / "openapi.json") is None


@pytest.fixture(scope="module")
def discords() -> openapi.OpenApi:
    checker = openapi.load()
    if checker is None:
        pytest.skip(openapi.MISSING)
    return checker


def test_discords_limits_are_found(discords: openapi.OpenApi) -> None:
    callback = "/interactions/1/token/callback"
    choices = [{"name": "n", "value": "v"}] * 26
    assert discords.problems("POST", callback, {"type": 8, "data": {"choices": choices}})
    button = {"type": 2, "style": 1, "label": "x" * 81, "custom_id": "a"}
    row = {"type": 1, "components": [button]}
    (problem,) = discords.problems("POST", "/channels/1/messages", {"components": [row]})
    assert problem.startswith("components.0.components.0.label: ")
    assert not discords.problems("PATCH", "/webhooks/1/t/messages/@original", {"content": "x"})


async def test_what_discord_py_sends_passes(discords: openapi.OpenApi) -> None:
    async with LoopbackDiscord(validator=discords.problems) as server:
        general = server.guild()["general"]
        async with running(server) as bot:
            message = await (await server.slash("greet", place="Kyiv")).message()
            await (await server.press("Change it", message=message)).message()
            await (await server.press("Say something", message=message)).modal()
            await (await server.autocomplete("greet", "place", "k")).choices()
            await (await server.slash("ponder", followups=2)).followup()
            posted = await bot.get_partial_messageable(general.id).send("hello", nonce="n")
            await posted.edit(content="goodbye")
            await (await bot.fetch_user(server.owner.id)).send("psst")
        assert 400 not in server.requests.statuses()
