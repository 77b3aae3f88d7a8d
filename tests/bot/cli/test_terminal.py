"""A terminal shows what Discord would, and obeys nothing that an article says."""

import io
import re
from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from rich.console import Console

from bot.cli.terminal import draw
from bot.discord.messages.layout import compose
from bot.discord.messages.pages import (
    Button,
    Embed,
    Field,
    Image,
    LinkButton,
    MessagePage,
    Option,
    Rule,
    Select,
    Text,
)
from briefings.answers.questions import AskHelp
from briefings.rendering.renderer import Renderer
from briefings.rendering.samples import samples
from tests.bot.discord.messages.building import REPLIES, encode
from tests.briefings.rendering.hostile import infected

RENDERER = Renderer()
OWN_SEQUENCES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;(?:id=[\d-]+;https?://[\x21-\x7e]+|;)\x1b\\")
"""Colours and links: the only sequences that the rendering itself uses."""


def drawn(*pages: MessagePage, width: int = 80, colours: bool = False, zone=None) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=colours, legacy_windows=False,
        color_system="truecolor" if colours else None,
    )  # fmt: skip
    draw(pages, console, *([zone] if zone else []))
    return console.file.getvalue()


def lines(*pages: MessagePage, **values) -> list[str]:
    shown = drawn(*pages, **values).splitlines()
    return [line.removeprefix("▌").strip() for line in shown if line.removeprefix("▌").strip()]


def test_a_card_is_drawn_with_its_markup_and_its_buttons():
    page = MessagePage(
        0x0072B2,
        parts=(
            Text("## Title"),
            Text("> “one *two* `three`”\n-# **Ada** · [The \\[Herald\\]](https://x.example)"),
            Rule(),
            Text("- ~~old~~ **new** \\*plain\\* a\\_b"),
        ),
        rows=((Button("Quotes", "q"), LinkButton("Read", "https://x.example")),),
    )
    assert lines(page, width=60) == [
        "Title",
        "▏ “one two three”",
        "Ada · The [Herald] <https://x.example>",
        "─" * 56,
        "• [-old-] new *plain* a_b",
        "[ Quotes ] [ Read ↗ ]",
    ]


def test_columns_are_side_by_side_if_there_is_room():
    fields = (
        Field("Who pays?", "\u200b"),
        Field("A", "we do", inline=True),
        Field("B", "they do", inline=True),
    )
    page = MessagePage(0, embeds=(Embed("Title", "before", fields, "Page 1 of 2"), Embed("", "x")))
    wide, narrow = lines(page), lines(page, width=40)
    assert [re.sub(r"\s{2,}", " | ", line) for line in wide] == [
        "Title", "before", "Who pays?", "A | B", "we do | they do", "Page 1 of 2", "x",
    ]  # fmt: skip
    assert narrow == ["Title", "before", "Who pays?", "A", "we do", "B", "they do", "Page 1 of 2",
                      "x"]  # fmt: skip


def test_a_pictures_title_is_printed():
    picture = Image("a.png", b"", "The summit. Two dots\x1b[2J on a line.")
    card = MessagePage(0, (Text("## Title"), Rule(line=False), Text("below")), image=picture)
    assert lines(card) == ["Title", "below", "▣ Picture: The summit"]
    embeds = (Embed("Title", "above", pictured=True), Embed(fields=(Field("we", "agree", True),)))
    assert lines(MessagePage(0, embeds=embeds, image=picture)) == [
        "Title", "above", "▣ Picture: The summit", "we", "agree",
    ]  # fmt: skip


def test_a_fourth_column_is_in_the_next_row():
    fields = tuple(Field(name, "x", inline=True) for name in "ABCD")
    shown = [line.split() for line in lines(MessagePage(0, embeds=(Embed(fields=fields),)))]
    assert shown == [["A", "B", "C"], ["x", "x", "x"], ["D"], ["x"]]


def test_a_menu_names_its_choices():
    menu = Select("choose", "Choose one", (Option("Ada", "1"), Option("Bob", "2")))
    assert lines(MessagePage(0, parts=(Text("x"),), rows=((menu,),)))[-1] == (
        "[ Choose one ▾ ] Ada · Bob"
    )


@pytest.mark.parametrize(
    ("stamp", "shown"),
    [
        ("<t:1756139396:D>", "26 August 2025"),
        ("<t:1756139396:t>", "01:29"),
        ("<t:1756139396>", "26 August 2025 01:29"),
        ("<t:999999999999:D>", "<t:999999999999:D>"),
    ],
)
def test_timestamps_are_in_the_readers_zone(stamp, shown):
    seoul = timezone(timedelta(hours=9))
    assert lines(MessagePage(0, parts=(Text(stamp),)), zone=seoul) == [shown]


def test_without_styles_links_and_struck_words_use_characters():
    page = MessagePage(0, parts=(Text("[here](https://x.example/a) ~~gone~~"),))
    rich = drawn(page, colours=True)
    assert "https://x.example/a" in rich
    assert "here gone" in OWN_SEQUENCES.sub("", rich)
    assert lines(page) == ["here <https://x.example/a> [-gone-]"]


@pytest.mark.parametrize(
    "attack",
    ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\x1b]8;;https://evil\x1b\\x", "\r\x08\x7f",
     "\u202ereversed\u202c", "[x](https://evil/\x1b[2J)", "\x1bPq\x1b\\", "a\x00b"],
)  # fmt: skip
def test_control_sequences_of_an_article_do_nothing(attack):
    page = MessagePage(
        0,
        parts=(Text(f"a {attack} b"),),
        embeds=(Embed(attack, attack, (Field(attack, attack, inline=True),), attack),),
        rows=((Button(attack, "x"), LinkButton(attack, "https://x.example")),
              (Select("s", attack, (Option(attack, "v"),)),)),
    )  # fmt: skip
    left = OWN_SEQUENCES.sub("", drawn(page, colours=True))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left)


@settings(deadline=None, max_examples=25)
@given(infected())
def test_no_answer_reaches_the_terminal_with_control_sequences(infection):
    pages = compose(RENDERER.render(infection.answer, AskHelp()), encode)
    left = OWN_SEQUENCES.sub("", drawn(*pages, colours=True))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left)


@settings(deadline=None, max_examples=25)
@given(REPLIES)
def test_any_message_can_be_drawn(reply):
    assert drawn(*compose(reply, encode))


@pytest.mark.parametrize("answer", [answer for kind in samples().values() for answer in kind])
def test_each_sample_is_drawn_without_its_markup(answer):
    shown = drawn(*compose(RENDERER.render(answer, AskHelp()), encode), width=200)
    assert not re.search(r"\*\*|~~|\]\(|<t:|^▌? *(?:-#|##)|\\", shown, re.MULTILINE)
