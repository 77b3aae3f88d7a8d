"""Cutting an answer's items into pages."""

from briefings.answers.parts import Pages


def paged(number: int, items: int, size: int) -> Pages:
    """Page `number` of so many items, `size` a page; a number out of range is brought into it."""
    total = max(1, -(-items // size))
    return Pages(min(max(1, number), total), total, items)
