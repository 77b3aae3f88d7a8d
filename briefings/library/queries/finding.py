"""Full-text search over people, topics, quotations and articles."""

from collections.abc import Sequence

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
from briefings.models import Actor, Article, Quote, Topic


class Finding(Query):
    """Search."""

    def search(self, terms: Terms, limit: int = 10) -> tuple[SearchHit, ...]:
        """People, topics, quotations and articles that have all the words.

        People and topics that are named so come first, then quotations and articles: those whose
        headline has the words, or that the words are a large part of, before others, and of equal
        ones the newest stored. Of the quotations and articles only the newest
        `searching.CANDIDATES` each are ranked, however many have the words.
        """
        if not terms or limit <= 0:
            return ()
        people = named(self._connection, terms, "actors", limit)
        topics = named(self._connection, terms, "topics", limit)
        hits = self._named(people, topics, terms, limit, in_name=True)
        if len(hits) < limit:
            hits += self._texts(terms, limit - len(hits))
        if len(hits) < limit:
            hits += self._named(people, topics, terms, limit - len(hits), in_name=False)
        return tuple(hits)

    def _named(
        self,
        people: Sequence[tuple[str, bool]],
        topics: Sequence[tuple[str, bool]],
        terms: Terms,
        limit: int,
        *,
        in_name: bool,
    ) -> list[SearchHit]:
        """Those that have the words in their name, or those that have not: people first."""
        chosen = [id_ for id_, so in people if so is in_name][:limit]
        others = [id_ for id_, so in topics if so is in_name][: limit - len(chosen)]
        return [*self._people(chosen, terms), *self._topics(others, terms)]

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

    def _texts(self, terms: Terms, limit: int) -> list[SearchHit]:
        """Quotations and articles, ranked; excerpts are made of those shown only."""
        connection = self._connection
        spoken = matching(
            connection, "library_quote_words", clauses(connection, terms, spoken=True), CANDIDATES
        )
        wanted = clauses(connection, terms, spoken=False)
        leading = matching(connection, "library_article_words", in_headlines(wanted), CANDIDATES)
        printed = matching(connection, "library_article_words", wanted, CANDIDATES)
        ranked = [(1, key, "articles") for key in leading]
        ranked += [(3, key, "articles") for key in set(printed).difference(leading)]
        for key, quote in zip(spoken, self._by_key("quotes", Quote, spoken), strict=True):
            ranked.append((_distance(quote, terms), key, "quotes"))
        ranked.sort(key=lambda one: (one[0], -one[1]))
        shown = ranked[:limit]
        articles = self._articles(
            [key for _, key, section in shown if section == "articles"], terms
        )
        quotes = self._quotes([key for _, key, section in shown if section == "quotes"], terms)
        return [(articles if section == "articles" else quotes)[key] for _, key, section in shown]

    def _articles(self, keys: Sequence[int], terms: Terms) -> dict[int, SearchHit]:
        found = self._by_key("articles", Article, keys)
        texts = self._texts_by_key(keys)
        hits = {}
        for key, article in zip(keys, found, strict=True):
            parts = (article.summary, texts[key], article.publisher, article.provider)
            body = PARAGRAPH.join(part for part in parts if part)
            hit = SearchHit(SearchKind.ARTICLE, article.id, article.headline, excerpt(body, terms))
            hits[key] = hit
        return hits

    def _quotes(self, keys: Sequence[int], terms: Terms) -> dict[int, SearchHit]:
        found = self._by_key("quotes", Quote, keys)
        actors = self._by_id("actors", Actor, [one.creator for one in found if one.creator])
        hits = {}
        for key, quote in zip(keys, found, strict=True):
            actor = actors.get(quote.creator or "")
            speaker = spellings(actor) if actor else quote.speaker_surface or ""
            hits[key] = SearchHit(SearchKind.QUOTE, quote.id, speaker, excerpt(quote.text, terms))
        return hits


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
