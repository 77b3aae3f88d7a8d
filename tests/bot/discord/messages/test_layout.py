"""Replies become messages that Discord accepts, split only where nothing is torn apart."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.messages import layout, measure
from bot.discord.messages.layout import colour_of, compose, pick
from bot.discord.messages.limits import violations
from bot.discord.messages.pages import MessagePage, Rule, to_payload
from briefings.answers.questions import AskBrief, AskHelp
from briefings.answers.types import Pages
from briefings.rendering.renderer import Renderer
from briefings.rendering.reply import Block, Reply, Tone
from briefings.rendering.samples import samples
from tests.bot.discord.messages.building import (
    A_PICTURE,
    REPLIES,
    SEPARATOR,
    a_reply,
    columns,
    encode,
    texts_of,
    written_on,
)
from tests.briefings.rendering.hostile import infected

PATIENT = settings(deadline=None, max_examples=60)
RENDERER = Renderer()
ONE_BREATH = "x" * 1_500


@PATIENT
@given(REPLIES)
def test_no_reply_makes_a_message_that_discord_refuses(reply):
    pages = compose(reply, encode)
    assert pages
    for page in pages:
        assert violations(to_payload(page)) == []


@settings(deadline=None, max_examples=80)
@given(infected())
def test_no_answer_makes_a_message_that_discord_refuses(infection):
    for page in compose(RENDERER.render(infection.answer, AskHelp()), encode):
        assert violations(to_payload(page)) == []


@PATIENT
@given(REPLIES)
def test_with_a_picture_no_reply_makes_a_message_that_discord_refuses(reply):
    for page in compose(reply, encode):
        assert violations(to_payload(replace(page, image=A_PICTURE))) == []


@pytest.mark.parametrize("answer", [a for answers in samples().values() for a in answers])
def test_each_sample_fits_on_one_page_and_offers_a_way_on(answer):
    (page,) = compose(RENDERER.render(answer, AskBrief("other")), encode)
    assert violations(to_payload(page)) == []
    assert page.rows or not RENDERER.render(answer, AskBrief("other")).steps


@PATIENT
@given(REPLIES)
def test_each_short_block_is_whole_on_some_page_in_order(reply):
    whole = "\0".join(written_on(page) for page in compose(reply, encode))
    embedded = any(block.columns for block in reply.blocks)
    at = 0
    for block in reply.blocks:
        short = measure.length(block.text) < 200
        if block.text.strip() and short and not block.text.startswith("### "):
            text = re.sub("(?m)^-# ", "", block.text) if embedded else block.text
            found = whole.find(text, at)
            assert found >= 0
            at = found


def test_a_long_reply_is_cut_between_blocks_and_each_page_has_the_title():
    reply = a_reply(*[f"{n} {ONE_BREATH}" for n in range(5)], question=AskBrief("summit"))
    pages = compose(reply, encode)
    assert [(page.number, page.total) for page in pages] == [(1, 3), (2, 3), (3, 3)]
    assert [texts_of(page)[0] for page in pages] == ["## Title"] * 3
    assert [len(texts_of(page)) for page in pages] == [5, 5, 3]
    assert [texts_of(page)[-1] for page in pages] == [f"-# Page {n} of 3" for n in (1, 2, 3)]


def cited(*found: int) -> str:
    return " ".join(rf"\[{number}\]" for number in found)


def a_cut_reply(lines: list[tuple[int, ...]], listed: list[tuple[int, ...]]) -> Reply:
    """Lines that cite these numbers, and a list of sources, one article per line."""
    blocks = [Block(text=f"- line {at} {'x' * 900} {cited(*of)}") for at, of in enumerate(lines)]
    articles = [
        f"-# **Outlet {at}**, 1 May: " + " · ".join(f"{cited(one)} “place {one}”" for one in of)
        for at, of in enumerate(listed)
    ]
    return a_reply(blocks=(*blocks, SEPARATOR, *(Block(text=text) for text in articles)))


def places_on(page: MessagePage) -> set[int]:
    return {int(number) for number in re.findall(r"“place (\d+)”", written_on(page))}


def test_each_page_lists_the_sources_that_its_lines_cite():
    reply = a_cut_reply([(1,), (2, 3), (1, 4), (4,), (1, 5, 6)], [(1, 4, 5), (2, 6), (3,)])
    first, last = compose(reply, encode)
    assert texts_of(first)[2:4] == ["---", "\n".join((
        rf"-# **Outlet 0**, 1 May: {cited(1)} “place 1” · {cited(4)} “place 4”",
        rf"-# **Outlet 1**, 1 May: {cited(2)} “place 2”",
        rf"-# **Outlet 2**, 1 May: {cited(3)} “place 3”",
    ))]  # fmt: skip
    assert places_on(last) == {1, 5, 6}


def test_a_source_that_no_line_cites_is_on_the_last_page():
    pages = compose(a_cut_reply([(1,)] * 5, [(1, 2), (3,)]), encode)
    assert [places_on(page) for page in pages] == [{1}, {1, 2, 3}]


def test_sources_for_which_a_page_has_no_room_follow_it():
    many = tuple(range(1, 400))
    pages = compose(a_cut_reply([many, (1,)], [(one,) for one in many]), encode)
    assert set().union(*map(places_on, pages)) == set(many)
    assert all(violations(to_payload(page)) == [] for page in pages)


NUMBERS = st.lists(st.integers(1, 30), max_size=6).map(tuple)


@PATIENT
@given(st.lists(NUMBERS, max_size=12), st.lists(NUMBERS, max_size=12))
def test_however_a_reply_is_cut_each_page_has_its_sources_and_no_line_is_repeated(lines, listed):
    pages = compose(a_cut_reply(lines, [of for of in listed if of]), encode)
    known = {number for of in listed for number in of}
    shown = [re.findall(r"- line (\d+)", written_on(page)) for page in pages]
    assert [int(at) for page in shown for at in page] == list(range(len(lines)))
    assert set().union(*map(places_on, pages)) == known
    for at, page in enumerate(pages):
        mine = {number for line in shown[at] for number in lines[int(line)]} & known
        # Sources that no line cites follow the last line.
        assert places_on(page) == mine if any(shown[at + 1 :]) else places_on(page) >= mine
        assert violations(to_payload(page)) == []


def test_a_section_that_runs_on_repeats_its_heading():
    blocks = (
        Block(text="### One"), *[Block(text=ONE_BREATH)] * 3,
        SEPARATOR, *[Block(text=ONE_BREATH)] * 3,
    )  # fmt: skip
    pages = compose(a_reply(blocks=blocks), encode)
    assert [texts_of(page)[1][:7] for page in pages] == ["### One", "### One", "xxxxxxx"]


def test_columns_that_run_on_repeat_their_heading():
    blocks = (Block(text="### Who pays?\n● A"), columns(*["y" * 900] * 9))
    pages = compose(a_reply(blocks=blocks), encode)
    heads = [(page.embeds[0].fields[0].name, page.embeds[0].fields[0].value) for page in pages]
    assert heads == [("Who pays?", "● A")] * 2


def test_a_heading_is_not_repeated_over_a_block_that_fills_a_page_without_it():
    blocks = (Block(text="### One"), Block(text="a"), Block(text="x" * 3_908))
    pages = compose(a_reply(blocks=blocks), encode)
    assert [texts_of(page)[1] for page in pages] == ["### One\na", "x" * 3_908]


def test_a_heading_goes_on_to_the_next_page_with_its_block():
    pages = compose(a_reply(ONE_BREATH, ONE_BREATH, "### Heading", ONE_BREATH), encode)
    assert len(pages) == 2
    assert "### Heading" not in written_on(pages[0])
    assert texts_of(pages[1])[1].startswith("### Heading\nxxx")


def test_items_of_a_list_and_sources_are_close_and_separators_separate():
    reply = a_reply(blocks=(
        SEPARATOR, Block(text="### Points"), Block(text="- a"), Block(text="- b\n-# from"),
        SEPARATOR, Block(text="-# [1]"), Block(text="-# [2]"), Block(text="tail"), SEPARATOR,
    ))  # fmt: skip
    (page,) = compose(reply, encode)
    assert texts_of(page) == [
        "## Title", "### Points\n- a\n- b\n-# from", "---", "-# [1]\n-# [2]", "", "tail",
    ]  # fmt: skip


def test_only_headings_have_space_above_if_there_is_no_room_for_more():
    blocks = [Block(text=str(number)) for number in range(14)]
    (page,) = compose(a_reply(blocks=(*blocks, Block(text="### Next"), blocks[0])), encode)
    assert texts_of(page)[-2:] == ["", "### Next\n0"]
    assert texts_of(page).count("") == 1


def test_an_empty_line_of_small_print_makes_no_empty_embed():
    (page,) = compose(a_reply(blocks=(columns("a"), Block(text="-# "))), encode)
    assert violations(to_payload(page)) == []


def test_headings_without_a_block_are_kept():
    reply = a_reply(blocks=(
        Block(text="### One"), SEPARATOR, Block(text="### Two"), Block(text="### Three"),
    ))  # fmt: skip
    (page,) = compose(reply, encode)
    assert texts_of(page) == ["## Title", "### One", "---", "### Two", "", "### Three"]


def test_a_quotation_too_long_for_any_message_is_not_cut_but_named_and_linked():
    words = "word " * 1_000
    source = "-# **Ada** · [The Herald](https://x.example/a)"
    (page,) = compose(a_reply(f"> “{words}”\n{source}"), encode)
    assert "word" not in written_on(page)
    assert "5,002 characters" in written_on(page)
    assert source in written_on(page)


def test_many_small_blocks_stay_within_the_components_of_a_message():
    pages = compose(a_reply(*[str(number) for number in range(100)]), encode)
    assert len(pages) > 1
    assert all(violations(to_payload(page)) == [] for page in pages)
    shown = [text for page in pages for text in texts_of(page)[1:-1] if text]
    assert shown == [str(number) for number in range(100)]


def test_columns_make_an_embed_with_inline_fields_under_a_heading():
    blocks = (
        Block(text="before"), Block(text="more"),
        Block(text="### Who pays?\n● A · ○ B"), columns("we", "they"),
        Block(text="### Who goes?"), columns("all", ""),
        SEPARATOR, Block(text="-# [1]"), Block(text="-# [2]"),
    )  # fmt: skip
    (page,) = compose(a_reply(blocks=blocks, accent="summit"), encode)
    main, sources = page.embeds
    assert not page.parts
    assert (main.title, main.description) == ("Title", "before\n\nmore")
    assert [(field.name, field.value, field.inline) for field in main.fields] == [
        ("Who pays?", "● A · ○ B", False), ("Side 0", "we", True), ("Side 1", "they", True),
        ("Who goes?", "\u200b", False), ("Side 0", "all", True), ("Side 1", "\u200b", True),
    ]  # fmt: skip
    assert sources.description == "[1]\n[2]"


def test_columns_that_would_flow_into_the_row_above_start_a_new_embed():
    (page,) = compose(a_reply(blocks=(columns("a", "b"), columns("c", "d"))), encode)
    assert [len(embed.fields) for embed in page.embeds] == [2, 2]
    (page,) = compose(a_reply(blocks=(columns("a", "b", "c"), columns("d"))), encode)
    assert [len(embed.fields) for embed in page.embeds] == [4]


def test_more_columns_than_fit_a_row_flow_into_the_next():
    (page,) = compose(a_reply(blocks=(columns(*"abcdefgh"),)), encode)
    assert len(page.embeds[0].fields) == 8


def test_long_columns_become_pages_of_embeds_that_count_themselves():
    blocks = [Block(text="x" * 3_000), *[columns(*["y" * 900] * 3)] * 8, Block(text="z" * 4_000)]
    pages = compose(a_reply(blocks=tuple(blocks), question=AskBrief("s")), encode)
    assert len(pages) == 6
    assert pages[1].embeds[-1].footer == "Page 2 of 6"
    assert all(page.embeds[0].title == "Title" for page in pages)
    assert all(violations(to_payload(page)) == [] for page in pages)


def test_an_answers_page_is_counted_separately_from_its_replys_parts():
    (page,) = compose(a_reply("x", pages=Pages(2, 5, 20)), encode)
    assert texts_of(page)[-1] == "-# Page 2 of 5"
    pages = compose(a_reply(*[ONE_BREATH] * 4, pages=Pages(2, 5, 20)), encode)
    assert texts_of(pages[1])[-1] == "-# Page 2 of 5, continued"


def test_a_title_longer_than_an_embeds_is_clipped_with_its_escapes_whole():
    (page,) = compose(a_reply(title="\\*" * 200, blocks=(columns("x"),)), encode)
    title = page.embeds[0].title
    assert measure.length(title) <= measure.TITLE
    assert title == "\\*" * 127 + "…"


def test_replies_on_one_topic_have_one_colour_and_notices_theirs():
    def colour(**values):
        return colour_of(Reply("brief", "T", (), **values))

    assert colour(accent="summit") == colour(accent="summit") in layout.PALETTE
    assert len({colour(accent=f"topic-{n}") for n in range(50)}) == len(layout.PALETTE)
    assert colour() == layout.PLAIN
    assert colour(accent="summit", tone=Tone.NOTICE) == layout.NOTICE
    assert colour(accent="summit", tone=Tone.ERROR) == layout.ERROR


def test_a_page_that_no_longer_exists_is_the_last_one():
    pages = compose(a_reply(*[ONE_BREATH] * 4), encode)
    assert [pick(pages, number).number for number in (1, 2, 3, 0, -1)] == [1, 2, 2, 2, 2]


def test_a_rule_is_part_of_a_card():
    (page,) = compose(a_reply(blocks=(Block(text="a"), SEPARATOR, Block(text="b"))), encode)
    assert isinstance(page.parts[2], Rule)
