"""Which passages are in quotation marks, of any kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis.passages import paragraphs, passages_of


def passages(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in passages_of(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We walked," she said.', ["We walked,"]),
        ("“We walked,” she said.", ["We walked,"]),
        ("''We walked,'' she said.", ["We walked,"]),
        ("``We walked,'' she said.", ["We walked,"]),
        ("«We walked», she said.", ["We walked"]),
        ("„We walked“, she said.", ["We walked"]),
        ("”We walked,” she said.", ["We walked,"]),
        ("‘We walked,’ she said.", ["We walked,"]),
        ("'We walked,' she said.", ["We walked,"]),
        ("He said they walked. “They did. “", ["They did. "]),
        ("They called it “a walk”—no more—and left.", ["a walk"]),
        ("The (“long”) walk", ["long"]),
    ],
)
def test_every_style_of_marks_is_read(text: str, expected: list[str]) -> None:
    assert passages(text) == expected


def test_apostrophes_and_possessives_are_not_quotation_marks() -> None:
    text = (
        "'It isn't the mayors' fault, don't you see,' she told CBN's 'Dawn Watch.' Jones' dog ran."
    )
    assert passages(text) == ["It isn't the mayors' fault, don't you see,", "Dawn Watch."]


def test_a_possessive_before_a_single_mark_does_not_open_a_quotation() -> None:
    text = "'The bridge will hold,' he said on TVX' 'Meet the Builders.'"
    assert passages(text) == ["The bridge will hold,", "Meet the Builders."]


def test_elisions_open_nothing() -> None:
    assert passages("'Let 'em talk, we did it in the '90s,' she said.") == [
        "Let 'em talk, we did it in the '90s,"
    ]


def test_a_double_mark_may_be_closed_by_a_single_one() -> None:
    text = "\"The guests' plan is clear,' she said. \"It will take time.' She left."
    assert passages(text) == ["The guests' plan is clear,", "It will take time."]


def test_a_possessive_closes_when_nothing_clearer_does() -> None:
    text = 'He spoke of "guests\' swap\' twice. "No more," he said. "So many guests\' came. "Yes."'
    assert passages(text)[0] == "guests' swap"
    assert "So many guests" in passages(text)


def test_single_marks_within_double_ones_belong_to_the_quotation() -> None:
    assert passages("\"They say 'no' to it, 'never' even,\" he said.") == [
        "They say 'no' to it, 'never' even,"
    ]
    assert passages("''They say, 'Never.''' He left.") == ["They say, 'Never.'"]
    assert passages("'''Never,' they say,'' he said.") == ["'Never,' they say,"]


def test_the_outer_of_nested_passages_is_kept() -> None:
    text = "“She told me “stop it” and I did,” he said."
    assert passages(text) == ["She told me “stop it” and I did,"]


def test_single_marks_in_an_article_of_double_marks_quote_nobody() -> None:
    text = 'Mayor sees \'no way out.\'\n\n"There is none," she said. "Believe me," she added.'
    assert passages(text) == ["There is none,", "Believe me,"]


def test_double_marks_within_single_ones_are_nested() -> None:
    text = "'He said \"stop\" to me,' she told them. 'I did not.'"
    assert passages(text) == ['He said "stop" to me,', "I did not."]


def test_a_quotation_over_paragraphs_reopens_in_each() -> None:
    text = "“First part.\n\n“Second part.\n\n“Third part,” she said."
    found = passages_of(text, paragraphs(text))
    assert [text[mark.start : mark.end] for mark in found] == [
        "First part.",
        "Second part.",
        "Third part,",
    ]
    assert [mark.continues for mark in found] == [False, True, True]
    assert [mark.closed for mark in found] == [False, False, True]


@pytest.mark.parametrize(
    "broken",
    [
        'She said "this and left.',
        "A stray ” mark.",
        "The board was 6'3\" long.",
        "“Never closed",
        'One " alone and "another one',
    ],
)
def test_one_odd_mark_never_spoils_the_next_paragraph(broken: str) -> None:
    assert passages(f"{broken}\n\n“All is well,” she said.")[-1] == "All is well,"


def test_a_mark_left_open_in_the_middle_ends_where_the_next_begins() -> None:
    text = '"One sentence. "Another sentence," he said. "A third."'
    assert passages(text) == ["One sentence.", "Another sentence,", "A third."]
    assert passages('He saw "nothing and "everything," he said.') == ["everything,"]


def test_an_ambiguous_mark_opens_when_nothing_is_open() -> None:
    assert passages('yes"no"yes') == ["no"]


@pytest.mark.parametrize("mark", ['"', "“", "'", "''", "”", "«"])
def test_a_table_of_marks_is_not_prose(mark: str) -> None:
    assert passages(f"{mark}a " * 3_000) == []
    assert passages(mark * 3_000) == []


def test_one_paragraph_of_marks_does_not_hide_the_others() -> None:
    text = (
        "“Fine words,” she said. " * 400
        + "\n"
        + '" ' * 400
        + "\n“The end,” she said. "
        + "x" * 9_000
    )
    assert passages(text)[-1] == "The end,"


@given(st.text(alphabet="a s.,'\"“”‘’„«»`\n…-", max_size=80))
def test_passages_are_in_order_apart_and_within_the_text(text: str) -> None:
    position = 0
    for mark in passages_of(text, paragraphs(text)):
        assert position <= mark.opening <= mark.start <= mark.end <= mark.closing <= len(text)
        assert text[mark.start : mark.end].strip()
        position = mark.closing


def test_single_marks_reopen_in_each_paragraph_of_a_quotation() -> None:
    text = (
        "Ada Brandt said: 'I've kept all of the boats.\n\n"
        "'I asked, \"But who pays?\"\n\n'It was unfair.'\n\n'It was,' she said."
    )
    found = passages_of(text, paragraphs(text))
    assert [text[one.start : one.end] for one in found] == [
        "I've kept all of the boats.",
        'I asked, "But who pays?"',
        "It was unfair.",
        "It was,",
    ]
    assert [one.continues for one in found] == [False, True, True, False]


def test_an_extra_mark_before_a_quotation_is_part_of_its_mark() -> None:
    text = "“”We wait,” she said."
    (found,) = passages_of(text, paragraphs(text))
    assert text[found.start : found.end] == "We wait,"


def test_after_said_a_quotation_may_lack_its_closing_mark() -> None:
    text = 'In the end she said "We wait for the boats.'
    (found,) = passages_of(text, paragraphs(text))
    assert text[found.start : found.end] == "We wait for the boats."


def test_paragraphs_run_together_keep_their_quotations_apart() -> None:
    text = "She left. “We wait for the boats. “We mend them,” Ada Brandt said."
    found = passages_of(text, paragraphs(text))
    assert [text[one.start : one.end] for one in found] == [
        "We wait for the boats.",
        "We mend them,",
    ]
