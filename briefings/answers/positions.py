"""The sides' positions next to each other, issue by issue."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind
from briefings.answers.numbering import SHORT, References
from briefings.answers.parts import CitedLine, Empty, Holdings, Otherwise, Reference, Report, Ways
from briefings.answers.questions import MOST_SIDES, AskBrief, AskPositions, AskQuotes
from briefings.chronology import newest_first
from briefings.models import Actor, Issue, Position, Stance, Topic
from briefings.translations import Listed, gettext

MOST = 400
"""How many positions on a topic are considered, latest first."""
_PAIRED = 12
"""Among how many sides the most opposed pair is sought."""
_OPPOSITION = {
    frozenset({Stance.FOR, Stance.AGAINST}): 2,
    frozenset({Stance.CONDITIONAL, Stance.AGAINST}): 1,
    frozenset({Stance.CONDITIONAL, Stance.FOR}): 1,
}

Held = dict[str | None, list[Position]]
"""A side's positions by issue, the leading one of each issue first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says on one issue."""

    stance: Stance
    positions: tuple[Position, ...]
    """The leading one first."""
    line: CitedLine
    voice: Actor
    """The member of the side that holds the leading position."""
    quote: Report | None = None
    speaker: Actor | None = None
    """Whose words the quotation is, perhaps another member's."""


@dataclass(frozen=True, slots=True)
class IssueRow:
    issue: Issue | None
    """None for positions on the topic as a whole."""
    cells: tuple[Cell | None, ...]
    """One per side, in the order of `Positions.sides`; None if it has said nothing."""


@dataclass(frozen=True, slots=True)
class Positions:
    topic: Topic
    sides: tuple[Actor, ...]
    rows: tuple[IssueRow, ...]
    others: tuple[Actor, ...]
    """Sides with positions on the topic that are not shown."""
    references: tuple[Reference, ...]
    quoted: tuple[Actor, ...] = ()
    """The sides that are quoted on the topic."""
    repeated: tuple[Actor, ...] = ()
    """The sides that were named more than once."""
    holdings: Holdings | None = None


def positions(catalog: Catalog, topic: Topic, named: Sequence[Actor]) -> Positions | Empty:
    """The named actors' positions; without names, those of the sides with the most to say."""
    held_on = catalog.reader.positions(topic.id, limit=MOST)
    found = [one for one in held_on if one.actor in catalog.actors]
    if not found:
        return Empty(
            gettext("The library holds no positions on %(topic)s.", topic=topic.name),
            catalog.topic_choices(catalog.directory.has_positions),
        )
    # Positions in articles' own words are ranked without these.
    catalog.need_quotes_of(one for one in found if not one.verbatim)
    sides = _sides(catalog, topic, found)
    # An actor includes its members; named twice, it is shown once.
    shown = list(dict.fromkeys(named))
    within = catalog.directory.within
    held = {actor: _held(catalog, topic, found, within(actor.id)) for actor in shown}
    if shown and not any(held.values()):
        names = Listed(tuple(actor.name for actor in shown), "or")
        choices = catalog.person_choices(side.id for side in sides)
        reason = gettext(
            "The library holds no position of %(names)s on %(topic)s.",
            names=names,
            topic=topic.name,
        )
        return Empty(reason, choices, kind="side")
    if not shown:
        shown = leading_sides(sides)
        held = sides
    leads = [found[0] for actor in shown for found in held[actor].values()]
    catalog.need_quotes_of(lead for lead in leads if lead.verbatim)
    references = References(catalog)
    rows = _rows(catalog, topic, [held[actor] for actor in shown], references)
    covered = {member for actor in shown for member in within(actor.id)}
    covered |= {catalog.side(actor.id).id for actor in shown}
    others = tuple(side for side in sides if side.id not in covered)
    return Positions(
        topic,
        tuple(shown),
        rows,
        others,
        references.listed(),
        repeated=tuple(actor for actor in shown if list(named).count(actor) > 1),
        quoted=tuple(actor for actor in shown if catalog.is_quoted(actor.id, topic.id)),
        holdings=catalog.holdings(topic),
    )


def _sides(catalog: Catalog, topic: Topic, found: Sequence[Position]) -> dict[Actor, Held]:
    """Every side with positions on the topic, the one with the most to say first."""
    tops = {side.id: side for side in (catalog.side(one.actor) for one in found)}
    of_side: dict[str, list[Position]] = defaultdict(list)
    for one in found:
        of_side[catalog.side(one.actor).id].append(one)
    sides = {top: _by_issue(catalog, topic, of_side[top_id]) for top_id, top in tops.items()}
    return dict(sorted(sides.items(), key=lambda item: -_size(item[1])))


def _size(held: Held) -> int:
    return sum(map(len, held.values()))


def _held(catalog: Catalog, topic: Topic, found: Iterable[Position], actors: Iterable[str]) -> Held:
    members = set(actors)
    return _by_issue(catalog, topic, (one for one in found if one.actor in members))


