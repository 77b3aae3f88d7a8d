"""An actor: role, spellings, what it holds on each topic, its latest words."""

from briefings.answers.catalog import Catalog
from briefings.answers.numbering import References
from briefings.answers.positions import leading
from briefings.answers.types import TopicStance, Who
from briefings.models import Actor

LATEST = 3


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
