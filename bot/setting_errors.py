"""What to say about an invalid setting."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from briefings.text.secrets import without_secrets

_EXPLAINED: Mapping[str, str] = {"BRIEFBOT_TOPICS": "docs/stories.md"}
"""The page that explains the keys of a setting's tables."""

_EXPECTED: dict[str, Callable[[dict[str, Any]], str]] = {
    "bool_parsing": lambda _: "write on or off",
    "bool_type": lambda _: "write on or off",
    "int_parsing": lambda _: "write a whole number",
    "int_type": lambda _: "write a whole number",
    "int_from_float": lambda _: "write a whole number",
    "float_parsing": lambda _: "write a number",
    "float_type": lambda _: "write a number",
    "finite_number": lambda _: "write a number",
    "string_type": lambda _: "write text, in quotation marks",
    "path_type": lambda _: "write a path, in quotation marks",
    "tuple_type": lambda _: "write a path, or a list of paths",
    "string_pattern_mismatch": lambda _: "write an address that starts with http:// or https://",
    "greater_than_equal": lambda context: f"write at least {context['ge']:g}",
    "less_than_equal": lambda context: f"write at most {context['le']:g}",
    "literal_error": lambda context: f"write {context['expected'].replace(chr(39), '')}",
    "enum": lambda context: f"write {context['expected'].replace(chr(39), '')}",
    "missing": lambda _: "is missing",
    "extra_forbidden": lambda context: (
        f"no such key: take it out, or see {_EXPLAINED.get(context['key'], 'docs/sources.md')}"
    ),
    "string_too_short": lambda _: "is empty",
    "string_too_long": lambda context: f"write at most {context['max_length']} characters",
    "value_error": lambda context: str(context["error"]),
}
"""What to write instead, by pydantic's error types."""


_LONGEST = 200
"""How many characters of a wrong value are repeated."""

_SECRET = {"DISCORD_TOKEN", "BRIEFBOT_FETCH_PROXY"}
"""Settings that may hold a password: their values are not repeated."""


def explained(error: ValidationError, options: Mapping[str, str]) -> Iterable[str]:
    """What is wrong with each setting and what to write, one line each.

    Args:
        options: the command-line option that gave a setting, by the setting's name.
    """
    for problem in error.errors(include_url=False, include_input=True):
        key = str(problem["loc"][0]).upper()
        name = options.get(key, key)
        within = problem["loc"][1:]
        if within:  # such as the second field of the first of several tables
            name += "".join(f" {one + 1}" if isinstance(one, int) else f", {one}" for one in within)
        expected = _EXPECTED.get(problem["type"])
        said = expected({**problem.get("ctx", {}), "key": key}) if expected else problem["msg"]
        given = "" if key in _SECRET else f" (it is {_repeated(problem['input'])})"
        yield f"{name}: {said}{given}"


def _repeated(value: object) -> str:
    """The wrong value, cut to one line."""
    # Don't write out a large table only to cut it: masking is slow.
    text = without_secrets(str(value)[: 10 * _LONGEST])
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
