"""Plain text has no markup, and shows the same words as Discord's."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.rendering.dialects.dialect import Dialect, Markup
from briefings.rendering.dialects.discord import DISCORD, escape, link
from briefings.rendering.dialects.discord_reader import LineKind, SpanKind, read_line, translate
from briefings.rendering.dialects.plain import PLAIN
from briefings.rendering.dialects.untrusted import INVISIBLE, clean
from tests.briefings.rendering.dialects.test_discord import ATTACKS, HOSTILE, PATIENT

PLACE = "https://x.example/a_b"
MOMENT = datetime(2025, 8, 25, 16, 29, 56, tzinfo=UTC)
WORDS = Markup("two words")


def everything(dialect: Dialect) -> dict[str, str]:
    """A dialect's output for one text, by method."""
    return {
        "strong": dialect.strong(WORDS),
        "emphasis": dialect.emphasis(WORDS),
        "removed": dialect.removed(WORDS),
        "added": dialect.added(WORDS),
        "code": dialect.code("a`b"),
        "command": dialect.command("daily add"),
        "link": dialect.link("label", PLACE),
        "no link": dialect.link("label", "javascript:alert(1)"),
        "citations": dialect.citations([(1, PLACE), (2, None)]),
        "source": dialect.source(3, WORDS, PLACE),
        "moment": dialect.moment(MOMENT, "1 March 2025"),
        "heading": dialect.heading(WORDS),
        "small": dialect.small(WORDS),
        "item": dialect.item(WORDS),
        "numbered": dialect.item(WORDS, 2),
        "quotation": dialect.quotation([Markup("one"), Markup("two")]),
    }


def test_plain_text_writes_addresses_out_and_marks_with_characters():
    assert everything(PLAIN) == {
        "strong": "two words",
        "emphasis": "two words",
        "removed": "[-two words-]",
        "added": "*two words*",
        "code": "a`b",
        "command": "/daily add",
        "link": "label <https://x.example/a_b>",
        "no link": "label",
        "citations": "[1] [2]",
        "source": "[3] two words <https://x.example/a_b>",
        "moment": "1 March 2025",
        "heading": "two words\n---------",
        "small": "two words",
        "item": "- two words",
        "numbered": "2. two words",
        "quotation": "> one\n> two",
    }


def test_discord_writes_its_markdown():
    assert everything(DISCORD) == {
        "strong": "**two words**",
        "emphasis": "*two words*",
        "removed": "~~two words~~",
        "added": "**two words**",
        "code": "`a’b`",
        "command": "`/daily add`",
        "link": "[label](https://x.example/a_b)",
        "no link": "label",
        "citations": r"[\[1\]](https://x.example/a_b) ²",
        "source": r"\[3\] two words",
        "moment": "<t:1756139396:D>",
        "heading": "### two words",
        "small": "-# two words",
        "item": "- two words",
        "numbered": "2. two words",
        "quotation": "> one\n> two",
    }


@pytest.mark.parametrize("dialect", [DISCORD, PLAIN])
def test_no_markup_surrounds_nothing(dialect):
    for write in (dialect.strong, dialect.emphasis, dialect.removed, dialect.added):
        assert write(Markup(" ")) == ""
        assert write(Markup(" x ")) == write(Markup("x"))


@pytest.mark.parametrize("dialect", [DISCORD, PLAIN])
def test_an_invisible_value_is_shown_as_present(dialect):
    assert dialect.escape("\u200b\u200d") == INVISIBLE
    assert (dialect.escape(""), dialect.escape(" "), dialect.escape(7)) == ("", " ", "7")
    assert dialect.escape(Markup("**x**")) == "**x**"


@PATIENT
@given(HOSTILE)
def test_plain_text_has_no_markup(text):
    shown = PLAIN.escape(text)
    for character in shown:
        assert character in "\u200c\u200d" or unicodedata.category(character) not in {
            "Cc", "Cs", "Zl", "Zp"}  # fmt: skip


@PATIENT
@given(HOSTILE)
def test_what_was_escaped_for_discord_is_read_back_as_its_words(text):
    escaped = escape(text)
    if escaped in {INVISIBLE, " "}:
        return
    line = read_line(f"x{escaped}")
    assert line.kind is LineKind.TEXT
    assert {span.kind for span in line.spans} == {SpanKind.WORDS}
    assert _words(translate(f"x{escaped}", PLAIN)) == _words(f"x{clean(text)}")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_within_markup_leaves_it_unchanged(attack):
    text = f"**{escape(attack).strip()}** after"
    assert _words(translate(text, PLAIN)) == _words(f"{clean(attack)} after")


def _words(text: str) -> list[str]:
    """The words without what keeps a value from being read as layout."""
    return text.replace("\N{WORD JOINER}", "").split()


def test_each_discord_mark_becomes_another_dialects():
    text = (
        "### Who *pays*\n-# ~~old~~ **new** `x`\n- one\n3. three\n> said\n> more\n"
        "seen <t:1756139396:D> in [The \\[Herald\\]](https://x.example) <t:999999999999>"
    )
    assert translate(text, PLAIN).split("\n") == [
        "Who pays",
        "--------",
        "[-old-] new x",
        "- one",
        "3. three",
        "> said",
        "> more",
        "seen 25 August 2025 in The [Herald] <https://x.example> <t:999999999999>",
    ]


@PATIENT
@given(st.sampled_from(sorted(everything(DISCORD).items())))
def test_discord_markup_translates_into_itself(written):
    _, text = written
    assert translate(text, DISCORD) == text


@PATIENT
@given(HOSTILE)
def test_a_link_of_discords_leads_to_the_same_place_in_plain_text(label):
    assert "<https://x.example>" in translate(link(label, "https://x.example"), PLAIN)
