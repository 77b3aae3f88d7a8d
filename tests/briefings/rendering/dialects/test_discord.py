"""Text from articles has no effect: it shows its words and nothing else."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from simcord.preview._markdown import markdown_tokens

from briefings.rendering.dialects import discord
from briefings.rendering.dialects.dialect import Markup
from briefings.rendering.dialects.discord import escape, link, timestamp
from briefings.rendering.dialects.untrusted import INVISIBLE, clean, safe_url
from tests.briefings.rendering.reader import read

PATIENT = settings(deadline=None)
"""A busy machine is not a failure."""

ATTACKS = [
    "**bold** and __under__ and *it* and _it_",
    "~~struck~~ ||spoiler||",
    "`code` and ```block```",
    "# heading",
    "  ## heading",
    "-# small",
    "- item",
    "* item",
    "+ item",
    "1. item",
    "12) item",
    "> quote",
    ">>> quote",
    "---",
    "===",
    "::: columns",
    "[click](https://evil.example)",
    "[a]: https://evil.example",
    "https://evil.example/path",
    "HTTPS://evil.example",
    "<https://evil.example>",
    "steam://run/1",
    "join discord.gg/abcdef or discord.com/invite/abc or DISCORDAPP.com/invite/x",
    "@everyone @here <@123> <@!123> <@&123> <#123>",
    "</brief:123> <id:customize> <t:0:R> <:smile:123> <a:wave:123>",
    ":smile: a:b:c:",
    "&amp; &#64;everyone &lt;b&gt;",
    r"\*already escaped\* \\ \@everyone",
    "trailing backslash\\",
    "line one\n# heading\n> quote\n\n::: columns",
    "a\r\nb\x0bc\x0cd\x85e\u2028f\u2029g",
    "***__~~||`[x](http://y)`||~~__***",
]
PIECES = st.sampled_from(
    [*"\\*_~|`[]()<>@#:-+=.!&/1a é\n\u200b\u202e\u0301\ud800𝕏", "http://x.y", *ATTACKS]
)
HOSTILE = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


def words(text: str) -> str:
    """What a reader should see of `text`: its visible characters, with white space collapsed."""
    return " ".join(clean(text).split())


def tokens_of(markdown: str) -> tuple[str, set[str]]:
    """The same by the playground's parser: CommonMark's with Discord's additions."""
    text, kinds = [], set()

    def visit(tokens):
        for token in tokens:
            kinds.add(token["type"])
            if token["type"] in {"text", "code", "code_block"}:
                text.append(token["content"])
            elif token["type"] == "break":
                text.append(" ")
            visit(token.get("children", []))

    context = {"users": {"123": "u"}, "roles": {"123": "r"}, "channels": {"123": "c"},
               "everyone": True, "commands": {"123": "brief"}}  # fmt: skip
    visit(markdown_tokens(markdown, "message", context=context))
    return "".join(text), kinds - {"text", "inline", "paragraph", "break"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_shown_as_its_words(attack):
    seen = read(escape(attack))
    assert seen.marks == set()
    assert " ".join(seen.text.split()) == words(attack)


@PATIENT
@given(HOSTILE)
def test_any_text_is_shown_as_its_words_and_nothing_else(text):
    escaped = escape(text)
    seen = read(escaped)
    assert "\n" not in escaped
    assert seen.marks == set()
    if escaped not in {INVISIBLE, " "}:
        assert " ".join(seen.text.split()) == words(text)


@PATIENT
@given(HOSTILE)
def test_the_playgrounds_reader_sees_the_same_words(text):
    # It takes even an escaped "-# " for small print; Discord does not.
    assume(not clean(text).lstrip().startswith("-# "))
    escaped = escape(text)
    shown, kinds = tokens_of(escaped)
    assert kinds == set()
    if escaped not in {INVISIBLE, " "}:
        assert " ".join(shown.split()) == words(text)


@PATIENT
@given(HOSTILE, st.sampled_from(["> {}", "- {}", "-# {}", "**{}**", "> “{}”", "## {}", "~~{}~~ z"]))
def test_no_text_breaks_out_of_the_markup_around_it(text, frame):
    value = escape(text)
    assume(value.strip() and value != INVISIBLE and not value.endswith("~"))
    around = read(frame.format("x")).marks
    seen = read(frame.format(value))
    assert seen.marks == around
    expected = read(frame.format("x")).text.replace("x", words(text), 1)
    assert "".join(seen.text.split()) == "".join(expected.split())


@PATIENT
@given(HOSTILE)
def test_nothing_invisible_or_changing_direction_is_left(text):
    for character in escape(text):
        assert character in "\u200c\u200d" or unicodedata.category(character) not in {
            "Cc", "Cs", "Zl", "Zp"}  # fmt: skip
        assert not "\u202a" <= character <= "\u202e"
        assert not "\u2066" <= character <= "\u2069"


def test_existing_markdown_is_unchanged():
    assert escape(Markup("**x**")) == "**x**"
    assert escape(escape("*x*")) == r"\*x\*"


def test_short_texts_are_cached_and_long_ones_are_not():
    before = discord._remembered.cache_info()
    for _ in range(3):
        assert escape("x_y" * 4_000) == r"x\_y" * 4_000
    assert discord._remembered.cache_info() == before
    assert escape("remembered_once") is escape("remembered_once")
    assert before.maxsize is not None


def test_joiners_of_emoji_and_indic_scripts_stay():
    family, ksha = "👩‍👧", "क्‍ष"
    assert (escape(family), escape(ksha)) == (family, ksha)


def test_an_invisible_value_is_shown_as_present():
    assert escape("\u200b\u200d") == INVISIBLE
    assert escape("") == ""


def test_a_letter_keeps_only_some_marks():
    assert len(clean("a" + "\u0301" * 500)) == 7


def test_spaces_that_carry_meaning_stay_but_one_by_one():
    assert clean("« mot »") == "« mot »"
    assert clean("a  b\t\nc") == "a b c"
    assert clean("a \u00a0\n b") == "a\u00a0b"


def test_numbers_and_none_are_printed_too():
    assert (escape(12), escape(None)) == ("12", "None")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://x.y", "http://", "https://user:pw@x.y", "", None, "//x.y",
     "http://x.y:port/", "http://[::1", "https://a_b.example/", "http://a b/"],
)  # fmt: skip
def test_only_web_addresses_are_linked(url):
    assert safe_url(url) is None
    assert link("label", url) == "label"


