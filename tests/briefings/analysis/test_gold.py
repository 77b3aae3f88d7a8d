"""The minimum figures on gold, if the gold is available."""

import pytest

from benchmarks import quotes


@pytest.mark.skipif(not (quotes.GOLD / "score.py").exists(), reason="no gold beside the project")
def test_the_figures_on_gold_hold(capsys: pytest.CaptureFixture[str]) -> None:
    score = quotes.load_judge(quotes.GOLD)
    figures, errors = quotes.measure(score, quotes.load(quotes.GOLD / "polnear_dev.jsonl"))
    assert figures["det_f1"] >= 0.98
    assert figures["e2e_f1"] >= 0.94
    assert figures["canonical_f1"] >= 0.90
    assert errors
    quotes.show({"dev": figures})
    assert "detection F1" in capsys.readouterr().out


def test_without_gold_the_benchmark_says_so(
    tmp_path: quotes.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quotes.main(["--gold", str(tmp_path)]) == 0
    assert "no gold" in capsys.readouterr().out
