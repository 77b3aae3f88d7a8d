"""Cutting an answer's items into pages."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from briefings.answers.parts import Pages

T = TypeVar("T")


def page_of(items: Sequence[T], number: int, size: int) -> tuple[tuple[T, ...], Pages]:
    """Page `number` of `items`, `size` a page; a number out of range is brought into it."""
    total = max(1, -(-len(items) // size))
    number = min(max(1, number), total)
    return tuple(items[(number - 1) * size : number * size]), Pages(number, total, len(items))


def packed_page(
    items: Sequence[T],
    number: int,
    *,
    most: int,
    room: int,
    length: Callable[[T], int],
) -> tuple[tuple[T, ...], Pages]:
    """Page `number`, where a page takes `most` items of together at most `room` in length.

    An item longer than `room` has a page to itself. A number out of range is brought into it.
    """
    starts = [0]
    used = 0
    for index, item in enumerate(items):
        size = length(item)
        if index > starts[-1] and (index - starts[-1] == most or used + size > room):
            starts.append(index)
            used = 0
        used += size
    number = min(max(1, number), len(starts))
    end = starts[number] if number < len(starts) else len(items)
    return tuple(items[starts[number - 1] : end]), Pages(number, len(starts), len(items))
