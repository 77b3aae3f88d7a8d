"""The material of the samples: a bridge, a mayor, a council and two reports about them."""

from datetime import UTC, datetime

from briefings.answers.types import (
    Change,
    CitedLine,
    Pages,
    Reference,
    Report,
    Segment,
    SourceCounts,
    Utterance,
    Variant,
)
from briefings.models import (
    Actor,
    ActorKind,
    Article,
    Citation,
    Claim,
    DigitalSourceType,
    Discrepancy,
    Event,
    EventStatus,
    Issue,
    Position,
    Quote,
    QuoteKind,
    QuoteStatus,
    Stance,
    Topic,
)

URL = "https://example.org/bridge#:~:text=the%20bridge%20stays"


def article(*, plain: bool) -> Article:
    if plain:
        return Article(
            id="unsigned",
            headline="Bridge to stay",
            date_published_note="the page names no day",
            digital_source_type=DigitalSourceType.MACHINE,
        )
    return Article(
        id="herald",
        headline="Council keeps the bridge",
        publisher="The Herald",
        provider="Wire",
        date_published=datetime(2025, 3, 2, 9, 30, tzinfo=UTC),
        url="https://example.org/bridge",
    )


HERALD, UNSIGNED = article(plain=False), article(plain=True)
TOPIC = Topic(id="bridge", name="The old bridge", issues=(Issue(id="fate", name="Does it stay?"),))
CITY = Actor(id="city", name="City council", kind=ActorKind.GOVERNMENT)
MAYOR = Actor(
    id="mayor",
    name="Ada Example",
    alternate_names=("Ada Exampel",),
    job_title="Mayor",
    affiliation="city",
)
CITATION = Citation(article="herald", exact="the bridge stays")
REFERENCES = (
    Reference(1, CITATION, HERALD, URL),
    Reference(2, Citation(article="unsigned", exact="it will stay"), UNSIGNED, None),
)
LINE = CitedLine("The council keeps the old bridge.", (1, 2), ("Wire", "The Herald"))


def quote(text: str, *, plain: bool = False) -> Quote:
    return Quote(
        id="unsigned-1" if plain else "herald-1",
        text=text,
        creator=None if plain else "mayor",
        spoken_on=None if plain else "2025-03-01",
        spoken_on_note="no day is given" if plain else None,
        recorded_in=None if plain else "council meeting",
        citation=Citation(article="unsigned" if plain else "herald", exact=text),
        utterance="bridge-stays",
        kind=QuoteKind.FRAGMENT if plain else QuoteKind.FULL,
    )


REPORT = Report(quote("The bridge stays."), HERALD, URL)
PLAIN_REPORT = Report(quote("it will stay", plain=True), UNSIGNED, None)
SEGMENTS = (
    Segment(Change.SAME, "The bridge"),
    Segment(Change.REMOVED, "stays."),
    Segment(Change.ADDED, "will stay."),
)
UTTERANCE = Utterance(
    "bridge-stays",
    MAYOR,
    REPORT,
    same=(PLAIN_REPORT,),
    variants=(Variant(PLAIN_REPORT, SEGMENTS),) * 3,
)
PLAIN_UTTERANCE = Utterance("bridge-stays", None, PLAIN_REPORT)
_DENIED = quote("We sold the bridge.", plain=True).model_copy(update={"status": QuoteStatus.DENIED})
DENIED_UTTERANCE = Utterance("bridge-sold", None, Report(_DENIED, UNSIGNED, None))
POSITION = Position(
    id="city-fate",
    actor="mayor",
    topic="bridge",
    issue="fate",
    stance=Stance.FOR,
    text="The bridge must stay.",
    citations=(CITATION,),
)
DISCREPANCY = Discrepancy(
    id="until-when",
    name="Until when does it stay?",
    claims=(Claim(text="For good.", citations=(CITATION,)),) * 2,
    note="One report is older.",
)
EVENT = Event(
    id="vote",
    name="The council votes",
    start_date="2025-03",
    end_date="2025-04",
    status=EventStatus.PLANNED,
    location="Town hall",
    citations=(CITATION,),
)
PLAIN_EVENT = Event(
    id="built", name="The bridge is built", start_date="1894", citations=(CITATION,)
)
COUNTS = SourceCounts(articles=2, outlets=2, origins=1, machine_written=1)
ONE = SourceCounts(articles=1, outlets=1, origins=1)
PAGES = Pages(number=2, total=3, items=12)
