"""Words that an article reports as denied, disputed or imagined are nobody's words."""

import pytest

from briefings.answers import Answers
from briefings.answers.catalog import Catalog
from briefings.answers.checking import check
from briefings.answers.facts import quote_fact
from briefings.answers.questions import AskBrief, AskCheck
from briefings.answers.types import Brief, Checked, Verdict
from briefings.models import Digest, Quote, QuoteStatus, Topic
from briefings.rendering.filters import unnamed
from tests.briefings.answers.building import a_quote, an_actor, an_article

DENIED = "I will sell the lighthouse to the first bidder"
SAID = "The lighthouse is not for sale at any price"


def denied(status: QuoteStatus = QuoteStatus.DENIED) -> Quote:
    return a_quote("q-denied", None, DENIED, status=status)


def catalog(*quotes: Quote) -> Catalog:
    return Catalog(
        Digest(
            articles=(an_article(),),
            actors=(an_actor("ada-berg", "Ada Berg"),),
            topics=(Topic(id="summit", name="The summit"),),
            quotes=quotes,
        )
    )


def verdict(known: Catalog, message: str) -> Verdict:
    answered = check(known, AskCheck(message))
    assert isinstance(answered, Checked)
    return answered.quotes[0].verdict


@pytest.mark.parametrize("status", [s for s in QuoteStatus if s is not QuoteStatus.SAID])
def test_check_says_that_the_words_are_not_reported_as_said(status: QuoteStatus) -> None:
    known = catalog(denied(status), a_quote("q-said", "ada-berg", SAID))
    assert verdict(known, f"Ada Berg said “{DENIED}”.") is Verdict.NOT_SAID
    assert verdict(known, f"“{DENIED}”") is Verdict.NOT_SAID
    assert verdict(known, "“I will sell this lighthouse to the first bidder”") is Verdict.NOT_SAID
    assert verdict(known, f"“{SAID}”") is Verdict.VERBATIM


def test_where_another_article_reports_them_as_said_they_are_verbatim() -> None:
    said = a_quote("q-said", "ada-berg", DENIED, utterance="u-q-denied")
    assert verdict(catalog(denied(), said), f"Ada Berg said “{DENIED}”.") is Verdict.VERBATIM


async def test_a_briefing_never_picks_them_and_nobody_is_credited() -> None:
    known = catalog(denied(), a_quote("q-said", "ada-berg", SAID))
    brief = await Answers(known.digest).ask(AskBrief("summit"))
    assert isinstance(brief, Brief)
    assert [one.lead.quote.id for one in brief.quotes] == ["q-said"]
    assert [one.lead.id for one in known.said_by("ada-berg")] == ["q-said"]
    assert next(one for one in known.spoken if not one.is_said).telling is None


def test_what_stands_in_the_place_of_a_speaker() -> None:
    silent = a_quote("q", None, SAID)
    known = catalog(denied(), silent)
    assert unnamed(silent) == "The article names no clear speaker"
    assert unnamed(denied()) == "Reported as denied, not as said"
    assert quote_fact(known, silent).text.endswith("the article names no clear speaker")
    assert quote_fact(known, denied()).text.endswith("reported as denied, not as said")


def test_a_digest_cannot_credit_them() -> None:
    with pytest.raises(ValueError, match="creator must be null"):
        a_quote("q", "ada-berg", DENIED, status=QuoteStatus.DISPUTED)
    assert a_quote("q", "ada-berg", SAID).status is QuoteStatus.SAID
