"""The list of sources at the end of a reply, split by the numbers that lines cite.

When a reply is cut into messages, each lists the sources of its own lines, so that each can be
checked by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.discord.messages.packing import Unit
from briefings.rendering.dialects.discord import SMALL

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NUMBER = re.compile(rf"\\\[(\d+)\\\]|(?<!\S)([{_RAISED}]+)(?!\S)")
_BEGINS = rf"(?:\[?\\\[\d+\\\]|[{_RAISED}]+\s)"
_LINE = re.compile(rf"(?P<lead>{SMALL}.*?)(?P<places>{_BEGINS}.*)", re.DOTALL)
_BETWEEN = " · "
_NEXT = re.compile(rf"{_BETWEEN}(?={_BEGINS})")
"""What separates two places of an article; see the macro `source_list` of the templates."""


_DIGITS = str.maketrans(_RAISED, "0123456789")


def numbers(text: str) -> frozenset[int]:
    """The citation numbers in `text`, as the filter `cite` writes them."""
    found = (linked or raised for linked, raised in _NUMBER.findall(text))
    return frozenset(int(number.translate(_DIGITS)) for number in found)


@dataclass(frozen=True, slots=True)
class _Line:
    """An article in the list: its name and its cited places."""

    lead: str
    places: tuple[tuple[frozenset[int], str], ...]

    @classmethod
    def of(cls, unit: Unit) -> "_Line | None":
        match = None if unit.heading else _LINE.fullmatch(unit.text)
        if match is None:
            return None
        places = _NEXT.split(match["places"])
        return cls(match["lead"], tuple((numbers(place), place) for place in places))

    def of_these(self, wanted: frozenset[int]) -> str:
        """The line with only the wanted places; "" if it has none of them."""
        places = [place for of, place in self.places if of & wanted]
        return self.lead + _BETWEEN.join(places) if places else ""


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a reply, in the order of its list."""

    lines: tuple[_Line, ...] = ()
    numbers: frozenset[int] = frozenset()

    def listed(self, wanted: frozenset[int]) -> Iterator[Unit]:
        """The list of only the wanted numbers, below its separator."""
        texts = filter(None, (line.of_these(wanted) for line in self.lines))
        return (Unit(text=text, ruled=at == 0) for at, text in enumerate(texts))


def split_sources(units: Sequence[Unit]) -> tuple[Sequence[Unit], Sources]:
    """A reply's lines, and the list of sources below its last separator, if it has one."""
    start = next((at for at in reversed(range(len(units))) if units[at].ruled), len(units))
    found = [_Line.of(unit) for unit in units[start:]]
    lines = tuple(line for line in found if line)
    if len(lines) < len(found):
        return units, Sources()
    known = (of for line in lines for of, _ in line.places)
    return units[:start], Sources(lines, frozenset().union(*known))
