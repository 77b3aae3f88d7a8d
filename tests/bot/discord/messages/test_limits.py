"""For every rule of Discord's, one message breaks it and another just keeps it."""

import pytest

from bot.discord.messages import measure
from bot.discord.messages.limits import usage, violations
from bot.discord.messages.pages import IS_COMPONENTS_V2


def a_button(**values):
    return {"type": 2, "style": 2, "label": "Go", "custom_id": "go", **values}


def a_link(url="https://x.example", **values):
    return {"type": 2, "style": 5, "label": "Read", "url": url, **values}


def a_row(*items):
    return {"type": 1, "components": list(items)}


def with_row(*items):
    return {"content": "x", "components": [a_row(*items)]}


def a_select(*options, **values):
    return {"type": 3, "custom_id": "pick", "options": list(options), **values}


def an_option(value="v", **values):
    return {"label": "Label", "value": value, **values}


def a_text(content="x"):
    return {"type": 10, "content": content}


def v2(*components, **values):
    return {"flags": IS_COMPONENTS_V2, "components": list(components), **values}


def card(*components, **values):
    return v2({"type": 17, "components": list(components), **values})


def embed(**values):
    return {"embeds": [values]}


def fields(*made):
    return embed(fields=[{"name": name, "value": value} for name, value in made])


PICTURE = {"media": {"url": "https://x.example/a.png"}}
ATTACHED = {"media": {"url": "attachment://a.png"}, "description": "x" * 1_024}


def files(*names, **values):
    return {"attachments": [{"id": n, "filename": name} for n, name in enumerate(names)], **values}


SECTION = {"type": 9, "components": [a_text()], "accessory": a_button()}

FINE = [
    {"content": "x" * 2_000},
    {"content": "hi", "nonce": "1" * 25, "embeds": [{"title": "t"}]},
    files("a.png"),
    files(*[f"{n}.png" for n in range(10)]),
    {"attachments": [{"id": 0, "filename": "a.png", "description": "x" * 1_024}]},
    files("a.png", embeds=[{"image": {"url": "attachment://a.png"}}]),
    files("a.png", **card({"type": 12, "items": [ATTACHED]})),
    {"embeds": [{"description": "x" * 600}] * 10},
    embed(title="t" * 256, description="d" * 4_096, footer={"text": "f" * 1_648}),
    embed(url="https://x.example", image={"url": "https://x.example/a.png"}, color=0xFFFFFF),
    embed(author={"name": "a" * 256, "icon_url": "https://x.example/a.png"}),
    fields(*[("n", "v")] * 25),
    fields(("n" * 256, "v" * 1_024)),
    {"content": "x", "components": [a_row(*[a_button(custom_id=f"{n}{m}") for n in range(5)])
                                    for m in range(5)]},
    with_row(a_button(label="x" * 80, custom_id="i" * 100), a_link()),
    with_row(a_button(label="", emoji={"name": "🔎"})),
    with_row({"type": 2, "style": 6, "sku_id": "1", "label": "Buy"}),
    with_row(a_link("discord://-/channels/1")),
    with_row(a_select(*[an_option(f"{n}") for n in range(25)])),
    with_row({"type": 5, "custom_id": "user"}),
    v2(a_text("x" * 4_000)),
    card(*[a_text()] * 39),
    files("a.txt", **card(
        SECTION, {"type": 12, "items": [PICTURE] * 10}, {"type": 14},
        {"type": 13, "file": {"url": "attachment://a.txt"}}, a_row(a_button(custom_id="other")))),
    v2({"type": 9, "components": [a_text()] * 3, "accessory": {"type": 11, **PICTURE}}),
    {"poll": {"question": {"text": "Which?"}}},
    {"sticker_ids": ["1"]},
    embed(title="t", color=0),
    embed(footer={"text": "f"}),
    embed(url="https://x.example"),
    *(with_row(a_button(style=style)) for style in (1, 2, 3, 4)),
]  # fmt: skip

