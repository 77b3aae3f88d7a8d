"""The documentation's example is valid, contains every kind of record and answers questions."""

from pathlib import Path

from bot.cli.check import check_digest
from briefings.answers.questions import AskBrief, AskTimeline
from briefings.digest import load
from briefings.digest.layout import SECTIONS
from briefings.rendering.renderer import Renderer
from tests.libraries import answers_to

EXAMPLE = Path(__file__).parents[2] / "docs" / "example"


def test_each_of_its_citations_is_in_its_articles() -> None:
    report = check_digest([EXAMPLE], EXAMPLE / "texts")
    assert report.problems == ()
    assert report.summary.endswith(": 11 of 11 citations found exactly once")


def test_it_has_a_record_of_every_kind() -> None:
    digest = load([EXAMPLE])
    assert all(getattr(digest, section) for section in SECTIONS)


def test_its_template_lays_a_timeline_out() -> None:
    renderer = Renderer(EXAMPLE / "templates")
    assert renderer.problems == ()
    answers = answers_to(load([EXAMPLE]))
    assert renderer.render(answers.ask(AskTimeline("bridge"))).title == (
        "The harbour bridge, day by day"
    )
    assert renderer.render(answers.ask(AskBrief("bridge"))).title == "The harbour bridge"