def _by_issue(catalog: Catalog, topic: Topic, found: Iterable[Position]) -> Held:
    issues = {issue.id for issue in topic.issues}
    held: Held = defaultdict(list)
    for position in found:
        held[position.issue if position.issue in issues else None].append(position)
    for of_issue in held.values():
        of_issue.sort(key=lambda position: _rank(catalog, position))
    return dict(held)


def leading(catalog: Catalog, held: Iterable[Position], actor: Actor) -> Position:
    """The position that best shows where the actor stands: its own before members'."""
    return min(held, key=lambda one: (one.actor != actor.id, _rank(catalog, one)))


def _rank(catalog: Catalog, position: Position) -> tuple[float, ...]:
    """Clear, widely reported, quoted and new positions of main voices come first.

    Among statements in articles' own words the newest leads: each says something else.
    """
    if position.verbatim:
        return (
            not position.edited,
            position.stance is Stance.UNCLEAR,
            newest_first(position.as_of),
            -len(position.citations),
        )
    cited = (catalog.article(citation.article) for citation in position.citations)
    origins = {article.origin for article in cited if article}
    return (
        not position.edited,
        position.stance is Stance.UNCLEAR,
        -len(origins - {None}),
        _quote(catalog, position) is None,
        newest_first(position.as_of),
        -catalog.directory.weight(position.actor),
    )


def leading_sides(sides: dict[Actor, Held]) -> list[Actor]:
    """The most opposed pair, and a third side if it has much to say.

    `sides` begin with the one with the most to say; that order decides between equals.
    """
    order = list(sides)
    if len(order) < MOST_SIDES:
        return order
    pairs = list(combinations(order[:_PAIRED], 2))
    one, other = max(pairs, key=lambda pair: _comparable(sides[pair[0]], sides[pair[1]]))
    chosen = [one, other]
    third = next(side for side in order if side not in chosen)
    if 2 * _size(sides[third]) >= _size(sides[other]):
        chosen.append(third)
    return chosen


def _comparable(one: Held, other: Held) -> tuple[int, int]:
    """How firmly two sides' leading positions differ, over the issues that both address; then
    the number of these."""
    shared = [issue for issue in one if issue is not None and issue in other]
    opposed = sum(
        _OPPOSITION.get(frozenset({one[issue][0].stance, other[issue][0].stance}), 0)
        for issue in shared
    )
    return opposed, len(shared)


def _rows(
    catalog: Catalog, topic: Topic, held: Sequence[Held], references: References
) -> tuple[IssueRow, ...]:
    """A row for each issue that a side has addressed, then one for the topic as a whole."""
    rows = []
    issues: tuple[Issue | None, ...] = (*topic.issues, None)
    for issue in issues:
        key = issue.id if issue else None
        if any(key in side for side in held):
            cells = tuple(_cell(catalog, side.get(key, []), references) for side in held)
            rows.append(IssueRow(issue, cells))
    return tuple(rows)


def _cell(catalog: Catalog, found: list[Position], references: References) -> Cell | None:
    if not found:
        return None
    lead = found[0]
    speaker = spoken_by(catalog, lead)
    quote = None if lead.verbatim and speaker else _quote(catalog, lead)
    return Cell(
        stance=lead.stance,
        positions=tuple(found),
        voice=catalog.actors[lead.actor],
        line=references.statement(lead, speaker=speaker, most=SHORT),
        quote=quote,
        speaker=catalog.actors.get(quote.quote.creator or "") if quote else None,
    )


def spoken_by(catalog: Catalog, position: Position) -> Actor | None:
    """Who is quoted in the position's own words; None if they only report it."""
    quote = catalog.quote(position.quote) if position.quote else None
    if quote is None or quote.text != position.text:
        return None
    return catalog.actors.get(quote.creator or "")


def _quote(catalog: Catalog, position: Position) -> Report | None:
    """The quotation that shows the position, unless it is another side's."""
    quote = catalog.quote(position.quote) if position.quote else None
    if quote is None or quote.creator is None or quote.creator not in catalog.actors:
        return None
    if catalog.side(quote.creator) != catalog.side(position.actor):
        return None
    return catalog.report(quote)


def respond(catalog: Catalog, question: AskPositions, _: date | None) -> Positions | Otherwise:
    topic = catalog.topic(question.topic, catalog.directory.has_positions)
    if not isinstance(topic, Topic):
        return topic
    holders = catalog.holders(topic.id)
    named: list[Actor] = []
    for side in question.sides if holders else ():
        actor = catalog.actor(side, "side", holders.__contains__)
        if not isinstance(actor, Actor):
            return actor
        named.append(actor)
    return positions(catalog, topic, named)


def ways_on(answer: Positions) -> Ways:
    topic = answer.topic.id
    for other in answer.others[:1]:
        kept = tuple(side.id for side in answer.sides[:2])
        yield gettext("With %(name)s", name=other.name), AskPositions(topic, (*kept, other.id))
    for side in answer.quoted[:1]:
        yield gettext("Quotes: %(name)s", name=side.name), AskQuotes(side.id, topic)
    if answer.holdings and answer.holdings.articles:
        yield gettext("Brief"), AskBrief(topic)


KIND = Kind("positions", AskPositions, Positions, respond, ways_on)
