"""What `dump` writes, `load` reads."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from briefings.digest import dump, load
from briefings.digest.layout import SECTIONS
from briefings.models import Article, Digest
from tests.strategies import digests


def by_id(digest: Digest) -> dict[str, dict[str, object]]:
    """A digest without the order of its records, which files don't keep."""
    return {
        section: {record.id: record for record in getattr(digest, section)} for section in SECTIONS
    }


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(digests())
def test_any_digest_reads_back_as_written(digest: Digest) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dump(digest, Path(folder))
        assert by_id(load([Path(folder)])) == by_id(digest)


@pytest.mark.parametrize("text", ["-08", "08", "1.", "1e3", "true", "null", "~", "- x", "#1"])
def test_words_that_look_like_numbers_read_back_as_words(text: str, tmp_path: Path) -> None:
    article = Article(id="a", headline=text, date_published_note="unknown")
    dump(Digest(articles=(article,)), tmp_path)
    assert load([tmp_path]).articles[0].headline == text
