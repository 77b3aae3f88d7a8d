"""How well dates in text are found and read, measured against gold where it is at hand.

    python -m benchmarks.story_dates             # F1 of the value of DATE expressions
    python -m benchmarks.story_dates --errors    # and the errors in the half that was read

As in TempEval-3 (UzZaman et al., 2013): an expression counts as found where it overlaps one of the
gold, and as right where its value is the same. The rules were made with an eye on every second
article only; the other half is the test.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from briefings.analysis.dates import FoundDate, find_dates

GOLD = Path(__file__).parents[1] / ".." / "shared" / "dates" / "timebank_dev.jsonl"


class Judged(NamedTuple):
    """One expression: what the gold says and what was found, either may be missing."""

    wanted: dict[str, Any] | None
    found: FoundDate | None


def judged(row: dict[str, Any]) -> Iterator[Judged]:
    wanted = [gold for gold in row["timexes"] if gold["type"] == "DATE"]
    dated = date.fromisoformat(row["dct"][:10])
    # With the time of day it is a TIME in TimeML, which is not asked for.
    found = [one for one in find_dates(row["text"], dated) if not one.timed]
    for gold in wanted:
        over = [one for one in found if one.start < gold["end"] and gold["start"] < one.end]
        exact = [one for one in over if one.value == gold["value"]]
        best = next(iter(exact or over), None)
        if best is not None:
            found.remove(best)
        yield Judged(gold, best)
    yield from (Judged(None, one) for one in found)


def figures(cases: Sequence[Judged]) -> list[str]:
    wanted = sum(case.wanted is not None for case in cases)
    found = sum(case.found is not None for case in cases)
    met = sum(case.wanted is not None and case.found is not None for case in cases)
    right = sum(is_right(case) for case in cases)
    return [str(wanted), *(f"{2 * hits / (wanted + found):.3f}" for hits in (met, right))]


def is_right(case: Judged) -> bool:
    if case.wanted is None or case.found is None:
        return False
    return bool(case.wanted["value"] == case.found.value)


def measure(console: Console, *, errors: bool) -> None:
    if not GOLD.is_file():
        console.print(f"{GOLD.name} is not at hand: nothing was measured")
        return
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    table = Table("half", "dates", "found F1", "value F1", "asked", title="Dates")
    cases = [list(judged(row)) for row in rows]
    halves = {"read": cases[::2], "unread": cases[1::2], "all": cases}
    for name, half in halves.items():
        table.add_row(name, *figures([case for row in half for case in row]), "≥ .80")
    console.print(table)
    if errors:
        for row, of_row in zip(rows[::2], halves["read"], strict=True):
            for case in of_row:
                if not is_right(case):
                    console.print(described(row, case), markup=False, soft_wrap=True)


def described(row: dict[str, Any], case: Judged) -> str:
    gold, found = case
    start, end = (gold["start"], gold["end"]) if gold else (found.start, found.end)  # type: ignore[union-attr]
    text = row["text"]
    around = f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 40]}"
    values = f"{gold['value'] if gold else '—'} / {found.value if found else '—'}"
    return f"{row['dct'][:10]} {values}: {' '.join(around.split())}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what was wrong")
    measure(Console(width=100), errors=parser.parse_args().errors)


if __name__ == "__main__":
    main()
