"""A library's stories: made as articles arrive, retold when due, and made up for older articles."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain

from briefings.analysis import FoundQuote
from briefings.analysis.groundwork import Groundwork
from briefings.edtf import earliest
from briefings.identity import day_of
from briefings.ingest.cast import Cast
from briefings.ingest.origin import INGESTED
from briefings.ingest.pinned_quotes import follow_pinned
from briefings.ingest.story_keeper import Prepared, Regrouped, StoryKeeper
from briefings.ingest.story_records import by_article, moved_quotes, on_topic, put_stories
from briefings.ingest.who_is_who import who_is_who
from briefings.library import Library, Reader, Writer
from briefings.models import Actor, Article, Quote
from briefings.reading.article import UNDETERMINED
from briefings.stories.articles import StoryArticle
from briefings.stories.keeping import VERSION

TOLD_AT_ONCE = 20
"""How many due stories one transaction tells again."""
READ_AT_ONCE = 50
"""How many articles of an earlier version one transaction makes stories from."""


class Stories:
    """Makes stories from articles that enter a library. For one thread at a time."""

    def __init__(self, library: Library, *, clock: Callable[[], datetime]) -> None:
        self._library = library
        self._clock = clock
        self._keeper = StoryKeeper()

    def open(self) -> None:
        """Get ready to prepare articles.

        Raises:
            LibraryError: the database fails.
        """
        self._keeper.open(self._library)

    def prepare(self, article: StoryArticle, ground: Groundwork | None = None) -> Prepared:
        """Work out what stories need from an article before it is stored; see `StoryKeeper`."""
        return self._keeper.prepare(article, ground)

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """`Library.write`, with the stories of articles that others stored meanwhile."""
        try:
            with self._library.write() as writer:
                self._keeper.begin(writer.stories)
                yield writer
        except BaseException:
            self._keeper.forget()
            raise

    def group(self, writer: Writer, coming: Sequence[Prepared]) -> Regrouped:
        """Put articles into stories."""
        return self._keeper.group(writer.stories, coming)

    def put(
        self,
        writer: Writer,
        regrouped: Regrouped,
        cast: Cast,
        quotes: Mapping[str, Sequence[Quote]],
    ) -> dict[str, tuple[Quote, ...]]:
        """Tell the stories that changed, and publish them.

        Args:
            quotes: by article, the quotations that this transaction stores.

        Returns:
            The same, and quotations of other articles that are now on other topics, by
            article. The caller stores them.
        """
        moved = by_article(moved_quotes(writer.reader, regrouped, quotes))
        changed = {**moved, **quotes}
        if not regrouped.story_of:
            return {article: tuple(own) for article, own in changed.items()}
        told = self._keeper.tell(writer.stories, regrouped.changed)
        put_stories(writer, cast, told, quotes, regrouped)
        writer.stories.keep_state(words=self._keeper.words())
        return follow_pinned(writer, told, regrouped, changed)

    def tell_due(self) -> None:
        """Tell again the stories that were put off or lost an article.

        Raises:
            LibraryError: the database fails; those stories stay due.
        """
        self.open()
        with self._library.read() as reader:
            are_waiting = reader.stories_due()
        while are_waiting:
            with self.transaction() as writer:
                due = writer.stories.due(TOLD_AT_ONCE)
                told = self._keeper.tell(writer.stories, due, at_once=True)
                cast = Cast(writer.reader, who_is_who(writer.stories))
                put_stories(writer, cast, told, {})
                amended = follow_pinned(writer, told, None, {})
                writer.amend_quotes(chain.from_iterable(amended.values()))
                writer.put_people(cast.new.values())
            are_waiting = len(due) == TOLD_AT_ONCE and not told.due

    def catch_up(self, at_once: int = READ_AT_ONCE) -> Iterator[int]:
        """Make stories from articles that an earlier version of the program stored.

        It also reads again articles whose stories an earlier version made in a way this one does
        not know. Each step is done as a whole, and finished steps are kept.

        Args:
            at_once: how many articles a step takes.

        Yields:
            How many articles each step did.

        Raises:
            LibraryError: the database fails; the current step is not done.
        """
        with self._library.read() as reader:
            is_caught_up = reader.all_read_by() == VERSION
        if is_caught_up:
            self.tell_due()
            return
        self.open()
        last = 0
        while True:
            with self._library.read() as reader:
                page = reader.unread(VERSION, INGESTED, last, at_once)
                if not page:
                    break
                prepared = self.read_again(reader, [article for _, article in page])
            last = page[-1][0]
            self.store_again(prepared)
            yield len(page)
        with self.transaction() as writer:
            writer.stories.keep_state(made_by=VERSION)
        self.tell_due()

    def read_again(self, reader: Reader, ids: Sequence[str]) -> list[tuple[Article, Prepared]]:
        """What stories need from stored articles, with their quotations as stored."""
        articles, texts = reader.articles(ids), reader.texts(ids)
        quotes = by_article(reader.quotes_in(ids))
        speakers = {one.creator for found in quotes.values() for one in found if one.creator}
        people = reader.actors_by_id(sorted(speakers))
        return [
            (
                articles[id_],
                self.prepare(
                    story_article(
                        articles[id_],
                        texts[id_],
                        self._clock,
                        found_again(quotes.get(id_, ()), people),
                    )
                ),
            )
            for id_ in ids
            if id_ in articles and id_ in texts
        ]

    def store_again(self, prepared: Sequence[tuple[Article, Prepared]]) -> None:
        """Put articles just read again into stories, if they have not changed since.

        Args:
            prepared: from `read_again`.
        """
        with self.transaction() as writer:
            ids = [article.id for article, _ in prepared]
            now, places = writer.reader.articles(ids), writer.stories.places(ids)
            coming = [
                one
                for article, one in prepared
                # Another process may have changed or removed an article, or been quicker.
                if now.get(article.id) == article
                and (article.id not in places or places[article.id].made_by != VERSION)
            ]
            regrouped = self.group(writer, coming)
            quotes = [
                on_topic(quote, regrouped.story_of[quote.citation.article])
                for quote in writer.reader.quotes_in([one.id for one in coming])
            ]
            cast = Cast(writer.reader, who_is_who(writer.stories))
            amended = self.put(writer, regrouped, cast, by_article(quotes))
            writer.amend_quotes(chain.from_iterable(amended.values()))
            writer.put_people(cast.new.values())


def story_article(
    article: Article,
    text: str,
    clock: Callable[[], datetime],
    quotes: Sequence[FoundQuote],
    asides: Sequence[tuple[int, int]] = (),
) -> StoryArticle:
    """An article in the form that stories need.

    Args:
        clock: gives the day for an article without a date.
        asides: captions and subheads, as far as known.
    """
    day = day_of(article.date_published)
    return StoryArticle(
        id=article.id,
        headline=article.headline,
        text=text,
        day=earliest(day) if day else clock().date(),
        outlet=article.publisher,
        provider=article.provider,
        machine_written=article.is_machine_written,
        language="en" if article.in_language == UNDETERMINED else article.in_language,
        quotes=tuple(quotes),
        asides=tuple(asides),
    )


def found_again(quotes: Sequence[Quote], people: Mapping[str, Actor]) -> list[FoundQuote]:
    """Stored quotations as found ones, as far as stories need it."""
    numbers = {one.utterance: number for number, one in enumerate(quotes)}
    return [
        FoundQuote(
            text=one.text,
            start=one.citation.start,
            end=one.citation.start + len(one.text),
            speaker_surface=one.speaker_surface,
            speaker=speaker.name if (speaker := people.get(one.creator or "")) else None,
            kind=one.kind,
            confidence=one.confidence,
            utterance=numbers[one.utterance],
            recorded_in=one.recorded_in,
            spoken_on=one.spoken_on,
            status=one.status,
        )
        for one in quotes
        if one.citation.start is not None
    ]
