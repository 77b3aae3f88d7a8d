"""How far findings are trusted, and which speakers are named."""

import math

import pytest

from benchmarks import quotes_more, trust
from benchmarks.passages import passages
from benchmarks.quotes import GOLD
from briefings.analysis import NAMED_FROM, find_quotes
from briefings.analysis.trust import chance
from briefings.analysis.trust_weights import QUOTED, SPEAKER


def example(features: dict[str, float], *, right: bool, article: str) -> trust.Example:
    return trust.Example(features, right, "made up", article)


EXAMPLES = [
    example({"near": float(n % 3 != 0), "noise": float(n % 2)}, right=n % 3 != 0, article=str(n))
    for n in range(200)
]


def test_a_chance_is_the_logistic_of_the_weighted_sum() -> None:
    weights = {"bias": 1.0, "near": 2.0}
    assert chance(weights, {"near": 0.5, "unheard of": 9.0}) == pytest.approx(
        1 / (1 + math.exp(-2.0))
    )
    assert chance({"bias": 1e9}, {}) <= 1.0


def test_fitting_finds_what_separates_right_from_wrong() -> None:
    weights = trust.fit(EXAMPLES)
    assert weights["near"] > 1 > abs(weights.get("noise", 0.0))
    assert weights == trust.fit(EXAMPLES)


def test_examples_are_judged_by_weights_fitted_without_their_article() -> None:
    chances = trust.cross_fitted(EXAMPLES)
    assert all((c > 0.5) == e.right for c, e in zip(chances, EXAMPLES, strict=True))
    assert {trust.fold_of(e.article) for e in EXAMPLES} == set(range(trust.FOLDS))


def test_a_set_is_judged_by_weights_fitted_without_it() -> None:
    odd = [example._replace(source="odd") for example in EXAMPLES[:20]]
    liars = [example._replace(right=not example.right) for example in odd]
    honest = [*EXAMPLES, *odd]
    lying = [*EXAMPLES, *liars]
    told, misled = trust.left_out(honest)[-20:], trust.left_out(lying)[-20:]
    assert told == misled  # what the set itself says does not matter
    assert all((c > 0.5) == e.right for c, e in zip(told, odd, strict=True))


def test_the_weights_are_the_written_ones(
    tmp_path: trust.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "weights.py"
    monkeypatch.setattr(trust, "WEIGHTS", file)
    trust.write({'last:"': 0.5}, {"bias": -1.25})
    written: dict[str, dict[str, float]] = {}
    exec(file.read_text(encoding="utf-8"), written)  # noqa: S102  # what was just written
    assert written["QUOTED"] == {'last:"': 0.5}
    assert written["SPEAKER"] == {"bias": -1.25}
    assert "bias" in QUOTED
    assert "bias" in SPEAKER


def test_an_unsure_name_is_not_used_and_stays_as_printed() -> None:
    for passage in passages():
        for best, default in zip(
            find_quotes(passage.text, named_from=0), find_quotes(passage.text), strict=True
        ):
            assert default.speaker == (best.speaker if best.confidence >= NAMED_FROM else None)
            assert default.speaker_surface == best.speaker_surface


@pytest.mark.skipif(not (GOLD / "mpqa_dev.jsonl").exists(), reason="no gold beside the project")
def test_the_figures_on_gold_hold(capsys: pytest.CaptureFixture[str]) -> None:
    lines: list[str] = []
    judge = trust.load_judge(GOLD)
    articles = trust.load(GOLD / "mpqa_dev.jsonl")
    quotes_more.show_named(judge, "mpqa_dev", articles, lines.append)
    named = next(line for line in lines if line.strip().startswith("named"))
    assert float(named.split("(")[1].split(" ")[0]) <= 3.0, lines
    quotes_more.show_passages(lines.append)
    assert lines[-1].strip().startswith("all")
