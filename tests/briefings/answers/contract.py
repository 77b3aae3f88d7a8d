"""What is true of every answer to any question about any digest."""

from dataclasses import fields, is_dataclass
from typing import Any

from briefings.answers.types import (
    Ambiguous,
    Answer,
    Brief,
    Choice,
    CitedLine,
    Empty,
    NotFound,
    Pages,
    Positions,
    Quotes,
    Refused,
    Timeline,
    TimelineEntry,
)


def parts(value: Any) -> list[Any]:
    """The value and everything in it."""
    found = [value]
    if isinstance(value, tuple):
        for item in value:
            found += parts(item)
    elif is_dataclass(value):
        names = [field.name for field in fields(value)]
        if isinstance(value, Timeline):
            names.sort(key="ahead".__ne__)  # shown, and numbered, first
        for name in names:
            found += parts(getattr(value, name))
    return found


def obeys_its_contract(answer: Answer) -> None:
    references = getattr(answer, "references", ())
    assert [reference.number for reference in references] == list(range(1, len(references) + 1))
    seen = 0
    for part in parts(answer):
        if isinstance(part, CitedLine | TimelineEntry):
            assert all(1 <= number <= len(references) for number in part.numbers)
            # Numbered in order of first use: each new number is the next one.
            for number in part.numbers:
                assert number <= seen + 1
                seen = max(seen, number)
        elif isinstance(part, Pages):
            assert 1 <= part.number <= part.total
        elif isinstance(part, Choice):
            assert 1 <= len(part.name) <= 100
    obeys_its_own_contract(answer)


def obeys_its_own_contract(answer: Answer) -> None:
    match answer:
        case Quotes():
            assert 1 <= len(answer.utterances) <= 4
            for said in answer.utterances:
                assert len({report.quote.creator for report in said.reports}) == 1
        case Positions():
            assert 1 <= len(answer.sides) == len(set(answer.sides)) <= 3
            assert all(len(row.cells) == len(answer.sides) for row in answer.rows)
        case Brief():
            assert len(answer.quotes) <= 3
            assert len({said.speaker for said in answer.quotes}) == len(answer.quotes)
        case NotFound():
            assert len(answer.nearest) <= 3
        case Ambiguous():
            assert 2 <= len(answer.candidates) <= 25
        case Empty() | Refused():
            assert answer.reason
        case _:
            pass
