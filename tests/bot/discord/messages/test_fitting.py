"""What can't be shown is reported, not cut off."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.messages.fitting import fit
from bot.discord.messages.measure import clip, clip_markdown, length
from tests.bot.discord.messages.building import TEXTS


@settings(deadline=None)
@given(TEXTS, st.integers(200, 4_000))
def test_what_is_shown_always_fits(text, room):
    assert length(fit(text, room)) <= room


def test_text_that_fits_is_unchanged():
    assert fit("> “a”\n-# b", 200) == "> “a”\n-# b"


def test_only_the_longest_passage_gives_way():
    shown = fit("intro\n> “" + "a\\*" * 300 + "\n> b”\n-# source", 300)
    assert shown == (
        "intro\n*A quotation of 604 characters is left out: it is too long for a message. "
        "The source has it whole.*\n-# source"
    )


def test_a_long_line_counts_as_it_is_read():
    shown = fit("[" + "a" * 300 + "](https://x.example/" + "b" * 300 + ")", 200)
    assert "A passage of 301 characters" in shown


def test_too_many_lines_are_counted_at_the_end():
    shown = fit("\n".join(["line"] * 500), 200)
    assert shown.startswith("line\nline\n")
    assert shown.endswith("\n-# … 464 more lines")


@given(TEXTS, st.integers(1, 300))
def test_clipped_text_fits_and_starts_as_it_did(text, most):
    for clipped in (clip(text, most), clip_markdown(text, most)):
        assert length(clipped) <= most
        assert text.startswith(clipped.removesuffix("…").rstrip())


def test_text_is_clipped_between_words_where_one_ends_near():
    assert clip("one two three four", 15) == "one two three…"
    assert clip("one twothreefourfive", 15) == "one twothreefo…"


def test_letters_outside_the_basic_plane_count_twice():
    assert length("𝕏é") == 3
    assert clip("𝕏𝕏𝕏", 4) == "𝕏…"
