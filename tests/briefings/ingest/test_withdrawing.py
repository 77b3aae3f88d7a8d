"""Articles withdrawn by their outlet."""

from datetime import UTC, datetime
from pathlib import Path

from briefings.ingest import Ingestor
from briefings.library import Library
from briefings.models import Article, Digest
from briefings.reading import ReadArticle

NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
TEXT = "The pier needs a roof. “It rains on all of us,” Mayor Anna Holt said on Monday in Ellery."
FILED = Article(id="filed", headline="Filed", date_published="2026-03-01", text="Words of theirs.")


def test_an_article_is_marked_once_and_its_words_stay(tmp_path: Path) -> None:
    with Library.open(f"sqlite:///{tmp_path / 'library.sqlite3'}") as library:
        library.store(Digest(articles=(FILED,)), "files")
        ingestor = Ingestor(library, clock=lambda: NOW)
        article = ReadArticle(text=TEXT, headline="Pier", publisher="The Quay")
        (stored,) = ingestor.add([article])
        assert ingestor.withdraw([stored.article.id, FILED.id, "unknown"]) == 1
        assert ingestor.withdraw([stored.article.id]) == 0
        with library.read() as reader:
            found = reader.articles([stored.article.id, FILED.id])
            text = reader.text(stored.article.id)
            quotes = reader.quotes([quote.id for quote in stored.quotes])
    assert str(found[stored.article.id].withdrawn_on) == "2026-03-06"
    assert found[FILED.id].withdrawn_on is None
    assert text == TEXT
    assert [quote.text for quote in quotes.values()] == ["It rains on all of us"]
