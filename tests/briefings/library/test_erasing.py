"""Forgotten data is no longer in any file."""

import zlib
from pathlib import Path

import pytest

from briefings.library import Library, postings
from briefings.models import Article, Citation, Digest, Quote
from tests.briefings.library.digests import bridge

SECRET = "Wilhelmina Quastenflosser never paid for the xylophone"


def told(number: int) -> Digest:
    text = f"“{SECRET} {number},” the neighbour said. " + "The xylophone fell silent. " * 60
    article = Article(
        id=f"secret-{number}", headline=f"{SECRET} {number}", date_published="2026-02-01", text=text
    )
    quote = Quote(
        id=f"said-{number}",
        text=f"{SECRET} {number}",
        creator=None,
        spoken_on="2026-02-01",
        utterance=f"said-{number}",
        citation=Citation(article=article.id, exact=f"{SECRET} {number}"),
    )
    return Digest(articles=(article,), quotes=(quote,))


@pytest.mark.parametrize("most_new", [1, postings.MOST_NEW])
def test_nothing_of_a_removed_source_is_left_in_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_new: int
) -> None:
    monkeypatch.setattr(postings, "MOST_NEW", most_new)
    with Library.open(f"sqlite:///{tmp_path}/library.db") as library:
        library.store(bridge(), "files")
        for number in range(3):
            library.store(told(number), f"source {number}")
        assert b"Quastenflosser" in everything(tmp_path)
        for number in range(3):
            assert library.remove(f"source {number}")
        left = everything(tmp_path)
        library.remove("no such source")
        assert library.sources() == ("files",)
    for trace in (b"Quastenflosser", b"quastenflosser", b"xylophone", b"secret-", b"said-"):
        assert trace not in left
    packed = zlib.compress(str(told(2).articles[0].text).encode(), 1)
    assert packed[:40] not in left


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())
