"""Samples for `checked.md.j2`."""

from briefings.answers.types import Checked, CheckedQuote, Verdict
from briefings.rendering.samples.material import (
    DENIED_UTTERANCE,
    PLAIN_UTTERANCE,
    SEGMENTS,
    UTTERANCE,
)

SAMPLES = (
    Checked(
        (
            CheckedQuote("The bridge stays.", Verdict.VERBATIM, None, UTTERANCE),
            CheckedQuote("The bridge will stay.", Verdict.ALTERED, "Ada", UTTERANCE, SEGMENTS),
            CheckedQuote(
                "The bridge will stay.",
                Verdict.ALTERED,
                "Bob",
                UTTERANCE,
                SEGMENTS,
                misattributed=True,
            ),
            CheckedQuote("it will stay", Verdict.ALTERED, None, PLAIN_UTTERANCE),
            CheckedQuote(
                "The bridge stays.",
                Verdict.OTHER_SPEAKER,
                "Bob",
                PLAIN_UTTERANCE,
                misattributed=True,
            ),
            CheckedQuote(
                "The bridge stays.",
                Verdict.OTHER_SPEAKER,
                None,
                UTTERANCE,
                misattributed=True,
            ),
            CheckedQuote("We sold the bridge.", Verdict.NOT_SAID, "Bob", DENIED_UTTERANCE),
            CheckedQuote("We sold the bridge.", Verdict.NOT_SAID, None, DENIED_UTTERANCE),
            CheckedQuote("No bridge.", Verdict.UNKNOWN, "Bob"),
            CheckedQuote("No bridge.", Verdict.UNKNOWN),
        ),
        omitted=1,
    ),
    Checked(()),
)
