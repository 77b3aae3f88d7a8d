"""Counts a story's quotations and articles also for the pinned topics that hold it."""

from collections.abc import Iterable, Mapping, Sequence

from briefings.ingest.story_keeper import Regrouped, Told
from briefings.library import Writer
from briefings.models import Quote


def follow_pinned(
    writer: Writer,
    told: Told,
    regrouped: Regrouped | None,
    quotes: Mapping[str, Sequence[Quote]],
) -> dict[str, tuple[Quote, ...]]:
    """Put stories' quotations and articles on the pinned topics that now hold them, and no others.

    Args:
        told: the stories told in this transaction.
        quotes: by article, the quotations that this transaction stores or changes.

    Returns:
        By article, the quotations of `quotes` and all others that change, in their new state.
    """
    found = {article: tuple(own) for article, own in quotes.items()}
    before = {id_: topic.held_by for id_, topic in writer.reader.topics_by_id(told.held_by).items()}
    joined = {regrouped.story_of[one] for one in regrouped.moved} if regrouped else set()
    known = {one.id for one in writer.stories.pinned()}
    known.update(topic for held in (*before.values(), *told.held_by.values()) for topic in held)
    concerned = [
        id_ for id_, held in told.held_by.items() if held or before.get(id_) or id_ in joined
    ]
    if not known or not concerned:
        return found
    held_by = {article: told.held_by[id_] for id_ in concerned for article in told.members[id_]}
    _count_articles(writer, held_by)
    stored: dict[str, list[Quote]] = {}
    for quote in writer.reader.quotes_in(sorted(held_by.keys() - found.keys())):
        stored.setdefault(quote.citation.article, []).append(quote)
    for article, own in (*found.items(), *stored.items()):
        if article in held_by:
            now = tuple(_held(quote, known, held_by[article]) for quote in own)
            if article in found or now != tuple(own):
                found[article] = now
    return found


def _count_articles(writer: Writer, held_by: Mapping[str, Sequence[str]]) -> None:
    wanted = {(topic, article) for article, held in held_by.items() for topic in held}
    counted = writer.stories.held_parts(held_by)
    for topic, article in sorted(wanted - counted):
        writer.stories.belong(topic, article)
    for topic, article in sorted(counted - wanted):
        writer.stories.belong(topic, article, leaves=True)


def _held(quote: Quote, known: Iterable[str], held_by: Sequence[str]) -> Quote:
    others = [topic for topic in quote.topics if topic not in set(known)]
    return quote.model_copy(update={"topics": (*others, *held_by)})
