"""Fit the weights for trust in findings, and evaluate them.

    python -m benchmarks.trust [--gold DIR] [--write [speaker|quoted|both]]

Examples come from gold kept outside the repository: PolNeAR (train and dev), MPQA, and the news
pages and stories that were read. If gold gives only surfaces, speakers named by a pronoun or role
teach nothing and are left out. Figures are cross-fitted (no article is judged by weights fitted on
it); for speakers, there are also figures by weights fitted without the whole judged set.
"""

import argparse
import hashlib
import itertools
import math
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from benchmarks.news_pages import is_named_rightly, read_pages, read_stories
from benchmarks.quotes import GOLD, load, load_judge
from benchmarks.quotes_more import gold_for, is_right
from briefings.analysis import FoundQuote, Rule, trust_weights
from briefings.analysis.quotes import examine
from briefings.analysis.trust import chance

WEIGHTS = Path(__file__).parents[1] / "briefings" / "analysis" / "trust_weights.py"
FOLDS = 5
EPOCHS = 12
RIDGE = 1e-3
RARE = 12
"""Features of fewer examples are left out."""
_SHARE_OF_MPQA = 3.0
"""Weight of an example from MPQA: it is small, and unlike what the rules were made with."""
_SHARE_OF_PAGES = 8.0
"""Weight of an example from the news pages: they have more terms, titles and irony than PolNeAR."""
_SHARE_OF_SPEAKERS = 2.0
"""The same for their speakers: from many outlets, but their errors were fixed."""
_RESOLVED = frozenset(("pronoun", "role", "age", "origin", "body", "owner"))


class Example(NamedTuple):
    """A finding: its features, whether it was right, and its origin."""

    features: Mapping[str, float]
    right: bool
    source: str
    article: str
    weight: float = 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the figures, write the weights on request, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument(
        "--write",
        choices=("speaker", "quoted", "both"),
        nargs="?",
        const="both",
        help=f"write {WEIGHTS.name}, or a part of it and leave the other as it is",
    )
    options = parser.parse_args(arguments)
    if not (options.gold / "score.py").exists():
        _say(f"no gold in {options.gold}: nothing fitted")
        return 0
    judge = load_judge(options.gold)
    speakers: list[Example] = []
    quoted: list[Example] = []
    for source in ("polnear_train", "polnear_dev", "mpqa_dev"):
        for article in load(options.gold / f"{source}.jsonl"):
            for named, example in _examples(judge, article, source):
                (speakers if named else quoted).append(example)
    for named, example in pages_examples():
        (speakers if named else quoted).append(example)
    for title, examples in (("speaker", speakers), ("quoted", quoted)):
        _say(f"{title}: {len(examples)} examples, {sum(not e.right for e in examples)} wrong")
        _report(examples, cross_fitted(examples))
    _say("speaker, by weights that the whole set did not teach")
    _report(speakers, left_out(speakers))
    if options.write:
        write(
            trust_weights.QUOTED if options.write == "speaker" else fit(quoted),
            trust_weights.SPEAKER if options.write == "quoted" else fit(speakers),
        )
    return 0


def _examples(
    judge: ModuleType, article: dict[str, Any], source: str
) -> Iterator[tuple[bool, Example]]:
    """(whether it is about a speaker, example) for each finding that gold can judge."""
    key = str(article["id"])
    weight = _SHARE_OF_MPQA if source.startswith("mpqa") else 1.0
    for finding in examine(article["text"], doubtful=True):
        quote = finding.quote
        gold = gold_for(article, quote)
        kind = gold.get("type") if gold else "nothing"
        if source.startswith("polnear") and kind in ("direct", "mixed", "unannotated", "nothing"):
            features = finding.trust.quotation_features(finding.position, quote.kind)
            if not finding.trust.layout.begins_sentence(finding.position):
                yield False, Example(features, kind in ("direct", "mixed"), source, key)
        if gold is None or kind not in ("direct", "mixed") or quote.speaker is None:
            continue
        canonical = gold.get("speaker_canonical")
        if not (gold.get("speaker") or canonical):
            continue
        if not canonical and finding.speaker.way in _RESOLVED:
            continue
        if _is_secondhand(article, quote, str(gold.get("speaker"))):
            continue
        right = is_right(judge, quote, gold)
        features = finding.trust.speaker_features(finding.position, quote.kind)
        yield True, Example(features, right, source, key, weight)


