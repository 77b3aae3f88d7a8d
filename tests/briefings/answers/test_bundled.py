"""The bundled digest answers what a reader would ask about it."""

from pathlib import Path

import pytest

from briefings.answers import Answers
from briefings.answers.questions import AskBrief, AskCheck, AskPositions, AskQuotes, AskSources
from briefings.answers.types import Brief, Empty, Positions, Quotes
from briefings.digest import load
from briefings.models import Digest
from tests.briefings.answers.contract import obeys_its_contract
from tests.libraries import answers_to

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def digest() -> Digest:
    if not any(SEEDS.glob("**/*.yaml")):
        pytest.skip("there is no bundled digest beside the tests")
    return load([SEEDS])


@pytest.fixture(scope="module")
def bundled(digest: Digest) -> Answers:
    return answers_to(digest)


def test_every_bundled_topic_has_a_brief_positions_and_sources(
    bundled: Answers, digest: Digest
) -> None:
    for topic in digest.topics:
        answer = bundled.ask(AskBrief(topic.id))
        assert isinstance(answer, Brief)
        assert answer.key_points
        assert all(line.origins for line in answer.key_points), (
            "rests on reporting, not on a machine"
        )
        assert answer.as_of
        obeys_its_contract(answer)
        shown = bundled.ask(AskPositions(topic.id))
        assert isinstance(shown, Positions)
        assert len(shown.sides) >= 2
        assert not isinstance(bundled.ask(AskSources(topic.id)), Empty)


@pytest.mark.parametrize("spelling", ["whitcoff", "Witkoff", "Уиткофф", "Steve Witkof"])
def test_a_bundled_speaker_is_found_by_any_spelling(bundled: Answers, spelling: str) -> None:
    answer = bundled.ask(AskQuotes(spelling))
    assert isinstance(answer, Quotes)
    assert answer.person.id == "steve-witkoff"


def test_every_bundled_quotation_is_verbatim_when_checked(bundled: Answers, digest: Digest) -> None:
    for quote in digest.quotes:
        answer = bundled.ask(AskCheck(f"> {' '.join(quote.text.split())}"))
        verdicts = {checked.verdict.value for checked in getattr(answer, "quotes", ())}
        assert "verbatim" in verdicts, quote.id


def test_all_quotations_of_all_bundled_people_can_be_paged_through(
    bundled: Answers, digest: Digest
) -> None:
    seen: set[str] = set()
    for actor in digest.actors:
        number, total = 1, 1
        while number <= total:
            answer = bundled.ask(AskQuotes(actor.id, page=number))
            if isinstance(answer, Empty):
                break
            assert isinstance(answer, Quotes)
            seen |= {r.quote.utterance for u in answer.utterances for r in u.reports}
            number, total = number + 1, answer.pages.total
    assert seen == {quote.utterance for quote in digest.quotes if quote.creator}
