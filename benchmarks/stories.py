"""How well articles are grouped into stories, measured against gold if available.

    python -m benchmarks.stories              # B-cubed on the gold's events, mixed with noise
    python -m benchmarks.stories --errors     # and which events were split or mixed
    python -m benchmarks.stories background   # make the table of common words again

B-cubed (Bagga and Baldwin, 1998): for each article, how much of its group belongs to its event
(precision), and how much of its event is in its group (recall), averaged over articles. Noise
articles in an event's group count against precision.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from briefings.stories.grouping import Grouping
from briefings.stories.vectors import (
    BACKGROUND_ARTICLES,
    DocumentFrequencies,
    stems,
    vector,
)

SHARED = Path(__file__).parents[1] / ".." / "shared"
GOLD = SHARED / "stories" / "clusters_dev.jsonl"
NOISE = SHARED / "dates" / "timebank_dev.jsonl"
TRAINING = SHARED / "quotes" / "polnear_train.jsonl"
BACKGROUND = Path(__file__).parents[1] / "briefings" / "stories" / "background.tsv"
BACKGROUND_WORDS = 4_000
SHUFFLES = 3


@dataclass(frozen=True)
class Item:
    id: str
    day: date
    headline: str
    text: str
    event: str | None
    """None for noise."""


def read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def gold() -> list[Item]:
    return [
        Item(r["id"], date.fromisoformat(r["date"][:10]), r["headline"], r["text"], r["story"])
        for r in read(GOLD)
    ]


def noise(days: Sequence[date]) -> list[Item]:
    """Articles about other events, on the gold's days."""
    chosen = random.Random(1)  # noqa: S311  # not for secrets
    return [Item(r["id"], chosen.choice(days), "", r["text"], None) for r in read(NOISE)]


def group(items: Sequence[Item]) -> dict[str, str]:
    known, grouping = DocumentFrequencies(), Grouping()
    for item in items:
        grouping.add(vector(item.id, item.day, item.headline, item.text, known))
    return {item.id: grouping.story_of(item.id) for item in items}


def b_cubed(found: Mapping[str, str], events: Mapping[str, str | None]) -> tuple[float, ...]:
    """Precision, recall and F1 over the articles with an event."""
    groups, members = defaultdict(set), defaultdict(set)
    for article, story in found.items():
        groups[story].add(article)
    for article, event in events.items():
        members[event].add(article)
    judged = [(article, event) for article, event in events.items() if event is not None]
    precision = recall = 0.0
    for article, event in judged:
        together = groups[found[article]]
        right = len(together & members[event])
        precision += right / len(together) / len(judged)
        recall += right / len(members[event]) / len(judged)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measure(console: Console, *, errors: bool) -> None:
    articles = gold()
    mixed = sorted([*articles, *noise([a.day for a in articles])], key=lambda a: (a.day, a.id))
    events = {item.id: item.event for item in mixed}
    began = time.process_time()
    found = group(mixed)
    seconds = time.process_time() - began
    table = Table("articles", "precision", "recall", "B³ F1", "asked", title="Grouping")
    table.add_row("in order of date", *figures(b_cubed(found, events)), "≥ .95")
    orders = [found]
    for seed in range(SHUFFLES):
        shuffled = list(mixed)
        random.Random(seed).shuffle(shuffled)  # noqa: S311  # no secret
        orders.append(group(shuffled))
        table.add_row(f"shuffled, {seed}", *figures(b_cubed(orders[-1], events)), "")
    between = [b_cubed(one, other) for one in orders for other in orders if one is not other]
    table.add_row(
        "one order against another, worst", *figures(min(between, key=lambda f: f[2])), "≥ .97"
    )
    console.print(table)
    console.print(f"{len(mixed) / seconds:.0f} articles a second of CPU time")
    if errors:
        print_errors(console, found, mixed)


def figures(values: Sequence[float]) -> list[str]:
    return [f"{value:.3f}" for value in values]


def print_errors(console: Console, found: Mapping[str, str], items: Sequence[Item]) -> None:
    by_id = {item.id: item for item in items}
    groups, stories = defaultdict(list), defaultdict(set)
    for article, story in found.items():
        groups[story].append(by_id[article])
        stories[by_id[article].event].add(story)
    for event, parts in stories.items():
        if event is not None and len(parts) > 1:
            console.print(f"split: {event}", markup=False)
            for part in parts:
                console.print(f"  {[item.headline[:60] for item in groups[part]]}", markup=False)
    for members in groups.values():
        if len({item.event for item in members}) > 1:
            console.print("mixed:", [(item.event, item.headline[:60]) for item in members])


def make_background() -> None:
    """Count how many of a thousand articles contain each common word.

    Leaves out names: those in the news change from year to year.
    """
    counted: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    articles = 0
    for row in read(TRAINING):
        articles += 1
        text = row["text"]
        used = set(stems(text))
        counted.update(used)
        lower = set(stems(" ".join(w for w in text.split() if w[:1].islower())))
        capital.update(used - lower)
    names = {word for word, count in capital.items() if count > 0.8 * counted[word]}
    for name in names:
        del counted[name]
    shares = {w: round(c * BACKGROUND_ARTICLES / articles) for w, c in counted.items()}
    common = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:BACKGROUND_WORDS]
    BACKGROUND.write_text("".join(f"{word}\t{count}\n" for word, count in common), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=["background"])
    parser.add_argument("--errors", action="store_true", help="list what was split and mixed")
    arguments = parser.parse_args()
    console = Console(width=100)
    if not GOLD.is_file():
        console.print(f"{GOLD.name} is not at hand: nothing was measured")
    elif arguments.what == "background":
        make_background()
    else:
        measure(console, errors=arguments.errors)


if __name__ == "__main__":
    main()
