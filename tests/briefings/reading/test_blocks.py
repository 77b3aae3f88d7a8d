"""Paragraphs: cleaned, split, and joined with their links in place."""

from briefings.reading.article import Link
from briefings.reading.blocks import Block, BlockBuilder, Kind, assemble, safe_url
from briefings.reading.inline import split_inline


def linked() -> Block:
    builder = BlockBuilder()
    builder.add("The ")
    builder.add(" council\u00a0", "https://x.example/a")
    builder.add("voted")
    builder.add(" ")
    builder.add("late", "https://x.example/b")
    builder.add(".")
    return builder.build()


def test_links_are_counted_in_the_cleaned_text() -> None:
    assert linked() == Block(
        Kind.PROSE,
        "The council voted late.",
        (Link(4, 11, "https://x.example/a"), Link(18, 22, "https://x.example/b")),
    )


def test_a_part_keeps_the_links_that_start_in_it() -> None:
    part = linked().part(11, 20)
    assert part == Block(Kind.PROSE, "voted la", (Link(6, 8, "https://x.example/b"),))
    assert linked().part(0, 11).links == (Link(4, 11, "https://x.example/a"),)


def test_a_cut_moves_the_links_behind_it() -> None:
    block = linked().without([(12, 17)])
    assert block.text == "The council late."
    assert [block.text[a:b] for a, b, _ in block.links] == ["council", "late"]


def test_a_mark_on_the_seam_of_two_pieces_costs_the_links_not_the_text() -> None:
    builder = BlockBuilder()
    builder.add("cafe", "https://x.example/")
    builder.add("\u0301 closes")
    assert builder.build() == Block(Kind.PROSE, "caf\u00e9 closes")


def test_empty_paragraphs_leave_no_gap() -> None:
    text, captions, subheads, links = assemble(
        [Block(Kind.PROSE, ""), Block(Kind.CAPTION, "A pier"), linked(), Block(Kind.SUBHEAD, "End")]
    )
    assert text == "A pier\n\nThe council voted late.\n\nEnd"
    assert (captions, subheads) == (((0, 6),), ((33, 36),))
    assert [text[a:b] for a, b, _ in links] == ["council", "late"]


def test_only_absolute_http_addresses_are_safe() -> None:
    assert safe_url("HTTPS://x.example/a b(c)") == "https://x.example/a%20b%28c%29"
    assert safe_url("/a", "https://x.example/b") == "https://x.example/a"
    for bad in (
        "javascript:x()",
        "ftp://x.example",
        "/a",
        "",
        None,
        "http://[x",
        "https://" + "x" * 999,
    ):
        assert safe_url(bad) is None


def test_a_table_of_bars_has_no_captions() -> None:
    row = Block(Kind.PROSE, "Prices rose. " + "Crab | AP " * 60)
    assert split_inline(row) == [row.part(0, len(row.text))]


def test_short_capitals_and_those_of_a_caption_are_not_subheads() -> None:
    filler = "The talks went on for hours without a result that anybody would confirm. " * 6
    short = Block(Kind.PROSE, f"{filler}THE U N IT was late. {filler}".strip())
    assert [part.kind for part in split_inline(short)] == [Kind.PROSE]
    caption = "THE PIER OF ELLERY Harbour is seen on Friday. | AFP-JIJI"
    both = f"{filler}{caption} The vote is due. {filler}"
    kinds = [part.kind for part in split_inline(Block(Kind.PROSE, both.strip()))]
    assert kinds == [Kind.PROSE, Kind.CAPTION, Kind.PROSE]
