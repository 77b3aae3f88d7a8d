"""The buttons of `/privacy`, end to end."""

import json
from typing import Any

from bot.daily.kept import KeptData
from bot.discord.messages.controls import ACTION
from bot.discord.own_data import OwnData
from tests.bot.discord.commands.server import Server
from tests.loopback import Message
from tests.loopback.server import LoopbackDiscord
from tests.waiting import until

DELETE, EXPORT = "Delete my data", "Export my data"


async def privacy(server: Server, user: Any) -> Message:
    asked = await server.discord.slash("privacy", user=user, channel=server.guild["talk"])
    return await asked.message()


async def press(discord: LoopbackDiscord, button: str, message: Message, user: Any) -> Message:
    return await (await discord.press(button, message=message, user=user)).message()


def kept(server: Server) -> KeptData:
    assert server.bot.daily is not None
    return server.bot.daily.kept


async def test_a_moderator_gets_what_is_stored_and_deletes_it(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    (one,) = server.stored()
    shown = await privacy(server, server.moderator)
    file = await press(server.discord, EXPORT, shown, server.moderator)
    assert file.ephemeral
    (attached,) = file.attachments
    assert attached["filename"] == "my-data.json"
    found = json.loads(server.discord.world.files[int(attached["id"])])
    assert found["user"] == str(server.moderator.id)
    assert [each["id"] for each in found["added_daily_briefings"]] == [one.id]
    question = await press(server.discord, DELETE, shown, server.moderator)
    assert "because you added: 1 daily briefing." in question.text
    answer = await press(server.discord, "Delete it", question, server.moderator)
    assert "Your user ID is deleted from: 1 daily briefing." in answer.text
    (left,) = server.stored()
    assert (left.id, left.created_by) == (one.id, 0)
    again = await press(server.discord, DELETE, shown, server.moderator)
    assert "Nothing is stored about you" in again.text


async def test_a_reader_exports_and_deletes_the_times_of_briefs(server: Server) -> None:
    assert server.bot.daily is not None
    briefs = server.bot.daily.last_briefs
    for topic in ("summit", "territory"):
        asked = await server.discord.slash(
            "brief", user=server.reader, channel=server.guild["talk"], topic=topic
        )
        await asked.message()
    await until(lambda: len(briefs.of(server.reader.id)) == 2)
    shown = await privacy(server, server.reader)
    file = await press(server.discord, EXPORT, shown, server.reader)
    (attached,) = file.attachments
    found = json.loads(server.discord.world.files[int(attached["id"])])
    kept_of = {(one["topic"], one["place"]) for one in found["last_briefs"]}
    assert kept_of == {(topic, str(server.guild.id)) for topic in ("summit", "territory")}
    question = await press(server.discord, DELETE, shown, server.reader)
    assert "when you had your last brief, on 2 topics" in question.text
    assert "because you added" not in question.text
    answer = await press(server.discord, "Delete it", question, server.reader)
    assert "Your user ID is deleted from: 2 last briefs." in answer.text
    assert briefs.of(server.reader.id) == []


async def test_a_cancelled_deletion_keeps_everything(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    shown = await privacy(server, server.moderator)
    question = await press(server.discord, DELETE, shown, server.moderator)
    answer = await press(server.discord, "Keep it", question, server.moderator)
    assert "Nothing was changed" in answer.text
    assert server.stored()[0].created_by == server.moderator.id


async def test_nobody_gets_or_deletes_another_servers_data(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    shown = await privacy(server, server.reader)
    for button in (EXPORT, DELETE):
        answer = await press(server.discord, button, shown, server.reader)
        assert "Nothing is stored about you" in answer.text
    forged = await server.discord.press(
        f"{ACTION}{server.moderator.id}|delete", message=shown, user=server.reader, forge=True
    )
    await forged.message()
    assert len(kept(server).of_user(server.moderator.id)["added_daily_briefings"]) == 1


async def test_a_bot_without_a_database_stores_nothing(server: Server) -> None:
    server.bot.own_data = OwnData(server.bot.interactions, lambda: None)
    shown = await privacy(server, server.moderator)
    for button in (EXPORT, DELETE):
        answer = await press(server.discord, button, shown, server.moderator)
        assert "Nothing is stored about you" in answer.text
