"""Slash commands as Discord shows them, read from text: `/brief topic:summit`.

For places where people type a whole command: the terminal, the playground.
"""

import difflib
import inspect
import re
from typing import Any, Literal, get_args, get_origin, get_type_hints

from bot.discord.commands import QUESTIONS
from briefings.answers.questions import AskCheck, Question

_OPTION = re.compile(r"(?:^|\s)([a-z_]{1,32}):(?!//)", re.IGNORECASE)
_OPTION_WITH_VALUE = re.compile(rf"{_OPTION.pattern}(?=\S)", re.IGNORECASE)
"""Written like this it means an option even within a value, unlike `a: b`."""
FREE_TEXT = frozenset({"text", "contains"})
"""Options that take any words, including words with colons."""


class UsageError(ValueError):
    """The text is not one of our commands; `str` says what to write instead."""


def parse(text: str) -> Question:
    """The question that a typed slash command asks.

    Options are written as Discord shows them, `name:value`; the value ends at the command's next
    option. The first option's name may be left out: ``/brief summit``.

    Raises:
        UsageError: no such command or option, a required one is missing, or a value isn't allowed.
    """
    head, _, rest = text.strip().partition(" ")
    name = head.removeprefix("/").lower()
    if text.strip().lower().startswith("check quotes"):
        message = text.strip()[len("check quotes") :].strip().removeprefix("text:").strip()
        if not message:
            raise UsageError("Check quotes needs a message: write Check quotes text:…")
        return AskCheck(message)
    if name in ("daily", "feeds"):
        raise UsageError(
            f"/{name} works on Discord and in the playground alone: briefbot playground"
        )
    if not name:
        raise UsageError(f"no command given: there are {_names()}")
    if name not in QUESTIONS:
        near = difflib.get_close_matches(name, QUESTIONS, n=1, cutoff=0.5)
        hint = f"did you mean /{near[0]}?" if near else f"there are {_names()}"
        raise UsageError(f"no command /{name}: {hint}")
    build = QUESTIONS[name]
    options = read_options(name, rest.strip(), list(inspect.signature(build).parameters))
    _check(name, build, options)
    return build(**options)


def _names() -> str:
    return ", ".join(f"/{name}" for name in QUESTIONS if " " not in name)


def read_options(name: str, text: str, parameters: list[str]) -> dict[str, str]:
    """The values of the command `name`'s options `parameters`, as typed in `text`.

    A free-text value may contain something that looks like an option, if the command has no such
    option.

    Raises:
        UsageError: there is no such option, or it is given twice.
    """
    starts = [match for match in _OPTION.finditer(text) if match[1].lower() in parameters]
    lead = (text[: starts[0].start()] if starts else text).strip()
    given: list[tuple[str, str]] = []
    if lead:
        if not parameters:
            raise UsageError(f"/{name} takes no options")
        _refuse_unknown(name, _OPTION.match(lead), parameters)
        given.append((parameters[0], lead))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    for match, end in zip(starts, ends, strict=False):
        given.append((match[1].lower(), text[match.end() : end].strip()))
    options: dict[str, str] = {}
    for option, value in given:
        if option not in FREE_TEXT:
            _refuse_unknown(name, _OPTION_WITH_VALUE.search(value), parameters)
        if option in options:
            raise UsageError(f"/{name} takes {option} once: write a single {option}:…")
        options[option] = value
    return {option: value for option, value in options.items() if value}


def _refuse_unknown(name: str, match: re.Match[str] | None, parameters: list[str]) -> None:
    if match:
        raise UsageError(f"/{name} has no option {match[1]!r}: it takes {', '.join(parameters)}")


def _check(name: str, build: Any, options: dict[str, str]) -> None:
    hints = get_type_hints(build)
    for parameter in inspect.signature(build).parameters.values():
        if parameter.default is parameter.empty and parameter.name not in options:
            raise UsageError(f"/{name} needs {parameter.name}: write /{name} {parameter.name}:…")
        hint = hints[parameter.name]
        if get_origin(hint) is Literal and parameter.name in options:
            allowed = get_args(hint)
            if options[parameter.name] not in allowed:
                raise UsageError(
                    f"/{name} {parameter.name}: is one of {', '.join(allowed)}, not "
                    f"{options[parameter.name]!r}"
                )
