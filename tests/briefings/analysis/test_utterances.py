"""Reports of the same words in different words."""

import pytest

from briefings.analysis.utterances import Said, same_utterance, telling_words, utterances

SAME = [
    ("The bridge is open.", "the bridge is open"),
    (
        "We got a promise that the United States and other countries could offer harbour rights.",
        "We got to a promise that the U.S. and other nations could offer harbour rights to Arden,",
    ),
    ("There are no plans how the ferry will work, and what Arden pays.",
     "But there are no plans how it'll work, the ferry, and what Arden pays. That is our task."),
    ("a game changer", "A game changer."),
    ("Yes", "yes!"),
    ("The ferry needs three new engines by spring.", "the ferry needs 3 new engines by spring"),
    ("All 12 islands want it back by spring.", "All the islands want it back by spring"),
]  # fmt: skip
DIFFERENT = [
    (
        "Nobody says that we are on the verge of a peace deal, but men moved.",
        "This is not the precipice of a peace agreement, nor even its edge.",
    ),
    ("The bridge is open.", "The road to the river is closed."),
    ("a game changer", "a game for all"),
    ("Yes", "No"),
    ("one two three four five six", "six five four three two one"),
    ("Ferry number 3 came home late in the night.", "Ferry number 4 came home late in the night."),
    (
        "They paid 5,000 crowns for the engine.",
        "They paid 6,000 crowns for the engine.",
    ),
    ("We lost three boats in the storm off Arden.", "We lost seven boats in the storm off Arden."),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_words_reported_twice_are_one_utterance(first: str, second: str) -> None:
    assert same_utterance(first, second)
    assert same_utterance(second, first)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_different_words_are_two_utterances(first: str, second: str) -> None:
    assert not same_utterance(first, second)
    assert not same_utterance(second, first)


def test_only_one_persons_quotations_are_joined() -> None:
    quotes = [
        Said("jan", "The bridge over the river is open."),
        Said("ada", "The bridge over the river is open."),
        Said("jan", "The bridge over the river is open now."),
        Said(None, "The bridge over the river is open."),
        Said(None, "The bridge over the river is open."),
    ]
    assert utterances(quotes) == [0, 1, 0, 2, 3]


def test_a_quotation_joins_the_one_it_shares_most_with() -> None:
    quotes = [
        Said("jan", "That is why Arden wants the bridge."),
        Said("jan", "We could win the following right: that masons may cross in summer."),
        Said("jan", "We could win the following right: that masons may cross in summer, "
             "which is why Arden wants the bridge."),
        Said("jan", "No"),
        Said("jan", "No!"),
    ]  # fmt: skip
    assert utterances(quotes) == [0, 1, 1, 2, 2]


def test_distinctive_words_are_folded_and_stemmed() -> None:
    assert telling_words("The U.S. and the United States offered deals") == [
        "us-",
        "us-",
        "offer",
        "deal",
    ]


def test_a_few_words_are_another_report_only_if_it_has_all_of_them() -> None:
    assert same_utterance("a whole new bridge", "We want a whole new bridge by spring.")
    assert not same_utterance("a new stone bridge", "We want a whole new bridge by spring.")
    assert same_utterance("Bridge!", "bridge")
    assert not same_utterance("bridge", "We want a whole new bridge by spring.")
