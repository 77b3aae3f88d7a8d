"""Text is measured and wrapped as it is drawn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.pictures.fonts import Face, drawable, face_of, font, width_of, wrap
from tests.briefings.rendering.hostile import TEXTS

WORDS = "The quick brown fox jumps over the lazy dog"


@pytest.mark.parametrize(
    ("character", "face"),
    [
        ("a", Face.LATIN),
        ("Ж", Face.LATIN),
        ("ę", Face.LATIN),
        ("–", Face.LATIN),
        (" ", Face.LATIN),
        ("한", Face.EAST_ASIAN),
        ("ア", Face.EAST_ASIAN),
        ("首", Face.EAST_ASIAN),
        ("😀", None),
        ("ש", None),
    ],
)
def test_each_character_is_drawn_in_a_face_that_has_it(character, face):
    assert face_of(character) is face


def test_characters_in_no_face_leave_no_empty_boxes():
    assert drawable("peace 🕊️ talks") == "peace talks"
    assert drawable("שלום עולם and more") == "… and more"
    assert drawable("Сергей 石破 윤석열") == "Сергей 石破 윤석열"


def test_width_is_what_the_font_says():
    for bold in (False, True):
        assert width_of(WORDS, 27, bold=bold) == pytest.approx(
            font(Face.LATIN, 27, bold).getlength(WORDS), abs=1
        )
    assert width_of("😀", 27) == 0


def test_lines_break_between_words():
    lines = wrap(WORDS, 250, 27)
    assert " ".join(lines) == WORDS
    assert len(lines) > 1


def test_korean_breaks_between_words_and_japanese_between_characters():
    assert wrap("윤석열 대통령이 말했다", 120, 27) == ["윤석열", "대통령이", "말했다"]
    lines = wrap("石破首相は、停戦に向けた対話を求めた。", 150, 27, lines=9)
    assert "".join(lines) == "石破首相は、停戦に向けた対話を求めた。"
    assert not any(line[0] in "、。" for line in lines)


def test_cut_text_ends_in_an_ellipsis_after_a_word():
    lines = wrap(WORDS, 250, 27, lines=1)
    assert lines == ["The quick brown…"]


def test_a_word_longer_than_a_line_is_cut():
    (line,) = wrap("x" * 200, 250, 27, lines=1)
    assert line.startswith("xxx")
    assert line.endswith("x…")


def test_empty_text_takes_no_line():
    assert wrap(" \n", 250, 27) == []


@settings(deadline=None)
@given(TEXTS, st.integers(60, 700), st.booleans(), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(text, width, bold, lines):
    wrapped = wrap(text, width, 24, bold=bold, lines=lines)
    assert len(wrapped) <= lines
    assert all(0 < width_of(line, 24, bold=bold) <= width for line in wrapped)
    assert all(face_of(character) for line in wrapped for character in line)
