"""How articles introduce people."""

import pytest

from briefings.analysis.introductions import introductions


def found(text: str, *names: str) -> list[tuple[str, str]]:
    return [(one.text, text[one.start : one.end]) for one in introductions(text, names)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Nele Brandt, the harbour master, said no.", "the harbour master"),
        ("Nele Brandt, 52, a nurse from Quill, was there.", "a nurse from Quill"),
        ("Nele Brandt, head of the Quill Tug Company, left.", "head of the Quill Tug Company"),
        ("Nele Brandt, who leads the pilots' union, left.", "who leads the pilots' union"),
        ("The port's chief engineer, Nele Brandt, left.", "port's chief engineer"),
        ("Quill's mayor, Nele Brandt, left.", "Quill's mayor"),
        ("On Monday Dutch Prime Minister Nele Brandt left.", "Dutch Prime Minister"),
        ("They met union president Nele Brandt.", "union president"),
        ("A storm came. Mayor Nele Brandt left.", "Mayor"),
    ],
)
def test_a_role_is_found_in_the_articles_words(text: str, role: str) -> None:
    ((said, place),) = found(text, "Nele Brandt")
    assert said == role
    assert said in place
    assert "Nele Brandt" in place


@pytest.mark.parametrize(
    "text",
    [
        "Nele Brandt said no.",
        "Nele Brandt, however, said no.",
        "Nele Brandt, speaking in Quill, said no.",
        "Mr Nele Brandt and Dr Nele Brandt said no.",
        "The storm hit Quill. Nele Brandt left.",
        "Nele Brandt, considered a good captain, left.",
        "Ole Nele Brandtsen, the mayor, left.",
        "They spoke at New Year's Eve.\nNele Brandt left.",
    ],
)
def test_a_non_role_is_not_a_role(text: str) -> None:
    assert found(text, "Nele Brandt") == []


def test_a_title_does_not_cross_a_line_break() -> None:
    text = "Lights out in Quill\nMayor Nele Brandt left."
    assert found(text, "Nele Brandt") == [("Mayor", "Mayor Nele Brandt")]


def test_any_spelling_counts() -> None:
    text = "Nele Brandt, the mayor, left. Nela Brand, the mayor of Quill, came back."
    assert [role for role, _ in found(text, "Nele Brandt", "Nela Brand")] == [
        "the mayor",
        "the mayor of Quill",
    ]
