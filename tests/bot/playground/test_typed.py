"""A whole command as text is parsed as Discord would."""

from typing import Any, Literal

import discord
import pytest
from discord import app_commands

from bot.discord.commands.typed import UsageError
from bot.playground.typed import Typed, read


@pytest.fixture
def tree() -> app_commands.CommandTree[Any]:
    client = discord.Client(intents=discord.Intents(guilds=True))
    tree: app_commands.CommandTree[Any] = app_commands.CommandTree(client)

    @tree.command(description="x")
    async def brief(
        interaction: discord.Interaction, topic: str, detail: Literal["short", "full"] = "short"
    ) -> None: ...

    group = app_commands.Group(name="daily", description="x")

    @group.command(description="x")
    async def add(
        interaction: discord.Interaction,
        topic: str,
        days: int = 1,
        quiet: bool = False,  # noqa: FBT001  # a command's option
        channel: discord.TextChannel | None = None,
    ) -> None: ...

    @tree.context_menu(name="Check quotes")
    async def check(interaction: discord.Interaction, message: discord.Message) -> None: ...

    tree.add_command(group)
    return tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/brief topic:summit", Typed("brief", {"topic": "summit"})),
        (" /BRIEF  the summit ", Typed("brief", {"topic": "the summit"})),
        (
            "/brief topic:a: b detail:Full",
            Typed("brief", {"topic": "a: b", "detail": "full"}),
        ),
        (
            "/daily add topic:summit days:3 quiet:yes",
            Typed("daily add", {"topic": "summit", "days": 3, "quiet": True}),
        ),
        (
            "/daily add topic:summit channel:#news",
            Typed("daily add", {"topic": "summit", "channel": "the news channel"}),
        ),
        (
            "/daily add summit channel:news",
            Typed("daily add", {"topic": "summit", "channel": "the news channel"}),
        ),
    ],
)
def test_commands_are_read(tree: app_commands.CommandTree[Any], text: str, expected: Typed) -> None:
    assert read(text, tree, {"news": "the news channel"}) == expected


@pytest.mark.parametrize("text", ["hello", "brief topic:summit", "", "1/2"])
def test_a_message_is_not_a_command(tree: app_commands.CommandTree[Any], text: str) -> None:
    assert read(text, tree, {"news": "the news channel"}) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("/breif topic:summit", "There is no command /breif: did you mean /brief?"),
        ("/", "There is no command /: type / to see what there is"),
        ("/Check quotes", "There is no command /Check"),
        ("/daily", "There is no command /daily"),
        ("/brief", "/brief needs topic: write /brief topic:…"),
        ("/brief topic:x detail:long", "is one of short, full, not 'long'"),
        ("/brief subject:x", "has no option 'subject'"),
        ("/daily add topic:9:00 colour:red", "has no option 'colour'"),
        ("/daily add topic:x days:many", "/daily add days: can't be typed like that"),
        ("/daily add topic:x quiet:perhaps", "/daily add quiet: can't be typed like that"),
        ("/daily add topic:x channel:#nowhere", "type /daily add and choose it"),
    ],
)
def test_an_invalid_command_says_what_to_write(
    tree: app_commands.CommandTree[Any], text: str, why: str
) -> None:
    with pytest.raises(UsageError) as error:
        read(text, tree, {"news": "the news channel"})
    assert why in str(error.value)
