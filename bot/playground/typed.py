"""A whole command typed or pasted as text, as Discord accepts it: `/brief topic:summit`."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.discord.commands.typed import UsageError, read_options

TYPES = {
    discord.AppCommandOptionType.string: str,
    discord.AppCommandOptionType.integer: int,
    discord.AppCommandOptionType.number: float,
}
"""Options whose value can be typed; so can a channel's name. Everything else has to be picked."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A command with its options' values, ready to perform."""

    name: str
    options: dict[str, Any]


def read(
    text: str, tree: app_commands.CommandTree[Any], channels: Mapping[str, Any]
) -> Typed | None:
    """The command in `text`; None if it is just a message.

    Args:
        channels: the channels, by name.

    Raises:
        UsageError: it looks like a command, but does not exist, lacks an option, or has a value
            that is not allowed.
    """
    text = text.strip()
    if not text.startswith("/"):
        return None
    commands = {
        command.qualified_name: command
        for command in tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }
    words = text[1:].split()
    name = next(
        (
            " ".join(words[:count]).lower()
            for count in (3, 2, 1)
            if " ".join(words[:count]).lower() in commands
        ),
        None,
    )
    if name is None:
        raise UsageError(_unknown(words, list(commands)))
    rest = text[1:]
    for _ in name.split():
        rest = rest.partition(" ")[2].lstrip()
    parameters = {parameter.display_name: parameter for parameter in commands[name].parameters}
    typed = read_options(name, rest, list(parameters))
    for parameter in parameters.values():
        if parameter.required and parameter.display_name not in typed:
            raise UsageError(
                f"/{name} needs {parameter.display_name}: write /{name} {parameter.display_name}:…"
            )
    return Typed(
        name,
        {key: _value(name, parameters[key], value, channels) for key, value in typed.items()},
    )


def _unknown(words: list[str], names: list[str]) -> str:
    said = words[0] if words else ""
    near = difflib.get_close_matches(said.lower(), names, n=1, cutoff=0.5)
    hint = f"did you mean /{near[0]}?" if near else "type / to see what there is"
    return f"There is no command /{said}: {hint}"


def _value(
    name: str, parameter: app_commands.Parameter, value: str, channels: Mapping[str, Any]
) -> Any:
    choices = {choice.name.lower(): choice.value for choice in parameter.choices}
    if choices:
        if value.lower() not in choices:
            raise UsageError(
                f"/{name} {parameter.display_name}: is one of {', '.join(choices)}, not {value!r}"
            )
        return choices[value.lower()]
    if parameter.type is discord.AppCommandOptionType.boolean and value.lower() in _BOOLEANS:
        return _BOOLEANS[value.lower()]
    try:
        if parameter.type is discord.AppCommandOptionType.channel:
            return channels[value.removeprefix("#")]
        return TYPES[parameter.type](value)
    except (KeyError, ValueError):
        raise UsageError(
            f"/{name} {parameter.display_name}: can't be typed like that; type /{name} and choose "
            "it from the list"
        ) from None


_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}
