"""Discord's Markdown as plain text."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.discord.messages.plain import plain
from briefings.rendering.dialects.discord import escape
from briefings.rendering.dialects.untrusted import INVISIBLE, clean


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain words", "plain words"),
        ("“We **never** said *so*”", "“We never said so”"),
        ("***all*** __of__ ~~it~~ ||hidden||", "all of it hidden"),
        ("**bold with *italic* in it**", "bold with italic in it"),
        (r"a \*star\* and a \\ stroke", "a *star* and a \\ stroke"),
        (r"**two \** stars**", "two ** stars"),
        ("2 * 3 * 4 and f*** it", "2 * 3 * 4 and f*** it"),
        ("snake_case_name and a \\n", "snake_case_name and a \\n"),
        ("> **over\n> two lines**", "> over\n> two lines"),
    ],
)
def test_markup_is_removed_and_words_stay(text: str, seen: str) -> None:
    assert plain(text) == seen


@given(st.text())
def test_escaped_text_is_read_as_it_was(text: str) -> None:
    escaped = escape(text)
    assume(escaped not in (INVISIBLE, " "))
    assert plain(escaped) == clean(text)
