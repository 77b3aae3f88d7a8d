"""Stores the articles that sources bring, in this process or a separate one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from briefings.identity import Sameness
from briefings.library import Library
from briefings.reading import ReadArticle


class Kept(NamedTuple):
    """What happened to an article."""

    sameness: Sameness
    article: str
    """Its id in the library."""


class Storing(Protocol):
    """Stores articles and keeps stories. Every method blocks; one thread at a time may call.

    Every method raises `briefings.library.LibraryError` when the database fails.
    """

    def add(self, articles: Sequence[ReadArticle], *, tell_due: bool = True) -> list[Kept]:
        """Like `Ingestor.add`."""

    def withdraw(self, article_ids: Sequence[str]) -> int:
        """Like `Ingestor.withdraw`."""

    def restore(self, article_ids: Sequence[str]) -> int:
        """Like `Ingestor.restore`."""

    def catch_up(self, most: int) -> int | None:
        """One step of `Stories.catch_up`, of at most `most` articles; None when all is done."""

    def tell_due(self) -> None:
        """Like `Stories.tell_due`."""

    def rest(self) -> None:
        """Release what only storing needs: there is nothing to do for a while."""

    def close(self) -> None:
        """Release everything."""


class StoringHere:
    """A `Storing` in this process."""

    def __init__(
        self,
        library: Library,
        *,
        clock: Callable[[], datetime],
        named_from: float | None = None,
    ) -> None:
        """Args:
        named_from: as for `Ingestor`; None for the default.
        """
        from briefings.analysis import NAMED_FROM
        from briefings.ingest.pipeline import Ingestor

        least = NAMED_FROM if named_from is None else named_from
        self._ingestor = Ingestor(library, clock=clock, named_from=least)
        self._catching_up: Iterator[int] | None = None

    def add(self, articles: Sequence[ReadArticle], *, tell_due: bool = True) -> list[Kept]:
        stored = self._ingestor.add(articles, tell_due=tell_due)
        return [Kept(one.sameness, one.article.id) for one in stored]

    def withdraw(self, article_ids: Sequence[str]) -> int:
        return self._ingestor.withdraw(article_ids)

    def restore(self, article_ids: Sequence[str]) -> int:
        return self._ingestor.restore(article_ids)

    def catch_up(self, most: int) -> int | None:
        if self._catching_up is None:
            self._catching_up = self._ingestor.stories.catch_up(most)
        try:
            step = next(self._catching_up, None)
        except BaseException:
            self._catching_up = None
            raise
        if step is None:
            self._catching_up = None
        return step

    def tell_due(self) -> None:
        self._ingestor.stories.tell_due()

    def rest(self) -> None:
        """It holds little that could be released."""

    def close(self) -> None:
        """Nothing is open."""
