"""Several feeds bring articles on one large story at the same time."""

import asyncio
import time
from collections.abc import Sequence

from briefings.ingest import Ingestor
from briefings.ingest.refreshing import Refresher
from briefings.ingest.storing import Kept, StoringHere
from briefings.reading import ReadArticle
from tests.briefings.ingest.sites import START, World
from tests.waiting import LAST_RESORT

FEEDS = 4
KNOWN = 60
"""A story this large is not republished for each article."""


def report(number: int) -> str:
    return (
        f"The Maribelle ran aground off Ellery on Thursday with {number + 20} sheep, as a "
        f"fisherman saw. Witness number {number} said that the Maribelle had lost her rudder. "
        f"“Nobody steers the Maribelle without a rudder {number} times,” said Anna Holt."
    )


class Recorded(StoringHere):
    """Records its requests, and stores nothing until all others wait."""

    calls: Sequence[str] = ()
    refresher: Refresher

    def add(self, articles: Sequence[ReadArticle], *, tell_due: bool = True) -> list[Kept]:
        if not self.calls:
            last = time.monotonic() + LAST_RESORT
            while self.refresher.waiting < FEEDS - 1 and time.monotonic() < last:
                time.sleep(0.01)
        self.calls = [*self.calls, "add"]
        return super().add(articles, tell_due=tell_due)

    def tell_due(self) -> None:
        self.calls = [*self.calls, "tell due"]
        super().tell_due()


async def test_a_story_from_many_feeds_is_published_when_the_last_is_stored(world: World) -> None:
    known = [
        ReadArticle(
            text=report(number),
            headline=f"Maribelle aground off Ellery, report {number}",
            url=f"https://example.org/{number}",
            date_published=START.isoformat(),
        )
        for number in range(KNOWN)
    ]
    list(Ingestor(world.library, clock=lambda: world.now).add(known))
    storing = Recorded(world.library, clock=lambda: world.now)
    refresher = Refresher(
        world.store, world.library, world.fetching, storing=storing, clock=lambda: world.now
    )
    storing.refresher = refresher
    sources = [world.add(f"Feed {number}", path=f"/feed/{number}") for number in range(FEEDS)]
    for number in range(FEEDS):
        world.site.pages[f"/feed/{number}"] = (
            f"<rss version='2.0'><channel><title>Feed {number}</title><item>"
            f"<title>Maribelle aground off Ellery, feed {number}</title>"
            f"<link>{world.site.address}/{number}</link>"
            f"<description>{report(KNOWN + number)}</description></item></channel></rss>"
        )
    await asyncio.gather(*(refresher.refresh(source) for source in sources))
    assert storing.calls == ["add"] * FEEDS + ["tell due"]
    with world.library.read() as reader:
        assert not reader.stories_due()
        (story,) = reader.stories()
        assert story.articles == KNOWN + FEEDS
