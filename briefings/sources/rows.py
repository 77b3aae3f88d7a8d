"""Rows of sources and their entries, with the keys that find them again."""

from typing import Any

import sqlalchemy as sa

from briefings.identity import address_key
from briefings.library.encoding import hash64, storable
from briefings.sources.model import Fate, Item, Source
from briefings.sources.tables import items, row_of_item, row_of_source, sources


def key_of_address(address: str) -> int:
    """A key equal for all spellings of one address."""
    return hash64(address_key(address))


def put_source(connection: sa.Connection, source: Source) -> None:
    """Keep a source whose owner has none with its name or address."""
    connection.execute(sa.insert(sources).values(row_of_followed(source)))


def forget_source(connection: sa.Connection, source_id: str) -> bool:
    """Like `SourceStore.remove`, within a transaction."""
    mine = sa.select(items.c.article).where(
        items.c.source == source_id, items.c.fate == Fate.STORED.value
    )
    others = sa.update(items).where(
        items.c.fate == Fate.SHARED.value,
        items.c.source != source_id,
        items.c.article.in_(mine),
    )
    connection.execute(others.values(fate=Fate.STORED.value))
    done = connection.execute(sa.delete(sources).where(sources.c.id == source_id))
    return done.rowcount > 0


def row_of_followed(source: Source) -> dict[str, Any]:
    """The row of a source, with its search keys."""
    keys = {
        "name_key": name_key(source.name),
        "address_key": key_of_address(source.address),
    }
    return {
        name: storable(value) if isinstance(value, str) else value
        for name, value in (row_of_source(source) | keys).items()
    }


def row_of_listed(source_id: str, item: Item) -> dict[str, Any]:
    """The row of a source's entry, with its search keys."""
    key = key_of_address(item.url) if item.url else None
    return row_of_item(item) | {"source": source_id, "address_key": key}


def name_key(name: str) -> str:
    """A key equal for all spellings of one name."""
    return storable(name.casefold())[:200]


def same_place(one: Source, other: Source) -> bool:
    """Whether both are followed at one address, even if one has moved from it."""
    places = {key_of_address(place) for place in (one.address, one.moved_from) if place}
    return key_of_address(other.address) in places
