"""How findings are compared with what a reader found in a page."""

import json
from pathlib import Path

import pytest

from benchmarks.news_pages import (
    READ,
    STORIES_READ,
    ReadPage,
    count,
    is_named_rightly,
    read_pages,
    read_stories,
)

TEXT = (
    "“The pier is closed for good,” said Ada Brandt.\n\n"
    "“Nobody asked the crew of it,” Ivar Holt said.\n\n"
    "The “ghost fleet” has doubled, she called it “a sorry sight”.\n\n"
    "“It will be rebuilt in May,” said Petra Sund."
)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_page_counts_what_is_right_wrong_and_nobodys() -> None:
    page = ReadPage(
        "0",
        "a",
        TEXT,
        {
            span("The pier is closed for good,"): "Ada Brandt",
            span("It will be rebuilt in May,"): "X Y",
        },
        frozenset(),
        frozenset((span("Nobody asked the crew of it,"),)),
    )
    counts = count(iter((page,)), named_from=0)
    assert (counts.wanted, counts.named, counts.right, counts.wrong) == (2, 2, 1, 1)
    assert counts.found == counts.named + counts.nobodys
    assert counts.f1 == 2 / (2 + counts.found)


@pytest.mark.parametrize("file", [READ, STORIES_READ])
def test_readings_have_places_and_names_and_no_two_at_one_place(file: Path) -> None:
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert set(record) == {"page", "half", "said", "nobody", "unjudged"}
        places = [tuple(one[:2]) for key in ("said", "nobody", "unjudged") for one in record[key]]
        assert len(set(places)) == len(places)
        assert all(0 <= start < end for start, end in places)


def test_a_name_is_right_with_or_without_its_article_and_if_it_is_one_of_several() -> None:
    assert is_named_rightly("the Harbour Board", "Harbour Board/board")
    assert is_named_rightly("Ada Brandt", "Brandt")
    assert is_named_rightly("state-run Tarn News", "Tarn News")
    assert not is_named_rightly("Ada Brandt", "Karl Modell/Modell")


def test_missing_data_is_not_read(tmp_path: Path) -> None:
    assert not [*read_pages(tmp_path), *read_stories(tmp_path / "none.jsonl")]


def test_stories_are_read_from_the_external_articles(tmp_path: Path) -> None:
    ids = [
        json.loads(line)["page"] for line in STORIES_READ.read_text(encoding="utf-8").splitlines()
    ]
    file = tmp_path / "stories.jsonl"
    file.write_text(
        "".join(json.dumps({"id": one, "text": f"Text of {one}."}) + "\n" for one in ids),
        encoding="utf-8",
    )
    pages = list(read_stories(file))
    assert [page.page for page in pages] == ids
    assert all(page.text == f"Text of {page.page}." for page in pages)
    assert {page.half for page in pages} == {"c", "d"}
