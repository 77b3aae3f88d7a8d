"""Quotations in a message are found, whatever their quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.text.marked_passages import marked


def found(message: str) -> list[str]:
    return [quotation.text for quotation in marked(message)]


@pytest.mark.parametrize(
    "message",
    [
        'He said "we go home" today.',
        "He said “we go home” today.",
        "He said „we go home“ today.",
        "He said „we go home” today.",
        "He said ”we go home” today.",
        "He said «we go home» today.",
        "He said « we go home » today.",
        "He said »we go home« today.",
        "He said ‹we go home› today.",
        "He said ›we go home‹ today.",
        "He said 'we go home' today.",
        "He said ‘we go home’ today.",
        "He said ‚we go home‘ today.",
        "He said 「we go home」 today.",
        "He said:\n> we go home",
        ">>> we\n> go home\n\nsaid he",
        "> “we go home”",
        "> we go home\n> — Ada Berg",
        'He said "we go home',
        "He said “we go home\n\nNothing follows.",
    ],
)
def test_a_quotation_is_found_in_any_marks(message: str) -> None:
    assert found(message) == ["we go home"]


@pytest.mark.parametrize(
    ("message", "quotations"),
    [
        ("no quotation, it's nobody's", []),
        ("the '90s weren't 'tis", []),
        ('5" and 6', []),
        ('""', []),
        ("“ ”", []),
        ("“It’s ‘fine’ now”", ["It’s ‘fine’ now"]),
        ('"one" and "two"', ["one", "two"]),
        ("“one” «two» 'three'", ["one", "two", "three"]),
        ("“the “inner” one” end", ["the “inner” one"]),
        ("'it's over' he said", ["it's over"]),
        ("> He said “yes” and a great many other words that matter", None),
        ("> ", []),
        ("“a\nb”", ["a b"]),
    ],
)
def test_apostrophes_and_nested_marks_are_distinguished(
    message: str, quotations: list[str] | None
) -> None:
    if quotations is None:
        quotations = [message.removeprefix("> ")]
    assert found(message) == quotations


def test_a_retelling_in_a_block_keeps_the_words_in_marks() -> None:
    assert found("> “We go home tonight and stay there” he said") == [
        "We go home tonight and stay there"
    ]


@given(st.text(alphabet="ab '\"“”„«»‘’‚>-\n.", max_size=80))
def test_quotations_are_in_order_and_within_the_message(message: str) -> None:
    at = 0
    for quotation in marked(message):
        assert at <= quotation.start < quotation.end <= len(message)
        assert any(char.isalnum() for char in quotation.text)
        at = quotation.end
