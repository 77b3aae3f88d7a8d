"""The bundled digest answers what a reader would ask of it."""

from pathlib import Path

import pytest

from briefings.answers import Answers
from briefings.answers.questions import AskBrief, AskCheck, AskPositions, AskQuotes, AskSources
from briefings.answers.types import Brief, Empty, Positions, Quotes
from briefings.digest import load
from tests.briefings.answers.contract import obeys_its_contract

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def bundled() -> Answers:
    if not any(SEEDS.glob("**/*.yaml")):
        pytest.skip("there is no bundled digest beside the tests")
    return Answers(load([SEEDS]))


async def test_every_bundled_topic_has_a_brief_positions_and_sources(bundled: Answers) -> None:
    for topic in bundled.digest.topics:
        answer = await bundled.ask(AskBrief(topic.id))
        assert isinstance(answer, Brief)
        assert answer.key_points
        assert all(line.origins for line in answer.key_points), (
            "rests on reporting, not on a machine"
        )
        assert answer.as_of
        obeys_its_contract(answer)
        shown = await bundled.ask(AskPositions(topic.id))
        assert isinstance(shown, Positions)
        assert len(shown.sides) >= 2
        assert not isinstance(await bundled.ask(AskSources(topic.id)), Empty)


@pytest.mark.parametrize("spelling", ["whitcoff", "Witkoff", "Уиткофф", "Steve Witkof"])
async def test_a_bundled_speaker_is_found_by_any_spelling(bundled: Answers, spelling: str) -> None:
    answer = await bundled.ask(AskQuotes(spelling))
    assert isinstance(answer, Quotes)
    assert answer.person.id == "steve-witkoff"


async def test_every_bundled_quotation_is_verbatim_when_checked(bundled: Answers) -> None:
    for quote in bundled.digest.quotes:
        answer = await bundled.ask(AskCheck(f"> {' '.join(quote.text.split())}"))
        verdicts = {checked.verdict.value for checked in getattr(answer, "quotes", ())}
        assert "verbatim" in verdicts, quote.id


async def test_all_words_of_all_bundled_people_can_be_leafed_through(bundled: Answers) -> None:
    seen: set[str] = set()
    for actor in bundled.digest.actors:
        number, total = 1, 1
        while number <= total:
            answer = await bundled.ask(AskQuotes(actor.id, page=number))
            if isinstance(answer, Empty):
                break
            assert isinstance(answer, Quotes)
            seen |= {r.quote.utterance for u in answer.utterances for r in u.reports}
            number, total = number + 1, answer.pages.total
    assert seen == {quote.utterance for quote in bundled.digest.quotes if quote.creator}
