"""Cuts an answer's items into pages."""

from briefings.answers.parts import Pages


def paged(number: int, items: int, size: int) -> Pages:
    """Page `number` of `items` items, `size` per page; the number is brought into range."""
    total = max(1, -(-items // size))
    return Pages(min(max(1, number), total), total, items)