BROKEN = [
    ({}, "message is empty"),
    ({"content": " \n"}, "message is empty"),
    ({"content": "x" * 2_001}, "content has 2,001 characters"),
    ({"content": "𝕏" * 1_001}, "content has 2,002 characters"),
    ({"content": "x", "nonce": "1" * 26}, "nonce has 26"),
    ({"embeds": [{"title": "t"}] * 11}, "11 embeds"),
    ({"embeds": [{"description": "x" * 3_001}] * 2}, "6,002 characters together"),
    (embed(color=1), "embeds[0] is empty"),
    (embed(title="t" * 257), "embeds[0].title has 257"),
    (embed(description="t" * 4_097), "embeds[0].description has 4,097"),
    (embed(title="t", footer={"text": "t" * 2_049}), "footer has 2,049"),
    (embed(author={"name": "t" * 257}), "author has 257"),
    (embed(author={"name": ""}), "author is empty"),
    (embed(title="t", color=0x1000000), "color is no colour"),
    (embed(title="t", url="javascript:x"), "url is no address"),
    (embed(title="t", url="https://x.example/" + "a" * 2_048), "url has"),
    (embed(image={"url": "ftp://x"}), "image.url is no address"),
    (embed(title="t", footer={"text": "f", "icon_url": "no"}), "footer.icon_url is no address"),
    (fields(*[("n", "v")] * 26), "26 fields"),
    (fields(("n", "")), "fields[0].value is empty"),
    (fields(("n", " ")), "fields[0].value is empty"),
    (fields(("", "v")), "fields[0].name is empty"),
    (fields(("n" * 257, "v")), "fields[0].name has 257"),
    (fields(("n", "v" * 1_025)), "fields[0].value has 1,025"),
    ({"content": "x", "components": [a_row(a_button(custom_id=f"{n}")) for n in range(6)]},
     "6 rows"),
    (with_row(*[a_button(custom_id=str(n)) for n in range(6)]),
     "6 buttons"),
    (with_row(), "components[0] is empty"),
    (with_row(a_button(), a_button()), "'go' is used 2 times"),
    (with_row(a_button(label="x" * 81)), "label has 81"),
    (with_row(a_button(label=" ")), "neither label nor emoji"),
    (with_row(a_button(custom_id="x" * 101)), "custom_id has 101"),
    (with_row(a_button(custom_id=None)), "custom_id is empty"),
    (with_row(a_button(url="https://x.example")), "no link button"),
    (with_row(a_button(style=9)), "no style"),
    (with_row(a_link(None)), "link button without a URL"),
    (with_row(a_link("javascript:x")), "url is no address"),
    (with_row(a_link("https://")), "url is no address"),
    (with_row(a_link("https://x.example/" + "a" * 512)), "url has"),
    (with_row(a_link(custom_id="x")), "link button with a custom_id"),
    (with_row(a_select(an_option()), a_button()), "beside something"),
    (with_row(a_select()), "no options"),
    (with_row(a_select(*[an_option(f"{n}") for n in range(26)])),
     "26 options"),
    (with_row(a_select(an_option(), an_option())), "'v' 2 times"),
    (with_row(a_select(an_option(), placeholder="x" * 151)),
     "placeholder has 151"),
    (with_row(a_select(an_option("v" * 101))), "value has 101"),
    (with_row(a_select(an_option(label=""))), "label is empty"),
    (with_row(a_select(an_option(description="d" * 101))),
     "description has 101"),
    (with_row(a_select(an_option(), custom_id="")), "custom_id is"),
    ({"components": [a_text()]}, "lacks the flag"),
    ({"content": "x", "components": [a_button()]}, "can't be a component of type 2"),
    (v2(a_text(), content="x"), "content stands beside Components V2"),
    (v2(a_text(), embeds=[{"title": "t"}]), "embeds stands beside Components V2"),
    (v2(a_text("x" * 2_001), a_text("x" * 2_000)), "4,001 characters"),
    (v2(a_text("")), "content is empty"),
    (card(*[a_text()] * 40), "41 components"),
    (card(), "components[0] is empty"),
    (card(a_text(), accent_color=-1), "accent_color is no colour"),
    (card({"type": 17, "components": [a_text()]}), "can't be a component of type 17"),
    (v2(a_row(a_text())), "can't be a component of type 10"),
    (v2({"type": 9, "components": [a_text()] * 4, "accessory": a_button()}), "4 texts"),
    (v2({"type": 9, "components": [a_text()]}), "needs a text and an accessory"),
    (v2({"type": 9, "components": [a_text()], "accessory": a_text()}), "can't be a component"),
    (v2({"type": 12, "items": []}), "components[0] is empty"),
    (v2({"type": 12, "items": [PICTURE] * 11}), "11 pictures"),
    (v2({"type": 12, "items": [{"media": {"url": "x"}}]}), "items[0] is no address"),
    (v2({"type": 13, "file": {"url": "x"}}), "is no address"),
    (files(*[f"{n}.png" for n in range(11)]), "11 attachments"),
    ({"attachments": [{"id": 0, "filename": "a", "description": "x" * 1_025}]}, "has 1,025"),
    (files("my file.png"), "no plain name: 'my file.png'"),
    (files("ä.png"), "no plain name"),
    ({"attachments": [{"id": 0}]}, "no plain name"),
    ({"attachments": [{"id": 0, "filename": "a"}] * 2}, "the same id"),
    (card({"type": 12, "items": [ATTACHED]}), "components[0].components[0] shows a file that is"),
    (files("b.png", **v2({"type": 13, "file": {"url": "attachment://a.png"}})), "not attached"),
    (embed(image={"url": "attachment://a.png"}), "embeds[0].image shows a file"),
    (embed(title="t", footer={"text": "f", "icon_url": "attachment://a.png"}), "not attached"),
    (v2({"type": 12, "items": [{**PICTURE, "description": "x" * 1_025}]}), "description has 1,025"),
    (v2(a_text(), poll={"question": {"text": "?"}}), "poll stands beside Components V2"),
    (v2(a_text(), sticker_ids=["1"]), "sticker_ids stands beside Components V2"),
    (with_row(a_button(label=None)), "neither label nor emoji"),
    (with_row(a_button(style=None)), "no style"),
    (embed(thumbnail={"url": "ftp://x"}), "thumbnail.url is no address"),
    (embed(author={"name": "a", "icon_url": "no"}), "author.icon_url is no address"),
    (embed(title="t", thumbnail={"url": "attachment://a.png"}), "embeds[0].thumbnail shows a file"),
    (embed(author={"name": "a", "icon_url": "attachment://a.png"}), "embeds[0].author shows"),
    (v2({"type": 9, "components": [a_text()],
         "accessory": {"type": 11, "media": {"url": "attachment://a.png"}}}),
     "components[0].accessory shows a file"),
    (embed(image={"url": "x" * 41}), f"no address: '{'x' * 40}'"),
    (files("ä" * 41), f"no plain name: '{'ä' * 40}'"),
    (embed(title="t", image={"url": "attachment://" + "a" * 60}),
     f"not attached: 'attachment://{'a' * 47}'"),
    ({"embeds": [{"title": "t" * 256, "description": "d" * 3_000, "author": {"name": "a" * 256},
                  "footer": {"text": "f" * 2_048},
                  "fields": [{"name": "n" * 220, "value": "v" * 100},
                             {"name": "n" * 21, "value": "v" * 100}]}]},
     "6,001 characters together"),
]  # fmt: skip


