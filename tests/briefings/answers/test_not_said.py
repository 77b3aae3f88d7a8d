"""Words that an article reports as denied, disputed or imagined are nobody's words."""

import pytest

from briefings.answers import Answers
from briefings.answers.parts import unnamed
from briefings.answers.questions import AskBrief, AskCheck, AskQuotes
from briefings.answers.types import Brief, Checked, Quotes, Verdict
from briefings.models import Digest, Quote, QuoteStatus, Topic
from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.filters import Filters
from tests.briefings.answers.building import a_quote, an_actor, an_article
from tests.libraries import answers_to

DENIED = "I will sell the lighthouse to the first bidder"
SAID = "The lighthouse is not for sale at any price"


def denied(status: QuoteStatus = QuoteStatus.DENIED) -> Quote:
    return a_quote("q-denied", None, DENIED, status=status)


def holding(*quotes: Quote) -> Answers:
    return answers_to(
        Digest(
            articles=(an_article(),),
            actors=(an_actor("ada-berg", "Ada Berg"),),
            topics=(Topic(id="summit", name="The summit"),),
            quotes=quotes,
        )
    )


def verdict(answers: Answers, message: str) -> Verdict:
    answered = answers.ask(AskCheck(message))
    assert isinstance(answered, Checked)
    return answered.quotes[0].verdict


@pytest.mark.parametrize("status", [s for s in QuoteStatus if s is not QuoteStatus.SAID])
def test_check_says_that_the_words_are_not_reported_as_said(status: QuoteStatus) -> None:
    known = holding(denied(status), a_quote("q-said", "ada-berg", SAID))
    assert verdict(known, f"Ada Berg said “{DENIED}”.") is Verdict.NOT_SAID
    assert verdict(known, f"“{DENIED}”") is Verdict.NOT_SAID
    assert verdict(known, "“I will sell this lighthouse to the first bidder”") is Verdict.NOT_SAID
    assert verdict(known, f"“{SAID}”") is Verdict.VERBATIM


@pytest.mark.parametrize("words", [DENIED, DENIED.replace("the lighthouse", "this lighthouse")])
def test_check_shows_where_words_are_reported_and_whom_the_message_names(words: str) -> None:
    answered = holding(denied()).ask(AskCheck(f"Ada Berg said “{words}”."))
    assert isinstance(answered, Checked)
    (one,) = answered.quotes
    assert (one.text, one.verdict, one.claimed) == (words, Verdict.NOT_SAID, "Ada Berg")
    assert one.utterance is not None
    assert one.utterance.lead.quote.id == "q-denied"


def test_words_that_another_article_reports_as_said_are_verbatim() -> None:
    said = a_quote("q-said", "ada-berg", DENIED, utterance="u-q-denied")
    assert verdict(holding(denied(), said), f"Ada Berg said “{DENIED}”.") is Verdict.VERBATIM


def test_words_within_a_longer_quotation_count_as_said_despite_a_denied_shorter_one() -> None:
    known = holding(denied(), a_quote("q-said", "ada-berg", f"{DENIED}, and soon"))
    assert verdict(known, f"“{DENIED}”") is Verdict.VERBATIM
    assert verdict(known, f"Ada Berg said “{DENIED}”.") is Verdict.VERBATIM
    assert verdict(known, f"Ivo Marsh said “{DENIED}”.") is Verdict.OTHER_SPEAKER


def test_a_briefing_never_picks_them_and_nobody_is_credited() -> None:
    known = holding(denied(), a_quote("q-said", "ada-berg", SAID))
    brief = known.ask(AskBrief("summit"))
    assert isinstance(brief, Brief)
    assert [one.lead.quote.id for one in brief.quotes] == ["q-said"]
    listed = known.ask(AskQuotes("ada-berg"))
    assert isinstance(listed, Quotes)
    assert [one.lead.quote.id for one in listed.utterances] == ["q-said"]


def test_what_replaces_a_speaker() -> None:
    silent = a_quote("q", None, SAID)
    assert str(unnamed(silent)) == "the article names no clear speaker"
    assert str(unnamed(denied())) == "reported as denied, not as said"
    filters = Filters(DISCORD)
    assert filters.unnamed(silent) == "The article names no clear speaker"
    assert filters.unnamed(denied()) == "Reported as denied, not as said"


def test_a_digest_cannot_credit_them() -> None:
    with pytest.raises(ValueError, match="creator must be null"):
        a_quote("q", "ada-berg", DENIED, status=QuoteStatus.DISPUTED)
    assert a_quote("q", "ada-berg", SAID).status is QuoteStatus.SAID
