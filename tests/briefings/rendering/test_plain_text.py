"""A reply as one plain text: the same words, numbers that can be looked up, no markup."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings

from briefings.answers.questions import AskHelp
from briefings.answers.types import Pages
from briefings.rendering.dialects.plain import PLAIN
from briefings.rendering.plain_text import as_text
from briefings.rendering.renderer import Renderer
from briefings.rendering.reply import Block, BlockKind, Column, Reply
from briefings.rendering.samples import samples
from tests.briefings.rendering.hostile import infected
from tests.briefings.rendering.test_templates import EVERY_SAMPLE

RENDERER = Renderer(dialect=PLAIN)


def test_a_brief_reads_like_an_email():
    text = as_text(RENDERER.render(samples()["brief"][0]))
    lines = text.split("\n")
    assert lines[:2] == ["The old bridge", "=============="]
    assert "1. The council keeps the old bridge. [1] [2]" in lines
    assert "> “The bridge stays.”" in lines
    assert lines[-2].startswith("The Herald (Wire), ")
    assert lines[-2].endswith(
        "[1] “the bridge stays” <https://example.org/bridge#:~:text=the%20bridge%20stays>"
    )


def test_every_part_of_a_reply_has_its_place():
    reply = Reply(
        "x", "Title",
        (
            Block(text="- one"), Block(text="- two"), Block(BlockKind.PICTURE), Block(text="text"),
            Block(BlockKind.COLUMNS, columns=(Column("A", "we do"), Column("B", "they do"))),
            Block(BlockKind.SEPARATOR),
            Block(text="Herald: [1] “a”"), Block(text="Other: [2] “b”"),
        ),
        pages=Pages(2, 3, 9),
    )  # fmt: skip
    assert as_text(reply).split("\n") == [
        "Title", "=====", "", "- one", "- two", "", "text", "", "A:", "we do", "", "B:", "they do",
        "", "-" * 40, "", "Herald: [1] “a”", "Other: [2] “b”", "", "Page 2 of 3",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "answer"), EVERY_SAMPLE)
def test_no_sample_shows_markup(name, answer):
    text = as_text(RENDERER.render(answer, AskHelp()))
    for mark in ("**", "~~", "-# ", "](", "<t:", "\\", "None"):
        assert mark not in text, name


@given(infected())
@settings(max_examples=40, deadline=None)
def test_no_value_controls_a_terminal(infection):
    shown = as_text(RENDERER.render(infection.answer, AskHelp()))
    assert not {unicodedata.category(c) for c in shown.replace("\n", "")} & {"Cc", "Zl", "Zp"}


def test_an_operators_template_for_discord_is_translated(tmp_path):
    (tmp_path / "refused.md.j2").write_text(
        "# *No*\n\n**{{ answer.reason }}**\n-# small {{ 'x' | code }}\n\n"
        "::: columns\n### **A**\n~~old~~\n:::\n"
    )
    renderer = Renderer(tmp_path, dialect=PLAIN)
    assert renderer.problems == ()
    refused = replace(samples()["refused"][0], reason="*too* long")
    assert as_text(renderer.render(refused)).split("\n") == [
        "No", "==", "", "*too* long", "small x", "", "A:", "[-old-]",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["::: columns", ":::", "---", "### Name", " ::: folded"])
def test_a_value_alone_on_its_line_is_not_layout(tmp_path, mark):
    (tmp_path / "refused.md.j2").write_text("# No\n\nbefore\n{{ answer.reason }}\nafter\n")
    renderer = Renderer(tmp_path, dialect=PLAIN)
    assert renderer.problems == ()
    reply = renderer.render(replace(samples()["refused"][0], reason=mark))
    (block,) = reply.blocks
    assert block.text.replace("\N{WORD JOINER}", "").split("\n") == [
        "before",
        mark.strip(),
        "after",
    ]
