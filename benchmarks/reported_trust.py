"""Fit the weights by which reported speech is found, and say how well they do.

    python -m benchmarks.reported_trust [--write]

Three regressions: whose words a verb reports (`source_weights`), where they end (`end_weights`),
and whether it is a report at all (`trust_weights`). Speakers of marked quotations teach the first
(PolNeAR train). Gold for reported speech teaches the others (PolNeAR dev), and candidates of
PolNeAR train that hold a quoted fragment (somebody's, or nobody's), which count half.

Figures are cross-fitted: the articles that are judged taught the weights nothing, and what teaches
`trust_weights` has its ends by weights that it did not teach.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from benchmarks.regression import Example, fit, write
from benchmarks.reported_choices import end_examples, source_examples
from benchmarks.story_reported import (
    GOLD,
    LEAST_SHARED,
    QUOTES,
    by_kind,
    characters,
    figures,
    judged,
    marked,
    rows,
    same_source,
)
from benchmarks.trust import FOLDS, fold_of
from briefings.analysis.article_layout import ArticleLayout
from briefings.analysis.groundwork import lay_groundwork
from briefings.analysis.reported.finding import read_candidates
from briefings.analysis.reported.trust import features
from briefings.analysis.reported.weights import Weights

FOLDER = Path(__file__).parents[1] / "briefings" / "analysis" / "reported"
TRAIN = QUOTES / "polnear_train.jsonl"
_SHARE_OF_TRAIN = 0.5
_FROM_TRAIN = "set:train"
"""A feature of what comes from train, so that its share of right ones is no rule for others."""
_COMMAND = "python -m benchmarks.reported_trust"
_NOBODY: Mapping[str, float] = {}


class Article(NamedTuple):
    """An article of gold, with its part of the cross-fitting; None where it only teaches."""

    row: dict[str, Any]
    layout: ArticleLayout
    fold: int | None

    @property
    def name(self) -> str:
        """Its id in the gold."""
        return str(self.row["id"])


@cache
def dev() -> tuple[Article, ...]:
    """The articles with reported speech marked."""
    return tuple(
        Article(row, lay_groundwork(row["text"]).layout, fold_of(str(row["id"]))) for row in rows()
    )


@cache
def train() -> tuple[Article, ...]:
    """The articles with quotations marked."""
    lines = TRAIN.read_text("utf-8").splitlines()
    return tuple(
        Article(row, lay_groundwork(row["text"]).layout, None) for row in map(json.loads, lines)
    )


def fit_sources() -> dict[str, float]:
    """Weights for whose words a verb reports."""
    return fit(
        [
            example
            for article in train()
            for example in source_examples(article.name, article.layout, article.row["quotes"])
        ],
        ridge=_RIDGE_OF_CHOICES,
    )


@cache
def _examples_of_ends() -> tuple[Example, ...]:
    return tuple(
        example
        for article in dev()
        for example in end_examples(article.name, article.layout, article.row["statements"])
    )


@cache
def fit_ends(without: frozenset[int] = frozenset()) -> Mapping[str, float]:
    """Weights for where words end, taught by all parts but some."""
    taught = [one for one in _examples_of_ends() if fold_of(one.article) not in without]
    return fit(taught, rare=_RARE_END, ridge=_RIDGE_OF_CHOICES)


_RIDGE_OF_CHOICES = 0.005
_RARE_END = 4
"""Of ends there are fewer examples, and rarer features still tell."""


def fit_trust(sources: Mapping[str, float], without: int | None = None) -> dict[str, float]:
    """Weights for what is a report, taught by all parts but one."""
    left_out = frozenset(() if without is None else (without,))
    taught: list[Example] = []
    for article in dev():
        if article.fold is None or article.fold in left_out:
            continue
        weights = Weights(sources, fit_ends(left_out | {article.fold}), _NOBODY)
        taught += _of_dev(article, weights)
    weights = Weights(sources, fit_ends(left_out), _NOBODY)
    for article in train():
        taught += _of_train(article, weights)
    fitted = fit(taught)
    fitted.pop(_FROM_TRAIN, None)
    return fitted


def _of_dev(article: Article, weights: Weights) -> Iterator[Example]:
    """The gold leaves out what holds marked words: that teaches nothing."""
    quotes = _marked().get(article.name, ())
    unjudged = characters([(quote["start"], quote["end"]) for quote in quotes])
    wanted = [(gold, characters(gold["spans"])) for gold in article.row["statements"]]
    for one in read_candidates(article.layout, weights):
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
        yield Example(seen, right, article.name)


def _of_train(article: Article, weights: Weights) -> Iterator[Example]:
    for one in read_candidates(article.layout, weights):
        within = [
            quote
            for quote in article.row["quotes"]
            if any(start <= quote["start"] < end for start, end in one.spans)
        ]
        if not within:
            continue
        source = one.candidate.statement.source
        surface = article.row["text"][source.start : source.end].lower()
        right = any(
            quote["type"] in ("direct", "mixed") and _alike(quote.get("speaker"), surface)
            for quote in within
        )
        seen = features(one.tokens, one.candidate, heading=one.heading)
        yield Example([*seen, _FROM_TRAIN], right, article.name, _SHARE_OF_TRAIN)


def _alike(speaker: str | None, surface: str) -> bool:
    named = (speaker or "").lower()
    return bool(named) and (named in surface or surface in named)


_marked = cache(marked)


def cross_fitted(sources: Mapping[str, float]) -> list[Weights]:
    """By part: the weights that the articles of that part did not teach."""
    return [
        Weights(sources, fit_ends(frozenset((part,))), fit_trust(sources, part))
        for part in range(FOLDS)
    ]


def write_all(weights: Weights) -> None:
    """Write the weights as modules."""
    users = {"source": "reported.rivals", "end": "reported.ends", "trust": "reported.trust"}
    for name, module in users.items():
        path = FOLDER / f"{name}_weights.py"
        write(
            path, getattr(weights, name), of=module, command="python -m benchmarks.reported_trust"
        )


def main() -> int:
    """Fit and report, write the weights if asked to, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="write the modules of weights")
    options = parser.parse_args()
    if not (GOLD.is_file() and TRAIN.is_file()):
        sys.stdout.write("no gold at hand: nothing fitted\n")
        return 0
    sources = fit_sources()
    parts = cross_fitted(sources)
    _report(parts)
    if options.write:
        write_all(Weights(sources, fit_ends(), fit_trust(sources)))
    return 0


def _report(parts: Sequence[Weights]) -> None:
    cases = [
        case
        for row in rows()
        for case in judged(row, _marked().get(row["id"], ()), parts[fold_of(str(row["id"]))])
    ]
    wanted, found, *shares = figures(cases)
    sys.stdout.write(
        f"cross-fitted: {wanted} statements, {found} found, precision, recall, F1: {shares}\n"
    )
    Console(width=100).print(by_kind(cases))


if __name__ == "__main__":
    sys.exit(main())
