"""The way of an article: reading -> analysis -> library, the same for whoever brings it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from briefings.analysis import NAMED_FROM, FoundQuote
from briefings.identity import (
    Arrived,
    Match,
    Sameness,
    address_key,
    day_of,
    headline_key,
    match_article,
)
from briefings.ingest.actor_kind import kind_of_actor
from briefings.ingest.cast import Cast, surfaces_by_name
from briefings.ingest.findings import (
    Findings,
    analyse,
    numbered,
    printed_words,
    speaker_name,
    storable,
    to_quote,
)
from briefings.ingest.joining import Joining, Said
from briefings.ingest.mutual import check
from briefings.ingest.origin import INGESTED
from briefings.ingest.stories import Stories, story_article
from briefings.ingest.story_keeper import Prepared
from briefings.ingest.story_records import on_topic
from briefings.library import Library, Reader, Writer
from briefings.models import Actor, ActorKind, Article, Digest, Quote
from briefings.reading import ReadArticle

BATCH = 100
"""So many articles are stored in one transaction."""


def source_of(article_id: str) -> str:
    """The library's name for what an ingested article brought."""
    return INGESTED + article_id


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article that was read."""

    sameness: Sameness
    article: Article
    """As it is in the library now."""
    quotes: tuple[Quote, ...] = ()
    """What was stored of it; nothing of one that was known already."""


@dataclass(slots=True)
class _Arrival:
    """An article on its way into the library."""

    findings: Findings
    read: Article
    """As it was read, under the id that its text gives it."""
    arrived: Arrived
    match: Match = field(default_factory=lambda: Match(Sameness.NEW, None))
    article: Article | None = None
    """To be stored; None for one that is known."""
    prepared: Prepared | None = None
    """What stories need of it."""
    spoken: Sequence[tuple[FoundQuote, Actor | None]] = ()

    @property
    def keys(self) -> Iterator[str]:
        """What other articles may have in common with it, if they are the same."""
        yield f"text {self.arrived.sha256}"
        yield f"headline {headline_key(self.arrived.headline)}"
        if self.arrived.url:
            yield f"address {address_key(self.arrived.url)}"


class Ingestor:
    """Analyses articles and stores them.

    What it costs to store one does not depend on how many there are. Articles are stored in
    batches, each in one transaction: whatever stops the program, all batches before are stored
    whole, and the same articles can be brought again without anything being there twice.
    """

    def __init__(
        self,
        library: Library,
        *,
        batch: int = BATCH,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        named_from: float = NAMED_FROM,
    ) -> None:
        self._library = library
        self._batch = batch
        self._clock = clock
        self._named_from = named_from
        self.stories = Stories(library, clock=clock)

    def add(self, articles: Iterable[ReadArticle]) -> Iterator[Stored]:
        """Analyse and store articles; of each, in their order, what became of it.

        Nothing of an article is stored before the articles of its batch are analysed, nor
        anything of those not asked for.

        Raises:
            LibraryError: the database fails; the batch at hand is not stored.
        """
        self.stories.open()
        waiting: list[_Arrival] = []
        keys: set[str] = set()
        for article in articles:
            arrival = _arrival(analyse(article, named_from=self._named_from))
            arrival.prepared = self._prepare(arrival.findings, arrival.read)
            own = set(arrival.keys)
            if len(waiting) == self._batch or keys & own:
                # One that may be the same as one of the batch must find that in the library.
                yield from self._store(waiting)
                waiting, keys = [], set()
            waiting.append(arrival)
            keys |= own
        if waiting:
            yield from self._store(waiting)
        self.stories.tell_due()

    def withdraw(self, article_ids: Sequence[str]) -> int:
        """Mark ingested articles as withdrawn by their outlet, today; how many were not yet.

        Their quotations stay: they were printed, and what was posted rests on them.

        Raises:
            LibraryError: the database fails; nothing is marked.
        """
        return self._mark_withdrawn(article_ids, self._clock().date().isoformat())

    def restore(self, article_ids: Sequence[str]) -> int:
        """Take the mark from articles that their outlet has brought back; how many had it.

        Raises:
            LibraryError: the database fails; nothing is changed.
        """
        return self._mark_withdrawn(article_ids, None)

    def _mark_withdrawn(self, article_ids: Sequence[str], day: str | None) -> int:
        with self._library.write() as writer:
            reader = writer.reader
            found = [
                one
                for one in reader.articles(article_ids).values()
                if (one.withdrawn_on is None) != (day is None)
            ]
            sources = reader.sources_of(one.id for one in found)
            ingested = [one for one in found if sources.get(one.id) == source_of(one.id)]
            for one in ingested:
                changes = {"withdrawn_on": day, "text": reader.text(one.id)}
                writer.amend(one.model_copy(update=changes), source_of(one.id))
            return len(ingested)

    def _store(self, arrivals: Sequence[_Arrival]) -> list[Stored]:
        stored: list[Stored] = []
        while len(stored) < len(arrivals):
            stored += self._store_first(arrivals[len(stored) :])
        return stored

    def _store_first(self, arrivals: Sequence[_Arrival]) -> list[Stored]:
        """Store arrivals up to one whose article an earlier one of them changes."""
        with self.stories.transaction() as writer:
            _recognise(writer.reader, arrivals)
            arrivals = arrivals[: _as_recognised(arrivals)]
            coming = [arrival for arrival in arrivals if arrival.article is not None]
            regrouped = self.stories.group(writer, [_prepared(one) for one in coming])
            cast = _cast(writer.reader, coming)
            quotes = _quotes(writer.reader, coming, cast, regrouped.story_of)
            concerned = self.stories.put(writer, regrouped, cast, quotes)
            writer.amend_quotes(
                quote
                for article, own in concerned.items()
                if article not in quotes
                for quote in own
            )
            quotes = {article: concerned[article] for article in quotes}
            writer.put_people(cast.new.values())
            noted = check(writer.reader, concerned, cast.new)
            writer.note_differences(noted.found, noted.settled)
            writer.expect(source_of(one.article.id) for one in coming if one.article)
            return [self._put(writer, arrival, quotes) for arrival in arrivals]

    def _prepare(self, findings: Findings, article: Article) -> Prepared:
        read = findings.article
        asides = (*read.captions, *read.subheads)
        found = story_article(article, read.text, self._clock, findings.quotes, asides)
        return self.stories.prepare(found, findings.ground)

    def _put(
        self, writer: Writer, arrival: _Arrival, quotes: Mapping[str, tuple[Quote, ...]]
    ) -> Stored:
        sameness, known = arrival.match
        article = arrival.article
        if article is None:
            assert known is not None  # noqa: S101  # only what is known is not stored
            if sameness is Sameness.ELSEWHERE and arrival.arrived.url:
                writer.add_place(known.id, arrival.arrived.url)
            return Stored(sameness, known)
        if known is not None:
            text = writer.reader.text(known.id)
            writer.note_version(known, text, self._clock().isoformat())
        said = quotes[article.id]
        writer.put(Digest(articles=(article,), quotes=said), source_of(article.id))
        return Stored(sameness, article, said)


def _arrival(findings: Findings) -> _Arrival:
    article = findings.article.to_article()
    arrived = Arrived(
        headline=article.headline,
        publisher=article.publisher,
        day=day_of(article.date_published),
        url=article.url,
        sha256=article.sha256 or "",
    )
    return _Arrival(findings, article, arrived)


def _recognise(reader: Reader, arrivals: Sequence[_Arrival]) -> None:
    """Find out which articles are known, and what is to be stored of the others."""
    urls = [one.arrived.url for one in arrivals if one.arrived.url]
    at_addresses = reader.at_addresses(urls)
    with_texts = reader.with_texts(one.arrived.sha256 for one in arrivals)
    with_headlines = reader.with_headlines(one.arrived.headline for one in arrivals)
    for one in arrivals:
        url = one.arrived.url
        one.article = None
        one.match = match_article(
            one.arrived,
            at_addresses.get(address_key(url)) if url else None,
            with_texts.get(one.arrived.sha256),
            with_headlines.get(headline_key(one.arrived.headline), ()),
        )
    _leave_others(reader, arrivals)
    new = [one for one in arrivals if one.match.sameness is Sameness.NEW]
    taken = reader.taken("articles", (one.read.id for one in new))
    for one in new:
        free = _free(reader, one.read.id, taken)
        one.article = one.read if free == one.read.id else one.read.model_copy(update={"id": free})
    for one in arrivals:
        if one.match.sameness is Sameness.CHANGED and one.match.article is not None:
            known = one.match.article
            former = {"id": known.id, "url": one.read.url or known.url}
            one.article = one.read.model_copy(update=former)


def _as_recognised(arrivals: Sequence[_Arrival]) -> int:
    """How many arrivals, from the first, match articles that none before them changes.

    One article can be recognised by its address and by its headline, by arrivals that have
    neither in common.
    """
    changed: set[str] = set()
    for number, one in enumerate(arrivals):
        sameness, known = one.match
        if known is not None and known.id in changed:
            return number
        if known is not None and sameness is Sameness.CHANGED:
            changed.add(known.id)
    return len(arrivals)


def _leave_others(reader: Reader, arrivals: Sequence[_Arrival]) -> None:
    """Leave alone what other sources brought: the digest files are the operator's to change."""
    known = {one.match.article.id for one in arrivals if one.match.article is not None}
    sources = reader.sources_of(known)
    for one in arrivals:
        sameness, article = one.match
        if article is None or sources.get(article.id) == source_of(article.id):
            continue
        if sameness in (Sameness.CHANGED, Sameness.KNOWN):
            one.match = Match(Sameness.LEFT, article)


