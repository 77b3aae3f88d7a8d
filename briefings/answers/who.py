"""An actor: role, spellings, what it holds on each topic, its latest words."""

from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind
from briefings.answers.numbering import References
from briefings.answers.parts import CitedLine, Otherwise, Reference, Utterance, Ways
from briefings.answers.positions import leading
from briefings.answers.questions import AskPositions, AskQuotes, AskWho
from briefings.models import Actor, Issue, Stance, Topic

LATEST = 3


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
    references = References(catalog)
    said = catalog.said_by(actor.id)
    return Who(
        actor=actor,
        affiliation=catalog.actors.get(actor.affiliation) if actor.affiliation else None,
        members=catalog.speakers_of(actor.id),
        stances=_stances(catalog, actor, references),
        latest=tuple(map(catalog.utterance, said[:LATEST])),
        quote_count=len(said),
        references=references.listed(),
    )


def _stances(catalog: Catalog, actor: Actor, references: References) -> tuple[TopicStance, ...]:
    """The leading position on each topic, in the digest's order of topics."""
    stances = []
    for topic in catalog.topics.values():
        lead = leading(catalog, topic, actor)
        if lead:
            line = references.line(lead.text, lead.citations)
            issue = next((one for one in topic.issues if one.id == lead.issue), None)
            stances.append(TopicStance(topic, line, lead.stance, issue))
    return tuple(stances)


def respond(catalog: Catalog, question: AskWho, _: date | None) -> Who | Otherwise:
    person = catalog.actor(question.person)
    return who(catalog, person) if isinstance(person, Actor) else person


def ways_on(answer: Who) -> Ways:
    if answer.quote_count:
        yield f"Quotes: {answer.actor.name}", AskQuotes(answer.actor.id)
    for stance in answer.stances[:2]:
        yield f"Positions: {stance.topic.name}", AskPositions(stance.topic.id)
    if answer.affiliation:
        yield f"Who: {answer.affiliation.name}", AskWho(answer.affiliation.id)
    for member in answer.members[:3]:
        yield f"Who: {member.name}", AskWho(member.id)


KIND = Kind("who", AskWho, Who, respond, ways_on)
