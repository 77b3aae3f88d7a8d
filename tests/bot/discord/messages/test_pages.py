"""A message is sent as its payload says, with its picture where the template puts it."""

import json
from dataclasses import replace

from discord.http import handle_message_parameters
from hypothesis import given, settings

from bot.discord.messages.layout import compose
from bot.discord.messages.limits import violations
from bot.discord.messages.pages import PageCount, PictureSlot, Rule, to_discord, to_payload
from briefings.rendering.reply import Block
from tests.bot.discord.messages.building import (
    A_PICTURE,
    PICTURE,
    REPLIES,
    SEPARATOR,
    a_reply,
    columns,
    encode,
    written_on,
)

PATIENT = settings(deadline=None, max_examples=60)
ONE_BREATH = "x" * 1_500


@PATIENT
@given(REPLIES)
async def test_discord_py_sends_exactly_the_payload(reply):
    for page in compose(reply, encode):
        sent = handle_message_parameters(**to_discord(page)).payload
        assert sent == to_payload(page)


@PATIENT
@given(REPLIES)
async def test_discord_py_sends_exactly_the_payloads_picture(reply):
    page = replace(compose(reply, encode)[0], image=A_PICTURE)
    created = handle_message_parameters(**to_discord(page))
    assert json.loads(created.multipart[0]["value"]) == to_payload(page)
    (file,) = created.files
    assert (file.filename, file.fp.read()) == (A_PICTURE.name, A_PICTURE.data)
    edited = handle_message_parameters(**to_discord(page, edit=True))
    assert json.loads(edited.multipart[0]["value"]) == to_payload(page)


async def test_an_edit_without_a_picture_removes_the_former_one():
    (page,) = compose(a_reply("x"), encode)
    edited = handle_message_parameters(**to_discord(page, edit=True))
    assert edited.payload == {**to_payload(page), "attachments": []}


def test_a_picture_is_below_the_text_and_above_the_page_count():
    first, *_ = compose(a_reply(*[ONE_BREATH] * 4), encode)
    shown = replace(first, image=A_PICTURE).shown
    assert shown == (*first.parts[:-1], A_PICTURE, PageCount("-# Page 1 of 2"))
    (page,) = compose(a_reply("x"), encode)
    assert replace(page, image=A_PICTURE).shown == (*page.parts, A_PICTURE)
    (page,) = compose(a_reply(blocks=(Block(text="x"), SEPARATOR, Block(text="[1]"))), encode)
    assert replace(page, image=A_PICTURE).shown == (*page.parts[:2], A_PICTURE, *page.parts[2:])


def test_a_picture_is_where_the_template_says():
    blocks = (
        Block(text="above"),
        PICTURE,
        Block(text="below"),
        PICTURE,
        SEPARATOR,
        Block(text="x"),
    )
    (page,) = compose(a_reply(blocks=blocks), encode)
    assert replace(page, image=A_PICTURE).shown[2:4] == (A_PICTURE, Rule(line=False))
    assert not any(isinstance(part, PictureSlot) for part in page.shown)


def test_a_place_for_only_a_picture_fills_no_page():
    (page,) = compose(a_reply(blocks=(PICTURE, Block(text="x" * 6_000))), encode)
    assert "6,000 characters" in written_on(page)


def test_an_embed_shows_its_picture_above_the_columns():
    blocks = (Block(text="before"), PICTURE, columns("a", "b"), SEPARATOR, Block(text="sources"))
    (page,) = compose(a_reply(blocks=blocks), encode)
    first, second, third = to_payload(replace(page, image=A_PICTURE))["embeds"]
    assert (first["description"], first["image"]) == (
        "before", {"url": "attachment://picture.png", "description": A_PICTURE.alt},
    )  # fmt: skip
    assert [field["value"] for field in second["fields"]] == ["a", "b"]
    assert "image" not in second
    assert third["description"] == "sources"


def test_without_its_picture_an_embed_is_one_with_the_columns_below():
    blocks = (Block(text="before"), PICTURE, columns("a", "b"), SEPARATOR, Block(text="sources"))
    (page,) = compose(a_reply(blocks=blocks), encode)
    first, second = to_payload(page)["embeds"]
    assert (first["title"], first["description"], len(first["fields"])) == ("Title", "before", 2)
    assert second["description"] == "sources"


def test_without_its_picture_an_embed_that_shows_nothing_else_is_left_out():
    blocks = (PICTURE, Block(text="below"), columns("a"))
    (page,) = compose(a_reply(title="", blocks=blocks), encode)
    assert violations(to_payload(page)) == []
    assert [embed["description"] for embed in to_payload(page)["embeds"]] == ["below"]


def test_a_picture_among_embeds_that_have_no_place_for_it_is_the_first_ones():
    blocks = (columns("a", "b"), Block(text="The sources"))
    (page,) = compose(a_reply(blocks=blocks), encode)
    embeds = to_payload(replace(page, image=A_PICTURE))["embeds"]
    assert embeds[0]["image"]["url"] == "attachment://picture.png"
    assert "image" not in embeds[1]
