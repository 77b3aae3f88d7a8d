"""Are the quotations in a message verbatim, and in the right mouth?"""

from briefings.answers.catalog import Catalog
from briefings.answers.claimed_speaker import ClaimedSpeaker, claimed
from briefings.answers.questions import AskCheck
from briefings.answers.types import Checked, CheckedQuote, Empty, Refused, Verdict
from briefings.answers.utterances import Spoken
from briefings.text.marked_passages import marked
from briefings.text.wording import difference

MOST_QUOTES = 20
MAX_MESSAGE = 10_000
"""Longest message that is checked, in characters; Discord's own limit is 4,000."""


def check(catalog: Catalog, question: AskCheck) -> Checked | Empty | Refused:
    message = question.text
    if len(message) > MAX_MESSAGE:
        return Refused(
            f"The message has {len(message):,} characters; "
            f"at most {MAX_MESSAGE:,} can be checked at once."
        )
    found = marked(message)
    if not found:
        return Empty("The message has no quotation: nothing stands in quotation marks.")
    checked = tuple(
        _verdict(catalog, quotation.text, claimed(catalog, message, found, index))
        for index, quotation in enumerate(found[:MOST_QUOTES])
    )
    return Checked(checked, omitted=max(0, len(found) - MOST_QUOTES))


def _verdict(catalog: Catalog, text: str, claim: ClaimedSpeaker | None) -> CheckedQuote:
    name = claim.name if claim else None
    printed = catalog.corpus.verbatim(text)
    said = [one for one in printed if one.is_said]
    if printed and not said:
        return CheckedQuote(text, Verdict.NOT_SAID, name, catalog.utterance(printed[0]))
    if said:
        by_claimed = [one for one in said if claim and _speaks_for(catalog, claim, one)]
        if by_claimed or claim is None:
            best = (by_claimed or said)[0]
            return CheckedQuote(text, Verdict.VERBATIM, name, catalog.utterance(best))
        # Words that the library credits to nobody can't be shown to be somebody else's.
        known = [one for one in said if one.creator in catalog.actors]
        verdict = Verdict.OTHER_SPEAKER if len(known) == len(said) else Verdict.VERBATIM
        best = known[0] if verdict is Verdict.OTHER_SPEAKER else said[0]
        return CheckedQuote(
            text,
            verdict,
            name,
            catalog.utterance(best),
            misattributed=verdict is Verdict.OTHER_SPEAKER,
        )
    claimed = catalog.within(claim.actor.id) if claim and claim.actor else ()
    near = catalog.corpus.nearest(text, claimed)
    if near is None:
        return CheckedQuote(text, Verdict.UNKNOWN, name)
    if not near.spoken.is_said:
        return CheckedQuote(text, Verdict.NOT_SAID, name, catalog.utterance(near.spoken))
    return CheckedQuote(
        text,
        Verdict.ALTERED,
        name,
        catalog.utterance(near.spoken),
        difference(near.words, text),
        misattributed=(
            claim is not None
            and near.spoken.creator in catalog.actors
            and not _speaks_for(catalog, claim, near.spoken)
        ),
    )


def _speaks_for(catalog: Catalog, claim: ClaimedSpeaker, spoken: Spoken) -> bool:
    """Is the claimed one the speaker, or an organisation that the speaker belongs to?"""
    return claim.actor is not None and spoken.creator in catalog.within(claim.actor.id)