def _free(reader: Reader, article_id: str, taken: set[str]) -> str:
    """The id, or where an article that was changed since still has it, one like it."""
    number, free = 1, article_id
    while free in taken:
        number += 1
        free = numbered(article_id, number)
        taken |= reader.taken("articles", (free,))
    taken.add(free)
    return free


def _cast(reader: Reader, coming: Sequence[_Arrival]) -> Cast:
    """Find or make everybody who speaks in the articles."""
    cast = Cast(reader)
    spoken = [(one, storable(one.findings)) for one in coming]
    cast.expect(name for _, found in spoken for quote in found if (name := speaker_name(quote)))
    for one, found in spoken:
        surfaces = surfaces_by_name(
            (name, quote.speaker_surface) for quote in found if (name := speaker_name(quote))
        )
        text = one.findings.article.text

        def actor(
            name: str | None, surfaces: Mapping[str, Sequence[str]] = surfaces, text: str = text
        ) -> Actor | None:
            def kind() -> ActorKind:
                return kind_of_actor(name or "", surfaces.get(name or "", ()), text)

            return cast.actor(name, kind) if name else None

        one.spoken = [(quote, actor(speaker_name(quote))) for quote in found]
    return cast


def _prepared(one: _Arrival) -> Prepared:
    """What stories need of an article that is to be stored, under its id."""
    assert one.prepared is not None  # noqa: S101  # all that come are prepared
    assert one.article is not None  # noqa: S101  # it is to be stored
    return one.prepared.renamed(one.article.id)


