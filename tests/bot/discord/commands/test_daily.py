"""`/daily` from end to end: the real bot on the loopback Discord."""

import pytest

from bot.daily.tables import State, columns, subscriptions
from tests.bot.daily.subscribing import subscription
from tests.bot.discord.commands.server import Server
from tests.loopback import (
    ChannelKind,
    MessageFlag,
    Permission,
)


async def test_a_subscription_is_added_shown_paused_resumed_and_removed(server: Server) -> None:
    text = await server.daily(
        "add",
        channel=server.guild["news"],
        time="8am",
        timezone="berlin",
        days="mon-fri",
        topics="territory",
    )
    assert "Daily briefing added" in text
    assert "08:00 Europe/Berlin, Mon–Fri" in text
    assert "Territory" in text
    assert "Next run: <t:" in text
    (one,) = server.stored()
    assert (one.zone, one.topics, one.created_by) == (
        "Europe/Berlin",
        ("territory",),
        server.moderator.id,
    )
    assert f"<#{server.guild['news'].id}>" in await server.daily("list")
    assert "Paused" in await server.daily("pause")
    assert server.stored()[0].state is State.PAUSED
    assert "No next run" in await server.daily("status")
    assert "Resumed" in await server.daily("resume", briefing=one.id)
    assert "Nothing was due yet" in await server.daily("status")


async def test_a_fixed_zone_is_shown_with_the_sign_that_was_typed(server: Server) -> None:
    text = await server.daily("add", channel=server.guild["news"], time="8", timezone="+9")
    assert "08:00 UTC+9, every day" in text
    assert "Time zone UTC+9: fixed" in text
    assert "GMT" not in text + await server.daily("list") + await server.daily("status")


