"""Effects of `/daily`: posts, their status, a server's layout, the bot leaving and rejoining."""

import json
from datetime import timedelta

from bot.daily.ledger import Closing
from bot.daily.tables import Outcome, State
from tests.bot.discord.commands.server import Server
from tests.bot.work.harness import due_now
from tests.loopback import (
    MessageFlag,
    Permission,
)
from tests.waiting import until


async def test_a_post_is_made_when_due_and_shown_by_status(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    (one,) = server.stored()
    daily = server.bot.daily
    assert daily is not None
    due = due_now(server.guild.id, one.channel_id)
    daily.store.change(one.id, at=due.at, owed_since=due.owed_since, next_due=due.next_due)
    daily.planner.changed()
    await server.discord.until(lambda: server.discord.messages(server.guild["news"]) != [])
    (message,) = server.discord.messages(server.guild["news"])[:1]
    assert "Daily briefing" in message.text
    assert message.pings == frozenset()
    await until(lambda: daily.ledger.last(one.id)[0].outcome is Outcome.POSTED)
    assert "posted" in await server.daily("status")


async def test_a_post_stopped_by_a_missing_permission_is_made_once_it_is_back(
    server: Server,
) -> None:
    news, daily = server.guild["news"], server.bot.daily
    assert daily is not None
    await server.daily("add", channel=news, time="8", timezone="utc")
    (one,) = server.stored()
    server.discord.deny(news, Permission.SEND_MESSAGES)
    due = due_now(server.guild.id, news.id)
    daily.store.change(one.id, at=due.at, owed_since=due.owed_since, next_due=due.next_due)
    daily.planner.changed()
    await server.until_state(State.BLOCKED)
    await until(lambda: daily.ledger.last(one.id)[0].outcome is Outcome.FAILED)
    # The bot hears of the change, but a moderator does not wait for that.
    server.discord.allow(news, Permission.SEND_MESSAGES)
    assert "Resumed" in await server.daily("resume", briefing=one.id)
    await until(lambda: daily.ledger.last(one.id)[0].outcome is Outcome.POSTED)
    await daily.planner.probe()
    await daily.planner.plan()
    assert server.stored()[0].state is State.ACTIVE
    posts = [message.text for message in server.discord.messages(news)]
    assert "Daily briefing" in posts[0]
    assert len(set(posts)) == len(posts)


async def test_a_kick_and_a_return_keep_the_configuration(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    server.discord.kick(server.guild)
    await server.until_state(State.BLOCKED)
    assert "not in the server" in server.stored()[0].reason
    server.discord.invite(server.guild)
    await server.until_state(State.ACTIVE)


async def test_everything_stored_can_be_exported_and_deleted(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    (one,) = server.stored()
    exported = await (await server.ask("export")).message()
    (attached,) = exported.attachments
    kept = json.loads(server.discord.world.files[int(attached["id"])])
    assert kept["daily_briefings"][0]["id"] == one.id
    question = await (await server.ask("forget")).message()
    assert question.flags & MessageFlag.COMPONENTS_V2
    assert "1 daily briefing," in question.text
    await server.discord.press("Delete all of it", message=question, user=server.moderator)
    await until(lambda: not server.stored())


async def test_a_server_lays_its_posts_out_its_own_way(server: Server) -> None:
    dialog = await server.ask("template")
    shown = await dialog.modal()
    assert shown["title"] == "Template of the daily post"
    typed = "# Good morning\n\nIt is {{ answer.day }}.\n"
    tried = await server.discord.submit_modal(dialog, {"source": typed})
    question = await tried.message()
    assert "would look" in question.text
    preview = await tried.followup()
    assert "Good morning" in preview.text
    await server.discord.press("Keep it", message=question, user=server.moderator)
    assert server.bot.daily is not None
    store = server.bot.daily.store
    await until(lambda: store.template(server.guild.id) is not None)
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    asked = await server.ask("preview")
    page = await asked.followup()
    assert "Good morning" in page.text
    dialog = await server.ask("template")
    tried = await server.discord.submit_modal(dialog, {"source": typed})
    question = await tried.message()
    await server.discord.press("Use the bot's own", message=question, user=server.moderator)
    await until(lambda: store.template(server.guild.id) is None)
    asked = await server.ask("preview")
    assert "Good morning" not in (await asked.followup()).text


async def test_a_template_that_raises_is_answered_and_can_be_edited_again(server: Server) -> None:
    dialog = await server.ask("template")
    await dialog.modal()
    tried = await server.discord.submit_modal(dialog, {"source": "# Hi\n\n{{ answer.nothing }}"})
    answer = await tried.message()
    assert "can't be used: line 3" in answer.text
    assert "Keep it" not in str(answer.components)
    edit = await server.discord.press("Edit again", message=answer, user=server.moderator)
    assert "answer.nothing" in str(await edit.modal())
    assert server.bot.daily is not None
    assert server.bot.daily.store.template(server.guild.id) is None


async def test_an_empty_server_is_told_how_to_start(server: Server) -> None:
    for verb in ("list", "status"):
        text = await server.daily(verb)
        assert "No daily briefings yet" in text
        assert "Add one with `/daily add`" in text
        assert "did not work" not in text


async def test_a_blocked_one_says_why_and_that_it_waits(server: Server) -> None:
    await server.daily("add", channel=server.guild["wire"], time="8", publish=True, quiet=False)
    (one,) = server.stored()
    assert server.bot.daily is not None
    now = server.bot.daily.clock()
    server.bot.daily.store.block(one.id, "No access.", now, now + timedelta(hours=1))
    text = await server.daily("status")
    assert "waiting" in text
    assert "No access." in text
    assert "goes on by itself" in text
    assert "published, a line on days without news" in text


async def test_status_says_how_late_and_why(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    (one,) = server.stored()
    assert server.bot.daily is not None
    ledger, now = server.bot.daily.ledger, server.bot.daily.clock()
    for number, outcome in enumerate(Outcome):
        day = now.date() - timedelta(days=number + 1)
        ledger.open(one.id, day, now - timedelta(hours=1), now)
        if outcome is not Outcome.QUEUED:
            ledger.finish(one.id, day, Closing(outcome, f"Reason {number}.", now))
    text = await server.daily("status")
    assert "60 min after it was due" in text
    for number in range(1, len(Outcome)):
        assert f"Reason {number}." in text


async def test_a_quiet_one_previews_its_silence(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", quiet=True)
    (one,) = server.stored()
    daily = server.bot.daily
    assert daily is not None
    news = server.bot.service.answers.news((), None, daily.clock().date())
    daily.store.change(one.id, seen=daily.ledger.keep_memory(news.seen, daily.clock()))
    assert "Nothing would be posted now" in await server.daily("preview")


async def test_too_many_topics_and_roles_that_cannot_be_pinged(server: Server) -> None:
    news = server.guild["news"]
    many = ",".join(["summit"] * 11)
    assert "At most 10 topics" in await server.daily("add", channel=news, time="8", topics=many)
    everyone = server.guild.roles[server.guild.id]
    text = await server.daily("add", channel=news, time="8", ping=everyone)
    assert "can't be @everyone" in text
    role = server.discord.role(server.guild, "Readers")
    server.discord.deny(news, Permission.MENTION_EVERYONE)
    await server.settled(lambda guild: guild.get_role(role.id) is not None)
    await server.settled(
        lambda guild: not guild.text_channels[0].permissions_for(guild.me).mention_everyone
    )
    text = await server.daily("add", channel=news, time="8", ping=role)
    assert "may not ping" in text
    assert server.stored() == []


async def test_a_button_of_nothing_changes_nothing(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8")
    question = await (await server.ask("forget")).message()
    kept = await server.discord.press("Keep it", message=question, user=server.moderator)
    assert "Nothing was changed" in (await kept.message()).text
    assert len(server.stored()) == 1


async def test_editing_a_template_can_be_cancelled_and_a_lost_draft_is_reported(
    server: Server,
) -> None:
    dialog = await server.ask("template")
    tried = await server.discord.submit_modal(dialog, {"source": "# Hi\n\nthere"})
    question = await tried.message()
    stranger = await server.discord.press(
        "Keep it", message=question, user=server.reader, forge=True
    )
    assert "Only the moderator" in (await stranger.message()).text
    responses = server.bot.daily_responses
    assert responses is not None
    responses.dialog._drafts.clear()
    lost = await server.discord.press("Keep it", message=question, user=server.moderator)
    assert "draft is gone" in (await lost.message()).text
    dialog = await server.ask("template")
    tried = await server.discord.submit_modal(dialog, {"source": "# Hi\n\nthere"})
    question = await tried.message()
    kept = await server.discord.press("Discard", message=question, user=server.moderator)
    assert "Nothing was changed" in (await kept.message()).text


async def test_a_forum_that_requires_a_tag_is_refused_with_what_to_do(server: Server) -> None:
    board = server.guild["board"]
    server.discord.require_tag(board)
    await server.settled(lambda guild: guild.forums[0].flags.require_tag)
    text = await server.daily("add", channel=board, time="8")
    assert "requires a tag on every post" in text
    assert "Require people to select tags" in text
    server.discord.add_tag(board, "Rules", moderated=True)
    server.discord.add_tag(board, "News *daily*")
    await server.settled(lambda guild: len(guild.forums[0].available_tags) == 2)
    assert r"has no tag “Rules”. Choose one" in await server.daily(
        "add", channel=board, time="8", tag="Rules"
    )
    assert "Only posts in a forum have tags" in await server.daily(
        "add", channel=server.guild["news"], time="8", tag="Rules"
    )
    assert server.stored() == []


async def test_a_required_forum_tag_is_asked_for(server: Server) -> None:
    board = server.guild["board"]
    server.discord.require_tag(board)
    news, _ = (server.discord.add_tag(board, name) for name in ("Newsroom", "Weather"))
    await server.settled(lambda guild: len(guild.forums[0].available_tags) == 2)
    question = await (await server.ask("add", channel=board, time="8:30")).message()
    assert "requires a tag on every post. Which one" in question.text
    assert server.stored() == []
    stranger = await server.discord.select(
        "Choose a tag", ["Newsroom"], message=question, user=server.reader, forge=True
    )
    assert "Only the moderator who asked" in (await stranger.message()).text
    chosen = await server.discord.select(
        "Choose a tag", ["Newsroom"], message=question, user=server.moderator
    )
    assert "Daily briefing added" in (await chosen.message()).text
    (one,) = server.stored()
    assert (one.tag_id, one.at.hour, one.at.minute) == (int(news), 8, 30)
    again = await server.discord.select(
        "Choose a tag", ["Weather"], message=question, user=server.moderator
    )
    assert "use `/daily add` again" in (await again.message()).text


async def test_a_forums_tags_are_offered_and_its_posts_get_the_chosen_one(server: Server) -> None:
    board, talk = server.guild["board"], server.guild["talk"]
    server.discord.require_tag(board)
    news, _ = (server.discord.add_tag(board, name) for name in ("Newsroom", "Weather"))
    await server.settled(lambda guild: len(guild.forums[0].available_tags) == 2)

    async def offered(typed: str, channel: object) -> list[str]:
        asked = await server.discord.autocomplete(
            "daily add",
            "tag",
            typed,
            user=server.moderator,
            channel=talk,
            options={"channel": channel},
        )
        return [choice["name"] for choice in await asked.choices()]

    assert await offered("", board) == ["Newsroom", "Weather"]
    assert await offered("NEWS", board) == ["Newsroom"]
    assert await offered("", talk) == []
    assert "forum posts" in await server.daily("add", channel=board, time="8", tag="newsROOM")
    (one,) = server.stored()
    assert one.tag_id == int(news)


async def test_resuming_an_active_one_drops_nothing_that_is_due(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8", timezone="utc")
    (one,) = server.stored()
    assert "It was not paused" in await server.daily("resume", briefing=one.id)
    assert server.stored() == [one]


async def test_a_forum_gets_a_post_a_day(server: Server) -> None:
    text = await server.daily("add", channel=server.guild["board"], time="8", timezone="utc")
    assert "forum posts" in text
