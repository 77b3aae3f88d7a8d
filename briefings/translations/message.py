"""Texts for people that are not yet put into anybody's language.

Whoever decides what is said makes a `Message`: a text of the catalogues and what is put into it.
Only where it is shown is it known who reads it; there a `Language` says it. So answers, refusals
and stored reasons are data, and hold no wording.

The functions have gettext's names, by which Babel finds the texts in the source; what they return
is put into words later.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Literal, TypeAlias

_FIELD = re.compile(r"%(?:\((\w+)\)s|(%))")
"""All that a text may hold of Python's %-format: no widths, which know no bound."""


class Trusted(str):
    """A text that may stand as it is in whatever it is put into: a platform's own mention."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things, to be named in a row: "A, B and C"."""

    items: "tuple[Value, ...]"
    last: Literal["and", "or", ","] = "and"
    """The word before the last of them; a comma where they are only strung together."""

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
    """In English, as the catalogues know it."""
    values: "tuple[tuple[str, Value], ...]" = ()
    """What is put where the text has ``%(name)s``."""
    plural: str = ""
    """The text for other counts than one, where there is a count."""
    count: int = 1
    context: str = ""
    """What tells it from another text of the same letters."""

    def __str__(self) -> str:
        from briefings.translations.language import ENGLISH

        return ENGLISH.say(self)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Messages one after the other; an empty one is left out."""

    parts: "tuple[Value, ...]"
    between: str = " "

    def __str__(self) -> str:
        return str(Message("%(all)s", (("all", self),)))


Value: TypeAlias = "str | int | time | Message | Sentences | Listed | Command | Option | Weekday"
"""What can be put into a text: another's words, which are escaped; a number, which is written as
the reader writes numbers; or what is put into words itself."""

Said = str | Message | Sentences
"""Ours, or a text as it is: another's words, or one kept from before there were catalogues."""


def gettext(text: str, /, **values: Value) -> Message:
    """A text of the catalogues; `values` stand where it has ``%(name)s``."""
    return Message(text, tuple(values.items()))


def pgettext(context: str, text: str, /, **values: Value) -> Message:
    """As `gettext`, for a text that means something else elsewhere."""
    return Message(text, tuple(values.items()), context=context)


def ngettext(one: str, many: str, count: int, /, **values: Value) -> Message:
    """As `gettext`, where the wording depends on `count`, which is also ``%(count)s``."""
    return Message(one, (("count", count), *values.items()), plural=many, count=count)


def npgettext(context: str, one: str, many: str, count: int, /, **values: Value) -> Message:
    """As `ngettext`, for a text that means something else elsewhere."""
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
    """`said` as it is kept in a column: its text and values, to be said in whatever language."""
    if isinstance(said, str):
        if not said.startswith(_MARK):
            return said
        said = Message("%(text)s", (("text", said),))  # another's words never become ours
    return _MARK + json.dumps(_plain(said), ensure_ascii=False, separators=(",", ":")) + "}"


def restored(text: str) -> Said:
    """What `stored` made; any other text stays as it is."""
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
