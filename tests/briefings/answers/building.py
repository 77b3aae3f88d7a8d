"""Small digests for tests: factories that fill in what a test leaves open."""

from typing import Any

from briefings.models import (
    Actor,
    Article,
    Citation,
    Claim,
    Digest,
    Discrepancy,
    Event,
    Issue,
    KeyPoint,
    Position,
    Quote,
    Topic,
)


def an_article(article_id: str = "daily", **values: Any) -> Article:
    filled = {
        "headline": f"Headline of {article_id}",
        "publisher": article_id.title(),
        "date_published": "2025-08-18",
        "url": f"https://news.example/{article_id}",
        "summary": "A summary in our own words.",
    }
    return Article(id=article_id, **{**filled, **values})


def a_citation(article: str = "daily", exact: str = "some cited words", **values: Any) -> Citation:
    return Citation(article=article, exact=exact, **values)


def an_actor(actor_id: str, name: str, *alternates: str, **values: Any) -> Actor:
    return Actor(id=actor_id, name=name, alternate_names=alternates, **values)


def a_quote(
    quote_id: str, creator: str | None, text: str, article: str = "daily", **values: Any
) -> Quote:
    filled = {"utterance": f"u-{quote_id}", "topics": ("summit",), "spoken_on": "2025-08-17"}
    return Quote(
        id=quote_id,
        creator=creator,
        text=text,
        citation=Citation(article=article, exact=text),
        **{**filled, **values},
    )


def a_position(position_id: str, actor: str, text: str, **values: Any) -> Position:
    filled: dict[str, Any] = {"topic": "summit", "citations": (a_citation(),)}
    return Position(id=position_id, actor=actor, text=text, **{**filled, **values})


def an_event(event_id: str, start: str, **values: Any) -> Event:
    filled: dict[str, Any] = {
        "name": f"Event {event_id}",
        "topics": ("summit",),
        "citations": (a_citation(exact=f"event {event_id}"),),
    }
    return Event(id=event_id, start_date=start, **{**filled, **values})


def a_difference(difference_id: str, *claims: tuple[str, str], **values: Any) -> Discrepancy:
    """`claims`: (statement, article)."""
    filled: dict[str, Any] = {"name": f"What of {difference_id}?", "topics": ("summit",)}
    made = tuple(
        Claim(text=text, citations=(a_citation(article, text),)) for text, article in claims
    )
    return Discrepancy(id=difference_id, claims=made, **{**filled, **values})


def a_point(text: str, *articles: str) -> KeyPoint:
    return KeyPoint(
        text=text, citations=tuple(a_citation(a, f"anchor of {text}") for a in articles)
    )


def a_topic(topic_id: str = "summit", name: str = "The lake summit", **values: Any) -> Topic:
    return Topic(id=topic_id, name=name, **values)


AGENCY_STORY = {"provider": "AP"}

ISSUES = (
    Issue(id="border", name="Should the border move?"),
    Issue(id="bridge", name="Should the bridge open?"),
)


def the_digest() -> Digest:
    """Two countries, Northland and Southland, meet at a lake; a third one watches.

    Four articles: two outlets print one agency's story, one does its own reporting, one is
    machine-written.
    """
    return Digest(
        articles=(
            an_article("daily", **AGENCY_STORY),
            an_article("gazette", date_published="2025-08-19", **AGENCY_STORY),
            an_article("courier", date_published=None, date_published_note="The page shows none."),
            an_article(
                "robot", publisher=None, digital_source_type="trainedAlgorithmicMedia", url=None
            ),
        ),
        actors=(
            an_actor("northland", "Northland", "the North", kind="government"),
            an_actor("southland", "Southland", kind="government"),
            an_actor("lakeland", "Lakeland", kind="government"),
            an_actor("ada-berg", "Ada Berg", "Adah Berg", affiliation="northland"),
            an_actor(
                "carl-lindqvist", "Carl Lindqvist", job_title="envoy", affiliation="northland"
            ),
            an_actor("pavel-zelinsky", "Pavel Zelinsky", "Zelinskiy", affiliation="southland"),
            an_actor("olga-marsh", "Olga Marsh", affiliation="lakeland"),
            an_actor("ivo-marsh", "Ivo Marsh"),
        ),
        topics=(
            a_topic(
                keywords=("lake talks",),
                issues=ISSUES,
                key_points=tuple(
                    a_point(f"Point {number} of the summit.", "daily", "gazette")
                    for number in range(1, 9)
                ),
            ),
            a_topic("fishing", "Fishing rights"),
            a_topic("weather", "The weather", key_points=(a_point("It rained.", "courier"),)),
        ),
        quotes=(
            a_quote("b1", "ada-berg", "We will not give up one metre of our shore.", utterance="s"),
            a_quote(
                "b2",
                "ada-berg",
                "We will not give up one meter of our shore",
                "courier",
                utterance="s",
            ),
            a_quote(
                "b3",
                "ada-berg",
                "We will not give up one metre of our shore.",
                "gazette",
                utterance="s",
            ),
            a_quote("b4", "ada-berg", "The bridge stays closed.", spoken_on="2025-08-16"),
            a_quote(
                "b5",
                "ada-berg",
                "a quiet evening",
                kind="fragment",
                spoken_on=None,
                spoken_on_note="Not told.",
                topics=(),
            ),
            a_quote("c1", "carl-lindqvist", "There is progress, but not there yet.", "courier"),
            a_quote(
                "z1", "pavel-zelinsky", "“Open” the bridge, and we’ll talk…", spoken_on="2025-08-18"
            ),
            a_quote("m1", "olga-marsh", "Both sides are welcome at our table.", topics=("summit",)),
            a_quote("n1", None, "Nobody knows who said this sentence here.", "courier"),
            a_quote("r1", "olga-marsh", "A line that only the robot has printed.", "robot"),
        ),
        positions=(
            a_position(
                "p1", "ada-berg", "Keeps the border.", issue="border", stance="against", quote="b1"
            ),
            a_position("p2", "carl-lindqvist", "Would talk.", issue="border", stance="unclear"),
            a_position("p3", "ada-berg", "Shuts the bridge.", issue="bridge", stance="against"),
            a_position("p4", "pavel-zelinsky", "Wants the shore.", issue="border", stance="for"),
            a_position(
                "p5",
                "pavel-zelinsky",
                "Opens the bridge first.",
                issue="bridge",
                stance="for",
                quote="z1",
            ),
            a_position("p6", "olga-marsh", "Hosts whoever comes.", stance="conditional"),
        ),
        events=(
            an_event("talks", "2025-08-17", attendees=("ada-berg", "pavel-zelinsky")),
            an_event("treaty", "1994"),
            an_event("return", "2025-08-25", status="planned"),
            an_event(
                "regatta",
                "2025-09",
                status="planned",
                topics=("weather",),
                citations=(a_citation("courier"),),
            ),
        ),
        discrepancies=(
            a_difference(
                "attendance", ("Five came to the table.", "daily"), ("Six came.", "courier")
            ),
        ),
    )
