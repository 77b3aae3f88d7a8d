"""Records as stored: people, topics, positions, events, discrepancies, texts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Integer, bindparam, func, select

from briefings.library.contributions import PINNED
from briefings.library.encoding import decode, unpack
from briefings.library.merging import mended
from briefings.library.prepared import Prepared
from briefings.library.queries.base import Query
from briefings.library.tables import articles, listings, state
from briefings.models import (
    Actor,
    Digest,
    Discrepancy,
    Event,
    Position,
    Quote,
    Topic,
)

R = TypeVar("R")

_ALL = 2**31 - 1
_LISTED = Prepared(
    select(listings.c.key)
    .where(listings.c.about == bindparam("about"), listings.c.section == bindparam("section"))
    .order_by(listings.c.first, listings.c.last, listings.c.planned, listings.c.place)
    .offset(bindparam("skip", type_=Integer))
    .limit(bindparam("most", type_=Integer))
)
_LAST_LISTED = Prepared(
    select(listings.c.key)
    .where(listings.c.about == bindparam("about"), listings.c.section == bindparam("section"))
    .order_by(
        listings.c.first.desc(),
        listings.c.last.desc(),
        listings.c.planned.desc(),
        listings.c.place.desc(),
    )
    .limit(bindparam("most", type_=Integer))
)
_TEXTS = Prepared(
    lambda among: select(articles.c.id, articles.c.text).where(
        ~articles.c.shadowed, among(articles.c.id)
    )
)
_PLACES = Prepared(
    lambda among: (
        select(articles.c.id, func.min(articles.c.place))
        .where(among(articles.c.id))
        .group_by(articles.c.id)
    )
)
_NEXT_PLACE = Prepared(select(state.c.next_key))
_WITH_TEXTS = Prepared(
    select(articles.c.payload, articles.c.text)
    .where(~articles.c.shadowed)
    .order_by(articles.c.place)
)


class Records(Query):
    """Records by subject."""

    def actors(self) -> Sequence[Actor]:
        """All of them, in the library's order; read again each time."""
        return self._all("actors", Actor)

    def topics(self) -> Sequence[Topic]:
        """All of them, in the library's order; read again each time."""
        return self._all("topics", Topic)

    def pinned_topics(self) -> Sequence[Topic]:
        """The topics that hold stories, in the library's order."""
        return self._listed("topics", Topic, PINNED)

    def stories_held_by(self, topic: str, *, limit: int) -> Sequence[Topic]:
        """The stories that a pinned topic holds, newest first."""
        return self._listed("topics", Topic, f"t:{topic}", limit=limit)

    def actors_by_id(self, ids: Iterable[str]) -> Mapping[str, Actor]:
        return self._by_id("actors", Actor, ids)

    def text(self, article_id: str) -> str | None:
        """An article's text; None if there is no such article or its text is not held."""
        return self.texts((article_id,)).get(article_id)

    def texts(self, ids: Iterable[str]) -> Mapping[str, str]:
        """The held texts of these articles."""
        texts = {id_: unpack(data) for id_, data in self._those(_TEXTS, ids)}
        return {id_: text for id_, text in texts.items() if text is not None}

    def next_place(self) -> int:
        """The place above all articles so far, at least 1; later ones are not below it."""
        return int(self._column(_NEXT_PLACE)[0])

    def article_places(self, ids: Iterable[str]) -> Mapping[str, int]:
        """The places of the existing ones among these articles, in order of arrival.

        An article keeps its place when it changes, or when another source brings it too.
        """
        return dict(self._those(_PLACES, ids))

    def positions(self, topic: str, *, limit: int | None = None) -> Sequence[Position]:
        """Positions in the library's order; with a limit, the latest."""
        if limit is None:
            return self._listed("positions", Position, f"t:{topic}")
        return self._last_listed("positions", Position, f"t:{topic}", limit)

    def positions_by_id(self, ids: Iterable[str]) -> Mapping[str, Position]:
        return self._by_id("positions", Position, ids)

    def events_by_id(self, ids: Iterable[str]) -> Mapping[str, Event]:
        return self._by_id("events", Event, ids)

    def discrepancies_by_id(self, ids: Iterable[str]) -> Mapping[str, Discrepancy]:
        return self._by_id("discrepancies", Discrepancy, ids)

    def positions_of(self, actors: Iterable[str], *, limit: int) -> Sequence[Position]:
        """The positions of these actors, one actor after the other.

        Args:
            limit: the most for each actor, latest first.
        """
        return [
            position
            for actor in actors
            for position in self._last_listed("positions", Position, f"a:{actor}", limit)
        ]

    def events(
        self, topic: str | None, *, offset: int = 0, limit: int | None = None
    ) -> Sequence[Event]:
        """Events by first day, then last day; on one day, past before planned ones."""
        return self._listed("events", Event, _about(topic), offset, limit)

    def discrepancies(
        self, topic: str | None, *, offset: int = 0, limit: int | None = None
    ) -> Sequence[Discrepancy]:
        return self._listed("discrepancies", Discrepancy, _about(topic), offset, limit)

    def digest(self) -> Digest:
        """Everything in the library, with the articles' texts, for small libraries and tests."""
        found = tuple(
            decode("articles", payload).model_copy(update={"text": unpack(text)})
            for payload, text in self._rows(_WITH_TEXTS)
        )
        return mended(
            Digest(
                articles=found,
                actors=tuple(self.actors()),
                topics=tuple(self.topics()),
                quotes=tuple(self._all("quotes", Quote)),
                positions=tuple(self._all("positions", Position)),
                events=tuple(self._all("events", Event)),
                discrepancies=tuple(self._all("discrepancies", Discrepancy)),
            )
        )

    def _last_listed(self, section: str, model: type[R], about: str, limit: int) -> list[R]:
        """The latest records of a section without an order of its own, in the library's order."""
        keys = self._column(_LAST_LISTED, {"about": about, "section": section, "most": limit})
        return self._by_key(section, model, keys[::-1])

    def _listed(
        self,
        section: str,
        model: type[R],
        about: str,
        offset: int = 0,
        limit: int | None = None,
    ) -> list[R]:
        limits = {"skip": offset, "most": _ALL if limit is None else limit}
        keys = self._column(_LISTED, {"about": about, "section": section, **limits})
        return self._by_key(section, model, keys)


def _about(topic: str | None) -> str:
    return "" if topic is None else f"t:{topic}"
