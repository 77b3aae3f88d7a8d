"""Pages fit a phone's screen; details stay folded until asked for."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.discord.messages import screen
from bot.discord.messages.layout import compose
from bot.discord.messages.limits import violations
from bot.discord.messages.pages import Button, Option, Select, to_payload
from bot.discord.messages.source_lists import numbers
from briefings.answers.questions import AskBrief, AskCited, AskSearch
from briefings.answers.types import Pages
from briefings.pictures.sketches import MatrixSketch, Support, SupportSketch
from briefings.rendering.reply import Block, BlockKind
from tests.bot.discord.messages.building import (
    A_PICTURE,
    PICTURE,
    REPLIES,
    SEPARATOR,
    a_reply,
    columns,
    encode,
    texts_of,
    written_on,
)

ASKED = AskBrief("bridge")
LINE = "a line of a reply that is as long as a line may well be on a phone"
SOURCES = (
    replace(SEPARATOR, folded=True),
    Block(text="-# **The Courier**: ¹ “the bridge stays”", folded=True),
)
IN_WORDS = Block(text="City ✓ yes", unpictured=True)


def labels(page):
    return [item.label for row in page.rows for item in row if isinstance(item, Button)]


def test_what_a_button_can_show_is_left_out_until_requested():
    reply = a_reply(blocks=(Block(text="- It stays. ¹"), *SOURCES), question=ASKED)
    (page,) = compose(reply, encode)
    assert "Courier" not in written_on(page)
    assert "---" not in texts_of(page)
    (button,) = page.rows[0]
    assert button == Button("Sources", encode(AskCited(ASKED), 1, "n") or "")


@pytest.mark.parametrize("question", [None, AskSearch("x" * 300)])
def test_what_no_button_can_show_is_shown_at_once(question):
    reply = a_reply(blocks=(Block(text="- It stays. ¹"), *SOURCES), question=question)
    (page,) = compose(reply, encode)
    assert "Courier" in written_on(page)
    assert "Sources" not in labels(page)
    (page,) = compose(replace(reply, question=ASKED), encode, fold=False)
    assert "Courier" in written_on(page)


def test_a_reply_is_cut_where_a_screen_ends_and_a_button_leads_on():
    reply = a_reply(*[f"- {n} {LINE}" for n in range(40)], question=ASKED)
    assert len(compose(reply, encode)) == 1
    pages = compose(reply, encode, tallest=900)
    assert len(pages) > 2
    assert [labels(page) for page in pages[:2]] == [["More →"], ["← Back", "More →"]]
    shown = "\n".join(written_on(page) for page in pages)
    assert [f"- {n} " in shown for n in range(40)] == [True] * 40


@pytest.mark.parametrize("tallest", [300, 900])
def test_a_reply_without_a_button_to_its_next_page_is_not_cut(tallest):
    lines = [f"- {n} {LINE}" for n in range(40)]
    assert len(compose(a_reply(*lines), encode, tallest=tallest)) == 1
    asked = a_reply(*lines, question=AskSearch("x" * 300))
    assert len(compose(asked, encode, tallest=tallest)) == 1


def test_a_block_taller_than_a_screen_stays_whole():
    whole = f"> “{LINE * 14}”"
    pages = compose(a_reply("first", whole, "last", question=ASKED), encode, tallest=600)
    assert [whole in written_on(page) for page in pages] == [False, True, False]
    pages = compose(
        a_reply(blocks=(columns("first"), columns(whole), columns("last")), question=ASKED),
        encode,
        tallest=600,
    )
    assert [whole in written_on(page) for page in pages] == [False, True, False]


def test_parts_of_an_answers_page_are_continued():
    lines = [f"- {n} {LINE}" for n in range(40)]
    reply = a_reply(*lines, question=ASKED, pages=Pages(2, 3, 99))
    first, second, *_ = compose(reply, encode, tallest=900)
    assert texts_of(first)[-1] == "-# Page 2 of 3"
    assert texts_of(second)[-1] == "-# Page 2 of 3, continued"


def test_the_page_with_the_place_has_the_picture():
    lines = [Block(text=f"- {n} {LINE}") for n in range(9)]
    reply = a_reply(blocks=(*lines, PICTURE, *lines), question=ASKED)
    pages = compose(reply, encode, tallest=400)
    assert [page.pictured for page in pages].count(True) == 1
    assert not pages[0].pictured
    reply = a_reply(*[block.text for block in lines], question=ASKED)
    assert [page.pictured for page in compose(reply, encode, tallest=500)][:2] == [True, False]


@pytest.mark.parametrize("others", [(), (columns("a", "b"),)])
def test_words_are_shown_where_no_picture_replaces_them(others):
    blocks = (Block(text="Who wants what"), PICTURE, IN_WORDS, *others)
    (page,) = compose(a_reply(blocks=blocks, question=ASKED), encode)
    bare, pictured = str(to_payload(page)), str(to_payload(replace(page, image=A_PICTURE)))
    assert "City ✓ yes" in bare
    assert "City ✓ yes" not in pictured
    assert "picture.png" in pictured


def test_words_without_a_place_for_a_picture_are_always_shown():
    (page,) = compose(a_reply(blocks=(Block(text="Who"), IN_WORDS)), encode)
    assert "City ✓ yes" in written_on(page)


@settings(deadline=None, max_examples=40)
@given(REPLIES)
def test_discord_accepts_a_reply_however_it_is_cut(reply):
    folded = [replace(block, folded=at % 3 == 0) for at, block in enumerate(reply.blocks)]
    mixed = [replace(block, unpictured=at % 4 == 1) for at, block in enumerate(folded)]
    for tallest in (400, 900):
        for page in compose(replace(reply, blocks=tuple(mixed)), encode, tallest=tallest):
            assert violations(to_payload(page)) == []
            assert violations(to_payload(replace(page, image=A_PICTURE))) == []


def test_raised_numbers_are_citations_and_units_are_not():
    assert numbers("It stays. ¹ ²³ [\\[4\\]](https://x.example)") == {1, 23, 4}
    assert numbers("a field of 3 km² and 5m³") == frozenset()


def test_an_address_takes_no_room():
    linked = "- It stays. [\\[1\\]](https://news.example/" + "a" * 200 + ")"
    assert screen.text_height(linked) == screen.text_height("- It stays. [1]")


@pytest.mark.parametrize(
    ("short", "tall"),
    [
        ("word", "word " * 20),
        ("-# word", "word"),
        ("a" * 20, "平" * 20),
        ("a line", "a line\nand another"),
        ("> word", "> word\n> word"),
        ("x" * 30, "x" * 90),
    ],
)
def test_more_takes_more_room(short, tall):
    assert screen.text_height(short) < screen.text_height(tall)


def test_buttons_that_do_not_fit_a_row_use_another():
    narrow, wide = Button("On", "a"), Button("Positions: a topic with a name", "b")
    one = screen.rows_height([(narrow, narrow)])
    assert screen.rows_height([(narrow, wide, wide)]) > screen.rows_height([(narrow, wide)])
    longest = Button("Positions: a topic with a name that is longer than the screen", "c")
    assert screen.rows_height([(longest,)]) > one
    menu = Select("choose", "Choose one", (Option("One", "1"),))
    assert screen.rows_height([(menu,)]) > 0


def test_a_picture_takes_room_by_its_rows():
    none = screen.picture_height(None, embedded=False)
    few = screen.picture_height(SupportSketch("T", (Support("a", ("AP",)),)), embedded=False)
    many = SupportSketch("T", (Support("a", tuple("ABCDE")),))
    assert none == 0 < few < screen.picture_height(many, embedded=False)
    table = MatrixSketch("T", ("A",), ())
    assert screen.picture_height(table, embedded=True) == screen.EMBEDDED_PICTURE


def test_a_folded_picture_or_separator_does_no_harm():
    blocks = (Block(text="x"), Block(BlockKind.PICTURE, folded=True), SEPARATOR)
    (page,) = compose(a_reply(blocks=blocks, question=ASKED), encode)
    assert violations(to_payload(page)) == []
