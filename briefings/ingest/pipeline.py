"""The way of an article: reading -> analysis -> library, wherever it comes from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from briefings.analysis import NAMED_FROM
from briefings.identity import Sameness
from briefings.ingest.actor_kind import kind_of_actor
from briefings.ingest.arrivals import Arrival, arrive, as_recognised, recognise
from briefings.ingest.cast import Cast, surfaces_by_name
from briefings.ingest.findings import (
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
from briefings.ingest.who_is_who import who_is_who
from briefings.library import Library, Reader, Writer
from briefings.library.bulk import chunks
from briefings.models import Actor, ActorKind, Article, Digest, Quote
from briefings.reading import ReadArticle

BATCH = 100
"""How many articles one transaction stores."""


def source_of(article_id: str) -> str:
    """The library's name for an ingested article as a source."""
    return INGESTED + article_id


@dataclass(frozen=True, slots=True)
class Stored:
    """What happened to an article that was read."""

    sameness: Sameness
    article: Article
    """As the library now has it."""
    quotes: tuple[Quote, ...] = ()
    """The stored quotations; none if the article was already known."""


class Ingestor:
    """Analyses articles and stores them.

    The cost of storing one does not depend on how many there are. Articles are stored in batches,
    each in one transaction: whatever stops the program, earlier batches are stored whole, and the
    same articles can come again without duplicates.
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

    def add(self, articles: Iterable[ReadArticle], *, tell_due: bool = True) -> Iterator[Stored]:
        """Analyse and store articles; yields the result for each, in order.

        Articles that the library already has are recognised first and not analysed again.

        Args:
            tell_due: whether large stories that grew a little are told again at the end. Otherwise
                they stay due for `Stories.tell_due`.

        Raises:
            LibraryError: the database fails; the current batch is not stored.
        """
        self.stories.open()
        for batch in chunks(articles, self._batch):
            yield from self._store([arrive(article) for article in batch])
        if tell_due:
            self.stories.tell_due()

    def withdraw(self, article_ids: Sequence[str]) -> int:
        """Mark ingested articles as withdrawn by their outlet today; how many were not before.

        Their quotations stay: they were printed, and posts rest on them.

        Raises:
            LibraryError: the database fails; nothing is marked.
        """
        return self._mark_withdrawn(article_ids, self._clock().date().isoformat())

    def restore(self, article_ids: Sequence[str]) -> int:
        """Remove the mark from articles that their outlet has brought back; how many had it.

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

    def _store(self, arrivals: Sequence[Arrival]) -> list[Stored]:
        """Store a batch in rounds: possible duplicates wait until the other article is stored."""
        stored: dict[int, Stored] = {}
        left = dict(enumerate(arrivals))
        while left:
            taken: set[str] = set()
            now: dict[int, Arrival] = {}
            for number, one in left.items():
                if not one.may_be_one_of(taken):
                    now[number] = one
                taken |= one.keys()
            done = self._store_first(list(now.values()))
            stored |= zip(now, done, strict=False)
            left = {number: one for number, one in left.items() if number not in stored}
        return [stored[number] for number in sorted(stored)]

    def _store_first(self, arrivals: Sequence[Arrival]) -> list[Stored]:
        """Store arrivals up to one whose article an earlier one of them changes."""
        with self._library.read() as reader:
            recognise(reader, arrivals)
        self._analyse(arrivals)
        with self.stories.transaction() as writer:
            recognise(writer.reader, arrivals)
            arrivals = arrivals[: as_recognised(arrivals)]
            self._analyse(arrivals)  # known a moment ago, but no longer
            coming = [arrival for arrival in arrivals if arrival.article is not None]
            regrouped = self.stories.group(writer, [_prepared(one) for one in coming])
            cast = Cast(writer.reader, who_is_who(writer.stories))
            _speakers(cast, coming, regrouped.story_of)
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

    def _analyse(self, arrivals: Iterable[Arrival]) -> None:
        """Find what the articles to store say, and what stories need from them."""
        for one in arrivals:
            if one.article is None or one.findings is not None:
                continue
            findings = analyse(one.given, named_from=self._named_from)
            asides = (*one.given.captions, *one.given.subheads)
            found = story_article(one.read, one.given.text, self._clock, findings.quotes, asides)
            one.prepared = self.stories.prepare(found, findings.ground)
            one.findings = replace(findings, ground=None)  # too much memory for a whole batch

    def _put(
        self, writer: Writer, arrival: Arrival, quotes: Mapping[str, tuple[Quote, ...]]
    ) -> Stored:
        sameness, known = arrival.match
        article = arrival.article
        if article is None:
            assert known is not None  # noqa: S101  # only known articles are not stored
            if sameness is Sameness.ELSEWHERE and arrival.arrived.url:
                writer.add_place(known.id, arrival.arrived.url)
            return Stored(sameness, known)
        if known is not None:
            text = writer.reader.text(known.id)
            writer.note_version(known, text, self._clock().isoformat())
        said = quotes[article.id]
        writer.put(Digest(articles=(article,), quotes=said), source_of(article.id))
        return Stored(sameness, article, said)


