"""What an article ingested between two daily posts adds to the second."""

from datetime import UTC, date, datetime

import pytest

from briefings.answers import Answers
from briefings.answers.daily import DailyBriefing
from briefings.answers.memory import Seen
from briefings.ingest.pipeline import Ingestor
from briefings.library import Library
from tests.briefings.answers.building import the_digest
from tests.briefings.ingest.articles import read_article
from tests.libraries import library_of

YESTERDAY, TODAY = date(2026, 11, 26), date(2026, 11, 27)
QUOTATIONS = (
    "“We have waited long enough for this bridge,” Mayor Anna Holt said on Monday.\n\n"
    "“Nobody asked the fishermen,” said Piet Varga, who runs the fish market."
)


def post(library: Library, seen: Seen, *, full: bool) -> DailyBriefing:
    return Answers(library).news((), seen, TODAY, full=full).briefing


@pytest.fixture
def library() -> Library:
    """A library with old articles."""
    return library_of(the_digest())


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("published", ["2026-11-27", None])
def test_an_article_that_brings_only_quotations_is_news(
    library: Library,
    published: str | None,
    full: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    before = Answers(library).news((), None, YESTERDAY)
    assert before.briefing.age > 400
    note = None if published else "The page shows none."
    article = read_article(QUOTATIONS, date_published=published, date_published_note=note)
    list(Ingestor(library, clock=lambda: datetime(2026, 11, 27, 9, tzinfo=UTC)).add([article]))
    briefing = post(library, before.seen, full=full)
    (section,) = briefing.sections
    assert section.topic.name == article.headline
    assert section.article is not None
    assert section.quotations == 2
    assert section.quotes
    # Nor does it call the newest report old if this one has no day.
    assert briefing.age == 0


def test_an_old_article_that_arrives_late_is_counted(library: Library) -> None:
    before = Answers(library).news((), None, YESTERDAY)
    article = read_article(QUOTATIONS, date_published="2026-03-03")
    list(Ingestor(library, clock=lambda: datetime(2026, 11, 27, 9, tzinfo=UTC)).add([article]))
    briefing = post(library, before.seen, full=False)
    assert briefing.nothing_new
    assert briefing.older == 2
    assert briefing.as_of == "2026-03-03"
