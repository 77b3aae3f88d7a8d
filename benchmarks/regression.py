"""A logistic regression over names of features, as the weights of reported speech are fitted by."""

import json
import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefings.analysis.reported.shapes import chance_of

EPOCHS = 10
RIDGE = 0.02
RATE = 0.1
RARE = 8
"""Features that fewer examples have are left out."""


class Example(NamedTuple):
    """What was seen, whether it was right, where it comes from, and how much it counts."""

    features: Sequence[str]
    right: bool
    article: str
    weight: float = 1.0


def fit(
    examples: Sequence[Example], *, rare: int = RARE, ridge: float = RIDGE, seed: int = 7
) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by AdaGrad."""
    counts = Counter(name for example in examples for name in set(example.features))
    weights = {name: 0.0 for name, count in counts.items() if count >= rare} | {"bias": 0.0}
    rows = [([n for n in e.features if n in weights], e.right, e.weight) for e in examples]
    squares = dict.fromkeys(weights, 1.0)
    shuffler = random.Random(seed)  # noqa: S311  # the same order each time, and no secret
    for _ in range(EPOCHS):
        shuffler.shuffle(rows)
        for names, right, share in rows:
            error = share * (chance_of(names, weights) - right)
            for name in (*names, "bias"):
                slope = error + ridge * weights[name]
                squares[name] += slope * slope
                weights[name] -= RATE * slope / math.sqrt(squares[name])
    return {name: round(weight, 3) for name, weight in weights.items() if abs(weight) >= 0.01}


def write(path: Path, weights: Mapping[str, float], *, of: str, command: str) -> None:
    """Write weights as a module: `of` is the module that uses them, `command` what wrote them."""
    lines = [
        f'"""Weights of `{of}`, written by `{command}`."""',
        "",
        "WEIGHTS: dict[str, float] = {",
        *(
            f"    {json.dumps(name, ensure_ascii=False)}: {weights[name]},"
            for name in sorted(weights)
        ),
        "}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
