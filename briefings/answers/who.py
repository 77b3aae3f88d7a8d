"""An actor: role, spellings, what it holds on each topic, its latest words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind
from briefings.answers.numbering import SHORT, References
from briefings.answers.parts import CitedLine, Otherwise, Reference, Utterance, Ways
from briefings.answers.positions import leading, spoken_by
from briefings.answers.questions import AskPositions, AskQuotes, AskWho
from briefings.chronology import newest_first
from briefings.library import STORY
from briefings.models import Actor, Issue, Position, Stance, Topic
from briefings.translations import gettext

LATEST = 3
HELD = 40
"""So many of the newest positions of an actor, and of each member, are looked at."""
MOST_TOPICS = 8


@dataclass(frozen=True, slots=True)
class TopicStance:
    topic: Topic
    line: CitedLine
    stance: Stance
    issue: Issue | None = None
    """The question that the stance answers; None where it is on the topic as a whole."""


@dataclass(frozen=True, slots=True)
class Who:
    actor: Actor
    affiliation: Actor | None
    members: tuple[Actor, ...]
    """Of an organisation or government: who speaks for it."""
    stances: tuple[TopicStance, ...]
    latest: tuple[Utterance, ...]
    quote_count: int
    references: tuple[Reference, ...]


def who(catalog: Catalog, actor: Actor) -> Who:
    directory = catalog.directory
    speakers = catalog.speakers(actor.id)
    latest = catalog.reader.utterances(creators=speakers, limit=LATEST) if speakers else ()
    references = References(catalog)
    return Who(
        actor=actor,
        affiliation=catalog.actors.get(actor.affiliation) if actor.affiliation else None,
        members=_who_speak(catalog, directory.within(actor.id)[1:]),
        stances=_stances(catalog, actor, references),
        latest=catalog.utterances(latest),
        quote_count=sum(map(directory.utterances, speakers)),
        references=references.listed(),
    )


def _who_speak(catalog: Catalog, members: Iterable[str]) -> tuple[Actor, ...]:
    """Who of the members is quoted or holds positions, the most quoted first."""
    weight = catalog.directory.weight
    speaking = sorted(filter(weight, members), key=lambda one: -weight(one))
    return tuple(catalog.actors[one] for one in speaking if one in catalog.actors)


def _stances(catalog: Catalog, actor: Actor, references: References) -> tuple[TopicStance, ...]:
    """The leading position on each topic: those written by hand first, then the newest stories."""
    held: dict[str, list[Position]] = defaultdict(list)
    for position in catalog.reader.positions_of(catalog.directory.within(actor.id), limit=HELD):
        held[position.topic].append(position)
    # Of very many stories the last are read.
    written = [one for one in held if not one.startswith(STORY)]
    stories = [one for one in held if one.startswith(STORY)][-MOST_TOPICS:]
    topics = sorted(catalog.topics((*written, *stories)).values(), key=_newest_first)
    shown = topics[:MOST_TOPICS]
    catalog.need_quotes_of(position for topic in shown for position in held[topic.id])
    stances = []
    for topic in shown:
        lead = leading(catalog, held[topic.id], actor)
        line = references.statement(lead, speaker=spoken_by(catalog, lead), most=SHORT)
        issue = next((one for one in topic.issues if one.id == lead.issue), None)
        stances.append(TopicStance(topic, line, lead.stance, issue))
    return tuple(stances)


def _newest_first(topic: Topic) -> tuple[bool, int]:
    return topic.story, newest_first(topic.as_of) if topic.story else 0


def respond(catalog: Catalog, question: AskWho, _: date | None) -> Who | Otherwise:
    person = catalog.actor(question.person)
    return who(catalog, person) if isinstance(person, Actor) else person


def ways_on(answer: Who) -> Ways:
    if answer.quote_count:
        yield gettext("Quotes: %(name)s", name=answer.actor.name), AskQuotes(answer.actor.id)
    for stance in answer.stances[:1]:
        yield gettext("Positions: %(name)s", name=stance.topic.name), AskPositions(stance.topic.id)
    if answer.affiliation:
        yield gettext("Who: %(name)s", name=answer.affiliation.name), AskWho(answer.affiliation.id)
    for member in answer.members[:2]:
        yield gettext("Who: %(name)s", name=member.name), AskWho(member.id)


KIND = Kind("who", AskWho, Who, respond, ways_on)
