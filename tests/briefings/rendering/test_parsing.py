"""Templates' output becomes blocks."""

import pytest

from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.parsing import ReplySyntaxError, parse_reply
from briefings.rendering.reply import Block, BlockKind, Column


def test_title_and_blocks_are_separated_by_blank_lines():
    title, blocks = parse_reply("\n# Title \n\none\ntwo\n\n\nthree\n---\nfour\n", DISCORD)
    assert title == "Title"
    assert blocks == (
        Block(text="one\ntwo"),
        Block(text="three"),
        Block(BlockKind.SEPARATOR),
        Block(text="four"),
    )


def test_columns_are_side_by_side():
    _, blocks = parse_reply(
        "# T\nbefore\n::: columns\n### A\none\n\ntwo\n### B\n:::\nafter", DISCORD
    )
    assert blocks == (
        Block(text="before"),
        Block(BlockKind.COLUMNS, columns=(Column("A", "one\ntwo"), Column("B", ""))),
        Block(text="after"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "title"),
        ("no title", "title"),
        ("#  ", "title"),
        ("# Title", "nothing below"),
        ("# Title\n\n---", "nothing below"),
        ("# T\n::: columns\n### A", "not closed"),
        ("# T\n::: columns\n:::", "no columns"),
        ("# T\n::: columns\nlost\n:::", "column must start"),
        ("# T\nx\n:::", "closes nothing"),
    ],
)
def test_text_that_is_not_a_reply_is_refused_with_the_reason(text, message):
    with pytest.raises(ReplySyntaxError, match=message):
        parse_reply(text, DISCORD)
