"""A person's words, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind, blank, on_topic, ways_on_topic
from briefings.answers.paging import packed_page
from briefings.answers.parts import (
    Empty,
    Holdings,
    Otherwise,
    Pages,
    Refused,
    Utterance,
    Ways,
)
from briefings.answers.questions import AskQuotes, AskWho
from briefings.answers.utterances import Spoken
from briefings.matching import fold
from briefings.models import Actor, Topic

PER_PAGE = 4
ROOM = 2_200
"""Characters of quotation that a page takes, over all its utterances and their wordings."""


@dataclass(frozen=True, slots=True)
class Quotes:
    person: Actor
    topic: Topic | None
    contains: str | None
    utterances: tuple[Utterance, ...]
    pages: Pages
    holdings: Holdings | None = None
    """On the topic; without one, on that of the newest words shown, where they have any."""


def quotes(
    catalog: Catalog, question: AskQuotes, person: Actor, topic: Topic | None
) -> Quotes | Empty | Refused:
    """The utterances of `person`, of its members too where it is an organisation."""
    said = catalog.said_by(person.id)
    found = [one for one in said if topic is None or topic.id in one.topics]
    contains = (question.contains or "").strip() or None
    if contains:
        beginnings = [f" {word}" for word in fold(contains).split()]
        if not beginnings:
            return Refused("The words to look for hold no letter and no digit. Give a word or two.")
        found = [one for one in found if one.mentions(beginnings)]
    if not found:
        return _nothing(catalog, person, topic, contains, said)
    page, pages = packed_page(
        found, question.page, most=PER_PAGE, room=ROOM, length=lambda one: one.length
    )
    about = topic or _topic_of(catalog, page)
    return Quotes(
        person,
        topic,
        contains,
        tuple(map(catalog.utterance, page)),
        pages,
        catalog.holdings(about) if about else None,
    )


def _topic_of(catalog: Catalog, page: Sequence[Spoken]) -> Topic | None:
    """What the newest of these words that are on a topic are about."""
    ids = (topic for one in page for quote in one.quotes for topic in quote.topics)
    return next((catalog.topics[i] for i in ids if i in catalog.topics), None)


def _nothing(
    catalog: Catalog,
    person: Actor,
    topic: Topic | None,
    contains: str | None,
    said: Sequence[Spoken],
) -> Empty:
    about = f" on {topic.name}" if topic else ""
    if not said:
        others = (one.creator for one in catalog.spoken if one.creator)
        return Empty(
            f"The library holds no quotation of {person.name}.",
            catalog.person_choices(others),
            kind="person",
        )
    if contains:
        reason = f"No quotation of {person.name}{about} has the words “{contains}”."
    else:
        reason = f"The library holds no quotation of {person.name}{about}."
    topics = catalog.topic_choices(t for one in said for t in one.topics)
    return Empty(reason, topics, filtered=True)


def respond(catalog: Catalog, question: AskQuotes, _: date | None) -> Quotes | Otherwise:
    person = catalog.actor(question.person, wanted=catalog.is_quoted)
    if not isinstance(person, Actor):
        return person
    if question.topic is None or blank(question.topic) or not catalog.is_quoted(person.id):
        return quotes(catalog, question, person, None)
    return on_topic(
        catalog,
        question.topic,
        lambda topic: catalog.is_quoted(person.id, topic),
        lambda topic: quotes(catalog, question, person, topic),
    )


def ways_on(answer: Quotes) -> Ways:
    person, held = answer.person, answer.holdings
    if answer.topic or answer.contains:
        yield f"All of {person.name}", AskQuotes(person.id)
    yield f"Who: {person.name}", AskWho(person.id)
    if held and answer.topic:
        yield from ways_on_topic(held)
    elif held:  # the reply itself does not name the topic
        for label, following in list(ways_on_topic(held))[:2]:
            yield f"{label}: {held.topic.name}", following


def again(answer: Quotes) -> AskQuotes:
    return AskQuotes(answer.person.id, answer.topic.id if answer.topic else None, answer.contains)


KIND = Kind("quotes", AskQuotes, Quotes, respond, ways_on, again)