def _speakers(cast: Cast, coming: Sequence[Arrival], story_of: Mapping[str, str]) -> None:
    """Find or make everybody who speaks in the articles."""
    spoken = [(one, storable(one.findings)) for one in coming if one.findings is not None]
    cast.expect(name for _, found in spoken for quote in found if (name := speaker_name(quote)))
    for one, found in spoken:
        surfaces = surfaces_by_name(
            (name, quote.speaker_surface) for quote in found if (name := speaker_name(quote))
        )
        text = one.given.text

        def actor(
            name: str | None, surfaces: Mapping[str, Sequence[str]] = surfaces, text: str = text
        ) -> Actor | None:
            def kind() -> ActorKind:
                return kind_of_actor(name or "", surfaces.get(name or "", ()), text)

            return cast.actor(name, kind) if name else None

        assert one.article is not None  # noqa: S101  # arriving articles are to be stored
        id_ = one.article.id
        one.spoken = [
            (quote, cast.meant(speaker, story_of.get(id_), id_) if speaker else None)
            for quote in found
            for speaker in (actor(speaker_name(quote)),)
        ]


def _prepared(one: Arrival) -> Prepared:
    """What stories need from an article to store, under its id."""
    assert one.prepared is not None  # noqa: S101  # all arriving articles are prepared
    assert one.article is not None  # noqa: S101  # it is to be stored
    return one.prepared.renamed(one.article.id)


def _quotes(
    reader: Reader, coming: Sequence[Arrival], cast: Cast, story_of: Mapping[str, str]
) -> Mapping[str, tuple[Quote, ...]]:
    """The quotations of each article; those of known words have the known utterance."""
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
        assert one.article is not None  # noqa: S101  # arriving articles are to be stored
        article, made = one.article, list[Quote]()
        for number, (found, actor) in enumerate(one.spoken, start=1):
            creator = actor.id if actor else None
            said = Said(creator, printed_words(found)) if creator else None
            joined = joining.utterance(said, article.id) if said else None
            # Others may report a changed article's words, so its new version's quotations get new
            # ids.
            own = numbered(one.read.id if one.match.article else article.id, number)
            quote = to_quote(found, article.id, number, creator, joined or own)
            made.append(on_topic(quote, story_of[article.id]))
            joining.note(made[-1])
        quotes[article.id] = tuple(made)
    return quotes


def with_people(stored: Iterable[Stored], reader: Reader) -> Digest:
    """What was stored as a self-contained digest, with the speakers and their sides."""
    found = [one for one in stored if one.sameness in (Sameness.NEW, Sameness.CHANGED)]
    actors: dict[str, Actor] = {}
    wanted = [quote.creator for one in found for quote in one.quotes if quote.creator]
    while wanted:
        actors |= reader.actors_by_id(wanted)
        above = [actor.affiliation for actor in actors.values() if actor.affiliation]
        wanted = [actor for actor in above if actor not in actors]
    latest = {one.article.id: one for one in found}  # an article may have changed meanwhile
    return Digest(
        articles=tuple(one.article for one in latest.values()),
        actors=tuple(actors.values()),
        # `stories_of.with_stories` adds stories.
        quotes=tuple(
            quote.model_copy(update={"topics": ()})
            for one in latest.values()
            for quote in one.quotes
        ),
    )