def _quotes(
    reader: Reader, coming: Sequence[_Arrival], cast: Cast, story_of: Mapping[str, str]
) -> Mapping[str, tuple[Quote, ...]]:
    """The quotations of each article, those of known words with their utterance."""
    joining = Joining(reader)
    joining.expect(
        (
            Said(actor.id, printed_words(found))
            for one in coming
            for found, actor in one.spoken
            if actor is not None
        ),
        strangers=cast.new,
    )
    quotes: dict[str, tuple[Quote, ...]] = {}
    for one in coming:
        assert one.article is not None  # noqa: S101  # those that come are to be stored
        article, made = one.article, list[Quote]()
        for number, (found, actor) in enumerate(one.spoken, start=1):
            creator = actor.id if actor else None
            said = Said(creator, printed_words(found)) if creator else None
            joined = joining.utterance(said, article.id) if said else None
            # Others may report a changed article's words: those of its new version get new ids.
            own = numbered(one.findings.article.id if one.match.article else article.id, number)
            quote = to_quote(found, article.id, number, creator, joined or own)
            made.append(on_topic(quote, story_of[article.id]))
            joining.note(made[-1])
        quotes[article.id] = tuple(made)
    return quotes


def with_people(stored: Iterable[Stored], reader: Reader) -> Digest:
    """What was stored as a digest that is sound by itself: with who speaks, and their sides."""
    found = [one for one in stored if one.sameness in (Sameness.NEW, Sameness.CHANGED)]
    actors: dict[str, Actor] = {}
    wanted = [quote.creator for one in found for quote in one.quotes if quote.creator]
    while wanted:
        actors |= reader.actors_by_id(wanted)
        above = [actor.affiliation for actor in actors.values() if actor.affiliation]
        wanted = [actor for actor in above if actor not in actors]
    latest = {one.article.id: one for one in found}  # an article may have changed on the way
    return Digest(
        articles=tuple(one.article for one in latest.values()),
        actors=tuple(actors.values()),
        # Stories are the library's own: other libraries make theirs.
        quotes=tuple(
            quote.model_copy(update={"topics": ()})
            for one in latest.values()
            for quote in one.quotes
        ),
    )
