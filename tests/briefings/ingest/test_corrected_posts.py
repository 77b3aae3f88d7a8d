"""The next daily post corrects what an article's new version changes, once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from briefings.answers.daily import Amendment, Correction, DailyBriefing
from briefings.answers.news import News
from briefings.ingest.pipeline import Ingestor
from briefings.library import Library
from briefings.library.database import create_engine
from briefings.library.migrate import upgrade
from briefings.library.store import MIGRATIONS, VERSION_TABLE
from briefings.models import Topic
from briefings.translations import gettext
from tests.briefings.ingest.articles import read_article
from tests.libraries import answers_to

DAY = date(2026, 3, 4)
WAITED = "“We have waited long enough for this bridge,” Mayor Anna Holt said on Monday."
ASKED = "“Nobody asked the fishermen,” said Piet Varga, who runs the fish market."
SOLD = "“The boats were sold before the winter came,” said Olaf Lind of the yard."
URL = "https://courier.example/bridge"


class Desk:
    """Takes versions of an article and posts what is new since its last post."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.ingestor = Ingestor(library, clock=lambda: datetime(2026, 3, 6, 9, tzinfo=UTC))
        self.last: News | None = None
        self.day = DAY

    def bring(self, *paragraphs: str) -> str:
        """The article's next version; its id."""
        text = "\n\n".join(["The harbour bridge opens before the summer.", *paragraphs])
        (stored,) = self.ingestor.add([read_article(text, url=URL)])
        return stored.article.id

    def post(self) -> DailyBriefing:
        """A full briefing on everything in the library, as if it were one topic."""
        with self.library.read() as reader:
            digest = reader.digest()
        quotes = tuple(one.model_copy(update={"topics": ("town",)}) for one in digest.quotes)
        digest = digest.model_copy(
            update={"quotes": quotes, "topics": (Topic(id="town", name="The town"),)}
        )
        seen = self.last.seen if self.last else None
        self.last = answers_to(digest).news((), seen, self.day, full=True)
        self.day += timedelta(days=1)
        return self.last.briefing


@pytest.fixture
def desk() -> Iterator[Desk]:
    engine = create_engine("sqlite://")
    upgrade(engine, MIGRATIONS, VERSION_TABLE)
    yield Desk(Library(engine))
    engine.dispose()


def said(briefing: DailyBriefing) -> list[str]:
    return sorted(each.lead.quote.text for one in briefing.sections for each in one.quotes)


def test_words_that_a_new_version_changes_are_corrected_once(desk: Desk) -> None:
    desk.bring(WAITED, ASKED)
    assert len(said(desk.post())) == 2
    desk.bring(WAITED, ASKED.replace("fishermen", "fishermen first"))
    briefing = desk.post()
    assert briefing.corrections == (
        Correction(
            Amendment.CHANGED,
            gettext("Quotation"),
            "“Nobody asked the fishermen” — Piet Varga",
            "“Nobody asked the fishermen first” — Piet Varga",
        ),
    )
    assert said(briefing) == []  # there is no other news
    assert desk.post().nothing_new
    desk.bring(WAITED, ASKED)
    (back,) = desk.post().corrections
    assert back.after == "“Nobody asked the fishermen” — Piet Varga"


def test_a_quotation_that_moved_within_its_article_is_not_corrected(desk: Desk) -> None:
    desk.bring(WAITED, ASKED)
    desk.post()
    desk.bring(SOLD, WAITED, ASKED)
    briefing = desk.post()
    assert briefing.corrections == ()
    assert said(briefing) == ["The boats were sold before the winter came"]
    desk.bring(ASKED, WAITED, SOLD)
    assert desk.post().nothing_new


def test_words_in_place_of_removed_ones_are_not_their_correction(
    desk: Desk,
) -> None:
    desk.bring(ASKED, WAITED)
    desk.post()
    desk.bring(SOLD, WAITED)
    briefing = desk.post()
    assert briefing.corrections == (
        Correction(
            Amendment.WITHDRAWN, gettext("Quotation"), "“Nobody asked the fishermen” — Piet Varga"
        ),
    )
    assert said(briefing) == ["The boats were sold before the winter came"]
    assert desk.post().nothing_new


def test_moved_and_changed_words_are_found_by_their_content(desk: Desk) -> None:
    desk.bring(ASKED, WAITED)
    desk.post()
    desk.bring(WAITED.replace("long enough", "much too long"), SOLD)
    briefing = desk.post()
    kinds = {one.before.split("”")[0]: one.kind for one in briefing.corrections}
    assert kinds == {
        "“Nobody asked the fishermen": Amendment.WITHDRAWN,
        "“We have waited long enough for this bridge": Amendment.CHANGED,
    }
    assert said(briefing) == ["The boats were sold before the winter came"]


def test_a_posted_articles_withdrawal_is_reported_once(desk: Desk) -> None:
    article = desk.bring(WAITED)
    desk.post()
    assert desk.ingestor.withdraw([article]) == 1
    briefing = desk.post()
    (correction,) = briefing.corrections
    assert (correction.kind, correction.withdrawn_on) == (Amendment.TAKEN_BACK, "2026-03-06")
    assert correction.before.startswith("“We have waited long enough for this bridge”")
    assert desk.post().nothing_new


def test_a_withdrawal_before_posting_is_not_reported(desk: Desk) -> None:
    desk.bring(WAITED)
    desk.post()
    article = desk.bring(WAITED, ASKED)
    desk.ingestor.withdraw([article])
    briefing = desk.post()
    assert said(briefing) == []
    assert [one.kind for one in briefing.corrections] == [Amendment.TAKEN_BACK]
