"""Full-text search over people, topics, quotations and articles."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pydantic_core import from_json
from sqlalchemy import select

from briefings.library.indexing import speaker_term, spoken_words
from briefings.library.naming import Bearers, Named
from briefings.library.prepared import Prepared
from briefings.library.queries.base import Query
from briefings.library.searching import (
    CANDIDATES,
    PARAGRAPH,
    SearchHit,
    SearchKind,
    Terms,
    clauses,
    counts_in,
    excerpt,
    in_headlines,
    matching,
    rarest_first,
    spoken_clauses,
)
from briefings.library.tables import quotes
from briefings.models import Actor, Article, Quote, Topic

_PAYLOADS = Prepared(
    lambda among: select(quotes.c.key, quotes.c.payload).where(among(quotes.c.key))
)
_KINDS = {"actors": SearchKind.PERSON, "topics": SearchKind.TOPIC}


class Ranked(NamedTuple):
    """Something found, with what its ranking needed."""

    kind: SearchKind
    id: str = ""
    """The id of a person or topic."""
    key: int = 0
    """The key of a quotation's or an article's row."""
    said: tuple[str, str | None] | None = None
    """What identifies a quotation's utterance: id and speaker."""


class Finding(Query):
    """Search."""

    def search(self, terms: Terms, limit: int = 10) -> tuple[SearchHit, ...]:
        """`ranked` and `hits` in one."""
        return tuple(self.hits(self.ranked(terms, limit), terms).values())

    def ranked(self, terms: Terms, limit: int = 10) -> tuple[Ranked, ...]:
        """People, topics, quotations and articles with all the words; no text is read.

        People and topics with such names come first, then quotations and articles: first those with
        the words in the headline or as a large part of the text, and among equals the latest
        stored. Only the newest `searching.CANDIDATES` quotations and articles each are ranked,
        however many have the words.
        """
        if not terms or limit <= 0:
            return ()
        bearers = Bearers(self._connection, terms.each)
        named = bearers.named()
        found = _named(named, limit, in_name=True)
        if len(found) < limit:
            found += self._texts(terms, bearers, limit - len(found))
        return tuple([*found, *_named(named, limit, in_name=False)][:limit])

    def mentions(self, terms: Terms) -> bool:
        """Whether an article or a quotation has all the words."""
        if not terms:
            return False
        connection = self._connection
        wanted = clauses(connection, terms)
        in_quotes, in_articles = counts_in(connection, (word for some in wanted for word in some))
        return any(
            matching(connection, table, rarest_first(wanted, counts), 1)
            for table, counts in (
                ("library_article_words", in_articles),
                ("library_quote_words", in_quotes),
            )
        )

    def hits(self, ranked: Iterable[Ranked], terms: Terms) -> Mapping[Ranked, SearchHit]:
        """What was found, in this order, with excerpts; without what no longer exists."""
        found = list(ranked)
        of = {kind: [one for one in found if one.kind is kind] for kind in SearchKind}
        made = {
            **self._people(of[SearchKind.PERSON], terms),
            **self._topics(of[SearchKind.TOPIC], terms),
            **self._quotes(of[SearchKind.QUOTE], terms),
            **self._articles(of[SearchKind.ARTICLE], terms),
        }
        return {one: made[one] for one in found if one in made}

    def _people(self, found: Sequence[Ranked], terms: Terms) -> Mapping[Ranked, SearchHit]:
        actors = self._by_id("actors", Actor, [one.id for one in found])
        return {
            one: SearchHit(one.kind, one.id, spellings(actor), excerpt(_role(actor), terms))
            for one in found
            if (actor := actors.get(one.id))
        }

    def _topics(self, found: Sequence[Ranked], terms: Terms) -> Mapping[Ranked, SearchHit]:
        topics = self._by_id("topics", Topic, [one.id for one in found])
        return {
            one: SearchHit(one.kind, one.id, topic.name, excerpt(_about(topic), terms))
            for one in found
            if (topic := topics.get(one.id))
        }

    def _texts(self, terms: Terms, bearers: Bearers, limit: int) -> list[Ranked]:
        """Quotations and articles, ranked."""
        connection = self._connection
        wanted = clauses(connection, terms)
        in_quotes, in_articles = counts_in(connection, (word for some in wanted for word in some))
        by_speaker = {speaker_term(one): count for one, count in bearers.speaking.items()}
        spoken = rarest_first(spoken_clauses(wanted, terms, bearers), {**in_quotes, **by_speaker})
        wanted = rarest_first(wanted, in_articles)
        said = matching(connection, "library_quote_words", spoken, CANDIDATES)
        quoted = self._quoted(said, terms)
        leading = matching(connection, "library_article_words", in_headlines(wanted), CANDIDATES)
        articles = dict.fromkeys(leading, 1)
        if len(quoted) + len(leading) < limit:
            for key in matching(connection, "library_article_words", wanted, CANDIDATES):
                articles.setdefault(key, 3)
        places = [(distance, -key) for key, (distance, _) in quoted.items()]
        places += [(distance, -key) for key, distance in articles.items()]
        return [
            quoted[-key][1] if -key in quoted else Ranked(SearchKind.ARTICLE, key=-key)
            for _, key in sorted(places)[:limit]
        ]

    def _quoted(self, keys: Sequence[int], terms: Terms) -> dict[int, tuple[int, Ranked]]:
        """Quotations, each with its distance from the search."""
        found: dict[int, tuple[int, Ranked]] = {}
        for key, payload in self._those(_PAYLOADS, keys):
            # Of a hundred ranked, eight are shown, and only those are decoded.
            values = from_json(payload)
            said = values["utterance"], values["creator"]
            distance = _distance(values["text"], terms)
            found[key] = distance, Ranked(SearchKind.QUOTE, key=key, said=said)
        return found

    def _articles(self, found: Sequence[Ranked], terms: Terms) -> Mapping[Ranked, SearchHit]:
        keys = [one.key for one in found]
        texts = self._texts_by_key(keys)
        hits = {}
        for one, article in zip(found, self._by_key("articles", Article, keys), strict=True):
            self._read[article.id] = article
            parts = (article.summary, texts[one.key], article.publisher, article.provider)
            body = PARAGRAPH.join(part for part in parts if part)
            hits[one] = SearchHit(one.kind, article.id, article.headline, excerpt(body, terms))
        return hits

    def _quotes(self, found: Sequence[Ranked], terms: Terms) -> Mapping[Ranked, SearchHit]:
        records = self._by_key("quotes", Quote, [one.key for one in found])
        actors = self._by_id("actors", Actor, [one.creator for one in records if one.creator])
        hits = {}
        for one, quote in zip(found, records, strict=True):
            actor = actors.get(quote.creator or "")
            speaker = spellings(actor) if actor else quote.speaker_surface or ""
            shown = excerpt(quote.text, terms)
            hits[one] = SearchHit(one.kind, quote.id, speaker, shown, quote)
        return hits


def _named(found: Iterable[Named], most: int, *, in_name: bool) -> list[Ranked]:
    """At most `most` people, then topics: those with the words in the name, or the others."""
    ranked = [Ranked(_KINDS[one.section], one.id) for one in found if one.in_name is in_name]
    people = [one for one in ranked if one.kind is SearchKind.PERSON]
    return people[:most] + [one for one in ranked if one.kind is SearchKind.TOPIC][:most]


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


def _distance(text: str, terms: Terms) -> int:
    """A quotation's distance from the search: 0 if most of it matches, up to 2.

    A quotation found only by its speaker's name is as close as one that mentions the words.
    """
    spoken = spoken_words(text)
    hits = terms.count(spoken)
    if 2 * hits >= len(spoken):
        return 0
    return 1 if 6 * hits >= len(spoken) else 2
