"""What is derived from the counting records: utterances, evidence and counts."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, text

from briefings.chronology import newest_first, published_on
from briefings.library.bulk import (
    add_counts,
    chunks,
    delete_in,
    delete_keyed,
    insert_rows,
    select_in,
)
from briefings.library.contributions import EVERYTHING, Changes
from briefings.library.encoding import casefolded, decode
from briefings.library.resting import Records, Resting
from briefings.library.spoken import Printed, Summary, summed_up
from briefings.library.tables import (
    actor_counts,
    articles,
    quotes,
    topic_counts,
    utterance_topics,
    utterances,
    voices,
)
from briefings.models import Article, Quote

Said = tuple[str, str | None]
"""What identifies an utterance: id and speaker."""

MOST_REPORTS = 50
"""From how many of its reports, first in the library's order, an utterance is summed up, so that
a new report of words that everybody prints costs no more than others."""
_FIRST_REPORTS = {
    "sqlite": text(
        "SELECT q.key, q.place, q.payload FROM json_each(:wanted) w CROSS JOIN library_quotes q "
        "WHERE q.key IN (SELECT r.key FROM library_quotes r WHERE NOT r.shadowed "
        "AND r.utterance = json_extract(w.value, '$[0]') "
        "AND r.creator IS json_extract(w.value, '$[1]') ORDER BY r.place LIMIT :most)"
    ),
    "postgresql": text(
        "SELECT q.key, q.place, q.payload "
        "FROM unnest(CAST(:ids AS text[]), CAST(:creators AS text[])) AS w (id, creator) "
        "CROSS JOIN LATERAL (SELECT r.key, r.place, r.payload FROM library_quotes r "
        "WHERE NOT r.shadowed AND r.utterance = w.id "
        "AND r.creator IS NOT DISTINCT FROM w.creator ORDER BY r.place LIMIT :most) q"
    ),
}
_TOPIC_COLUMNS = tuple(
    column.name for column in topic_counts.columns if column.name not in ("topic", "revision")
)
_ACTOR_COLUMNS = ("utterances", "positions", "mentions")


def bring_up_to_date(
    connection: Connection,
    changes: Changes,
    revision: int,
    after: Records,
    places: Mapping[int, int],
    take_key: Callable[[], int],
) -> None:
    """Apply these changes to everything derived from records.

    Args:
        after: the new and newly counting records.
        places: their places within their section, by key.
        take_key: gives a key that was never used.
    """
    _Spoken(connection, changes, revision, after, places).run(take_key)
    Resting(connection, changes, after, places).run()
    latest = {"revision": revision}
    # Positions that only moved to another actor change their holder, but no count.
    rows = [
        (topic, *(counts[column] for column in _TOPIC_COLUMNS))
        for topic, counts in sorted(changes.topics.items())
        if any(counts.values()) or "positions" in counts
    ]
    add_counts(connection, topic_counts, ("topic",), _TOPIC_COLUMNS, rows, latest=latest)
    rows = [
        (actor, *(counts[column] for column in _ACTOR_COLUMNS))
        for actor, counts in sorted(changes.actors.items())
        if any(counts.values())
    ]
    add_counts(connection, actor_counts, ("actor",), _ACTOR_COLUMNS, rows, latest=latest)


class _Utterance(NamedTuple):
    key: int
    summary: Summary


class _Spoken:
    """Sums up again the utterances whose reports changed."""

    def __init__(
        self,
        connection: Connection,
        changes: Changes,
        revision: int,
        after: Records,
        places: Mapping[int, int],
    ) -> None:
        self._connection = connection
        self._changes = changes
        self._revision = revision
        self._new = {
            key: (places[key], record) for _, key, record in after if isinstance(record, Quote)
        }
        self._articles = {
            record.id: _printed(record) for _, _, record in after if isinstance(record, Article)
        }

    def run(self, take_key: Callable[[], int]) -> None:
        touched = self._touched()
        there = self._there({id_ for id_, _ in touched})
        reports = self._reports(there.keys() & touched)
        self._read_articles(quote for one in touched for quote in reports.get(one, ()))
        changed: list[dict[str, Any]] = []
        made: list[dict[str, Any]] = []
        on_topics: list[dict[str, Any]] = []
        gone: list[int] = []
        moved: list[int] = []
        counts: Counter[tuple[str, str]] = Counter()
        # In the order of their first reports, which decide between utterances of one day.
        left = sorted(touched - reports.keys(), key=lambda said: (said[0], said[1] or ""))
        for one in [*(one for one in reports if one in touched), *left]:
            former = there.get(one)
            found = reports.get(one)
            now = summed_up(found, self._articles) if found else None
            if former is not None:
                self._count(one, former.summary, -1, counts)
                (moved if now else gone).append(former.key)
            if now is not None:
                self._count(one, now, 1, counts)
                row = _utterance_row(former.key if former else take_key(), one, now)
                row["revision"] = self._revision
                (changed if former else made).append(row)
                on_topics += _topic_rows(row, now)
        connection = self._connection
        delete_in(connection, utterance_topics, utterance_topics.c.utterance, [*gone, *moved])
        delete_in(connection, utterances, utterances.c.key, [*gone, *moved])
        insert_rows(connection, utterances, [*changed, *made])
        insert_rows(connection, utterance_topics, on_topics)
        rows = [(*pair, count) for pair, count in sorted(counts.items()) if count]
        add_counts(connection, voices, ("topic", "creator"), ("utterances",), rows)
        less = [pair for *pair, count in rows if count < 0]
        delete_keyed(connection, voices, ("topic", "creator"), less, "utterances <= 0")

    def _touched(self) -> set[Said]:
        """Utterances of quotations that changed or whose article changed."""
        touched = set(self._changes.utterances)
        query = select(quotes.c.utterance, quotes.c.creator).where(~quotes.c.shadowed)
        found = select_in(
            self._connection, query, quotes.c.article, sorted(self._changes.former_articles)
        )
        touched.update((row.utterance, row.creator) for row in found)
        return touched

    def _there(self, ids: set[str]) -> dict[Said, _Utterance]:
        columns = utterances.c
        query = select(
            columns.id,
            columns.creator,
            columns.key,
            columns.newness,
            columns.telling,
            columns.length,
            columns.topics,
        )
        return {
            (id_, creator): _Utterance(
                key, Summary(newness, telling, length, tuple(topics.split()))
            )
            for id_, creator, key, newness, telling, length, topics in select_in(
                self._connection, query, columns.id, sorted(ids)
            )
        }

    def _reports(self, there: Collection[Said]) -> dict[Said, list[Quote]]:
        """The first reports of each utterance in the library's order.

        Args:
            there: the utterances that existed before; all reports of others are new.
        """
        found = dict(self._new)
        for key, place, payload in self._first_reports(there):
            if key not in found:
                quote = decode("quotes", payload)
                assert isinstance(quote, Quote)  # noqa: S101  # the table has only these
                found[key] = place, quote
        reports: dict[Said, list[Quote]] = defaultdict(list)
        for _, quote in sorted(found.values(), key=lambda pair: pair[0]):
            reports[quote.utterance, quote.creator].append(quote)
        return {one: quotes[:MOST_REPORTS] for one, quotes in reports.items()}

    def _first_reports(self, there: Collection[Said]) -> Iterator[Any]:
        """Key, place and payload of each utterance's first `MOST_REPORTS` reports.

        Utterances with more reports never have all of them read.
        """
        wanted = sorted(there, key=lambda said: (said[0], said[1] or ""))
        for chunk in chunks(wanted):
            if self._connection.dialect.name == "sqlite":
                given: dict[str, Any] = {"wanted": json.dumps(chunk)}
            else:
                given = {"ids": [id_ for id_, _ in chunk], "creators": [by for _, by in chunk]}
            statement = _FIRST_REPORTS[self._connection.dialect.name]
            yield from self._connection.execute(statement, {**given, "most": MOST_REPORTS}).all()

    def _read_articles(self, found: Iterable[Quote]) -> None:
        needed = {quote.citation.article for quote in found} - self._articles.keys()
        query = select(articles.c.id, articles.c.machine, articles.c.origin, articles.c.newness)
        query = query.where(~articles.c.shadowed)
        for id_, *printed in select_in(self._connection, query, articles.c.id, sorted(needed)):
            self._articles[id_] = Printed(*printed)

    def _count(
        self, said: Said, summary: Summary, sign: int, counts: Counter[tuple[str, str]]
    ) -> None:
        _, creator = said
        if creator:
            self._changes.actors[creator]["utterances"] += sign
        for topic in (EVERYTHING, *summary.topics):
            self._changes.topics[topic]["utterances"] += sign
            if creator and topic:
                counts[topic, creator] += sign


def _printed(article: Article) -> Printed:
    newness = newest_first(published_on(article))
    return Printed(article.is_machine_written, casefolded(article.origin), newness)


def _utterance_row(key: int, said: Said, summary: Summary) -> dict[str, Any]:
    return {
        "key": key,
        "id": said[0],
        "creator": said[1],
        "newness": summary.newness,
        "telling": summary.telling,
        "length": summary.length,
        "topics": " ".join(summary.topics),
    }


def _topic_rows(row: Mapping[str, Any], summary: Summary) -> Iterable[dict[str, Any]]:
    for topic in summary.topics:
        yield {
            "topic": topic,
            "newness": summary.newness,
            "utterance": row["key"],
            "creator": row["creator"],
            "telling": summary.telling,
            "length": summary.length,
        }
