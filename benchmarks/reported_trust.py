"""Fit the weights that tell which candidates report something, and say how well they do.

    python -m benchmarks.reported_trust [--write]

Candidates of the gold for reported speech teach them (PolNeAR dev: found with its source, or not),
and those of PolNeAR train that hold a quoted fragment (somebody's, or nobody's), which count half.
Figures are cross-fitted: the articles that are judged taught the weights nothing.
"""

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.story_reported import (
    GOLD,
    LEAST_SHARED,
    QUOTES,
    characters,
    figures,
    judged,
    marked,
    rows,
    same_source,
)
from benchmarks.trust import fold_of
from briefings.analysis.groundwork import lay_groundwork
from briefings.analysis.reported.finding import read_candidates
from briefings.analysis.reported.trust import features

WEIGHTS = Path(__file__).parents[1] / "briefings" / "analysis" / "reported" / "trust_weights.py"
TRAIN = QUOTES / "polnear_train.jsonl"
EPOCHS = 10
RIDGE = 0.02
RATE = 0.1
RARE = 8
"""Features that fewer examples have are left out."""
_SHARE_OF_TRAIN = 0.5
_FROM_TRAIN = "set:train"
"""A feature of what comes from train, so that its share of right ones is no rule for others."""


class Example(NamedTuple):
    """A candidate: what was seen, whether it reports something, and where it comes from."""

    features: Sequence[str]
    right: bool
    article: str
    weight: float = 1.0


def examples() -> Iterator[Example]:
    """Every candidate on which gold has a say."""
    marks = marked()
    for row in rows():
        yield from _of_dev(row, marks.get(row["id"], ()))
    for line in TRAIN.read_text("utf-8").splitlines():
        yield from _of_train(json.loads(line))


def _of_dev(row: dict[str, Any], quotes: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """The gold leaves out what holds marked words: that teaches nothing."""
    unjudged = characters([(quote["start"], quote["end"]) for quote in quotes])
    wanted = [(gold, characters(gold["spans"])) for gold in row["statements"]]
    for one in read_candidates(lay_groundwork(row["text"]).layout):
        own = characters(one.spans)
        source = one.candidate.statement.source
        right = any(
            2 * len(own & spans) >= LEAST_SHARED * (len(own) + len(spans))
            and same_source(gold, (source.start, source.end))
            for gold, spans in wanted
        )
        if not right and own & unjudged:
            continue
        seen = list(features(one.tokens, one.candidate, heading=one.heading))
        yield Example(seen, right, str(row["id"]))


def _of_train(row: dict[str, Any]) -> Iterator[Example]:
    text = row["text"]
    for one in read_candidates(lay_groundwork(text).layout):
        within = [
            quote
            for quote in row["quotes"]
            if any(start <= quote["start"] < end for start, end in one.spans)
        ]
        if not within:
            continue
        source = one.candidate.statement.source
        surface = text[source.start : source.end].lower()
        right = any(
            quote["type"] in ("direct", "mixed") and _alike(quote.get("speaker"), surface)
            for quote in within
        )
        seen = features(one.tokens, one.candidate, heading=one.heading)
        yield Example([*seen, _FROM_TRAIN], right, str(row["id"]), _SHARE_OF_TRAIN)


def _alike(speaker: str | None, surface: str) -> bool:
    named = (speaker or "").lower()
    return bool(named) and (named in surface or surface in named)


def fit(chosen: Sequence[Example], seed: int = 7) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by AdaGrad."""
    counts = Counter(name for example in chosen for name in example.features)
    weights = {name: 0.0 for name, count in counts.items() if count >= RARE} | {"bias": 0.0}
    rows = [(["bias", *(n for n in e.features if n in weights)], e.right, e.weight) for e in chosen]
    squares = dict.fromkeys(weights, 1.0)
    shuffler = random.Random(seed)  # noqa: S311  # the same order each time, and no secret
    for _ in range(EPOCHS):
        shuffler.shuffle(rows)
        for names, right, share in rows:
            error = share * (_chance(weights, names) - right)
            for name in names:
                slope = error + RIDGE * weights[name]
                squares[name] += slope * slope
                weights[name] -= RATE * slope / math.sqrt(squares[name])
    weights.pop(_FROM_TRAIN, None)
    return {name: round(weight, 3) for name, weight in weights.items() if abs(weight) >= 0.01}


def _chance(weights: Mapping[str, float], names: Sequence[str]) -> float:
    total = sum(weights.get(name, 0.0) for name in names)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def cross_fitted(every: Sequence[Example], folds: int = 5) -> dict[int, dict[str, float]]:
    """By part: the weights that the articles of that part did not teach."""
    return {
        fold: fit([one for one in every if fold_of(one.article) != fold]) for fold in range(folds)
    }


def write(weights: Mapping[str, float]) -> None:
    """Write the weights as a module."""
    lines = [
        '"""Weights of `reported.trust`, written by `python -m benchmarks.reported_trust`."""',
        "",
        "WEIGHTS: dict[str, float] = {",
        *(
            f"    {json.dumps(name, ensure_ascii=False)}: {weights[name]},"
            for name in sorted(weights)
        ),
        "}",
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Fit and report, write the weights if asked to, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    if not (GOLD.is_file() and TRAIN.is_file()):
        sys.stdout.write("no gold at hand: nothing fitted\n")
        return 0
    every = list(examples())
    right = sum(one.right for one in every)
    sys.stdout.write(f"{len(every)} candidates, {right} of them right\n")
    weights = cross_fitted(every)
    marks = marked()
    cases = [
        case
        for row in rows()
        for case in judged(row, marks.get(row["id"], ()), weights[fold_of(str(row["id"]))])
    ]
    wanted, found, *shares = figures(cases)
    sys.stdout.write(
        f"cross-fitted: {wanted} statements, {found} found, precision, recall, F1: {shares}\n"
    )
    if options.write:
        write(fit(every))
    return 0


if __name__ == "__main__":
    sys.exit(main())
