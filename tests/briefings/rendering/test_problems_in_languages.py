"""Problems in a template are reported in the reader's language."""

from pathlib import Path

import pytest

from briefings.rendering.renderer import Renderer
from briefings.translations.languages import language_of


@pytest.mark.parametrize(
    ("source", "german"),
    [
        ("# T\n\n{% for a in range(200000) %}{{ a }}{% endfor %}", "mehr als"),
        ("no title", "die erste Zeile muss der Titel sein"),
        ("# T\n\n{{ 'a' | unknown }}", "es gibt keinen Filter namens 'unknown'"),
        ("# T\n\n{{ nobody }}", "'nobody' ist nicht definiert"),
        ("# T\n\n{{ 2 ** 9 }}", "die Zahlen werden zu groß"),
        ("# T\n\n{% if %}", "Jinja meldet: "),
        ("# T\n\n{{ 1 / 0 }}", "Python meldet: division by zero"),
    ],
)
def test_our_own_words_follow_the_language(tmp_path: Path, source: str, german: str) -> None:
    (tmp_path / "daily.md.j2").write_text(source, encoding="utf-8")
    problem = Renderer(tmp_path).problems[0]
    assert not isinstance(problem.message, str)
    assert german in language_of("de").say(problem.message)
    assert str(problem).startswith("daily.md.j2:")
