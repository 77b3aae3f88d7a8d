"""A small digest for the library's tests."""

from briefings.models import (
    Actor,
    ActorKind,
    Article,
    Citation,
    Digest,
    Issue,
    KeyPoint,
    Position,
    Quote,
    Topic,
)

TEXT = "The mayor opened the bridge.\n\n“It will hold,” he said. Nobody fell into the river."


def bridge() -> Digest:
    """A mayor, a bridge and what he said about it."""
    return Digest(
        articles=(
            Article(
                id="bridge",
                headline="A bridge opens",
                publisher="The Courier",
                date_published="2025-08-17",
                text=TEXT,
            ),
        ),
        actors=(
            Actor(
                id="mayor",
                name="Łukasz Müller-Novák",
                alternate_names=("Mueller", "Нова́к"),
                job_title="mayor",
                affiliation="city",
            ),
            Actor(id="city", name="The City", kind=ActorKind.GOVERNMENT),
        ),
        topics=(
            Topic(
                id="bridge",
                name="The bridge",
                keywords=("crossing",),
                issues=(Issue(id="safe", name="Is it safe?"),),
                key_points=(
                    KeyPoint(
                        text="It opened without an accident.",
                        citations=(Citation(article="bridge", exact="Nobody fell"),),
                    ),
                ),
            ),
        ),
        quotes=(quote("hold", "It will hold,"),),
        positions=(
            Position(
                id="mayor-safe",
                actor="mayor",
                topic="bridge",
                issue="safe",
                text="The bridge is safe.",
                citations=(Citation(article="bridge", exact="opened the bridge"),),
            ),
        ),
    )


def quote(quote_id: str, text: str) -> Quote:
    """The mayor's words."""
    return Quote(
        id=quote_id,
        text=text,
        creator="mayor",
        spoken_on="2025-08-17",
        citation=Citation(article="bridge", exact=text),
        utterance=quote_id,
        topics=("bridge",),
    )