async def test_removing_asks_once(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    await server.daily("add", channel=server.guild["news"], time="20", timezone="utc")
    assert "choose which one" in await server.daily("remove")
    (first, second) = server.stored()
    asked = await server.ask("remove", briefing=first.id)
    question = await asked.message()
    assert "Remove this daily briefing?" in question.text
    assert question.flags & MessageFlag.COMPONENTS_V2
    assert len(server.stored()) == 2
    kept = await server.discord.press("Keep it", message=question, user=server.moderator)
    assert "Nothing was changed" in (await kept.message()).text
    again = await (await server.ask("remove", briefing=first.id)).message()
    removed = await server.discord.press("Remove it", message=again, user=server.moderator)
    assert "removed" in (await removed.message()).text
    assert [one.id for one in server.stored()] == [second.id]


async def test_one_of_several_is_chosen_from_a_menu(server: Server) -> None:
    news, wire = server.guild["news"], server.guild["wire"]
    for channel, time in ((news, "8"), (news, "20"), (wire, "8")):
        await server.daily("add", channel=channel, time=time, timezone="utc")
    asked = await (await server.ask("pause")).message()
    assert "option `briefing` of `/daily pause`" in asked.text
    menu = asked.component("Choose a daily briefing")
    assert menu is not None
    assert [option["label"] for option in menu["options"]] == [
        "#news 08:00 UTC, every day · all topics",
        "#news 20:00 UTC, every day · all topics",
        "#wire 08:00 UTC, every day · all topics",
    ]
    second = server.stored()[1]
    chosen = await server.discord.select(
        "Choose a daily briefing", [second.id], message=asked, user=server.moderator
    )
    assert "Paused" in (await chosen.message()).text
    states = [one.state for one in server.stored()]
    assert states == [State.ACTIVE, State.PAUSED, State.ACTIVE]


async def test_a_forged_choice_does_nothing(server: Server) -> None:
    for time in ("8", "20"):
        await server.daily("add", channel=server.guild["news"], time=time, timezone="utc")
    asked = await (await server.ask("pause")).message()
    (first, _) = stored = server.stored()
    forged = await server.discord.select(
        f"daily|choose|nonsense|{server.moderator.id}",
        [first.id],
        message=asked,
        user=server.moderator,
        forge=True,
    )
    assert "Nothing was changed" in (await forged.message()).text
    assert server.stored() == stored


async def test_a_briefing_can_be_named_by_what_distinguishes_it(server: Server) -> None:
    news, wire = server.guild["news"], server.guild["wire"]
    for channel, time in ((news, "8"), (news, "20"), (wire, "8")):
        await server.daily("add", channel=channel, time=time, timezone="utc")
    for typed in ("wire", "#wire", f"<#{wire.id}>", "#WIRE 08:00", "#wire 08:00 UTC, every day"):
        assert f"<#{wire.id}> · 08:00" in await server.daily("status", briefing=typed)
    assert "20:00 UTC" in await server.daily("status", briefing="20:00")
    unclear = await (await server.ask("status", briefing="news")).message()
    menu = unclear.component("Choose a daily briefing")
    assert menu is not None
    assert len(menu["options"]) == 2


async def test_a_menu_has_as_many_options_as_discord_allows(server: Server) -> None:
    assert server.bot.daily is not None
    made = [subscription(guild_id=server.guild.id, state=State.PAUSED) for _ in range(30)]
    with server.bot.daily.engine.begin() as connection:
        connection.execute(subscriptions.insert(), [columns(one) for one in made])
    assert "The menu has the first 25 of 30" in await server.daily("status")


async def test_the_same_briefing_is_not_added_twice(server: Server) -> None:
    news = server.guild["news"]
    options = {"time": "8", "timezone": "utc", "topics": "territory, sanctions"}
    await server.daily("add", channel=news, **options)
    again = await server.daily("add", channel=news, **options, quiet=True)
    assert "This daily briefing already exists" in again
    assert f"<#{news.id}> · 08:00 UTC, every day · Territory" in again
    assert "`/daily edit`" in again
    turned = {**options, "topics": "sanctions, territory"}
    assert "already exists" in await server.daily("add", channel=news, **turned)
    assert len(server.stored()) == 1
    for change in ({"time": "9"}, {"days": "fri"}, {"style": "full"}, {"topics": "territory"}):
        assert "added" in await server.daily("add", channel=news, **{**options, **change})
    assert "added" in await server.daily("add", channel=server.guild["wire"], **options)
    assert len(server.stored()) == 6


async def test_a_button_that_others_press_or_forge_does_nothing(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    (one,) = server.stored()
    question = await (await server.ask("remove")).message()
    pressed = await server.discord.press(
        "Remove it", message=question, user=server.reader, forge=True
    )
    assert "Only the moderator" in (await pressed.message()).text
    assert server.stored() == [one]


async def test_invalid_input_is_answered_and_nothing_is_stored(server: Server) -> None:
    news = server.guild["news"]
    assert "0 to 23" in await server.daily("add", channel=news, time="25:00")
    wrong = await server.daily("add", channel=news, time="8", timezone="Mars/Olympus")
    assert "no time zone" in wrong
    wrong = await server.daily("add", channel=news, time="8", topics="nonsense-zzz")
    assert "There is no topic" in wrong
    wrong = await server.daily("add", channel=news, time="8", days="caturday")
    assert "not a weekday" in wrong
    wrong = await server.daily("add", channel=news, time="8", publish=True)
    assert "not an announcement channel" in wrong
    assert "several daily" not in await server.daily("status", briefing="nonsense")
    assert server.stored() == []


async def test_a_missing_permission_is_named(server: Server) -> None:
    news = server.guild["news"]
    server.discord.deny(news, Permission.SEND_MESSAGES | Permission.READ_MESSAGE_HISTORY)
    await server.settled(
        lambda guild: not guild.text_channels[0].permissions_for(guild.me).send_messages
    )
    text = await server.daily("add", channel=news, time="8")
    assert "lacks **Send Messages**, **Read Message History**" in text
    assert server.stored() == []


async def test_a_channel_of_another_server_cannot_be_forged(server: Server) -> None:
    other = server.discord.guild("Elsewhere", {"secret": ChannelKind.TEXT})
    asked = await server.ask("add", forge=True, channel=other["secret"], time="8")
    assert "not a channel of this server" in (await asked.message()).text
    assert server.stored() == []


async def test_another_servers_subscription_is_out_of_reach(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8")
    (mine,) = server.stored()
    other = server.discord.guild(
        "Elsewhere", {"talk": ChannelKind.TEXT}, members={"Eve": Permission.MANAGE_GUILD}
    )
    eve = next(m for m in other.members.values() if m.user.name == "Eve")
    for verb in ("status", "pause", "resume", "remove", "preview"):
        asked = await server.discord.slash(
            f"daily {verb}", user=eve, channel=other["talk"], options={"briefing": mine.id}
        )
        assert "No daily briefings yet" in (await asked.message()).text
    added = await server.discord.slash(
        "daily add",
        user=eve,
        channel=other["talk"],
        options={"channel": other["talk"], "time": "8"},
    )
    assert "added" in (await added.message()).text
    for verb in ("status", "pause", "resume", "remove", "preview"):
        asked = await server.discord.slash(
            f"daily {verb}", user=eve, channel=other["talk"], options={"briefing": mine.id}
        )
        assert "no such daily briefing" in (await asked.message()).text
    assert server.stored() == [mine]


async def test_only_moderators_whatever_discord_allows(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = await server.ask("list", user=server.reader, forge=True)
    assert "Only members who may manage the server" in (await asked.message()).text
    await server.idle()
    assert asked.followups == []
    assert "command_failed" not in capsys.readouterr().out


async def test_a_direct_message_is_told_where_daily_briefings_belong(server: Server) -> None:
    talk = server.discord.dm(server.moderator)
    asked = await server.discord.slash(
        "daily list", user=server.moderator, channel=talk, forge=True
    )
    assert "belong to a server" in (await asked.message()).text
    await server.idle()
    assert asked.followups == []


async def test_a_servers_limit_is_reported(server: Server) -> None:
    assert server.bot.daily is not None
    made = [subscription(guild_id=server.guild.id, state=State.PAUSED) for _ in range(500)]
    with server.bot.daily.engine.begin() as connection:
        connection.execute(subscriptions.insert(), [columns(one) for one in made])
    text = await server.daily("add", channel=server.guild["news"], time="8")
    assert "500 daily briefings, which is the limit" in text
    assert len(server.stored()) == 500


async def test_a_preview_shows_the_post_only_to_the_asker(server: Server) -> None:
    role = server.discord.role(server.guild, "Readers")
    role.mentionable = True
    server.discord.allow(server.guild["news"], Permission.MENTION_EVERYONE)
    await server.settled(lambda guild: guild.get_role(role.id) is not None)
    await server.daily("add", channel=server.guild["news"], time="8", ping=role)
    asked = await server.ask("preview")
    assert "would be posted now in" in (await asked.message()).text
    page = await asked.followup()
    assert "Daily briefing" in page.text
    assert page.ephemeral
    assert server.discord.messages(server.guild["news"]) == []


async def test_time_zones_topics_and_briefings_are_completed(server: Server) -> None:
    discord, talk, moderator = server.discord, server.guild["talk"], server.moderator
    zones = await discord.autocomplete(
        "daily add", "timezone", "berl", user=moderator, channel=talk
    )
    assert (await zones.choices())[0]["value"] == "Europe/Berlin"
    topics = await discord.autocomplete(
        "daily add", "topics", "territory, san", user=moderator, channel=talk
    )
    assert (await topics.choices())[0]["value"] == "territory, sanctions"
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    found = await discord.autocomplete(
        "daily status", "briefing", "news", user=moderator, channel=talk
    )
    (choice,) = await found.choices()
    assert choice["name"] == "#news 08:00 UTC, every day · all topics"
