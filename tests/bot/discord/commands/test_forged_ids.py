"""Custom ids as a tampered client sends them: of other servers, of what is gone, by others."""

from typing import Any

import pytest
import structlog

from tests.bot.discord.commands.server import Server
from tests.bot.discord.commands.test_template_dialog import filled_in, sent
from tests.loopback import ChannelKind, Guild, Interaction, InteractionKind, Permission


async def pressed(server: Server, custom_id: str, *values: str, **more: Any) -> Interaction:
    """A button or menu that no message has."""
    data = {"custom_id": custom_id, "component_type": 3 if values else 2}
    if values:
        data |= {"values": list(values)}
    message = await (await server.ask("list")).message()
    who = (more.get("user") or server.moderator).user
    where = more.get("channel") or server.guild["talk"]
    return await server.discord._send(InteractionKind.COMPONENT, who, where, data, message)


@pytest.fixture
async def other(server: Server) -> Guild:
    """Another server of the same moderator, with a daily briefing and a template."""
    other = server.discord.guild("Elsewhere", {"news": ChannelKind.TEXT})
    server.discord.member(other, server.moderator.user, Permission.MANAGE_GUILD)
    await server.settled(lambda _: server.bot.get_guild(other.id) is not None)
    asked = await server.discord.slash(
        "daily add",
        user=server.moderator.user,
        channel=other["news"],
        options={"channel": other["news"], "time": "8"},
    )
    assert "added" in (await asked.message()).text
    assert server.bot.daily is not None
    server.bot.daily.store.set_template(other.id, "# Theirs\n\nx")
    return other


async def test_nothing_of_another_server_is_seen_or_changed(server: Server, other: Guild) -> None:
    assert server.bot.daily is not None
    store = server.bot.daily.store
    (theirs,) = store.of_guild(other.id)
    me = server.moderator.id
    await server.daily("add", channel=server.guild["news"], time="9")
    forged: list[tuple[str, ...]] = [
        (f"daily|remove|{theirs.id}|{me}",),
        *((f"daily|choose|{verb}|{me}", theirs.id) for verb in ("preview", "pause", "status")),
        (f"daily|choose|remove|{me}", theirs.id),
        (f"daily|choose|status|{me}", str(theirs.channel_id)),
        (f"daily|choose|status|{me}", f"<#{theirs.channel_id}>"),
        (f"daily|tag|{theirs.channel_id}|{me}", "7"),
        (f"daily|template|keep|{me}|{'0' * 12}",),
        (f"daily|template|edit|{me}",),
    ]
    for custom_id, *values in forged:
        text = (await (await pressed(server, custom_id, *values)).message()).text
        assert "08:00" not in text
        assert "Theirs" not in text
    assert store.of_guild(other.id) == [theirs]
    assert store.template(other.id) == "# Theirs\n\nx"
    assert len(server.stored()) == 1


async def test_what_is_gone_or_was_never_there_is_answered(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8")
    await server.daily("add", channel=server.guild["news"], time="9")
    first, _ = server.stored()
    me = server.moderator.id
    gone = await (await pressed(server, f"daily|remove|{first.id}|{me}")).message()
    assert "removed" in gone.text
    odd = ["", "|", "9" * 90, "\ud800", "\u202e", "'; --", "%s%(x)s", "../x", "-1", "٣"]
    with structlog.testing.capture_logs() as lines:
        again = await (await pressed(server, f"daily|remove|{first.id}|{me}")).message()
        assert "already gone" in again.text
        for value in (first.id, *odd):
            for verb in ("choose|status", "choose|pause", "tag|7", "template|keep", "remove"):
                asked = await pressed(server, f"daily|{verb}|{me}", value)
                assert "went wrong" not in (await asked.message()).text
            asked = await pressed(server, f"daily|{value}|{value}|{me}"[:100])
            assert "went wrong" not in (await asked.message()).text
    assert [one for one in lines if one["log_level"] in ("warning", "error")] == []
    assert len(server.stored()) == 1


async def test_whoever_lost_the_right_or_is_another_changes_nothing(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8")
    (one,) = server.stored()
    shown = await (await sent(server, filled_in("# Hi\n\nx"))).message()
    keep = shown.component("Keep it")
    assert keep is not None
    me = server.moderator.id
    ids = [
        keep["custom_id"],
        f"daily|template|reset|{me}",
        f"daily|remove|{one.id}|{me}",
        f"daily|forget|all|{me}",
        f"daily|choose|pause|{me}",
    ]
    server.moderator.roles.clear()
    for custom_id in ids:
        for user in (server.moderator, server.reader):
            asked = await server.discord._send(
                InteractionKind.COMPONENT,
                user.user,
                server.guild["talk"],
                {"custom_id": custom_id, "component_type": 3, "values": [one.id]},
                shown,
            )
            assert "Only the moderator who asked" in (await asked.message()).text
    assert server.stored() == [one]
    assert server.bot.daily is not None
    assert server.bot.daily.store.template(server.guild.id) is None
