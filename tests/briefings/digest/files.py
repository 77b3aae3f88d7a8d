"""Digest files for tests."""

from pathlib import Path

import pytest

from briefings.digest import DigestError, Problem, load

ARTICLE = """\
article:
  id: bridge
  headline: A bridge opens
  date_published: 2025-08-17
"""


def problems(path: Path, content: str | bytes, name: str = "d.yaml") -> tuple[Problem, ...]:
    """The problems in a file with this content."""
    file = path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(DigestError) as caught:
        load([file])
    assert {problem.file for problem in caught.value.problems} == {file}
    return caught.value.problems


def told(path: Path, content: str | bytes, name: str = "d.yaml") -> list[str]:
    """The problems in a file with this content, as lines, without the file's folder."""
    return [str(problem).removeprefix(f"{path}/") for problem in problems(path, content, name)]
