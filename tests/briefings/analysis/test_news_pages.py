"""How findings are held against what a reader found in a page."""

import json

from benchmarks.news_pages import READ, ReadPage, count

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


def test_what_was_read_holds_places_and_names_and_no_two_at_one_place() -> None:
    for line in READ.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert set(record) == {"page", "half", "said", "nobody", "unjudged"}
        places = [tuple(one[:2]) for key in ("said", "nobody", "unjudged") for one in record[key]]
        assert len(set(places)) == len(places)
        assert all(0 <= start < end for start, end in places)
