"""Samples for `checked.md.j2`."""

from briefings.answers.types import Checked, CheckedQuote, Verdict
from briefings.rendering.samples.material import PLAIN_UTTERANCE, SEGMENTS, UTTERANCE

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
            CheckedQuote("No bridge.", Verdict.UNKNOWN, "Bob"),
            CheckedQuote("No bridge.", Verdict.UNKNOWN),
        ),
        omitted=1,
    ),
    Checked(()),
)
