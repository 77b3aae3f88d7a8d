"""Whole clauses and mere fragments."""

import pytest

from briefings.analysis.kinds import kind_of
from briefings.models import QuoteKind

FULL = [
    "The bridge is open.",
    "Stay tuned!",
    "No,",
    "The bridge is open",
    "it will be a good bridge",
    "our bridge is open",
    "there has been a storm at the bridge",
    "because the bridge is open",
    "12 men came.",
]
FRAGMENT = [
    "a long way.",
    "not on the table",
    "the first time we had ever heard the masons agree to that",
    "was the first time we had heard it",
    "to build a bridge once the war is over",
    "must be built with the town",
    "Long Bridge",
    "men, stones and wood",
    "it",
    " ",
]


@pytest.mark.parametrize("words", FULL)
def test_a_clause_of_the_speakers_own_is_full(words: str) -> None:
    assert kind_of(words) is QuoteKind.FULL


@pytest.mark.parametrize("words", FRAGMENT)
def test_words_that_need_the_reporters_sentence_are_a_fragment(words: str) -> None:
    assert kind_of(words) is QuoteKind.FRAGMENT
