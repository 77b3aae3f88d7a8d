"""Only the dialects know a platform's markup."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefings

ROOM = Path(briefings.__file__).parent
DIALECTS = ROOM / "rendering" / "dialects"
READS = ROOM / "reading"
"""Reads documents, some in Markdown; it writes none."""
MARKUP = {
    ".py": re.compile(r"-# |<t:|<@|~~|discord", re.IGNORECASE),
    ".j2": re.compile(r"-# |<t:|<@|~~|discord|\*|\]\(|`|^ *(?:- |> |\d+\. )", re.IGNORECASE),
}
FILES = [
    path
    for path in sorted(ROOM.rglob("*"))
    if path.suffix in {".py", ".j2"} and not {DIALECTS, READS} & {*path.parents}
]


def written(path: Path) -> Iterator[tuple[int, str]]:
    """The strings a file can write, with their lines: not comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".j2":
        yield from enumerate(re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL).split("\n"), 1)
        return
    tree = ast.parse(text)
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOM)))
def test_nothing_outside_the_dialects_writes_a_platforms_markup(path):
    found = [(line, text) for line, text in written(path) if MARKUP[path.suffix].search(text)]
    assert found == []


def test_the_rule_finds_violations():
    markup = MARKUP[".py"]
    seen = {
        path
        for path in DIALECTS.glob("*.py")
        if any(markup.search(text) for _, text in written(path))
    }
    assert {path.name for path in seen} == {"discord.py", "discord_reader.py"}
    assert len(FILES) > 100
