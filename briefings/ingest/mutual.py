"""The mutual check: shows the same words credited to different people as a difference.

Nothing here can tell which report is right: a report may have confused its speakers, or the rules
may. So neither is preferred; readers see both, each with its source.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from briefings.analysis.same_person import same_person
from briefings.library import Reader
from briefings.library.encoding import wording_hash
from briefings.models import Actor, ActorKind, Claim, Discrepancy, Quote, QuoteStatus
from briefings.text.folding import fold

FEWEST_WORDS = 6
"""Two people may well say the same in fewer words than this."""
_SHOWN_WORDS = 24
"""How many words of a long quotation the question repeats."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What happens to the differences about some words."""

    found: tuple[Discrepancy, ...] = ()
    settled: tuple[str, ...] = ()
    """Ids of differences about words that now have at most one speaker."""


def check(
    reader: Reader, coming: Mapping[str, Sequence[Quote]], actors: Mapping[str, Actor]
) -> Noted:
    """Finds other speakers of a batch's words, in the library or the batch.

    Args:
        reader: sees the library before the batch.
        coming: the quotations of each article to store, by its id; they replace what the library
            has under that id.
        actors: the batch's actors who are not yet in the library, by id.
    """
    former = [one for one in reader.quotes_in(coming) if _counts(one)]
    new = [one for quotes in coming.values() for one in quotes if _counts(one)]
    words = {wording_hash(one.text) for one in (*former, *new)}
    reports: dict[int, list[Quote]] = defaultdict(list)
    held = (one for one in reader.worded_as(words) if one.citation.article not in coming)
    for one in (*filter(_counts, held), *new):
        reports[wording_hash(one.text)].append(one)
    several = {hash_: found for hash_, found in reports.items() if _speakers(found) > 1}
    wanted = {one.creator for found in several.values() for one in found if one.creator}
    people = {**reader.actors_by_id(sorted(wanted)), **actors}
    made = {
        hash_: made
        for hash_, found in several.items()
        if (made := discrepancy(found, people)) is not None
    }
    settled = tuple(_id(hash_) for hash_ in sorted(words - made.keys()))
    return Noted(tuple(made.values()), settled)


def discrepancy(reports: Sequence[Quote], actors: Mapping[str, Actor]) -> Discrepancy | None:
    """The difference between reports of the same words, if they credit different people.

    Args:
        reports: at least one, in the library's order.
    """
    by_speaker: dict[str, list[Quote]] = defaultdict(list)
    for one in reports:
        speaker = actors.get(one.creator or "")
        if speaker is not None and speaker.kind is ActorKind.PERSON:
            by_speaker[speaker.id].append(one)
    names = {id_: actors[id_].name for id_ in by_speaker}
    if not any(_differ(one, other) for one, other in combinations(names.values(), 2)):
        return None
    return Discrepancy(
        id=_id(wording_hash(reports[0].text)),
        name=f"Who said “{_beginning(reports[0].text)}”?",
        topics=tuple(dict.fromkeys(topic for one in reports for topic in one.topics)),
        claims=tuple(
            Claim(text=names[id_], citations=tuple(one.citation for one in found))
            for id_, found in by_speaker.items()
        ),
    )


def _counts(quote: Quote) -> bool:
    return (
        quote.creator is not None
        and quote.status is QuoteStatus.SAID
        and len(quote.text.split()) >= FEWEST_WORDS
    )


def _speakers(reports: Iterable[Quote]) -> int:
    return len({one.creator for one in reports})


def _differ(one: str, other: str) -> bool:
    """Whether two names belong to two people, unlike "Brandt" and "Ada Brandt"."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return not (first <= second or second <= first or same_person(one, other))


def _id(wording: int) -> str:
    return f"same-words-{wording % 2**64:016x}"


def _beginning(text: str) -> str:
    words = " ".join(text.split()).split(" ")
    return " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")
