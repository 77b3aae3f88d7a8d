"""Turns a story into the records that answer questions: a topic with its findings.

Ids stay the same as long as what they name does, so that telling a story again changes only what
differs.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from briefings.models import (
    MAX_PASSAGE,
    Citation,
    Claim,
    Digest,
    Discrepancy,
    DiscrepancyKind,
    Event,
    Issue,
    KeyPoint,
    Position,
    Quote,
    Topic,
)
from briefings.stories.articles import Citation as Place
from briefings.stories.claims import StatedClaim, StatedDiscrepancy
from briefings.stories.positions import StatedPosition, by_question
from briefings.stories.telling import Story
from briefings.stories.vectors import stems
from briefings.text.folding import fold

PREFIX = "story-"
_HASH, _PART_HASH = 12, 10
"""Hexadecimal digits that distinguish stories, and parts of one: buttons have room for few."""
_LONGEST = 500
"""The most characters of a digest's line; longer ones are left out rather than cut."""
_HEADLINES, _ACTORS = 8, 12
"""How many other headlines and actors help to find a story."""
_CITED = 12
"""How many citations a line has, which show that others say so too."""


def story_id(founder: str) -> str:
    """The id of a story, and of its topic: short, and always the same.

    It reveals nothing about the founding article, which may have to be forgotten.

    Args:
        founder: the article's id.
    """
    return PREFIX + _digest(_HASH, founder)


def publish(
    story: Story,
    actor_of: Mapping[str, str],
    quote_at: Mapping[tuple[str, int], Quote],
    was_part_of: Sequence[str] = (),
) -> Digest:
    """The topic of a story, its positions, events and discrepancies.

    Args:
        actor_of: ids of actors by their names in the story's positions; missing ones have no
            position.
        quote_at: the stored quotations of its articles, by article and start.
        was_part_of: ids of the topics that its articles belonged to before.
    """
    topic = story.id
    questions = {
        question: _issue_id(question) for question in by_question(story.positions) if question
    }
    positions = _by_id(
        _position(stated, topic, actor_of, quote_at, questions) for stated in story.positions
    )
    asked = {one.issue for one in positions}
    return Digest(
        topics=(
            Topic(
                id=topic,
                name=story.name[:_LONGEST],
                keywords=tuple(_keywords(story)),
                as_of=story.as_of.isoformat(),
                issues=tuple(
                    Issue(id=id_, name=f"{question.capitalize()}?")
                    for question, id_ in questions.items()
                    if id_ in asked
                ),
                key_points=tuple(_key_points(story)),
                story=True,
                origins=story.origins,
                was_part_of=tuple(was_part_of),
            ),
        ),
        positions=positions,
        events=_by_id(_events(story, topic)),
        discrepancies=_by_id(_discrepancy(stated, topic) for stated in story.discrepancies),
    )


R = TypeVar("R", Position, Event, Discrepancy)


def _by_id(records: Iterable[R | None]) -> tuple[R, ...]:
    """The existing records, each once."""
    found: dict[str, R] = {}
    for one in records:
        if one is not None:
            found.setdefault(one.id, one)
    return tuple(found.values())


def _keywords(story: Story) -> Iterable[str]:
    """Other words that identify a story: its articles' headlines and its speakers."""
    headlines = (one for one in story.headlines if one != story.name and len(one) <= _LONGEST)
    actors = dict.fromkeys(position.actor for position in story.positions)
    yield from islice(headlines, _HEADLINES)
    yield from islice(actors, _ACTORS)


def _key_points(story: Story) -> Iterable[KeyPoint]:
    for point in story.key_points:
        if _fits(point.text, point.citations):
            yield KeyPoint(
                text=point.text,
                citations=_citations(point.citations),
                origins=point.origins,
                first_seen=point.first_seen.isoformat(),
                verbatim=True,
            )


def _events(story: Story, topic: str) -> Iterable[Event]:
    for event in story.events:
        if _fits(event.name, event.citations):
            yield Event(
                id=_part(topic, "event", event.start_date, event.name),
                name=event.name,
                start_date=event.start_date,
                end_date=event.end_date,
                status=event.status,
                topics=(topic,),
                citations=_citations(event.citations),
                origins=event.origins,
                verbatim=True,
            )


