"""The current state: what happened last, what is ahead, who holds positions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, select

from briefings.chronology import last_day
from briefings.library.prepared import Prepared
from briefings.library.queries.base import Query
from briefings.library.tables import evidence, listings
from briefings.models import Article, Event

_UNENDING = date.max.toordinal()
"""The last day of an open-ended event: "2025-08-15/.."."""

_NEWEST_ARTICLE = Prepared(
    select(evidence.c.article)
    .where(evidence.c.topic == bindparam("topic"), evidence.c.newness < 0)
    .order_by(evidence.c.newness, evidence.c.place)
    .limit(1)
)
_EVENTS = select(listings.c.key).where(
    listings.c.about == bindparam("about"), listings.c.section == "events"
)
_HAPPENED = _EVENTS.where(listings.c.planned == 0).limit(1)
_LATEST = (
    Prepared(_HAPPENED.where(listings.c.last < _UNENDING).order_by(listings.c.last.desc())),
    Prepared(_HAPPENED.where(listings.c.last == _UNENDING).order_by(listings.c.first.desc())),
)
_ANNOUNCED = Prepared(
    _EVENTS.where(listings.c.planned == 1, listings.c.last >= bindparam("since")).order_by(
        listings.c.first, listings.c.last, listings.c.place
    )
)
_ON, _BY = listings.alias("on_topic"), listings.alias("by_actor")
_HELD = (
    select(_ON.c.about, _BY.c.about)
    .join(_BY, (_BY.c.key == _ON.c.key) & (_BY.c.section == "positions"))
    .where(_ON.c.section == "positions", _BY.c.about.startswith("a:"))
)
_HOLDERS = Prepared(_HELD.where(_ON.c.about.startswith("t:")))
_HOLDERS_ON = Prepared(lambda among: _HELD.where(among(_ON.c.about)))


class Newest(Query):
    """Queries that read from the end of a list."""

    def newest_article(self, topic: str | None) -> Article | None:
        """The latest published article that something on the topic rests on; of all articles for
        None. None if no article's day is known."""
        found = self._column(_NEWEST_ARTICLE, {"topic": topic or ""})
        return self.article(found[0]) if found else None

    def latest_event(self, topic: str) -> Event | None:
        """The past event on the topic with the latest last day.

        An open-ended event counts by its first day.
        """
        about = {"about": f"t:{topic}"}
        keys = [key for query in _LATEST for key in self._column(query, about)]
        found = self._by_key("events", Event, keys)
        return max(found, key=lambda one: last_day(one.end_date or one.start_date), default=None)

    def event(self, event_id: str) -> Event | None:
        return self._by_id("events", Event, (event_id,)).get(event_id)

    def announced(self, topic: str, day: date | None) -> Sequence[Event]:
        """Planned events on the topic, next one first, without those over before `day`."""
        since = day.toordinal() if day else 0
        keys = self._column(_ANNOUNCED, {"about": f"t:{topic}", "since": since})
        return self._by_key("events", Event, keys)

    def holders(self, topics: Iterable[str] | None = None) -> Mapping[str, Mapping[str, int]]:
        """By topic, who holds how many positions on it."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        rows = (
            self._rows(_HOLDERS)
            if topics is None
            else self._those(_HOLDERS_ON, (f"t:{topic}" for topic in topics))
        )
        for about, actor in rows:
            found[about[2:]][actor[2:]] += 1
        return {topic: dict(holders) for topic, holders in found.items()}
