"""Writes questions in a few short fields that fit into a button's id, and reads them back.

A question class declares a `Shorthand`; nothing else needs to know about it. Letters and the order
of names must never change: old buttons stay in channels for years.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, NamedTuple


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
    """The field that holds another question: only its letter and fields follow."""


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
    text = getattr(question, declared.text) if declared.text else None
    return Short(declared.letter, getattr(question, "page", 1), tuple(names), text or "")


def restored(asked: type[Any], page: int, names: Sequence[str], text: str) -> Any:
    """The question of class `asked` from its fields; a page number below 1 means the first.

    Raises:
        ValueError: the class has fewer names, or more.
    """
    declared: Shorthand = asked.SHORTHAND
    most = len(declared.names) + declared.most
    if not len(declared.names) <= len(names) <= most:
        raise ValueError(f"{asked.__name__} takes {most} names, not {len(names)}")
    defaults = {field.name: field.default for field in fields(asked)}
    values: dict[str, Any] = {
        name: _long(value, defaults[name])
        for name, value in zip(declared.names, names, strict=False)
    }
    if declared.several:
        values[declared.several] = tuple(names[len(declared.names) :])
    if declared.text:
        values[declared.text] = _long(text, defaults[declared.text])
    if "page" in defaults:
        values["page"] = max(1, page)
    return asked(**values)


def _short(value: Any) -> str:
    return str(value.value)[0] if isinstance(value, Enum) else value or ""


def _long(value: str, default: Any) -> Any:
    if isinstance(default, Enum):
        return next((one for one in type(default) if _short(one) == value), default)
    return None if default is None and not value else value
