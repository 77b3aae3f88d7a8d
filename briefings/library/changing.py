"""Writes new, changed and removed records, and updates everything derived from them.

The work is proportional to the changes, not to the library: rows are found by their ids, and sums
are adjusted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, update

from briefings.digest.layout import AnyRecord
from briefings.library import derived
from briefings.library.addressing import follow_articles
from briefings.library.batches import PEOPLE, STORIES, TABLES, Batch, source_key
from briefings.library.bulk import (
    chunks,
    delete_in,
    delete_keyed,
    insert_rows,
    insert_values,
    select_in,
)
from briefings.library.contributions import Changes, listed
from briefings.library.encoding import (
    decode,
    encode,
    unpack,
)
from briefings.library.history import count_revision
from briefings.library.indexing import Index
from briefings.library.pinning import make_due, pinning
from briefings.library.rows import Stored, row_of
from briefings.library.sketches import sketched
from briefings.library.tables import (
    actor_counts,
    articles,
    entries,
    listings,
    quotes,
    removed,
    sketches,
    sources,
)
from briefings.models import Actor, Article, Topic

_FOLLOWED = frozenset({"actors", "topics"})
"""Sections whose changes readers follow, because they keep the records."""


def commit(connection: Connection, batch: Batch) -> None:
    """Write the whole batch, and count the revision.

    People whom other records still name stay under the source `PEOPLE`; people there whom no record
    names any more are removed.
    """
    following: Batch | None = batch
    while following is not None:
        writer = _Writer(connection, following)
        writer.run()
        batch.next_key = following.next_key  # keys taken by the run are never given again
        following = writer.people_to_settle()
    count_revision(connection, batch.revision, batch.next_key)


class _Writer:
    """Does one batch's work."""

    def __init__(self, connection: Connection, batch: Batch) -> None:
        self._connection = connection
        self._batch = batch
        self._changes = Changes()
        self._index = Index()
        self._rows: dict[Table, list[dict[str, Any]]] = {articles: [], quotes: [], entries: []}
        self._gone: dict[Table, list[int]] = {articles: [], quotes: [], entries: []}
        self._shaded: dict[Table, list[tuple[int, bool]]] = {articles: [], quotes: [], entries: []}
        self._held: dict[int, dict[str, int]] = {}
        self._before: list[tuple[str, int, AnyRecord]] = []
        self._after: list[tuple[str, int, AnyRecord]] = []
        self._known: dict[int, AnyRecord] = {}
        self._new: dict[int, dict[str, Any]] = {}
        self._stories = _key_of(connection, batch, STORIES)

    def run(self) -> None:
        for section, ids in self._batch.touched().items():
            there = self._stored(section, ids)
            for record_id in ids:
                self._settle(section, record_id, there.get(record_id, []))
        self._write_rows()
        self._derive()

    def people_to_settle(self) -> Batch | None:
        """What these changes mean for people: who must stay, and who need not."""
        after = {record.id for _, _, record in self._after if isinstance(record, Actor)}
        gone = {
            record.id: record
            for _, _, record in self._before
            if isinstance(record, Actor) and record.id not in after
        }
        less = {id_ for id_, counts in self._changes.actors.items() if counts["mentions"] < 0}
        query = select(actor_counts.c.actor, actor_counts.c.mentions)
        mentions = {
            row.actor: row.mentions
            for row in select_in(
                self._connection, query, actor_counts.c.actor, sorted(less | gone.keys())
            )
        }
        stay = {id_: record for id_, record in gone.items() if mentions.get(id_, 0) > 0}
        for record in list(stay.values()):  # and so do those they belong to
            above = record.affiliation
            while above in gone and above not in stay:
                stay[above] = gone[above]
                above = gone[above].affiliation
        unnamed = [id_ for id_ in sorted(less) if mentions.get(id_, 0) <= 0]
        people = _key_of(self._connection, self._batch, PEOPLE) if unnamed else None
        query = select(entries.c.id).where(
            entries.c.section == "actors", entries.c.source == people
        )
        leave = (
            {row.id for row in select_in(self._connection, query, entries.c.id, unnamed)}
            if people is not None
            else set()
        )
        if not stay and not leave:
            return None
        batch = Batch(self._batch.revision, self._batch.next_key)
        key = source_key(self._connection, batch, PEOPLE)
        for record in stay.values():
            batch.put(key, "actors", record)
        for id_ in sorted(leave):
            batch.drop(key, "actors", id_)
        return batch

    def _stored(self, section: str, ids: Iterable[str]) -> dict[str, list[Stored]]:
        table = TABLES[section]
        query = select(
            table.c.id,
            table.c.key,
            table.c.place,
            table.c.source,
            table.c.shadowed,
            table.c.revision,
            table.c.payload,
        )
        if table is entries:
            query = query.where(entries.c.section == section)
        found: dict[str, list[Stored]] = {}
        for record_id, *row in select_in(self._connection, query, table.c.id, ids):
            found.setdefault(record_id, []).append(Stored(*row))
        return found

    def _settle(self, section: str, record_id: str, there: Sequence[Stored]) -> None:
        """Work out which rows of an id are removed, added or counted."""
        batch, table = self._batch, TABLES[section]
        before = next((row for row in there if not row.shadowed), None)
        kept = {row.source: row for row in there}
        for source in batch.drops(section, record_id):
            if source in kept:
                self._take(table, section, kept.pop(source))
        for source, record in batch.puts(section, record_id):
            former = kept.pop(source, None)
            if former is not None:
                self._take(table, section, former)
            kept[source] = self._give(table, section, source, record, former)
        after = max(kept.values(), key=self._rank, default=None)
        for row in kept.values():
            shadowed = row is not after
            if row.key in self._known:  # a new row, not written yet
                self._new[row.key]["shadowed"] = shadowed
            elif row.shadowed != shadowed:
                self._shaded[table].append((row.key, shadowed))
        if before is not after:
            self._replace(section, before, after)

    def _rank(self, row: Stored) -> tuple[bool, int, int]:
        """For one id the row stored last counts; a story's counts only if there is no other."""
        return row.source != self._stories, row.revision, row.key

    def _take(self, table: Table, section: str, row: Stored) -> None:
        self._gone[table].append(row.key)
        self._hold(row.source, section, -1)

    def _give(
        self, table: Table, section: str, source: int, record: AnyRecord, former: Stored | None
    ) -> Stored:
        key = self._batch.take_key()
        place = former.place if former else key
        payload = self._batch.payloads.get(id(record)) or encode(record)
        row = Stored(key, place, source, False, self._batch.revision, payload)
        self._known[key] = record
        self._new[key] = row_of(row, section, record)
        self._rows[table].append(self._new[key])
        self._hold(source, section, 1)
        return row

    def _hold(self, source: int, section: str, sign: int) -> None:
        if section in ("articles", "quotes"):
            held = self._held.setdefault(source, {"articles": 0, "quotes": 0})
            held[section] += sign

    def _replace(self, section: str, before: Stored | None, after: Stored | None) -> None:
        if before is not None:
            self._before.append((section, before.key, self._record(section, before)))
        if after is not None:
            self._after.append((section, after.key, self._record(section, after)))

    def _record(self, section: str, row: Stored) -> AnyRecord:
        return self._known.get(row.key) or decode(section, row.payload)

    def _write_rows(self) -> None:
        connection = self._connection
        self._add_texts()
        new = {row["key"]: row for row in self._batch.new_sources.values()}
        for key, row in new.items():
            row.update(self._held.pop(key, {}))
        insert_rows(connection, sources, list(new.values()))
        for table in (articles, quotes, entries):
            delete_in(connection, table, table.c.key, self._gone[table])
            for shadowed in (True, False):
                keys = [key for key, shade in self._shaded[table] if shade is shadowed]
                for chunk in chunks(keys):
                    connection.execute(
                        update(table)
                        .where(table.c.key.in_(chunk))
                        .values(shadowed=shadowed, revision=self._batch.revision)
                        if not shadowed
                        else update(table).where(table.c.key.in_(chunk)).values(shadowed=True)
                    )
            insert_rows(connection, table, self._rows[table])
        for source, held in self._held.items():
            connection.execute(
                update(sources)
                .where(sources.c.key == source)
                .values({name: sources.c[name] + count for name, count in held.items()})
            )

    def _add_texts(self) -> None:
        """Read the texts of articles that leave or return: the index needs them."""
        stored = [
            key
            for section, key, _ in (*self._before, *self._after)
            if section == "articles" and key not in self._known
        ]
        query = select(articles.c.key, articles.c.text)
        texts = {
            key: unpack(data)
            for key, data in select_in(self._connection, query, articles.c.key, stored)
        }
        for changed in (self._before, self._after):
            changed[:] = [
                (section, key, record.model_copy(update={"text": texts[key]}))
                if key in texts and section == "articles"
                else (section, key, record)
                for section, key, record in changed
            ]

    def _derive(self) -> None:
        """Update what is derived from the counting records."""
        connection, revision = self._connection, self._batch.revision
        for changed, sign in ((self._before, -1), (self._after, 1)):
            for _, key, record in changed:
                self._changes.add(record, sign)
                self._index.add(key, record, sign)
        for (topic, article), sign in self._batch.members.items():
            self._changes.belong(topic, article, sign)
        delete_in(
            connection,
            listings,
            listings.c.key,
            (key for section, key, _ in self._before if TABLES[section] is entries),
        )
        places = self._places()
        insert_rows(connection, listings, list(self._listings(places)))
        self._index.flush(connection)
        delete_keyed(connection, sketches, ("pair", "quote"), list(sketched(self._before)))
        insert_values(connection, sketches, ("pair", "quote"), list(sketched(self._after)))
        self._note_removed()
        follow_articles(
            connection,
            [record.id for section, _, record in self._before if section == "articles"],
            [record for _, _, record in self._after if isinstance(record, Article)],
        )
        derived.bring_up_to_date(
            connection, self._changes, revision, self._after, places, self._batch.take_key
        )
        self._pin()

    def _pin(self) -> None:
        """Make stories due whose pinned topics change."""
        before, after = (
            [one for _, _, one in changed if isinstance(one, Topic) and one.pinned]
            for changed in (self._before, self._after)
        )
        if pinning(before) != pinning(after):
            make_due(self._connection, (*before, *after))

    def _places(self) -> dict[int, int]:
        """The places of new and newly counting records within their section."""
        places = {key: row["place"] for key, row in self._new.items()}
        back: dict[Table, list[int]] = defaultdict(list)
        for section, key, _ in self._after:
            if key not in places:
                back[TABLES[section]].append(key)
        for table, keys in back.items():
            query = select(table.c.key, table.c.place)
            places |= dict(select_in(self._connection, query, table.c.key, keys))
        return places

    def _listings(self, places: Mapping[int, int]) -> Iterator[dict[str, Any]]:
        for section, key, record in self._after:
            for about, (first, last, planned) in listed(record):
                yield {
                    "about": about,
                    "section": section,
                    "first": first,
                    "last": last,
                    "planned": planned,
                    "place": places[key],
                    "key": key,
                }

    def _note_removed(self) -> None:
        """Remember removed actors and topics, for followers of the library."""
        there = {(section, record.id) for section, _, record in self._after}
        gone = [
            {"revision": self._batch.revision, "section": section, "id": record.id}
            for section, _, record in self._before
            if section in _FOLLOWED and (section, record.id) not in there
        ]
        insert_rows(self._connection, removed, gone)


def _key_of(connection: Connection, batch: Batch, name: str) -> int | None:
    """The key of a source, which may be new in the batch."""
    if name in batch.new_sources:
        return int(batch.new_sources[name]["key"])
    return connection.execute(select(sources.c.key).where(sources.c.name == name)).scalar()