@PATIENT
@given(st.text(alphabet="ab/?#&=%()[]<>*_~|`\\ \n\"'é:@", max_size=40))
def test_no_address_ends_its_link(tail):
    address = safe_url(f"https://x.example/{tail}")
    assert address is not None
    seen = read(f"**[label]({address})** after")
    assert seen.marks == {"bold", "link"}
    assert (seen.text, seen.links) == ("label after", [address])
    assert not re.search(r"~~|\*\*|\|\||[`()<>\[\]\\\s]", address)


def test_a_foreign_host_is_written_in_ascii():
    assert safe_url("https://приклад.укр:81/б") == "https://xn--80aikifvh.xn--j1amh:81/%D0%B1"


@PATIENT
@given(HOSTILE)
def test_a_label_always_shows_its_words_and_leads_to_the_address(label):
    seen = read(link(label, "https://x.example"))
    assert seen.links == ["https://x.example"]
    assert seen.marks == {"link"}
    assert seen.text.startswith(read(escape(label)).text.strip() or "read")


def test_a_moment_is_the_same_timestamp_in_any_zone():
    moment = datetime(2025, 8, 25, 16, 29, 56, tzinfo=UTC)
    assert timestamp(moment) == "<t:1756139396:D>"
    assert timestamp(moment.astimezone(timezone(timedelta(hours=9))), "R") == "<t:1756139396:R>"
