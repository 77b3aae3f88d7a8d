"""Texts for people, not yet put into any language.

Code that decides what to say makes a `Message`: a text of the catalogues and its values. Only the
code that shows it knows the reader; there a `Language` puts it into words. So answers, refusals and
stored reasons are data without wording.

The functions have gettext's names, by which Babel finds the texts in the source; their results are
put into words later.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Literal, TypeAlias

_FIELD = re.compile(r"%(?:\((\w+)\)s|(%))")
"""The only part of Python's %-format that a text may use: widths would be unbounded."""


class Trusted(str):
    """A text that needs no escaping wherever it is put, such as a platform's own mention."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things named in a list: "A, B and C"."""

    items: "tuple[Value, ...]"
    last: Literal["and", "or", ","] = "and"
    """The word before the last of them; a comma for a plain list."""

    def __str__(self) -> str:
        return str(Message("%(list)s", (("list", self),)))


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a reader gives it, by its English name without the slash: "daily add"."""

    name: str


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command, by its English name: "briefing"."""

    name: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, in short: "Mon"."""

    number: int
    """Monday is 0."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text of the catalogues with its values.

    `str` says it in English, for logs and errors.
    """

    text: str
    """The English text, the key in the catalogues."""
    values: "tuple[tuple[str, Value], ...]" = ()
    """What replaces ``%(name)s`` in the text."""
    plural: str = ""
    """The text for counts other than one, if there is a count."""
    count: int = 1
    context: str = ""
    """What distinguishes it from an identical text with another meaning."""

    def __str__(self) -> str:
        from briefings.translations.language import ENGLISH

        return ENGLISH.say(self)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Messages one after the other; empty ones are left out."""

    parts: "tuple[Value, ...]"
    between: str = " "

    def __str__(self) -> str:
        return str(Message("%(all)s", (("all", self),)))


Value: TypeAlias = "str | int | time | Message | Sentences | Listed | Command | Option | Weekday"
"""What can be put into a text: other people's words, which are escaped; a number, written in the
reader's way; or something that is itself put into words."""

Said = str | Message | Sentences
"""Ours, or a plain text: other people's words, or one stored before there were catalogues."""


def gettext(text: str, /, **values: Value) -> Message:
    """A text of the catalogues; `values` replace ``%(name)s``."""
    return Message(text, tuple(values.items()))


def pgettext(context: str, text: str, /, **values: Value) -> Message:
    """Like `gettext`, for a text with another meaning elsewhere."""
    return Message(text, tuple(values.items()), context=context)


def ngettext(one: str, many: str, count: int, /, **values: Value) -> Message:
    """Like `gettext`, if the wording depends on `count`, which is also ``%(count)s``."""
    return Message(one, (("count", count), *values.items()), plural=many, count=count)


def npgettext(context: str, one: str, many: str, count: int, /, **values: Value) -> Message:
    """Like `ngettext`, for a text with another meaning elsewhere."""
    return Message(one, (("count", count), *values.items()), many, count, context)


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each ``%(name)s`` replaced by its value, and ``%%`` by a percent sign.

    Raises:
        KeyError: a value is missing.
    """
    return _FIELD.sub(lambda found: values[found[1]] if found[1] else "%", text)


def fields(text: str) -> frozenset[str]:
    """The names of the values that `text` takes."""
    return frozenset(found[1] for found in _FIELD.finditer(text) if found[1])


# As text in a column or a message between processes.

_MARK = '{"say":'


def stored(said: Said) -> str:
    """`said` in its stored form: its text and values, for any language."""
    if isinstance(said, str):
        if not said.startswith(_MARK):
            return said
        said = Message("%(text)s", (("text", said),))  # other people's words never become ours
    return _MARK + json.dumps(_plain(said), ensure_ascii=False, separators=(",", ":")) + "}"


def restored(text: str) -> Said:
    """Read what `stored` made; any other text stays as it is."""
    if not text.startswith(_MARK):
        return text
    try:
        made = _rich(json.loads(text)["say"])
    except (ValueError, KeyError, TypeError, IndexError):
        return text
    return made if isinstance(made, Message | Sentences) else text


def _plain(value: Any) -> Any:
    match value:
        case Message(text, values, plural, count, context):
            inner = [[name, _plain(one)] for name, one in values]
            return {"m": [text, inner, plural, count, context]}
        case Sentences(parts, between):
            return {"s": [[_plain(one) for one in parts], between]}
        case Listed(items, last):
            return {"l": [[_plain(one) for one in items], last]}
        case Command(name):
            return {"c": name}
        case Option(name):
            return {"o": name}
        case Weekday(number):
            return {"d": number}
        case Trusted():
            return {"t": str(value)}
        case int():
            return value
        case _:
            return str(value)


def _rich(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, held),) = value.items()
    return _MADE[kind](held)


_MADE: Mapping[str, Callable[[Any], Any]] = {
    "m": lambda held: Message(
        held[0], tuple((name, _rich(one)) for name, one in held[1]), held[2], held[3], held[4]
    ),
    "s": lambda held: Sentences(tuple(map(_rich, held[0])), held[1]),
    "l": lambda held: Listed(tuple(map(_rich, held[0])), held[1]),
    "c": Command,
    "o": Option,
    "d": Weekday,
    "t": Trusted,
}