@pytest.mark.parametrize("payload", FINE)
def test_messages_within_the_limits_are_fine(payload):
    assert violations(payload) == []


@pytest.mark.parametrize(("payload", "message"), BROKEN)
def test_what_discord_refuses_is_reported(payload, message):
    assert message in "\n".join(violations(payload))


PLACES = ("the message ", "the embeds ", "the text displays ", "two attachments ", "custom_id '",
          "content ", "nonce ", "embeds", "components", "attachments[", "poll ",
          "sticker_ids ")  # fmt: skip


@pytest.mark.parametrize("payload", [payload for payload, _ in BROKEN])
def test_each_line_says_where_it_is(payload):
    assert all(line.startswith(PLACES) for line in violations(payload))


def test_problems_without_a_place_are_whole_sentences():
    assert violations({}) == ["the message is empty"]
    assert violations({"attachments": [{"id": 0, "filename": "a"}] * 2}) == [
        "two attachments have the same id"
    ]
    assert violations({"attachments": [{"id": n, "filename": "a"} for n in range(11)]}) == [
        "the message has 11 attachments, at most 10 are allowed"
    ]


def test_all_problems_are_reported_at_once():
    assert len(violations({"content": "x" * 2_001, "embeds": [{}], "components": [a_row()]})) == 3


def test_what_a_card_uses_of_its_limits():
    payload = card(a_text("hello"), a_row(a_button(custom_id="12345")))
    assert usage(payload) == {
        "text": (5, measure.V2_TEXT),
        "components": (4, measure.COMPONENTS),
        "custom_id": (5, measure.CUSTOM_ID),
    }


def test_what_attachments_use_of_their_limits():
    payload = {"attachments": [{"id": 0, "filename": "a.png", "description": "seen"}]}
    used = usage(payload)
    assert used["attachments"] == (1, measure.ATTACHMENTS)
    assert used["alt text"] == (4, measure.ALT)


def test_an_empty_message_uses_nothing():
    used = usage({"attachments": [{"id": 0, "filename": "a.png"}]})
    assert {name: count for name, (count, _) in used.items() if count != 0} == {"attachments": 1}


def test_what_embeds_use_of_their_limits():
    payload = {"content": "hi", **fields(("name", "value")), "components": [a_row(a_link())]}
    assert usage(payload) == {
        "content": (2, measure.CONTENT),
        "embeds": (1, measure.EMBEDS),
        "embed text": (9, measure.EMBED_TOTAL),
        "fields": (1, measure.FIELDS),
        "rows": (1, measure.ROWS),
        "custom_id": (0, measure.CUSTOM_ID),
    }
