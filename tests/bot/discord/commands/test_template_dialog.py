"""The template's dialog: answered after a restart, without permission, with any content."""

from typing import Any

from bot.discord.daily import template_dialog
from bot.discord.daily.template_dialog import EDITOR
from tests.bot.discord.commands.server import Server
from tests.loopback import Interaction, InteractionKind

GOOD = "# Hi\n\nthere"


async def sent(server: Server, data: dict[str, Any], user: Any = None) -> Interaction:
    """Submit a dialog that this process did not open."""
    who = (user or server.moderator).user
    return await server.discord._send(InteractionKind.MODAL, who, server.guild["talk"], data, None)


def filled_in(source: str) -> dict[str, Any]:
    field = {"type": 4, "custom_id": "source", "value": source}
    return {"custom_id": EDITOR, "components": [{"type": 1, "components": [field]}]}


async def test_a_dialog_that_was_open_during_a_restart_is_answered(server: Server) -> None:
    asked = await sent(server, filled_in(GOOD))
    assert "This is how the daily post would look" in (await asked.message()).text


async def test_a_dialog_sent_without_permission_is_refused(server: Server) -> None:
    asked = await sent(server, filled_in(GOOD), server.reader)
    answer = await asked.message()
    assert "Only members who may manage the server" in answer.text
    assert answer.visible_to == server.reader.id
    assert server.bot.daily_responses is not None
    assert server.bot.daily_responses.dialog._drafts == {}


async def test_half_a_character_is_an_answer(server: Server) -> None:
    asked = await sent(server, filled_in("# Hi\n\n\ud800"))
    assert "half of a character" in (await asked.message()).text


async def test_an_empty_dialog_is_answered(server: Server) -> None:
    for components in ([], None, [{"type": 1}], "x", [{"components": [{"custom_id": "source"}]}]):
        asked = await sent(server, {"custom_id": EDITOR, "components": components})
        assert "can't be used" in (await asked.message()).text


async def test_an_unknown_dialog_is_answered(server: Server) -> None:
    asked = await sent(server, {"custom_id": "of another version", "components": []})
    assert "out of date" in (await asked.message()).text


async def test_many_trials_of_one_server_are_told_to_wait(server: Server) -> None:
    trials = [await sent(server, filled_in(GOOD)) for _ in range(6)]
    texts = [(await one.message()).text for one in trials]
    assert sum("wait until one is done" in text for text in texts) == 3
    assert sum("would look" in text for text in texts) == 3


def test_the_text_is_found_however_discord_wraps_it() -> None:
    field = {"custom_id": "source", "value": "x"}
    assert template_dialog._typed([{"type": 18, "component": field}]) == "x"
    assert template_dialog._typed([{"components": [{"custom_id": "other"}, field]}]) == "x"
    assert template_dialog._typed({"custom_id": "source", "value": 7}) is None
