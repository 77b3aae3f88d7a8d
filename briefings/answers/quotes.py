"""A person's words, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind, blank, on_topic, ways_beyond, ways_on_topic
from briefings.answers.paging import paged
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
from briefings.library import Place, Reader, StoredUtterance
from briefings.models import Actor, Topic
from briefings.text.words import words
from briefings.translations import gettext

PER_PAGE = 3


@dataclass(frozen=True, slots=True)
class Quotes:
    person: Actor
    topic: Topic | None
    contains: str | None
    utterances: tuple[Utterance, ...]
    pages: Pages
    holdings: Holdings | None = None
    """For the topic; without one, for the topic of the newest words shown, if any."""


def quotes(
    catalog: Catalog, question: AskQuotes, person: Actor, topic: Topic | None
) -> Quotes | Empty | Refused:
    """The utterances of `person`, including members if it is an organisation."""
    speakers = catalog.speakers(person.id)
    contains = (question.contains or "").strip() or None
    beginnings = [word for _, _, word in words(contains or "")]
    if contains and not beginnings:
        return Refused(
            gettext("The words to look for have no letter or digit. Give a word or two.")
        )
    topic_id = topic.id if topic else None
    wanted = _Wanted(catalog.reader, speakers, topic_id, beginnings)
    count = _count(catalog, wanted) if speakers else 0
    if not count:
        return _nothing(catalog, person, topic, contains, speakers)
    pages = paged(question.page, count, PER_PAGE)
    page = wanted.page(pages.offset(PER_PAGE))
    about = topic or _topic_of(catalog, page)
    return Quotes(
        person,
        topic,
        contains,
        catalog.utterances(page),
        pages,
        catalog.holdings(about) if about else None,
    )


class _Wanted:
    """Selects utterances of these speakers, on the topic, with words that begin like these."""

    def __init__(
        self,
        reader: Reader,
        speakers: Sequence[str],
        topic: str | None,
        beginnings: Sequence[str],
    ) -> None:
        self.speakers = speakers
        self.topic = topic
        self._reader = reader
        self.with_words: Sequence[Place] | None = None
        """Where all of them stand, if there are words to look for: looking once is enough."""
        if beginnings and speakers:
            self.with_words = reader.places(creators=speakers, topic=topic, words=beginnings)

    def page(self, offset: int) -> Sequence[StoredUtterance]:
        if self.with_words is not None:
            return self._reader.utterances_at(self.with_words[offset : offset + PER_PAGE])
        return self._reader.utterances(
            creators=self.speakers, topic=self.topic, offset=offset, limit=PER_PAGE
        )


def _count(catalog: Catalog, wanted: _Wanted) -> int:
    if wanted.with_words is not None:
        return len(wanted.with_words)
    if wanted.topic is None:
        return sum(map(catalog.directory.utterances, wanted.speakers))
    return catalog.reader.count_utterances(creators=wanted.speakers, topic=wanted.topic)


def _topic_of(catalog: Catalog, page: Sequence[StoredUtterance]) -> Topic | None:
    """The topic of the newest of these words that have one."""
    ids = [topic for one in page for quote in one.quotes for topic in quote.topics]
    return next(iter(catalog.topics(ids).values()), None)


def _nothing(
    catalog: Catalog,
    person: Actor,
    topic: Topic | None,
    contains: str | None,
    speakers: Sequence[str],
) -> Empty:
    if not speakers:
        return Empty(
            gettext("The library holds no quotation of %(person)s.", person=person.name),
            catalog.person_choices(lambda one: catalog.directory.utterances(one) > 0),
            kind="person",
        )
    values = {"person": person.name, "topic": topic.name if topic else ""}
    if contains and topic:
        reason = gettext(
            "No quotation of %(person)s on %(topic)s has the words “%(words)s”.",
            words=contains,
            **values,
        )
    elif contains:
        reason = gettext(
            "No quotation of %(person)s has the words “%(words)s”.", words=contains, **values
        )
    elif topic:
        reason = gettext("The library holds no quotation of %(person)s on %(topic)s.", **values)
    else:
        reason = gettext("The library holds no quotation of %(person)s.", **values)
    return Empty(reason, catalog.topic_choices(catalog.reader.topics_of(speakers)), filtered=True)


def respond(catalog: Catalog, question: AskQuotes, _: date | None) -> Quotes | Otherwise:
    directory = catalog.directory
    person = catalog.actor(question.person, wanted=directory.is_quoted)
    if not isinstance(person, Actor):
        return person
    if question.topic is None or blank(question.topic) or not directory.is_quoted(person.id):
        return quotes(catalog, question, person, None)
    return on_topic(
        catalog,
        question.topic,
        catalog.reader.topics_of(catalog.speakers(person.id)).__contains__,
        lambda topic: quotes(catalog, question, person, topic),
    )


def ways_on(answer: Quotes) -> Ways:
    person, held = answer.person, answer.holdings
    if answer.topic or answer.contains:
        yield gettext("All %(name)s quotes", name=person.name), AskQuotes(person.id)
    yield gettext("Who: %(name)s", name=person.name), AskWho(person.id)
    if held and answer.topic:
        yield from ways_on_topic(held)
    elif held:  # the reply itself does not name the topic
        yield from ways_beyond(held)


def again(answer: Quotes) -> AskQuotes:
    return AskQuotes(answer.person.id, answer.topic.id if answer.topic else None, answer.contains)


KIND = Kind("quotes", AskQuotes, Quotes, respond, ways_on, again=again)
