"""Our own whole articles, with everything pages print between paragraphs, read blind.

    python -m benchmarks.whole_articles [--errors]

Each file of tests/briefings/analysis/whole_articles holds one set; its speakers were written down
before the program ran on it. Quotations are written as in `benchmarks.passages`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.passages import Passage, Wanted, passages
from briefings.analysis import NAMED_FROM, FoundQuote, find_quotes

FOLDER = Path(__file__).parents[1] / "tests" / "briefings" / "analysis" / "whole_articles"


@dataclass(slots=True)
class Tally:
    """Findings in one set, compared with what was wanted."""

    wanted: int = 0
    found: int = 0
    named: int = 0
    right: int = 0
    wrong: int = 0
    nobodys: int = 0
    """Findings that are not quotations."""
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Exact words with a right full name; an unnamed speaker counts as missed."""
        return 2 * self.right / max(1, self.wanted + self.found)


def sets(folder: Path = FOLDER) -> Iterator[tuple[str, list[Passage]]]:
    """(name, articles) of every set, ordered by file name."""
    by_set: dict[str, list[Passage]] = {}
    for article in passages(folder):
        by_set.setdefault(article.kind, []).append(article)
    yield from by_set.items()


def tally(articles: Sequence[Passage], named_from: float = NAMED_FROM) -> Tally:
    """Count what the rules find in `articles`."""
    counts = Tally()
    for article in articles:
        left = list(article.wanted)
        counts.wanted += len(left)
        for quote in find_quotes(article.text, named_from=named_from):
            _judge(quote, left, counts, article.number)
        counts.errors += [f"{article.number}: MISSED {one.words}" for one in left]
    return counts


def _judge(quote: FoundQuote, left: list[Wanted], counts: Tally, number: int) -> None:
    counts.found += 1
    same = next((one for one in left if one.words.rstrip(",") == quote.text.rstrip(",")), None)
    if same is None:
        counts.nobodys += 1
        counts.errors.append(f"{number}: NOBODY’S {quote.text} [{quote.speaker}] {quote.rule}")
        return
    left.remove(same)
    counts.named += quote.speaker is not None
    if same.is_right(quote):
        counts.right += 1
        return
    counts.wrong += quote.speaker is not None
    kind = "SILENT" if quote.speaker is None else "WRONG"
    counts.errors.append(
        f"{number}: {kind} {quote.text} [{quote.speaker}, {quote.confidence}, {quote.rule}, "
        f"{quote.status}] not {same.speakers}"
    )


def show(*, errors: bool = False) -> None:
    """Print the figures of every set."""
    for name, articles in sets():
        counts = tally(articles)
        sys.stdout.write(
            f"{name}: {len(articles)} articles, {counts.wanted} quotations, F1 of exact words and "
            f"name {counts.f1:.3f}, {counts.named} named, {counts.wrong} of them wrongly "
            f"({100 * counts.wrong / max(1, counts.named):.1f} %), "
            f"{counts.nobodys} found that are none\n"
        )
        if errors:
            sys.stdout.writelines(f"  {line}\n" for line in counts.errors)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--errors", action="store_true", help="list what was wrong")
    show(errors=parser.parse_args().errors)
