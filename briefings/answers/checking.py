"""Checks whether the quotations in a message are verbatim and credited to the right person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefings.answers.catalog import Catalog
from briefings.answers.claimed_speaker import ClaimedSpeaker, claimed
from briefings.answers.kind import Kind
from briefings.answers.parts import Empty, Refused, Utterance, Ways
from briefings.answers.questions import AskCheck, AskQuotes
from briefings.answers.wordings import Said, nearest, verbatim
from briefings.library import Worded
from briefings.models import QuoteStatus
from briefings.text.marked_passages import marked
from briefings.text.wording import Segment, difference
from briefings.translations import gettext

MOST_QUOTES = 20
MAX_MESSAGE = 10_000
"""Longest message that is checked, in characters; Discord's own limit is 4,000."""


class Verdict(StrEnum):
    VERBATIM = "verbatim"
    ALTERED = "altered"
    OTHER_SPEAKER = "other-speaker"
    """The words are verbatim, but the text credits them to somebody else."""
    NOT_SAID = "not-said"
    """An article has the words, but as denied, disputed or merely imagined: nobody said them."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    text: str
    """As in the checked message."""
    verdict: Verdict
    claimed: str | None = None
    """The speaker that the message names, if any."""
    utterance: Utterance | None = None
    segments: tuple[Segment, ...] = ()
    """For ALTERED: from the true words (removed) to the message's (added)."""
    misattributed: bool = False
    """Whether the message names somebody who did not say it: always for OTHER_SPEAKER, sometimes
    for ALTERED."""


@dataclass(frozen=True, slots=True)
class Checked:
    quotes: tuple[CheckedQuote, ...]
    omitted: int = 0
    """Quotations beyond the first 20, which are not checked."""


def check(catalog: Catalog, question: AskCheck) -> Checked | Empty | Refused:
    message = question.text
    if len(message) > MAX_MESSAGE:
        return Refused(
            gettext(
                "The message has %(length)s characters; at most %(most)s can be checked at once.",
                length=len(message),
                most=MAX_MESSAGE,
            )
        )
    found = marked(message)
    if not found:
        return Empty(gettext("The message has no quotation: nothing stands in quotation marks."))
    checked = tuple(
        _verdict(catalog, quotation.text, claimed(catalog, message, found, index))
        for index, quotation in enumerate(found[:MOST_QUOTES])
    )
    return Checked(checked, omitted=max(0, len(found) - MOST_QUOTES))


def _verdict(catalog: Catalog, text: str, claim: ClaimedSpeaker | None) -> CheckedQuote:
    name = claim.name if claim else None
    claimed = catalog.speakers(claim.actor.id) if claim and claim.actor else ()
    said = verbatim(catalog.reader, text, claimed)
    if said.reports:
        return _verbatim(catalog, text, name, said, claimed)
    near = nearest(catalog.reader, text, claimed)
    if near is None:
        return CheckedQuote(text, Verdict.UNKNOWN, name)
    if not _is_said(near_shown := catalog.utterance(near.report)):
        return CheckedQuote(text, Verdict.NOT_SAID, name, near_shown)
    speaker = near.report.creator
    return CheckedQuote(
        text,
        Verdict.ALTERED,
        name,
        near_shown,
        difference(near.words, text),
        misattributed=name is not None and speaker in catalog.actors and speaker not in claimed,
    )


def _verbatim(
    catalog: Catalog, text: str, name: str | None, said: Said, claimed: Collection[str]
) -> CheckedQuote:
    """The verdict on words that the library holds.

    Args:
        name: the speaker that the message names, if any.
        claimed: the ids of that speaker and of everyone who speaks for it.
    """
    denied = _not_said(catalog, said.reports)
    reported = [one for one in said.reports if one.key not in denied]
    if not reported:
        shown = catalog.utterance(said.reports[0])
        return CheckedQuote(text, Verdict.NOT_SAID, name, shown)
    by_claimed = [one for one in reported if one.creator in claimed]
    if by_claimed or name is None:
        best = (by_claimed or reported)[0]
        return CheckedQuote(text, Verdict.VERBATIM, name, catalog.utterance(best))
    # Words that the library credits to nobody can't be proved to be somebody else's.
    known = [one for one in reported if one.creator in catalog.actors]
    if said.complete and len(known) == len(reported):
        shown = catalog.utterance(known[0])
        return CheckedQuote(text, Verdict.OTHER_SPEAKER, name, shown, misattributed=True)
    return CheckedQuote(text, Verdict.VERBATIM, name, catalog.utterance(reported[0]))


def _not_said(catalog: Catalog, reports: Iterable[Worded]) -> set[int]:
    """The keys of utterances that were denied, disputed or imagined.

    Words with a creator were said; the article may say that others were not.
    """
    doubtful = [one for one in reports if one.creator is None]
    found = catalog.reader.utterances_at(doubtful) if doubtful else ()
    return {one.key for one in found if one.lead.status is not QuoteStatus.SAID}


def _is_said(utterance: Utterance | None) -> bool:
    """Whether the reports present the words as said, not as denied, disputed or imagined."""
    return utterance is None or utterance.lead.quote.status is QuoteStatus.SAID


def respond(catalog: Catalog, question: AskCheck, _: date | None) -> Checked | Empty | Refused:
    return check(catalog, question)


def ways_on(answer: Checked) -> Ways:
    for checked in answer.quotes:
        if checked.utterance and (speaker := checked.utterance.speaker):
            yield gettext("Quotes: %(name)s", name=speaker.name), AskQuotes(speaker.id)


KIND = Kind("checked", AskCheck, Checked, respond, ways_on)
