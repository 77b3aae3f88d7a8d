"""Words that their sentence presents as denied, disputed, imagined or said."""

import pytest

from briefings.models import QuoteStatus
from tests.briefings.analysis.factuality_sentences import DENIED, DISPUTED, HYPOTHETICAL, SAID
from tests.briefings.analysis.guessing import find_quotes

CASES = [
    *((text, QuoteStatus.DENIED) for text in DENIED),
    *((text, QuoteStatus.DISPUTED) for text in DISPUTED),
    *((text, QuoteStatus.HYPOTHETICAL) for text in HYPOTHETICAL),
    *((text, QuoteStatus.SAID) for text in SAID),
]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_the_sentence_says_whether_the_words_were_said(text: str, status: QuoteStatus) -> None:
    found = find_quotes(text)
    assert [quote.status for quote in found] == [status]


def test_parts_of_one_quotation_are_said_or_not_together() -> None:
    found = find_quotes("“The bridge,” Jan Kowal might say, “is lost to us all.”")
    assert [quote.status for quote in found] == [QuoteStatus.HYPOTHETICAL] * 2


def test_the_following_sentence_is_independent() -> None:
    found = find_quotes("“The bridge is lost,” Jan Kowal might say. “It is open,” Ada Lind said.")
    assert [quote.status for quote in found] == [QuoteStatus.HYPOTHETICAL, QuoteStatus.SAID]
