"""How well quotations and speakers are found, measured on each gold set.

    python -m benchmarks.quotes [--gold DIR] [--ablate [RULE ...]] [--errors N] [--sets dev]

PolNeAR and MPQA (news articles with annotated quotations, and the judge `score.py`) are kept
outside the repository; a message says if they are missing. The digest in `seeds/` and the passages
of tests/briefings/analysis/passages are the project's own; the articles of the seeds are outside
too.
"""

import argparse
import collections
import importlib.util
import json
import resource
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import quotes_more as more
from briefings.analysis import FoundQuote, Rule, find_quotes

GOLD = Path(__file__).parents[1] / ".." / "shared" / "quotes"
SETS = ("train", "dev")
COLUMNS = (
    ("detection P", "det_p"),
    ("detection R", "det_r"),
    ("detection F1", "det_f1"),
    ("attribution accuracy", "attr_acc"),
    ("end to end F1, surface or name", "e2e_f1"),
    ("end to end F1, resolved name", "canonical_f1"),
    ("articles a second (CPU time)", "per_second"),
    ("articles a second (clock)", "per_second_clock"),
    ("peak memory, MB", "megabytes"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--gold", type=Path, default=GOLD, help="folder with score.py and polnear_*.jsonl"
    )
    parser.add_argument(
        "--ablate",
        nargs="*",
        type=Rule,
        metavar="RULE",
        help="switch off each rule in turn, or those that are given",
    )
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show N errors of each kind"
    )
    parser.add_argument(
        "--sets", nargs="+", choices=SETS, default=SETS, help="which parts of PolNeAR to measure"
    )
    options = parser.parse_args(arguments)
    files = {name: options.gold / f"polnear_{name}.jsonl" for name in options.sets}
    if not (options.gold / "score.py").exists() or not all(f.exists() for f in files.values()):
        _say(f"no gold in {options.gold}: nothing measured but our own passages")
        more.show_passages(_say)
        return 0
    score = load_judge(options.gold)
    if options.ablate is not None:
        sets = {name: load(file) for name, file in files.items()}
        _ablate(score, sets, options.ablate or list(Rule))
        return 0
    results = {}
    for name, file in files.items():
        articles = load(file)
        results[name], errors = measure(score, articles)
        _show_errors(name, errors, options.errors)
    show(results)
    for name in (*files, "mpqa_dev"):
        file = files.get(name, options.gold / f"{name}.jsonl")
        if file.exists():
            more.show_named(score, name, load(file), _say)
    more.show_pages(_say)
    more.show_seeds(options.gold.parent / "seeds", _say)
    more.show_passages(_say)
    return 0


def measure(
    score: ModuleType, articles: list[dict[str, Any]], without: Collection[Rule] = ()
) -> tuple[dict[str, float], list[Any]]:
    """Figures, keyed as in COLUMNS, and the errors that the judge found."""
    clock, cpu = time.perf_counter(), time.process_time()
    found = [find_quotes(article["text"], without=without, named_from=0) for article in articles]
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    figures, errors = _judge(score, articles, found, "any")
    resolved, more = _judge(score, articles, found, "canonical")
    figures |= {
        "canonical_f1": resolved["e2e_f1"],
        "per_second": len(articles) / cpu,
        "per_second_clock": len(articles) / clock,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    return figures, errors + more


def _judge(
    score: ModuleType, articles: list[dict[str, Any]], found: list[list[FoundQuote]], mode: str
) -> tuple[dict[str, float], list[Any]]:
    """Run the judge. Mode "any" matches the surface or the name, "canonical" the name only."""
    totals: collections.Counter[str] = collections.Counter()
    errors: list[Any] = []
    for article, quotes in zip(articles, found, strict=True):
        predicted = [
            {
                "quote": quote.text,
                "start": quote.start,
                "end": quote.end,
                "speaker": (quote.speaker_surface or "")
                if mode == "any"
                else (quote.speaker or ""),
            }
            for quote in quotes
        ]
        result, wrong = score.score_article(
            article,
            {"quotes": predicted},
            {"direct"},
            {"mixed", "partial", "unannotated"},
            1,
            0.8,
            mode,
        )
        totals.update(result)
        errors += [(mode, *error) for error in wrong]
    precision = totals["pred_hit"] / totals["pred"]
    recall = totals["hit"] / totals["gold"]
    figures = {
        "det_p": precision,
        "det_r": recall,
        "det_f1": score.f(precision, recall),
        "attr_acc": totals["spk"] / totals["hit"],
        "e2e_f1": score.f(totals["pred_spk"] / totals["pred"], totals["spk"] / totals["gold"]),
    }
    return figures, errors


def _ablate(
    score: ModuleType, sets: dict[str, list[dict[str, Any]]], rules: Sequence[Rule]
) -> None:
    """Print each rule's worth in points: the loss when it alone is switched off."""
    base = {name: measure(score, articles)[0] for name, articles in sets.items()}
    pages = more.pages_f1()
    heads = [f"{name} {short}" for name in sets for short, _ in _EARNED]
    heads += [f"pages {half}" for half in pages]
    _say(f"{'rule':22}" + "".join(f"{head:>16}" for head in heads))
    for rule in rules:
        row = f"{rule.value:22}"
        for name, articles in sets.items():
            figures, _ = measure(score, articles, without=(rule,))
            for _, key in _EARNED:
                row += f"{100 * (base[name][key] - figures[key]):>16.2f}"
        without = more.pages_f1(without=(rule,))
        row += "".join(f"{100 * (pages[half] - without[half]):>16.2f}" for half in pages)
        _say(row)


_EARNED = (("detection", "det_f1"), ("end to end", "e2e_f1"), ("resolved", "canonical_f1"))


def show(results: dict[str, dict[str, float]]) -> None:
    """Print the figures of each set side by side."""
    _say(f"{'':34}" + "".join(f"{name:>10}" for name in results))
    for title, key in COLUMNS:
        cells = []
        for name, figures in results.items():
            value = figures[key]
            if key == "canonical_f1" and name == "train":
                cells.append(f"{'-':>10}")  # only dev has resolved pronouns
            else:
                cells.append(f"{value:>10.0f}" if value > 1 else f"{value:>10.4f}")
        _say(f"{title:34}" + "".join(cells))


def _show_errors(name: str, errors: list[Any], count: int) -> None:
    shown: collections.Counter[tuple[str, str]] = collections.Counter()
    for mode, kind, article, quote, gold, predicted in errors:
        shown[mode, kind] += 1
        if shown[mode, kind] <= count:
            _say(f"{name} {mode} {kind} {article[:30]} {quote[:70]!r}")
            _say(f"    gold {gold} | found {predicted}")


def load(file: Path) -> list[dict[str, Any]]:
    """The articles of a gold file, one per line."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def load_judge(folder: Path) -> ModuleType:
    """The judge, `score.py`, from the gold's folder.

    Raises:
        ImportError: there is none.
    """
    path = folder / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
