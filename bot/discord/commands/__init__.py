"""The commands: one file each. Parse, ask, reply; no domain logic."""

from collections.abc import Callable
from typing import Any

from discord import app_commands

from bot.discord.commands import (
    brief,
    check_quotes,
    differences,
    help,  # noqa: A004  # the module is named like its command
    positions,
    privacy,
    quote,
    search,
    sources,
    timeline,
    who,
)
from bot.discord.interactions import Interactions
from briefings.answers.questions import Question

_MODULES = (
    brief,
    quote,
    positions,
    timeline,
    sources,
    differences,
    who,
    search,
    help,
    privacy,
    check_quotes,
)

QUESTIONS: dict[str, Callable[..., Question]] = {
    module.__name__.rsplit(".", 1)[-1].replace("_", " "): module.question for module in _MODULES
}
"""By command name: makes the question from the options, for front ends other than Discord."""


def add_all(tree: app_commands.CommandTree[Any], interactions: Interactions) -> None:
    """Put every command on the tree."""
    for module in _MODULES:
        tree.add_command(module.command(interactions))
