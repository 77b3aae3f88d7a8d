"""`/playground check`, in place of a message's menu."""

from bot.playground.check_command import NOTHING_SAID
from bot.playground.play import Playground
from tests.bot.playground.conftest import said

QUOTED = "Witkoff said “this is the first time Russia has agreed to this.”"


async def test_a_text_is_checked_as_a_message_is(running: Playground) -> None:
    room = running.world.places[1].channel
    await running.world.reader.send(room, f"/playground check text:{QUOTED}")
    reply = said(running, "reading-room")[-1]
    assert "The library does not have it." in reply
    assert "this is the first time" in reply


async def test_without_a_text_the_last_message_is_checked(running: Playground) -> None:
    room = running.world.places[1].channel
    await running.world.reader.send(room, "/playground check")
    assert NOTHING_SAID in said(running, "reading-room")[-1]
    await running.world.reader.send(room, QUOTED)
    await running.world.reader.send(room, "/playground check")
    assert "this is the first time" in said(running, "reading-room")[-1]