def pages_examples() -> Iterator[tuple[bool, Example]]:
    """(whether it is about a speaker, example) from the news pages and the stories."""
    for page in (*read_pages(), *read_stories()):
        source = "pages" if page.half in "ab" else "stories"
        for finding in examine(page.text, doubtful=True):
            quote, trust = finding.quote, finding.trust
            name = page.verdict(quote)
            if name is None:
                continue
            if not trust.layout.begins_sentence(finding.position):
                features = trust.quotation_features(finding.position, quote.kind)
                said = page.is_said(quote)
                yield False, Example(features, said, source, page.page, _SHARE_OF_PAGES)
            if name and quote.speaker is not None:
                right = is_named_rightly(quote.speaker, name)
                features = trust.speaker_features(finding.position, quote.kind)
                yield True, Example(features, right, source, page.page, _SHARE_OF_SPEAKERS)


def _is_secondhand(article: dict[str, Any], quote: FoundQuote, speaker: str) -> bool:
    """Whether gold names the source of "X said, according to Y"; here X is the speaker."""
    after = article["text"][quote.end : quote.end + 250]
    return f"ccording to {speaker}" in after and quote.rule is Rule.AFTER_SUBJECT_FIRST


def fit(examples: Sequence[Example], seed: int = 7) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by AdaGrad."""
    counts: dict[str, int] = {}
    for example in examples:
        for name, value in example.features.items():
            counts[name] = counts.get(name, 0) + (value != 0.0)
    kept = {name for name, count in counts.items() if count >= RARE}
    rows = [
        ([(n, v) for n, v in e.features.items() if n in kept and v], e.right, e.weight)
        for e in examples
    ]
    weights = dict.fromkeys(kept, 0.0) | {"bias": 1.0}
    squares = dict.fromkeys(weights, 1.0)
    order = list(range(len(rows)))
    shuffler = random.Random(seed)  # noqa: S311  # the same order each time, and no secret
    for _ in range(EPOCHS):
        shuffler.shuffle(order)
        for position in order:
            features, right, share = rows[position]
            total = weights["bias"] + sum(weights[n] * v for n, v in features)
            error = share * (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - right)
            for name, value in (*features, ("bias", 1.0)):
                slope = error * value + RIDGE * weights[name]
                squares[name] += slope * slope
                weights[name] -= 0.3 * slope / math.sqrt(squares[name])
    return {name: round(weight, 3) for name, weight in weights.items() if abs(weight) >= 0.01}


def fold_of(article: str) -> int:
    """The fold in which an article is judged; the same on every machine."""
    return hashlib.sha1(article.encode(), usedforsecurity=False).digest()[0] % FOLDS


def cross_fitted(examples: Sequence[Example]) -> list[float]:
    """The chance of each example by weights fitted without its article."""
    chances = [0.0] * len(examples)
    for fold in range(FOLDS):
        weights = fit([e for e in examples if fold_of(e.article) != fold])
        for position, example in enumerate(examples):
            if fold_of(example.article) == fold:
                chances[position] = chance(weights, example.features)
    return chances


def left_out(examples: Sequence[Example]) -> list[float]:
    """The chance of each example by weights fitted without its source."""
    weights = {
        source: fit([e for e in examples if e.source != source])
        for source in sorted({example.source for example in examples})
    }
    return [chance(weights[example.source], example.features) for example in examples]


def _report(examples: Sequence[Example], chances: Sequence[float]) -> None:
    """Print how often findings of each degree of trust were right, by source."""
    edges = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 1.01)
    for source in sorted({example.source for example in examples}):
        pairs = [(c, e.right) for c, e in zip(chances, examples, strict=True) if e.source == source]
        cells = []
        for low, high in itertools.pairwise(edges):
            inside = [right for c, right in pairs if low <= c < high]
            if inside:
                cells.append(f"{low:.2f}-: {len(inside)} {sum(inside) / len(inside):.3f}")
        _say(f"  {source:14} " + " | ".join(cells))
        for least in (0.3, 0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
            kept = [right for c, right in pairs if c >= least]
            lost = sum(right for c, right in pairs if c < least)
            if kept:
                _say(
                    f"    from {least:.2f}: {len(kept) / len(pairs):.3f} kept, "
                    f"{1 - sum(kept) / len(kept):.4f} of them wrong, {lost} right ones lost"
                )


def write(quoted: Mapping[str, float], speaker: Mapping[str, float]) -> None:
    """Write the weights as a module."""
    lines = [
        '"""Weights of `briefings.analysis.trust`, written by `python -m benchmarks.trust`."""'
    ]
    for title, weights in (("QUOTED", quoted), ("SPEAKER", speaker)):
        lines.append(f"\n{title}: dict[str, float] = {{")
        lines += [f"    {_literal(name)}: {weights[name]}," for name in sorted(weights)]
        lines.append("}")
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _literal(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
