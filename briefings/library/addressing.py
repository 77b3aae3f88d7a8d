"""The addresses at which articles are found."""

from collections.abc import Sequence

from sqlalchemy import Connection

from briefings.identity import address_key
from briefings.library.bulk import chunks, delete_in, upsert
from briefings.library.encoding import hash64, storable
from briefings.library.tables import addresses, versions
from briefings.models import Article


def follow_articles(
    connection: Connection, before: Sequence[str], after: Sequence[Article]
) -> None:
    """Find each article by its address; forget the addresses of removed ones.

    Args:
        before: the ids of changed and removed articles.
        after: the new and changed articles.
    """
    for chunk in chunks(before):
        connection.execute(
            addresses.delete().where(addresses.c.article.in_(chunk), addresses.c.first)
        )
    there = {record.id for record in after}
    gone = [article for article in before if article not in there]
    delete_in(connection, addresses, addresses.c.article, gone)
    delete_in(connection, versions, versions.c.article, gone)
    note_addresses(connection, [(record.id, record.url, True) for record in after if record.url])


def note_addresses(connection: Connection, found: Sequence[tuple[str, str, bool]]) -> None:
    """Find articles by addresses: id, address, and whether it is the record's own."""
    if not found:
        return
    rows = [
        (hash64(address_key(url)), article, storable(url), first) for article, url, first in found
    ]
    # The article now at that address has its own text, so this is no longer another's place.
    holder = "?" if connection.dialect.name == "sqlite" else "%s"
    own = [(address, article) for address, article, _, first in rows if first]
    if own:
        connection.exec_driver_sql(
            f"DELETE FROM library_addresses WHERE address = {holder} AND article <> {holder} "  # noqa: S608  # names of ours
            f"AND NOT first",
            own,
        )
    upsert(
        connection,
        addresses,
        ("address", "article", "url", "first"),
        rows,
        "(address, article) DO UPDATE SET url = excluded.url, first = excluded.first",
    )
