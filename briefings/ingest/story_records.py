"""Makes records from what stories say, with the holders of positions and their quotations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefings.ingest.actor_kind import kind_of_actor
from briefings.ingest.cast import Cast
from briefings.ingest.findings import line
from briefings.ingest.story_keeper import Regrouped, Told
from briefings.ingest.who_is_who import separated
from briefings.library import Reader, Writer
from briefings.library.story_shelf import KeptEdits, KeptStory, Shelf
from briefings.models import ActorKind, Digest, Quote
from briefings.stories.editing import Edits, apply
from briefings.stories.pinned import tagged
from briefings.stories.positions import StatedPosition
from briefings.stories.publishing import publish
from briefings.stories.telling import Story

_NOTHING = Digest()


def moved_quotes(reader: Reader, regrouped: Regrouped, fresh: Iterable[str]) -> list[Quote]:
    """The quotations of articles that moved to another story, put on that story.

    Args:
        fresh: ids of articles whose quotations this transaction stores.
    """
    moved = regrouped.moved.keys() - set(fresh)
    return [
        on_topic(
            quote,
            regrouped.story_of[quote.citation.article],
            regrouped.moved[quote.citation.article],
        )
        for quote in (reader.quotes_in(sorted(moved)) if moved else ())
    ]


def on_topic(quote: Quote, story: str, former: str | None = None) -> Quote:
    """A quotation put on a story's topic, and taken off that of the former story."""
    others = (topic for topic in quote.topics if topic not in (story, former))
    return quote.model_copy(update={"topics": (story, *others)})


def by_article(quotes: Iterable[Quote]) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for quote in quotes:
        found.setdefault(quote.citation.article, []).append(quote)
    return found


def put_stories(
    writer: Writer,
    cast: Cast,
    told: Told,
    quotes: Mapping[str, Sequence[Quote]],
    regrouped: Regrouped | None = None,
) -> None:
    """Publish what stories now say, and record which stories exist.

    Args:
        cast: receives people named nowhere else as new people.
        quotes: by article, the quotations that this transaction stores.
    """
    shelf, became = writer.stories, regrouped.became if regrouped else {}
    parts = _parts(regrouped) if regrouped else {}
    quote_at = _quotes_at(writer.reader, told.stories, quotes)
    actor_of = _actors(cast, told.stories, quote_at)
    by_id = {story.id: story for story in told.stories}
    edits = _edits(shelf, by_id, became)
    there = shelf.stories((*by_id, *told.due, *told.over, *became))
    rows: list[KeptStory] = []
    for id_ in sorted({*by_id, *told.due, *told.over, *became, *there}):
        former = there.get(id_)
        row = former or KeptStory(id_, was_part_of=tuple(parts.get(id_, ())))
        over = [one for one, into in became.items() if into == id_]
        row = replace(
            row,
            became=became.get(id_),
            was_part_of=tuple(dict.fromkeys((*row.was_part_of, *sorted(over)))),
            articles=told.sizes.get(id_, 0),
            due=id_ in told.due,
        )
        story = by_id.get(id_)
        if story is not None:
            actors = separated(cast.who, id_, actor_of)
            digest = publish(story, actors, quote_at, row.was_part_of)
            digest = apply(digest, edits.get(id_, Edits()))
            digest = tagged(digest, id_, told.held_by.get(id_, ()))
            records = shelf.publish(digest, row.records)
            row = replace(row, records=records, as_of=story.as_of.toordinal())
        elif id_ not in told.due:
            row = replace(row, records=shelf.publish(_NOTHING, row.records))
        rows.append(row)
    shelf.put_stories(rows)


def _edits(shelf: Shelf, stories: Iterable[str], became: Mapping[str, str]) -> dict[str, Edits]:
    """The changes by hand; those of an ended story pass to the story it now belongs to."""
    kept = shelf.edits((*stories, *became))
    found = {id_: Edits.model_validate_json(one.edits) for id_, one in kept.items()}
    for over in found.keys() & became.keys():
        into = became[over]
        while into in became:
            into = became[into]
        found[into] = found.pop(over).of_topic(into).joined(found.get(into, Edits()))
        shelf.keep_edits(over, None)
        shelf.keep_edits(into, KeptEdits(found[into].model_dump_json(), kept[over].file))
    return found


def _parts(regrouped: Regrouped) -> dict[str, list[str]]:
    """By story, the stories that continue without some of its articles."""
    found: dict[str, set[str]] = {}
    for article, former in regrouped.moved.items():
        if former not in regrouped.became:
            found.setdefault(regrouped.story_of[article], set()).add(former)
    return {story: sorted(formers) for story, formers in found.items()}


def _quotes_at(
    reader: Reader, stories: Iterable[Story], coming: Mapping[str, Sequence[Quote]]
) -> dict[tuple[str, int], Quote]:
    """The quotations that show positions, by article and start."""
    articles = {
        position.citations[0].article
        for story in stories
        for position in story.positions
        if position.quoted
    }
    known = [quote for article in articles & coming.keys() for quote in coming[article]]
    missing = sorted(articles - coming.keys())
    if missing:
        known += reader.quotes_in(missing)
    return {
        (quote.citation.article, quote.citation.start): quote
        for quote in known
        if quote.citation.start is not None
    }


def _actors(
    cast: Cast, stories: Iterable[Story], quote_at: Mapping[tuple[str, int], Quote]
) -> dict[str, str]:
    """By name, the holders of positions that no stored quotation shows."""
    named: dict[str, StatedPosition] = {}
    for story in stories:
        for position in story.positions:
            first = position.citations[0]
            quote = quote_at.get((first.article, first.start)) if position.quoted else None
            if quote is None or quote.creator is None:
                named.setdefault(position.actor, position)
    lines = {name: one for name in named if (one := line(name)) is not None}
    cast.expect(lines.values())

    def actor(name: str, spelled: str) -> str:
        def kind() -> ActorKind:
            return kind_of_actor(spelled, (), named[name].text)

        return cast.actor(spelled, kind).id

    return {name: actor(name, spelled) for name, spelled in lines.items()}
