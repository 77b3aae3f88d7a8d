"""Full-text search over people, topics, quotations and articles."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select

from briefings.library.bulk import select_in
from briefings.library.indexing import spoken_words
from briefings.library.queries.base import Query
from briefings.library.searching import (
    CANDIDATES,
    PARAGRAPH,
    SearchHit,
    SearchKind,
    Terms,
    clauses,
    excerpt,
    in_headlines,
    matching,
    named,
)
from briefings.library.tables import articles
from briefings.models import Actor, Article, Quote, Topic


class Ranked(NamedTuple):
    """Something found, and all that ranking it took."""

    kind: SearchKind
    id: str
    key: int = 0
    """Of a quotation's or an article's row."""
    quote: Quote | None = None


class Finding(Query):
    """Search."""

    def search(self, terms: Terms, limit: int = 10) -> tuple[SearchHit, ...]:
        """`ranked` and `hits` in one."""
        return self.hits(self.ranked(terms, limit), terms)

    def ranked(self, terms: Terms, limit: int = 10) -> tuple[Ranked, ...]:
        """People, topics, quotations and articles that have all the words; no text is read.

        People and topics that are named so come first, then quotations and articles: those whose
        headline has the words, or that the words are a large part of, before others, and of equal
        ones the newest stored. Of the quotations and articles only the newest
        `searching.CANDIDATES` each are ranked, however many have the words.
        """
        if not terms or limit <= 0:
            return ()
        people = named(self._connection, terms, "actors", limit)
        topics = named(self._connection, terms, "topics", limit)
        found = [*_named(people, topics, in_name=True)]
        if len(found) < limit:
            found += self._texts(terms, limit - len(found))
        return tuple([*found, *_named(people, topics, in_name=False)][:limit])

    def hits(self, ranked: Iterable[Ranked], terms: Terms) -> tuple[SearchHit, ...]:
        """What was found, with excerpts; without what is no longer there."""
        ids: dict[SearchKind, list[str]] = {kind: [] for kind in SearchKind}
        keys: dict[SearchKind, list[int]] = {kind: [] for kind in SearchKind}
        found = list(ranked)
        for one in found:
            ids[one.kind].append(one.id)
            keys[one.kind].append(one.key)
        made: dict[tuple[SearchKind, str], SearchHit] = {}
        for hit in (
            *self._people(ids[SearchKind.PERSON], terms),
            *self._topics(ids[SearchKind.TOPIC], terms),
            *self._quotes(keys[SearchKind.QUOTE], terms),
            *self._articles(keys[SearchKind.ARTICLE], terms),
        ):
            made[hit.kind, hit.id] = hit
        return tuple(made[one.kind, one.id] for one in found if (one.kind, one.id) in made)

    def _people(self, ids: Sequence[str], terms: Terms) -> list[SearchHit]:
        found = self._by_id("actors", Actor, ids)
        return [
            SearchHit(SearchKind.PERSON, id_, spellings(actor), excerpt(_role(actor), terms))
            for id_, actor in found.items()
        ]

    def _topics(self, ids: Sequence[str], terms: Terms) -> list[SearchHit]:
        found = self._by_id("topics", Topic, ids)
        return [
            SearchHit(SearchKind.TOPIC, id_, topic.name, excerpt(_about(topic), terms))
            for id_, topic in found.items()
        ]

    def _texts(self, terms: Terms, limit: int) -> list[Ranked]:
        """Quotations and articles, ranked."""
        connection = self._connection
        spoken = matching(
            connection, "library_quote_words", clauses(connection, terms, spoken=True), CANDIDATES
        )
        wanted = clauses(connection, terms, spoken=False)
        leading = matching(connection, "library_article_words", in_headlines(wanted), CANDIDATES)
        printed = matching(connection, "library_article_words", wanted, CANDIDATES)
        quotes = dict(zip(spoken, self._by_key("quotes", Quote, spoken), strict=True))
        places = [(1, -key) for key in leading]
        places += [(3, -key) for key in printed if key not in set(leading)]
        places += [(_distance(quote, terms), -key) for key, quote in quotes.items()]
        shown = [-key for _, key in sorted(places)[:limit]]
        ids = self._article_ids([key for key in shown if key not in quotes])
        return [
            Ranked(SearchKind.QUOTE, quotes[key].id, key, quotes[key])
            if key in quotes
            else Ranked(SearchKind.ARTICLE, ids[key], key)
            for key in shown
            if key in quotes or key in ids
        ]

    def _article_ids(self, keys: Sequence[int]) -> dict[int, str]:
        query = select(articles.c.key, articles.c.id)
        return dict(select_in(self._connection, query, articles.c.key, keys))

    def _articles(self, keys: Sequence[int], terms: Terms) -> list[SearchHit]:
        found = self._by_key("articles", Article, keys)
        texts = self._texts_by_key(keys)
        hits = []
        for key, article in zip(keys, found, strict=True):
            parts = (article.summary, texts[key], article.publisher, article.provider)
            body = PARAGRAPH.join(part for part in parts if part)
            hits.append(
                SearchHit(SearchKind.ARTICLE, article.id, article.headline, excerpt(body, terms))
            )
        return hits

    def _quotes(self, keys: Sequence[int], terms: Terms) -> list[SearchHit]:
        found = self._by_key("quotes", Quote, keys)
        actors = self._by_id("actors", Actor, [one.creator for one in found if one.creator])
        hits = []
        for quote in found:
            actor = actors.get(quote.creator or "")
            speaker = spellings(actor) if actor else quote.speaker_surface or ""
            hits.append(SearchHit(SearchKind.QUOTE, quote.id, speaker, excerpt(quote.text, terms)))
        return hits


def _named(
    people: Iterable[tuple[str, bool]], topics: Iterable[tuple[str, bool]], *, in_name: bool
) -> Iterable[Ranked]:
    """People and topics that have the words in their names, or that do not."""
    yield from (Ranked(SearchKind.PERSON, one) for one, named_so in people if named_so is in_name)
    yield from (Ranked(SearchKind.TOPIC, one) for one, named_so in topics if named_so is in_name)


def spellings(actor: Actor) -> str:
    """An actor's name and its other spellings."""
    return ", ".join((actor.name, *actor.alternate_names))


def _role(actor: Actor) -> str:
    names = spellings(actor)
    return f"{names} — {actor.job_title}" if actor.job_title else names


def _about(topic: Topic) -> str:
    parts = (
        ", ".join((topic.name, *topic.keywords)),
        *(issue.name for issue in topic.issues),
        *(point.text for point in topic.key_points),
    )
    return "\n".join(parts)


def _distance(quote: Quote, terms: Terms) -> int:
    """How far a quotation is from what was looked for: 0 where most of it is that, to 2.

    A quotation found by its speaker's name alone is as near as one that mentions the words.
    """
    spoken = spoken_words(quote.text)
    hits = sum(map(terms.matches, spoken))
    if 2 * hits >= len(spoken):
        return 0
    return 1 if 6 * hits >= len(spoken) else 2
