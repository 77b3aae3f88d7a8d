"""Every field of `/daily` that is repeated: replies are readable whatever is in it."""

import pytest

from bot.discord.daily.asking import which_tag
from bot.discord.interactions import to_choices
from bot.discord.messages.controls import plain_label
from bot.discord.messages.pages import Select
from bot.discord.readers import Speaker
from briefings.answers.types import Choice
from briefings.translations import ENGLISH
from tests.bot.discord.commands.server import Server
from tests.bot.discord.commands.test_template_dialog import filled_in, sent

LEFT_OUT = "is left out"
"""Replaces a passage that no message has room for."""

HOSTILE = {
    "markdown": "**x** @everyone <@1> <@&2> [a](https://b.example) `c` ||s|| ~~q~~ # h",
    "escape sequences": "a\x1b[31mred\x1b]8;;https://e\x07",
    "reversed": "abc\u202edef\u2066x",
    "zero width": "a\u200bb\u2060\u061cc",
    "half a character": "a\ud800b",
    "long": "*" * 4_000,
    "marks": "e" + "\u0301" * 3_000,
    "lines": "a\n# b\n> c\n::: x\n- d",
    "Discord's own": "</daily:1> <:a:1> <id:home>",
    "places for values": "%(name)s {0} %s %%",
    "invisible": "\u3164\u200b",
}
SEEN = "\x1b\x07\u202e\u2066\u200b\u2060\u061c\u3164\ud800"


def readable(text: str) -> bool:
    """Nothing formats, links, controls the display or is lost."""
    bare = text.replace("\\<", "").replace("\\*", "").replace("\\`", "").replace("\\]", "")
    return not any(
        sign in bare
        for sign in (*SEEN, LEFT_OUT, "**x", "<@", "</", "<:a", "<id", "](", "`c", "\n# b", "\n> c")
    )


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
async def test_a_refusal_is_readable_whatever_was_typed(server: Server, typed: str) -> None:
    await server.daily("add", channel=server.guild["news"], time="8")
    await server.daily("add", channel=server.guild["news"], time="9")
    for option in ("time", "timezone", "topics", "days", "tag"):
        place = server.guild["board" if option == "tag" else "news"]
        asked = await server.ask("add", forge=True, channel=place, **{"time": "8", option: typed})
        text = (await asked.message()).text
        assert text.startswith("## That did not work\n")
        assert readable(text), option
    for verb in ("status", "edit", "remove", "preview"):
        asked = await server.ask(verb, forge=True, briefing=typed)
        text = (await asked.message()).text
        assert "There is no such daily briefing" in text
        assert readable(text), verb
    assert len(server.stored()) == 2


@pytest.mark.parametrize("option", ["topics", "timezone", "tag"])
async def test_choices_are_one_visible_line(server: Server, option: str) -> None:
    for typed in HOSTILE.values():
        asked = await server.discord.autocomplete(
            "daily add",
            option,
            typed,
            user=server.moderator,
            channel=server.guild["talk"],
            options={"channel": server.guild["board"], "time": "8"},
            forge=True,
        )
        for choice in await asked.choices():
            assert not set(SEEN + "\n") & set(choice["name"])


async def test_all_words_that_can_be_typed_leave_room_for_the_rest(server: Server) -> None:
    """A thousand characters each, as Discord takes them, of which each is escaped."""
    words = ", ".join(f"{number:02}" + "*" * 96 for number in range(10))
    options = {"channel": server.guild["news"], "time": "8", "with": words, "without": words}
    for text in (await server.daily("add", **options), await server.daily("status")):
        assert LEFT_OUT not in text
        assert text.count("09\\*") == 2
        assert "Next run" in text


TEMPLATES = {
    "an unknown name": "{{ " + "a_" * 1_900 + " }}",
    "an unknown filter": "{{ 1|" + "f_" * 1_900 + " }}",
    "an unknown key": '{{ {}["' + "*" * 3_900 + '"] }}',
    "an unknown template": '{% include "' + "*" * 3_900 + '" %}',
    "what is no number": '{{ "' + "*" * 3_900 + '"|date }}',
}


@pytest.mark.parametrize("source", TEMPLATES.values(), ids=TEMPLATES)
async def test_a_templates_error_is_reported_however_long_it_is(
    server: Server, source: str
) -> None:
    asked = await sent(server, filled_in(f"# Hi\n\n{source}"))
    text = (await asked.message()).text
    assert "This template can't be used: line 3: " in text
    assert "Nothing was changed." in text


async def test_the_previewed_template_is_stored(server: Server) -> None:
    first = await (await sent(server, filled_in("# First\n\nx"))).message()
    broken = await (await sent(server, filled_in("# Broken\n\n{{"))).message()
    assert "can't be used" in broken.text
    answer = await (await server.discord.press("Keep it", message=first)).message()
    assert "This draft is gone" in answer.text
    assert server.bot.daily is not None
    assert server.bot.daily.store.template(server.guild.id) is None
    second = await (await sent(server, filled_in("# Second\n\nx"))).message()
    answer = await (await server.discord.press("Keep it", message=second)).message()
    assert "Kept" in answer.text
    assert server.bot.daily.store.template(server.guild.id) == "# Second\n\nx"


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u202e", "\n", "\x1b"])
def test_an_invisible_name_still_has_a_label(name: str) -> None:
    """Discord allows a forum's tag without a name, but no choice or option without one."""
    page = which_tag(Speaker(ENGLISH), [Choice("1", name)], 7, 8)
    (menu,) = page.rows[0]
    assert isinstance(menu, Select)
    assert [option.label for option in menu.options] == ["…"]
    assert [choice.name for choice in to_choices([Choice("1", name)])] == ["…"]


def test_a_label_is_the_visible_part_of_a_name() -> None:
    assert plain_label("a\u202e\n b\x1b[0m 👨\u200d👩", 100) == "a b[0m 👨\u200d👩"