def _position(
    stated: StatedPosition,
    topic: str,
    actor_of: Mapping[str, str],
    quote_at: Mapping[tuple[str, int], Quote],
    questions: Mapping[str, str],
) -> Position | None:
    text, citations = stated.text, _citations(stated.citations)
    first = stated.citations[0]
    quote = quote_at.get((first.article, first.start)) if stated.quoted else None
    actor = actor_of.get(stated.actor)
    if quote is not None and quote.creator is not None:
        # The quotation as stored, without the reporter's comma.
        text, citations = quote.text, (quote.citation, *citations[1:])
        actor = quote.creator
    if actor is None or not _fits(text, stated.citations):
        return None
    return Position(
        id=_part(topic, "position", actor, text),
        actor=actor,
        topic=topic,
        issue=questions.get(stated.question or ""),
        stance=stated.stance,
        text=text,
        evidence=stated.evidence,
        as_of=stated.as_of.isoformat(),
        quote=quote.id if quote is not None else None,
        citations=citations,
        verbatim=True,
    )


def _discrepancy(stated: StatedDiscrepancy, topic: str) -> Discrepancy | None:
    claims = tuple(
        Claim(
            text=claim.text,
            citations=_citations(claim.citations),
            verbatim=claim.text in claim.citations[0].exact,
        )
        for claim in stated.claims
        if _fits(claim.text, claim.citations)
    )
    if len(claims) < 2:
        return None
    # Numbers with one unit make one difference, which further claims join.
    first = "" if stated.kind is DiscrepancyKind.NUMBER else stated.claims[0].text
    return Discrepancy(
        id=_part(topic, "difference", stated.kind, stated.about, first),
        name=_question(stated)[:_LONGEST],
        kind=stated.kind,
        topics=(topic,),
        claims=claims,
    )


_ASKED = {
    "killed": "How many were killed?",
    "injured": "How many were injured?",
    "": "How many?",
}
_MONEY = frozenset("$£€")


def _question(stated: StatedDiscrepancy) -> str:
    about = stated.about
    match stated.kind:
        case DiscrepancyKind.NUMBER if about in _MONEY or about == "%":
            return _or(claim.text for claim in stated.claims)
        case DiscrepancyKind.NUMBER:
            return _ASKED.get(about) or f"How many {_printed(about, stated.claims)}?"
        case DiscrepancyKind.DAY if about:
            return f"On which day did {about} say it?"
        case DiscrepancyKind.ATTRIBUTED:
            return "Is it a fact, or only claimed?"
        case DiscrepancyKind.PARTICIPANTS:
            return "Who takes part?"
        case DiscrepancyKind.SPELLING:
            return f"How is the name of {about} spelled?"
        case DiscrepancyKind.DAY:
            return "On which day?"
        case DiscrepancyKind.DENIED:
            return f"Is it so? {about} denies it"
        case DiscrepancyKind.NEGATED:
            return f"“{about}”, or not?"
        case _:
            return f"What exactly did {about} say?"


def _or(texts: Iterable[str]) -> str:
    """ "£24 million or £31 million?": only the sentences say what the money or share is for."""
    *others, last = dict.fromkeys(texts)
    said = f"{', '.join(others)} or {last}?" if others else f"{last}?"
    return said[0].upper() + said[1:]


def _printed(stem: str, claims: Iterable[StatedClaim]) -> str:
    """The word that a claim's sentence has for a stem."""
    for claim in claims:
        for word in re.findall(r"\w[\w’'-]*", claim.citations[0].exact):
            if stems(word) == (stem,):
                return str(word).lower()
    return stem


def _fits(text: str, places: Sequence[Place]) -> bool:
    """Whether a line and its places fit into a digest."""
    return 0 < len(text) <= _LONGEST and len(places[0].exact) <= MAX_PASSAGE


def _citations(places: Iterable[Place]) -> tuple[Citation, ...]:
    fitting = (place for place in places if len(place.exact) <= MAX_PASSAGE)
    return tuple(map(_citation, islice(fitting, _CITED)))


@lru_cache(maxsize=8_192)
def _citation(place: Place) -> Citation:
    """Cached: a story told again cites the same places."""
    return Citation(article=place.article, exact=place.exact, start=place.start, end=place.end)


def _issue_id(question: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", fold(question)).strip("-")
    return plain if 0 < len(plain) <= len(PREFIX) * 8 else _digest(_PART_HASH, question)


def _part(topic: str, *what: str) -> str:
    return f"{topic}-{_digest(_PART_HASH, *what)}"


def _digest(digits: int, *parts: str) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=digits // 2).hexdigest()
