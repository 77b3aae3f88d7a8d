"""Checks that need the whole digest: do the ids exist, does every line rest on something?"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefings.digest.explain import hinting
from briefings.digest.parsing import FieldPath
from briefings.digest.places import Places
from briefings.digest.problems import Problem
from briefings.models import (
    MAX_ANCHOR_WORDS,
    Citation,
    Digest,
    Discrepancy,
    Event,
    Quote,
)


class Cited(NamedTuple):
    """A citation and its place: in which record, and where in that."""

    section: str
    record_id: str
    path: FieldPath
    citation: Citation


def citations(digest: Digest) -> Iterator[Cited]:
    """Every citation of a digest."""
    for quote in digest.quotes:
        yield Cited("quotes", quote.id, ("citation",), quote.citation)
    lists: list[tuple[str, str, FieldPath, tuple[Citation, ...]]] = [
        *(("positions", position.id, (), position.citations) for position in digest.positions),
        *(("events", event.id, (), event.citations) for event in digest.events),
        *(
            ("topics", topic.id, ("key_points", index), point.citations)
            for topic in digest.topics
            for index, point in enumerate(topic.key_points)
        ),
        *(
            ("discrepancies", discrepancy.id, ("claims", index), claim.citations)
            for discrepancy in digest.discrepancies
            for index, claim in enumerate(discrepancy.claims)
        ),
    ]
    for section, record_id, path, cited in lists:
        for index, citation in enumerate(cited):
            yield Cited(section, record_id, (*path, "citations", index), citation)


def check(digest: Digest, places: Places) -> list[Problem]:
    """Every problem that a single record can't show.

    Ids of records that could not be read count as existing: their own problem is already reported.
    If not even the ids could be read, unresolved references are counted in one problem.
    """
    checks: tuple[Callable[[Digest, Places], Iterator[Problem]], ...] = (
        _dangling,
        _issues,
        _affiliation_cycles,
        _anchors,
        _machine_written_evidence,
        _one_speaker_an_utterance,
    )
    return [problem for find in checks for problem in find(digest, places)]


def _references(digest: Digest) -> Iterator[tuple[str, str, FieldPath, str, str | None]]:
    """Each reference from one record to another: section, id, field, the other's section and id."""
    for cited in citations(digest):
        path = (*cited.path, "article")
        yield cited.section, cited.record_id, path, "articles", cited.citation.article
    for actor in digest.actors:
        yield "actors", actor.id, ("affiliation",), "actors", actor.affiliation
    for quote in digest.quotes:
        yield "quotes", quote.id, ("creator",), "actors", quote.creator
    for position in digest.positions:
        yield "positions", position.id, ("actor",), "actors", position.actor
        yield "positions", position.id, ("topic",), "topics", position.topic
        yield "positions", position.id, ("quote",), "quotes", position.quote
    for event in digest.events:
        for index, attendee in enumerate(event.attendees):
            yield "events", event.id, ("attendees", index), "actors", attendee
    lists: tuple[tuple[str, tuple[Quote | Event | Discrepancy, ...]], ...] = (
        ("quotes", digest.quotes),
        ("events", digest.events),
        ("discrepancies", digest.discrepancies),
    )
    for section, records in lists:
        for record in records:
            for index, topic in enumerate(record.topics):
                yield section, record.id, ("topics", index), "topics", topic


_NOUNS = {"articles": "article", "actors": "actor", "topics": "topic", "quotes": "quote"}


def _dangling(digest: Digest, places: Places) -> Iterator[Problem]:
    into_lost: Counter[str] = Counter()
    for section, record_id, path, target, target_id in _references(digest):
        if target_id is None or places.knows(target, target_id):
            continue
        if places.lost(target):
            into_lost[target] += 1
            continue
        message = f"no {_NOUNS[target]} has the id {target_id!r}"
        message = hinting(message, target_id, places.ids(target))
        yield places.problem(section, record_id, path, message)
    for target, count in into_lost.items():
        references = "1 reference" if count == 1 else f"{count} references"
        yield Problem(None, 0, "", f"{references} to {target} that did not load")


def _issues(digest: Digest, places: Places) -> Iterator[Problem]:
    issues: dict[str, list[str]] = {}
    for topic in digest.topics:
        ids = issues.setdefault(topic.id, [])
        for index, issue in enumerate(topic.issues):
            if issue.id in ids:
                message = f"{issue.id!r} is there twice in this topic — an issue's id is unique"
                yield places.problem("topics", topic.id, ("issues", index, "id"), message)
            ids.append(issue.id)
    for position in digest.positions:
        known = issues.get(position.topic)
        if position.issue is not None and known is not None and position.issue not in known:
            message = f"topic {position.topic!r} has no issue {position.issue!r}"
            message = hinting(message, position.issue, known)
            yield places.problem("positions", position.id, ("issue",), message)


def _affiliation_cycles(digest: Digest, places: Places) -> Iterator[Problem]:
    above = {actor.id: actor.affiliation for actor in digest.actors}
    settled: set[str] = set()
    for start in above:
        trail: list[str] = []
        current: str | None = start
        while current is not None and current in above and current not in settled:
            if current in trail:
                cycle = [*trail[trail.index(current) :], current]
                message = f"affiliations go round: {' → '.join(cycle)} — they must end at a side"
                yield places.problem("actors", current, ("affiliation",), message)
                break
            trail.append(current)
            current = above[current]
        settled.update(trail)


def _anchors(digest: Digest, places: Places) -> Iterator[Problem]:
    """Citations that are too long for an article whose text we may not hold."""
    unheld = {article.id for article in digest.articles if article.text is None}
    quoted = {(quote.citation.article, quote.text) for quote in digest.quotes}
    for section, record_id, path, citation in citations(digest):
        if citation.article not in unheld:
            continue
        for name in ("exact", "prefix", "suffix"):
            words = len(getattr(citation, name).split())
            is_quotation = name == "exact" and (citation.article, citation.exact) in quoted
            if words > MAX_ANCHOR_WORDS and not is_quotation:
                message = (
                    f"has {words} words of an article whose text is not held — at most "
                    f"{MAX_ANCHOR_WORDS}, or exactly a quotation of the digest"
                )
                yield places.problem(section, record_id, (*path, name), message)


def _machine_written_evidence(digest: Digest, places: Places) -> Iterator[Problem]:
    machine = {article.id for article in digest.articles if article.is_machine_written}
    for topic in digest.topics:
        for index, point in enumerate(topic.key_points):
            if all(citation.article in machine for citation in point.citations):
                message = (
                    "rests on machine-written text alone — cite an article of a person's as well"
                )
                path = ("key_points", index, "citations")
                yield places.problem("topics", topic.id, path, message)


def _one_speaker_an_utterance(digest: Digest, places: Places) -> Iterator[Problem]:
    speakers: dict[str, tuple[str, str]] = {}
    for quote in digest.quotes:
        if quote.creator is None:
            continue
        creator, first = speakers.setdefault(quote.utterance, (quote.creator, quote.id))
        if creator != quote.creator:
            message = (
                f"utterance {quote.utterance!r} is {creator}'s in quote {first!r} — "
                "the same words have one speaker: correct one, or give them two utterances"
            )
            yield places.problem("quotes", quote.id, ("creator",), message)
