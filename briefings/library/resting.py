"""Counts how much rests on each article, by topic, and how many articles each outlet printed."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from briefings.chronology import newest_first, published_on
from briefings.digest.layout import AnyRecord
from briefings.library.bulk import (
    add_counts,
    delete_in,
    delete_keyed,
    insert_rows,
    select_in,
    select_keyed,
)
from briefings.library.contributions import EVERYTHING, Changes
from briefings.library.encoding import casefolded
from briefings.library.tables import articles, evidence, outlets
from briefings.models import Article

Records = Sequence[tuple[str, int, AnyRecord]]
"""Records with their sections and keys."""


class _Rest(NamedTuple):
    """A row of `evidence`."""

    place: int
    machine: bool
    outlet: str | None
    origin: str | None
    newness: int
    quotes: int
    citations: int
    part: int


class Resting:
    """Recounts what rests on changed articles and on newly cited ones."""

    def __init__(
        self,
        connection: Connection,
        changes: Changes,
        after: Records,
        places: Mapping[int, int],
    ) -> None:
        self._connection = connection
        self._changes = changes
        self._articles = {
            record.id: _Rest(
                places[key],
                record.is_machine_written,
                casefolded(record.publisher),
                casefolded(record.origin),
                newest_first(published_on(record)),
                quotes=0,
                citations=0,
                part=0,
            )
            for _, key, record in after
            if isinstance(record, Article)
        }
        self._outlets: Counter[tuple[str, str, str]] = Counter()

    def run(self) -> None:
        changes, connection = self._changes, self._connection
        touched = {article for _, article in changes.evidence} | changes.articles
        there = self._there(touched)
        self._read_articles(touched)
        added: dict[str, dict[str, list[int]]] = defaultdict(dict)
        for (topic, article), numbers in changes.evidence.items():
            added[article][topic] = numbers
        rows: list[dict[str, Any]] = []
        for article in sorted(touched):
            before = there.get(article, {})
            after = self._after(article, before, added.get(article, {}))
            for topic, rest in before.items():
                self._count(topic, rest, -1)
            for topic, rest in after.items():
                self._count(topic, rest, 1)
                rows.append(_evidence_row(topic, article, rest))
        delete_in(connection, evidence, evidence.c.article, sorted(there))
        insert_rows(connection, evidence, rows)
        self._count_outlets()

    def _there(self, ids: set[str]) -> dict[str, dict[str, _Rest]]:
        columns = evidence.c
        query = select(
            columns.article,
            columns.topic,
            columns.place,
            columns.machine,
            columns.outlet,
            columns.origin,
            columns.newness,
            columns.quotes,
            columns.citations,
            columns.part,
        )
        found: dict[str, dict[str, _Rest]] = defaultdict(dict)
        for article, topic, *row in select_in(
            self._connection, query, columns.article, sorted(ids)
        ):
            found[article][topic] = _Rest(*row)
        return found

    def _read_articles(self, ids: set[str]) -> None:
        columns = articles.c
        query = select(
            columns.id,
            columns.place,
            columns.machine,
            columns.outlet,
            columns.origin,
            columns.newness,
        ).where(~columns.shadowed)
        needed = sorted(ids - self._articles.keys())
        for row in select_in(self._connection, query, columns.id, needed):
            self._articles[row.id] = _Rest(
                row.place,
                row.machine,
                row.outlet,
                row.origin,
                row.newness,
                quotes=0,
                citations=0,
                part=0,
            )

    def _after(
        self, article: str, before: Mapping[str, _Rest], added: Mapping[str, Sequence[int]]
    ) -> dict[str, _Rest]:
        """What now rests on an article, by topic; nothing on a removed one."""
        bare = self._articles.get(article)
        if bare is None:
            return {}
        found: dict[str, _Rest] = {}
        for topic in {**dict.fromkeys((EVERYTHING, *before)), **added}:
            former = before.get(topic, bare)
            more_quotes, more_citations, part = added.get(topic, (0, 0, 0))
            rest = bare._replace(
                quotes=former.quotes + more_quotes,
                citations=former.citations + more_citations,
                part=former.part + part,
            )
            if topic == EVERYTHING or rest.quotes or rest.citations or rest.part:
                found[topic] = rest
        return found

    def _count(self, topic: str, rest: _Rest, sign: int) -> None:
        counts = self._changes.topics[topic]
        counts["articles"] += sign
        counts["machine"] += sign * rest.machine
        for kind, name in (("outlet", rest.outlet), ("origin", rest.origin)):
            if name:
                self._outlets[topic, kind, name] += sign

    def _count_outlets(self) -> None:
        """Count articles by outlet, and outlets by topic."""
        changed = {key: count for key, count in sorted(self._outlets.items()) if count}
        named = ("topic", "kind", "name")
        there = {
            (topic, kind, name): count
            for topic, kind, name, count in select_keyed(
                self._connection, outlets, named, list(changed), (*named, "articles")
            )
        }
        for (topic, kind, name), count in changed.items():
            before = there.get((topic, kind, name), 0)
            self._changes.topics[topic][f"{kind}s"] += (before + count > 0) - (before > 0)
        rows = [(*key, count) for key, count in changed.items()]
        add_counts(self._connection, outlets, named, ("articles",), rows)
        less = [key for key, count in changed.items() if count < 0]
        delete_keyed(self._connection, outlets, named, less, "articles <= 0")


def _evidence_row(topic: str, article: str, rest: _Rest) -> dict[str, Any]:
    return {
        "topic": topic,
        "article": article,
        **rest._asdict(),
        "weight": -(rest.quotes + rest.citations),
    }
