"""Commands, autocomplete, buttons and dialogs, between a real discord.py bot and the server."""

import discord
import pytest
from aiohttp import ClientSession

from tests.loopback import (
    CallbackKind,
    ChannelKind,
    Limits,
    LoopbackDiscord,
    MessageFlag,
    NotOfferedError,
    Permission,
    Upload,
)
from tests.loopback.tinybot import TinyBot
from tests.waiting import LAST_RESORT


async def test_a_slash_command_is_answered(server: LoopbackDiscord, bot: TinyBot) -> None:
    asked = await server.slash("greet", place="Kyiv", tone="loud")
    assert (await asked.response())["type"] == CallbackKind.MESSAGE
    assert (await asked.message()).content == "Hello, Kyiv!"
    assert 0 < asked.latency < 1
    assert server.messages(asked.channel) == [asked.original]


async def test_a_deferral_is_filled_by_the_first_follow_up(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    asked = await server.slash("ponder", followups=2)
    assert (await asked.response())["type"] == CallbackKind.DEFERRED_MESSAGE
    message = await asked.message()
    assert (message.content, message.ephemeral, message.loading) == ("thought 1", True, False)
    assert (await asked.followup()).content == "thought 2"
    assert server.messages(asked.channel, seen_by=asked.user)[0] is message
    assert message not in server.messages(asked.channel)


async def test_autocomplete_offers_choices(server: LoopbackDiscord, bot: TinyBot) -> None:
    typed = await server.autocomplete("greet", "place", "ky")
    assert await typed.choices() == [{"name": "Kyiv", "value": "kyiv"}]


async def test_buttons_edit_at_once_or_later(server: LoopbackDiscord, bot: TinyBot) -> None:
    message = await (await server.slash("greet", place="Kyiv")).message()
    pressed = await server.press("Change it", message=message)
    assert (await pressed.message()).content == "changed"
    pressed = await server.press("later", message=message)
    assert (await pressed.message()).content == "changed later"
    assert len(message.earlier) == 2


async def test_a_select_and_a_dialog_are_answered_privately(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    message = await (await server.slash("greet", place="Kyiv")).message()
    chosen = await server.select("A city", ["Anchorage"], message=message)
    assert (await chosen.message()).content == "off to anchorage"
    opened = await server.press("Say something", message=message)
    assert (await opened.modal())["title"] == "Your opinion"
    submitted = await server.submit_modal(opened, {"In a sentence": "well done"})
    assert (await submitted.message()).content == "You think: well done"


async def test_persistent_buttons_work_after_a_forged_press(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    message = await (await server.slash("greet", place="Kyiv")).message()
    with pytest.raises(NotOfferedError, match="disabled"):
        await server.press("Not now", message=message)
    with pytest.raises(NotOfferedError, match="Change it"):
        await server.press("nothing", message=message)
    await server.press("stale:1", message=message, forge=True)
    assert (await (await server.press("change", message=message)).message()).earlier


async def test_a_message_command_gets_the_message(server: LoopbackDiscord, bot: TinyBot) -> None:
    ada = server.user("Ada")
    guild = next(iter(server.world.guilds.values()))
    server.member(guild, ada)
    said = server.write(guild["general"], "three short words", user=ada)
    asked = await server.message_command("Count words", said, user=ada)
    assert (await asked.message()).content == "3 words"


async def test_a_subcommand_gets_channels_members_roles_and_files(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    guild = server.guild("Writers", {"news": ChannelKind.TEXT})
    boss = server.member(guild, "Boss", Permission.MANAGE_GUILD)
    role = server.role(guild, "readers")
    asked = await server.slash(
        "daily add",
        user=boss,
        channel=guild["news"],
        options={"channel": guild["news"]},
        by=boss,
        ping=role,
        attached=Upload("notes.txt", b"noted"),
    )
    words = (await asked.message()).content.split()
    assert words[:-1] == ["news", "boss", "readers", "noted", "True"]
    assert int(words[-1]) & Permission.MANAGE_GUILD


async def test_input_the_client_would_not_offer_is_refused_unless_forged(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    guild = next(iter(server.world.guilds.values()))
    other = server.guild("Elsewhere")
    reader = server.member(guild, "Reader")
    options = {"channel": guild["general"]}
    with pytest.raises(NotOfferedError, match="lacks"):
        await server.slash("daily add", user=reader, options=options)
    with pytest.raises(NotOfferedError, match="context"):
        await server.slash("daily add", channel=server.dm(reader), options=options)
    boss = server.member(guild, "Boss", Permission.MANAGE_GUILD)
    with pytest.raises(NotOfferedError, match="another server"):
        await server.slash("daily add", user=boss, options={"channel": other["general"]})
    refused: list[tuple[str, dict[str, object], str]] = [
        ("daily", {}, "subcommands"),
        ("daily remove", {}, "no subcommand"),
        ("nothing", {}, "synced are"),
        ("greet", {}, "missing"),
        ("greet", {"place": "Kyiv", "size": 1}, "unknown"),
        ("greet", {"place": "x" * 21}, "out of range"),
        ("greet", {"place": "Kyiv", "tone": "soft"}, "none of"),
    ]
    for name, values, why in refused:
        with pytest.raises(NotOfferedError, match=why):
            await server.slash(name, user=boss, options=values)
    asked = await server.slash("greet", user=reader, place="x" * 1900, forge=True)
    assert (await asked.response())["type"] == CallbackKind.MESSAGE


async def test_late_and_repeated_answers_are_refused_as_by_discord(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    server.callback_deadline = 0.1
    asked = await server.slash("late")
    await server.until(lambda: bool(asked.refusals))
    assert asked.refusals == [10062]
    server.callback_deadline = LAST_RESORT
    asked = await server.slash("greet", place="Kyiv")
    await asked.response()
    url = f"{server.base_url}/interactions/{asked.id}/{asked.token}/callback"
    async with ClientSession() as http, http.post(url, json={"type": 5}) as again:
        assert (again.status, (await again.json())["code"]) == (400, 40060)


async def test_files_follow_ups_and_deletion(server: LoopbackDiscord, bot: TinyBot) -> None:
    asked = await server.slash("report")
    assert (await asked.followup()).ephemeral
    await server.until(lambda: asked.original is not None and asked.original.deleted)
    assert asked.original is not None
    (attached,) = asked.original.attachments
    async with ClientSession() as http, http.get(attached["url"]) as fetched:
        assert await fetched.read() == b"long"
    assert (attached["filename"], attached["description"]) == ("report.txt", "all of it")
    assert server.requests.matching("POST /interactions/*")[0].files == ("report.txt",)


async def test_a_user_installed_app_works_where_the_bot_is_not(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    guild = server.guild("Strangers", with_bot=False)
    ada = server.member(guild, "Ada")
    asked = await server.slash("greet", place="Kyiv", user=ada, channel=guild["general"])
    assert (await asked.message()).content == "Hello, Kyiv"
    with pytest.raises(NotOfferedError, match="installed"):
        await server.slash("ponder", user=ada, channel=guild["general"])


async def test_direct_messages(server: LoopbackDiscord, bot: TinyBot) -> None:
    ada = server.user("Ada")
    asked = await server.slash("greet", place="Kyiv", user=ada, channel=server.dm(ada))
    assert (await asked.message()).channel is server.dm(ada)
    user = await bot.fetch_user(ada.id)
    await user.send("psst")
    assert server.messages(server.dm(ada))[-1].content == "psst"
    shut = server.user("Shut", accepts_dms=False)
    with pytest.raises(discord.Forbidden) as refused:
        await (await bot.fetch_user(shut.id)).send("psst")
    assert refused.value.code == 50007


async def test_a_dialog_of_every_kind_of_input(server: LoopbackDiscord, bot: TinyBot) -> None:
    guild = next(iter(server.world.guilds.values()))
    role = server.role(guild, "readers")
    bulletin = server.channel(guild, "bulletin", ChannelKind.ANNOUNCEMENT)
    opened = await server.slash("settings")
    given = {"Where": [guild["general"]], "Whom": [role], "style": "Full", "quiet": False}
    sent = await server.submit_modal(opened, given)
    assert (await sent.message()).content == "general ['readers'] full False"
    opened = await server.slash("settings")
    sent = await server.submit_modal(opened, {"where": [guild["general"].id]})
    assert (await sent.message()).content == "general [] short True"
    opened = await server.slash("settings")
    refused: list[tuple[dict[str, object], str]] = [
        ({}, "asked for"),
        ({"where": [bulletin]}, "of kind"),
        ({"where": [guild["general"]], "style": "Long"}, "none of"),
        ({"where": [guild["general"]], "size": 1}, "no inputs"),
    ]
    for values, why in refused:
        with pytest.raises(NotOfferedError, match=why):
            await server.submit_modal(opened, values)


async def test_text_inputs_enforce_their_lengths(server: LoopbackDiscord, bot: TinyBot) -> None:
    message = await (await server.slash("greet", place="Kyiv")).message()
    opened = await server.press("Say something", message=message)
    for text, why in [("", "too short"), ("x" * 51, "too many")]:
        with pytest.raises(NotOfferedError, match=why):
            await server.submit_modal(opened, {"words": text})
    with pytest.raises(LookupError, match="no dialog"):
        await (await server.slash("ponder")).modal()


async def test_a_select_of_members_in_a_layout(server: LoopbackDiscord, bot: TinyBot) -> None:
    guild = next(iter(server.world.guilds.values()))
    ada, ben = server.member(guild, "Ada"), server.member(guild, "Ben")
    message = await (await server.slash("pick")).message()
    assert message.flags & MessageFlag.COMPONENTS_V2
    assert message.text == "Whom do you mean?"
    chosen = await server.select("Somebody", [ada, ben], message=message)
    assert (await chosen.message()).text == "You mean ada, ben."
    with pytest.raises(NotOfferedError, match="1 to 2"):
        await server.select("Somebody", [], message=message)


async def test_only_its_reader_can_press_an_ephemeral_message(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    guild = next(iter(server.world.guilds.values()))
    ada, ben = server.member(guild, "Ada"), server.member(guild, "Ben")
    message = await (await server.slash("ponder", user=ada)).message()
    with pytest.raises(NotOfferedError, match="does not see this"):
        await server.press("change", message=message, user=ben)
    forged = await server.press("change", message=message, forge=True)
    assert forged.user is ada.user
    with pytest.raises(LookupError, match="not answered"):
        _ = forged.latency
    public = await (await server.slash("greet", place="Kyiv")).message()
    guild.roles[guild.id].permissions &= ~Permission.VIEW_CHANNEL
    with pytest.raises(NotOfferedError, match="see the channel"):
        await server.press("change", message=public, user=ben)
    server.forget(public)
    with pytest.raises(NotOfferedError, match="deleted"):
        await server.press("change", message=public, user=ben)
    stranger = server.user("Stranger")
    with pytest.raises(NotOfferedError, match="not a member"):
        await server.slash("greet", place="Kyiv", user=stranger)
    with pytest.raises(NotOfferedError, match="no autocomplete"):
        await server.autocomplete("ponder", "followups", "1")


async def test_follow_ups_are_limited_where_the_bot_is_not(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    server.limits = Limits.none()
    guild = server.guild("Strangers", with_bot=False)
    asked = await server.slash("greet", place="Kyiv", channel=guild["general"])
    await asked.response()
    hook = discord.Webhook.partial(
        server.world.application_id, asked.token, client=bot, bot_token=server.token
    )
    sent = [await hook.send(f"number {number}", wait=True) for number in range(5)]
    with pytest.raises(discord.HTTPException) as sixth:
        await hook.send("number 5")
    assert (sixth.value.code, asked.refusals) == (40094, [40094])
    await hook.edit_message(sent[0].id, content="number zero")
    assert (await hook.fetch_message(sent[0].id)).content == "number zero"
    await hook.delete_message(sent[0].id)
    with pytest.raises(discord.NotFound):
        await hook.fetch_message(sent[0].id)
    assert asked.followups[0].deleted
    asked.sent_at -= 15 * 60 + 1
    with pytest.raises(discord.HTTPException) as late:
        await hook.send("too late")
    assert (late.value.status, late.value.code) == (401, 50027)


async def test_answers_that_do_not_fit_are_refused(server: LoopbackDiscord, bot: TinyBot) -> None:
    typed = await server.autocomplete("greet", "place", "k")
    asked = await server.slash("late")
    hooks = f"{server.base_url}/webhooks/{server.world.application_id}"
    async with ClientSession() as http:
        for interaction, body, code in [
            (asked, {"type": 8, "data": {"choices": []}}, 50035),
            (asked, {"type": 7, "data": {"content": "x"}}, 50035),
            (asked, {"type": 4, "data": {}}, 50006),
        ]:
            url = f"{server.base_url}/interactions/{interaction.id}/{interaction.token}/callback"
            async with http.post(url, json=body) as answer:
                assert (await answer.json())["code"] == code
        await typed.choices()
        for token in (asked.token, typed.token):
            async with http.post(f"{hooks}/{token}", json={"content": "x"}) as answer:
                assert (await answer.json())["code"] == 10015
    assert (await asked.response())["type"] == CallbackKind.MESSAGE
