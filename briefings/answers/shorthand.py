"""Writes questions in a few short fields that fit into a button's id, and reads them back.

A question class declares a `Shorthand`; nothing else needs to know about it. Letters and the order
of names must never change: old buttons stay in channels for years.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, NamedTuple, Protocol, Self

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Digits of base 36."""


class Writable(Protocol):
    """A value that can be written in a few characters, none of them ``|``."""

    def shortened(self) -> str:
        """Never empty."""

    @classmethod
    def restored(cls, text: str) -> Self:
        """The value written like that. Raises ValueError if it is not one."""


@dataclass(frozen=True, slots=True)
class Shorthand:
    """How a class of questions is written down."""

    letter: str
    """The letter for the class."""
    names: tuple[str, ...] = ()
    """The fields that hold an id or one of a few values, in this order."""
    several: str = ""
    """A field with any number of ids, which follow the names."""
    most: int = 0
    """How many ids that field holds at most."""
    text: str = ""
    """The field with the asker's own words."""
    of: str = ""
    """The field for another question: only its letter and fields follow."""
    later: str = ""
    """A later addition that old buttons lack. Follows the names if it is not None."""
    later_is: type["Writable"] | None = None
    """The type of that field's value."""


class Short(NamedTuple):
    """A question, written down."""

    letter: str
    page: int
    names: tuple[str, ...]
    text: str


def shortened(question: Any) -> Short | None:
    """The question written down; None if its class has no shorthand."""
    declared: Shorthand | None = question.SHORTHAND
    if declared is None:
        return None
    if declared.of:
        inner = shortened(getattr(question, declared.of))
        return inner and Short(
            declared.letter, inner.page, (inner.letter, *inner.names), inner.text
        )
    names = [_short(getattr(question, name)) for name in declared.names]
    if declared.several:
        names += getattr(question, declared.several)
    if declared.later and (value := getattr(question, declared.later)) is not None:
        names.append(value.shortened())
    text = getattr(question, declared.text) if declared.text else None
    return Short(declared.letter, getattr(question, "page", 1), tuple(names), text or "")


def restored(asked: type[Any], page: int, names: Sequence[str], text: str) -> Any:
    """The question of class `asked` from its fields; a page number below 1 means the first.

    Raises:
        ValueError: the class has fewer or more names, or no such value.
    """
    declared: Shorthand = asked.SHORTHAND
    most = len(declared.names) + declared.most + bool(declared.later)
    if not len(declared.names) <= len(names) <= most:
        raise ValueError(f"{asked.__name__} takes {most} names, not {len(names)}")
    defaults = {field.name: field.default for field in fields(asked)}
    values: dict[str, Any] = {
        name: _long(value, defaults[name])
        for name, value in zip(declared.names, names, strict=False)
    }
    if declared.later_is is not None and len(names) > len(declared.names):
        values[declared.later] = declared.later_is.restored(names[-1])
    if declared.several:
        values[declared.several] = tuple(names[len(declared.names) :])
    if declared.text:
        values[declared.text] = _long(text, defaults[declared.text])
    if "page" in defaults:
        values["page"] = max(1, page)
    return asked(**values)


def base36(number: int) -> str:
    """A number from 0, in as few characters as possible."""
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
        if not number:
            return digits


def from_base36(text: str, most: int) -> int:
    """The number written like that.

    Raises:
        ValueError: it is not a number, or more than `most`.
    """
    if not 0 < len(text) <= 13 or any(digit not in DIGITS for digit in text):
        raise ValueError("a number is malformed")
    number = int(text, 36)
    if number > most:
        raise ValueError("a number is out of range")
    return number


def _short(value: Any) -> str:
    return str(value.value)[0] if isinstance(value, Enum) else value or ""


def _long(value: str, default: Any) -> Any:
    if isinstance(default, Enum):
        return next((one for one in type(default) if _short(one) == value), default)
    return None if default is None and not value else value
