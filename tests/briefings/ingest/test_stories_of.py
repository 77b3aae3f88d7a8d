"""A digest written to a file has the stories of its articles and is valid by itself."""

from datetime import UTC, datetime

from briefings.digest import check_digest
from briefings.ingest import Ingestor
from briefings.ingest.pipeline import with_people
from briefings.ingest.stories_of import with_stories
from briefings.library import Library
from briefings.models import Digest
from tests.briefings.ingest.story_articles import both, bridge, ferry


def test_stories_are_included_with_their_articles(library: Library) -> None:
    stored = list(Ingestor(library, clock=_now).add(both()))
    with library.read() as reader:
        written = with_stories(with_people(stored, reader), reader)
        whole = reader.digest()
    check_digest(written)
    for section in ("topics", "positions", "events", "discrepancies", "quotes", "actors"):
        assert _ids(written, section) == _ids(whole, section)
    assert {one.topics for one in written.quotes} == {one.topics for one in whole.quotes}


def test_lines_of_other_articles_stay_out(library: Library) -> None:
    ingestor = Ingestor(library, clock=_now)
    list(ingestor.add([*bridge()[1:], *ferry()]))
    stored = list(ingestor.add(bridge()[:1]))
    with library.read() as reader:
        written = with_stories(with_people(stored, reader), reader)
    check_digest(written)
    (topic,) = written.topics
    (only,) = written.articles
    assert topic.name == only.headline
    records = (*topic.key_points, *written.events, *written.positions)
    assert {cited.article for one in records for cited in one.citations} == {only.id}


def _now() -> datetime:
    return datetime(2026, 3, 5, 9, tzinfo=UTC)


def _ids(digest: Digest, section: str) -> set[str]:
    return {one.id for one in getattr(digest, section)}
