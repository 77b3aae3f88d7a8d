"""An actor: role, spellings, what it holds on each topic, its latest words."""

import re
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
from briefings.chronology import newest_first, published_on
from briefings.library import STORY
from briefings.models import (
    Actor,
    ActorKind,
    Citation,
    Issue,
    KeyPoint,
    Position,
    Stance,
    Topic,
)
from briefings.text.folding import fold
from briefings.translations import gettext

LATEST = 3
HELD = 40
"""How many of the newest positions of an actor, and of each member, are considered."""
MOST_TOPICS = 8
LOOKED_AT = 12
"""How many of the newest articles in which somebody speaks are read for their role."""
MOST_ROLES = 2
_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their|our)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TopicStance:
    topic: Topic
    line: CitedLine
    stance: Stance
    issue: Issue | None = None
    """The question that the stance answers; None for the topic as a whole."""


@dataclass(frozen=True, slots=True)
class Who:
    actor: Actor
    affiliation: Actor | None
    members: tuple[Actor, ...]
    """Who speaks for an organisation or government."""
    stances: tuple[TopicStance, ...]
    latest: tuple[Utterance, ...]
    quote_count: int
    references: tuple[Reference, ...]
    roles: tuple[CitedLine, ...] = ()
    """How articles introduce a person, in their words, newest first."""


def who(catalog: Catalog, actor: Actor) -> Who:
    directory = catalog.directory
    speakers = catalog.speakers(actor.id)
    latest = catalog.reader.utterances(creators=speakers, limit=LATEST) if speakers else ()
    references = References(catalog)
    roles = () if actor.job_title else _roles(catalog, actor, references)
    return Who(
        actor=actor,
        affiliation=catalog.actors.get(actor.affiliation) if actor.affiliation else None,
        members=_who_speak(catalog, directory.within(actor.id)[1:]),
        stances=_stances(catalog, actor, references),
        latest=catalog.utterances(latest),
        quote_count=sum(map(directory.utterances, speakers)),
        references=references.listed(),
        roles=roles,
    )


def _roles(catalog: Catalog, actor: Actor, references: References) -> tuple[CitedLine, ...]:
    """The roles that the newest articles in which the actor speaks give, each once."""
    if actor.kind is not ActorKind.PERSON:
        return ()
    # Imported late: a bot that never gets this question loads no analysis.
    from briefings.analysis.introductions import introductions

    reader = catalog.reader
    cited = [
        quote.citation.article
        for said in reader.utterances(creators=[actor.id], limit=LOOKED_AT)
        for quote in said.quotes
    ]
    held = reader.positions_of([actor.id], limit=LOOKED_AT)
    cited += [one.citations[0].article for one in reversed(held)]
    articles = [one for id_ in dict.fromkeys(cited) if (one := catalog.article(id_))]
    articles.sort(key=lambda one: newest_first(published_on(one)))
    texts = reader.texts(one.id for one in articles[:LOOKED_AT])
    found: dict[str, CitedLine] = {}
    for article in articles:
        text = texts.get(article.id, "")
        for role in introductions(text, (actor.name, *actor.alternate_names)):
            key = fold(_ARTICLE.sub("", role.text))
            if any(key in known for known in found):
                continue  # "minister" after "transport minister"
            exact, start, end = text[role.start : role.end], role.start, role.end
            place = Citation(article=article.id, exact=exact, start=start, end=end)
            point = KeyPoint(text=role.text, citations=(place,), verbatim=True)
            found[key] = references.statement(point)
            if len(found) == MOST_ROLES:
                return tuple(found.values())
    return tuple(found.values())


def _who_speak(catalog: Catalog, members: Iterable[str]) -> tuple[Actor, ...]:
    """The members who are quoted or hold positions, most quoted first."""
    weight = catalog.directory.weight
    speaking = sorted(filter(weight, members), key=lambda one: -weight(one))
    return tuple(catalog.actors[one] for one in speaking if one in catalog.actors)


def _stances(catalog: Catalog, actor: Actor, references: References) -> tuple[TopicStance, ...]:
    """The leading position on each topic: those written by hand first, then the newest stories."""
    held: dict[str, list[Position]] = defaultdict(list)
    for position in catalog.reader.positions_of(catalog.directory.within(actor.id), limit=HELD):
        held[position.topic].append(position)
    # Of very many stories, only the latest are read.
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
