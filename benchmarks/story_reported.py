"""How well reported speech is found, measured against gold where it is at hand.

    python -m benchmarks.story_reported             # F1, and a table by kind of cue
    python -m benchmarks.story_reported --errors    # and the errors in the half that was read

A statement is found where at least half of its characters and of those found are the same (Dice)
and its source is the same place of the text. What holds quotation marks is left out on both sides:
`benchmarks.quotes` measures that. The rules were made with an eye on every second article only, but
all of them taught the weights: these figures flatter, those of `benchmarks.reported_trust` do not.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from briefings.analysis.reported import ReportedStatement, find_reported
from briefings.analysis.reported.verbs import table as verbs
from briefings.analysis.reported.weights import FITTED, Weights

QUOTES = Path(__file__).parents[1] / ".." / "shared" / "quotes"
GOLD = QUOTES / "polnear_indirect_dev.jsonl"
MARKED = QUOTES / "polnear_dev.jsonl"
LEAST_SHARED = 0.5
NEAR = 40
"""How far before a relative pronoun, in characters, the name that we give instead may end."""


class Judged(NamedTuple):
    """One statement: what the gold says and what was found, either may be missing."""

    wanted: dict[str, Any] | None
    found: ReportedStatement | None
    right: bool = False


def rows() -> list[dict[str, Any]]:
    """The articles of the gold."""
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def marked() -> dict[str, list[dict[str, Any]]]:
    """By article: the words in quotation marks."""
    lines = MARKED.read_text("utf-8").splitlines()
    return {row["id"]: row["quotes"] for row in map(json.loads, lines)}


def characters(spans: Sequence[Sequence[int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def judged(
    row: dict[str, Any],
    marked: Sequence[dict[str, Any]],
    weights: Weights = FITTED,
) -> Iterator[Judged]:
    quotes = characters([(quote["start"], quote["end"]) for quote in marked])
    found = find_reported(row["text"], weights=weights)
    for gold in row["statements"]:
        wanted = characters(gold["spans"])
        best, share = None, 0.0
        for one in found:
            own = characters(one.spans)
            dice = 2 * len(own & wanted) / (len(own) + len(wanted))
            if dice + same_source(gold, one.source_span) / 10 > share and dice >= LEAST_SHARED:
                best, share = one, dice + same_source(gold, one.source_span) / 10
        if best is not None:
            found.remove(best)
        yield Judged(gold, best, best is not None and same_source(gold, best.source_span))
    yield from (Judged(None, one) for one in found if not quotes & characters(one.spans))


def same_source(gold: dict[str, Any], found: tuple[int, int]) -> bool:
    """Whether the gold's source stands at the place `found`."""
    span = gold["source_span"]
    if span is None:
        return False
    start, end = found
    if gold["source"].lower() in ("who", "which", "that"):
        return bool(end <= span[0] <= end + NEAR or start <= span[0] < end)
    return bool(start < span[1] and span[0] < end)


def figures(cases: Sequence[Judged]) -> list[str]:
    wanted = sum(case.wanted is not None for case in cases)
    found = sum(case.found is not None for case in cases)
    right = sum(case.right for case in cases)
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * right / max(1, wanted + found)
    return [str(wanted), str(found), *(f"{value:.3f}" for value in (precision, recall, f1))]


def kind_of(case: Judged) -> str:
    """The kind of the cue; the gold's by the verb that it marks."""
    if case.found is not None:
        return str(case.found.kind)
    words = str((case.wanted or {})["cue"] or "").lower().split()
    if "according" in words:
        return "according to"
    ways = [way for word in words for way in verbs().get(word, ())]
    return str(ways[0].kind) if ways else "other words"


_HEADS = ("statements", "found", "precision", "recall", "F1")


def by_kind(cases: Sequence[Judged]) -> Table:
    """The figures by kind of cue, the most frequent first."""
    kinds = Table("kind of cue", *_HEADS)
    for kind, _ in Counter(map(kind_of, cases)).most_common():
        kinds.add_row(kind, *figures([case for case in cases if kind_of(case) == kind]))
    return kinds


def measure(console: Console, *, errors: bool) -> None:
    if not GOLD.is_file():
        console.print(f"{GOLD.name} is not at hand: nothing was measured")
        return
    articles, marks = rows(), marked()
    began = time.process_time()
    cases = [list(judged(row, marks.get(row["id"], ()))) for row in articles]
    seconds = time.process_time() - began
    table = Table("half", *_HEADS, title="Reported speech (asked: F1 ≥ .75, precision ≥ .85)")
    halves = {"read": cases[::2], "unread": cases[1::2], "all": cases}
    for name, half in halves.items():
        table.add_row(name, *figures([case for row in half for case in row]))
    console.print(table)
    console.print(by_kind([case for row in cases for case in row]))
    console.print(f"{len(articles) / seconds:.0f} articles a second of CPU time")
    if errors:
        for row, of_row in zip(articles[::2], halves["read"], strict=True):
            for case in of_row:
                if not case.right:
                    console.print(described(row, case), markup=False, soft_wrap=True)


def described(row: dict[str, Any], case: Judged) -> str:
    gold, found = case.wanted, case.found
    if gold is None and found is not None:
        start = min(found.start, found.source_span[0])
        around = " ".join(row["text"][max(0, start - 30) : found.end + 20].split())
        return f"ADDED [{found.source_surface}] {found.cue}: {found.text}\n      {around}"
    if gold is not None and found is not None:
        return f"SOURCE [{found.source_surface}] not [{gold['source']}] {found.cue}: {found.text}"
    return f"MISSED [{gold and gold['source']}] {gold and gold['cue']}: {gold and gold['text']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what was wrong")
    measure(Console(width=100), errors=parser.parse_args().errors)


if __name__ == "__main__":
    main()
