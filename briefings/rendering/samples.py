"""Small made-up answers on which an operator's templates are tried before they serve.

Of each kind there is one with everything in it and one with as little as an answer can have, so
that a trial reaches both sides of a template's conditions.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from briefings.answers.daily import (
    Amendment,
    Correction,
    DailyBriefing,
    Move,
    TopicNews,
)
from briefings.answers.types import (
    Ambiguous,
    Answer,
    Brief,
    Cell,
    Change,
    Checked,
    CheckedQuote,
    Choice,
    CitedLine,
    DifferenceItem,
    Differences,
    Empty,
    Help,
    Hit,
    HitKind,
    IssueRow,
    NotFound,
    Pages,
    Positions,
    Privacy,
    Quotes,
    Reference,
    Refused,
    Report,
    SearchResults,
    Segment,
    Source,
    SourceCounts,
    Sources,
    Timeline,
    TimelineEntry,
    TopicStance,
    Utterance,
    Variant,
    Verdict,
    Who,
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
from briefings.rendering.unexpected import Renderable, Unexpected

_URL = "https://example.org/bridge#:~:text=the%20bridge%20stays"


def samples() -> Mapping[str, tuple[Renderable, ...]]:
    """Answers by the name of the template that lays them out."""
    return {**_on_a_topic(), **_on_a_person(), **_found(), **_short(), **_daily()}


def _article(*, plain: bool) -> Article:
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


_HERALD, _UNSIGNED = _article(plain=False), _article(plain=True)
_TOPIC = Topic(id="bridge", name="The old bridge", issues=(Issue(id="fate", name="Does it stay?"),))
_CITY = Actor(id="city", name="City council", kind=ActorKind.GOVERNMENT)
_MAYOR = Actor(
    id="mayor",
    name="Ada Example",
    alternate_names=("Ada Exampel",),
    job_title="Mayor",
    affiliation="city",
)
_CITATION = Citation(article="herald", exact="the bridge stays")
_REFERENCES = (
    Reference(1, _CITATION, _HERALD, _URL),
    Reference(2, Citation(article="unsigned", exact="it will stay"), _UNSIGNED, None),
)
_LINE = CitedLine("The council keeps the old bridge.", (1, 2), ("Wire", "The Herald"))


def _quote(text: str, *, plain: bool = False) -> Quote:
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


_REPORT = Report(_quote("The bridge stays."), _HERALD, _URL)
_PLAIN_REPORT = Report(_quote("it will stay", plain=True), _UNSIGNED, None)
_SEGMENTS = (
    Segment(Change.SAME, "The bridge"),
    Segment(Change.REMOVED, "stays."),
    Segment(Change.ADDED, "will stay."),
)
_UTTERANCE = Utterance(
    "bridge-stays",
    _MAYOR,
    _REPORT,
    same=(_PLAIN_REPORT,),
    variants=(Variant(_PLAIN_REPORT, _SEGMENTS),) * 3,
)
_PLAIN_UTTERANCE = Utterance("bridge-stays", None, _PLAIN_REPORT)
_DENIED_UTTERANCE = Utterance(
    "bridge-sold",
    None,
    Report(
        _quote("We sold the bridge.", plain=True).model_copy(update={"status": QuoteStatus.DENIED}),
        _UNSIGNED,
        None,
    ),
)
_POSITION = Position(
    id="city-fate",
    actor="mayor",
    topic="bridge",
    issue="fate",
    stance=Stance.FOR,
    text="The bridge must stay.",
    citations=(_CITATION,),
)
_DISCREPANCY = Discrepancy(
    id="until-when",
    name="Until when does it stay?",
    claims=(Claim(text="For good.", citations=(_CITATION,)),) * 2,
    note="One report is older.",
)
_EVENT = Event(
    id="vote",
    name="The council votes",
    start_date="2025-03",
    end_date="2025-04",
    status=EventStatus.PLANNED,
    location="Town hall",
    citations=(_CITATION,),
)
_PLAIN_EVENT = Event(
    id="built", name="The bridge is built", start_date="1894", citations=(_CITATION,)
)
_COUNTS = SourceCounts(articles=2, outlets=2, origins=1, machine_written=1)
_ONE = SourceCounts(articles=1, outlets=1, origins=1)
_PAGES = Pages(number=2, total=3, items=12)


def _on_a_topic() -> Mapping[str, tuple[Answer, ...]]:
    cell = Cell(Stance.FOR, (_POSITION,), _LINE, _MAYOR, _REPORT, _MAYOR)
    bare_cell = Cell(Stance.UNCLEAR, (_POSITION,), _LINE, _CITY)
    return {
        "brief": (
            Brief(
                _TOPIC,
                "2025-03-02",
                _COUNTS,
                (_LINE,),
                (_UTTERANCE, _PLAIN_UTTERANCE),
                (_DISCREPANCY,),
                _REFERENCES,
                (_EVENT,),
                full=True,
            ),
            Brief(_TOPIC, None, _ONE, (), (), (), ()),
        ),
        "positions": (
            Positions(
                _TOPIC,
                (_CITY, _MAYOR),
                (
                    IssueRow(_TOPIC.issues[0], (cell, None)),
                    IssueRow(None, (bare_cell, cell)),
                ),
                (_MAYOR,),
                _REFERENCES,
            ),
            Positions(
                _TOPIC,
                (_CITY,),
                (IssueRow(None, (Cell(Stance.FOR, (_POSITION,), _LINE, _MAYOR),)),),
                (),
                (),
                repeated=(_CITY,),
            ),
            Positions(_TOPIC, (_CITY,), (), (), ()),
        ),
        "timeline": (
            Timeline(
                _TOPIC,
                (
                    TimelineEntry(_PLAIN_EVENT, (), (2,)),
                    TimelineEntry(_EVENT, (_MAYOR, _CITY), (1,), ("Wire",)),
                ),
                _REFERENCES,
                _PAGES,
            ),
            Timeline(None, (TimelineEntry(_PLAIN_EVENT, (_CITY,), ()),), (), Pages()),
            Timeline(None, (), (), Pages()),
        ),
        "sources": (
            Sources(_TOPIC, _COUNTS, (Source(_HERALD, 3, 1), Source(_UNSIGNED, 0, 2)), _PAGES),
            Sources(None, _ONE, (Source(_UNSIGNED, 1, 0),), Pages()),
        ),
        "differences": (
            Differences(
                _TOPIC,
                (
                    DifferenceItem(_DISCREPANCY, (_LINE, _LINE)),
                    DifferenceItem(
                        _DISCREPANCY.model_copy(update={"note": None}),
                        (CitedLine("For a year.", ()),),
                    ),
                ),
                _REFERENCES,
                _PAGES,
            ),
            Differences(None, (DifferenceItem(_DISCREPANCY, (_LINE,)),), (), Pages()),
            Differences(None, (), (), Pages()),
        ),
    }


def _on_a_person() -> Mapping[str, tuple[Answer, ...]]:
    stance = TopicStance(_TOPIC, _LINE, Stance.CONDITIONAL, _TOPIC.issues[0])
    return {
        "quotes": (
            Quotes(_MAYOR, _TOPIC, "bridge", (_UTTERANCE, _PLAIN_UTTERANCE), _PAGES),
            Quotes(_MAYOR, None, None, (_PLAIN_UTTERANCE,), Pages(items=1)),
        ),
        "who": (
            Who(_MAYOR, _CITY, (), (stance,), (_UTTERANCE,), 3, _REFERENCES),
            Who(_CITY, None, (_MAYOR,), (), (_PLAIN_UTTERANCE,), 1, ()),
            Who(_CITY, None, (), (), (), 0, ()),
        ),
    }


def _found() -> Mapping[str, tuple[Answer, ...]]:
    return {
        "search": (
            SearchResults(
                "bridge",
                (
                    Hit(
                        HitKind.QUOTE,
                        "herald-1",
                        "The bridge stays.",
                        _SEGMENTS,
                        _REPORT,
                        _HERALD,
                        _MAYOR,
                    ),
                    Hit(HitKind.QUOTE, "unsigned-1", "it will stay", report=_PLAIN_REPORT),
                    Hit(HitKind.ARTICLE, "herald", "Council", _SEGMENTS, article=_HERALD),
                    Hit(HitKind.ARTICLE, "unsigned", "Bridge to stay", article=_UNSIGNED),
                    Hit(HitKind.PERSON, "mayor", "Ada Example"),
                    Hit(HitKind.TOPIC, "bridge", "The old bridge"),
                ),
                _PAGES,
            ),
            SearchResults("nothing", (Hit(HitKind.TOPIC, "bridge", "Bridge"),), Pages(items=1)),
        ),
        "checked": (
            Checked(
                (
                    CheckedQuote("The bridge stays.", Verdict.VERBATIM, None, _UTTERANCE),
                    CheckedQuote(
                        "The bridge will stay.", Verdict.ALTERED, "Ada", _UTTERANCE, _SEGMENTS
                    ),
                    CheckedQuote(
                        "The bridge will stay.",
                        Verdict.ALTERED,
                        "Bob",
                        _UTTERANCE,
                        _SEGMENTS,
                        misattributed=True,
                    ),
                    CheckedQuote("it will stay", Verdict.ALTERED, None, _PLAIN_UTTERANCE),
                    CheckedQuote(
                        "The bridge stays.",
                        Verdict.OTHER_SPEAKER,
                        "Bob",
                        _PLAIN_UTTERANCE,
                        misattributed=True,
                    ),
                    CheckedQuote(
                        "The bridge stays.",
                        Verdict.OTHER_SPEAKER,
                        None,
                        _UTTERANCE,
                        misattributed=True,
                    ),
                    CheckedQuote("We sold the bridge.", Verdict.NOT_SAID, "Bob", _DENIED_UTTERANCE),
                    CheckedQuote("We sold the bridge.", Verdict.NOT_SAID, None, _DENIED_UTTERANCE),
                    CheckedQuote("No bridge.", Verdict.UNKNOWN, "Bob"),
                    CheckedQuote("No bridge.", Verdict.UNKNOWN),
                ),
                omitted=1,
            ),
            Checked(()),
        ),
    }


def _short() -> Mapping[str, tuple[Renderable, ...]]:
    choices = (Choice("bridge", "The old bridge"), Choice("tower", "The tower"))
    return {
        "help": (Help((_TOPIC,), (_MAYOR, _CITY)), Help((), ())),
        "privacy": (Privacy(),),
        "not_found": (
            NotFound("topic", "brigde", choices),
            NotFound("person", "Bob", choices, near=False),
            NotFound("person", "Bob", ()),
        ),
        "ambiguous": (Ambiguous("person", "Ada", choices), Ambiguous("side", "x", ())),
        "empty": (Empty("Nobody spoke on it.", choices), Empty("The library is empty.")),
        "refused": (Refused("That is longer than 100 characters."),),
        "error": (Unexpected("k3x9"),),
    }


def _daily() -> Mapping[str, tuple[DailyBriefing, ...]]:
    section = TopicNews(
        _TOPIC,
        (_LINE,),
        (_UTTERANCE, _PLAIN_UTTERANCE),
        (
            Move(_MAYOR, _TOPIC.issues[0], Stance.FOR, _LINE, Stance.AGAINST),
            Move(_CITY, None, Stance.UNCLEAR, _LINE),
        ),
        (DifferenceItem(_DISCREPANCY, (_LINE, _LINE)),),
        (TimelineEntry(_EVENT, (_MAYOR,), (1,)), TimelineEntry(_PLAIN_EVENT, (), ())),
        omitted=2,
    )
    corrections = (
        Correction(Amendment.CHANGED, "Key point", "The bridge goes.", "The bridge stays."),
        Correction(Amendment.WITHDRAWN, "Quotation", "“No bridge.” — Ada Example"),
    )
    day = date(2025, 3, 5)
    return {
        "daily": (
            DailyBriefing(
                day,
                (section, section),
                corrections,
                (_TOPIC,),
                _REFERENCES,
                as_of="2025-03-02",
                age=3,
            ),
            DailyBriefing(day, (TopicNews(_TOPIC, (_LINE,)),), about=(_TOPIC,), first=True),
            DailyBriefing(day, ()),
        ),
    }
