"""Reads a YAML or JSON file into plain values with their lines."""

import json
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefings.digest import yaml_values
from briefings.digest.problems import Problem
from briefings.digest.yaml_values import EMPTY

MAX_BYTES = 16 * 1024 * 1024
"""The largest file that is read: about 30,000 quotations."""

FieldPath = tuple[str | int, ...]
"""Keys and list positions that lead from the top of a file to a value."""


class _RefusedError(Exception):
    """A file can't be read as values; carries the only problem worth reporting."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True)
class Source:
    """A file's values, and the place of each in the file."""

    path: Path
    values: Any
    lines: yaml_values.Lines

    def line(self, path: Sequence[str | int]) -> int:
        """The line, from 1, of the key or list item at `path`, else of the closest one."""
        lines = self.lines
        for step in path:
            if step not in lines.inner:
                break
            lines = lines.inner[step]
        return lines.line

    def problem(self, path: Sequence[str | int], message: str) -> Problem:
        return Problem(self.path, self.line(path), field_name(path), message)


def field_name(path: Sequence[str | int]) -> str:
    """``("quotes", 3, "citation")`` as ``quotes[3].citation``, counting from 0."""
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"[{step}]"
        else:
            name += f".{step}" if name else step
    return name


def read_source(path: Path, problems: list[Problem]) -> Source | None:
    """Read a file and append its problems; None if nothing in it can be used."""
    try:
        text = _text(path)
        if path.suffix.lower() == ".json":
            return _from_json(path, text)
        parsed = yaml_values.parse(text)
    except (_RefusedError, yaml_values.YamlError) as error:
        problems.append(Problem(path, error.line, "", error.message))
        return None
    problems.extend(Problem(path, error.line, "", error.message) for error in parsed.mistakes)
    return Source(path, parsed.value, parsed.lines)


def _text(path: Path) -> str:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise _RefusedError("is a pipe, a device or a folder — expected a digest file")
        size = state.st_size
        if size > MAX_BYTES:
            raise _RefusedError(
                f"has {size / 1e6:.0f} MB — at most {MAX_BYTES / 1e6:.0f} MB a file: split it"
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        raise _RefusedError(f"can't be read: {getattr(error, 'strerror', error)}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _RefusedError("is not UTF-8 — save the file as UTF-8", line) from None
    if not text.strip():
        raise _RefusedError(EMPTY)
    return text


def _from_json(path: Path, text: str) -> Source:
    try:
        values = json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _RefusedError(f"is not JSON: {error.msg}", error.lineno) from None
    except ValueError:  # Python's error for an integer of thousands of digits
        raise _RefusedError("holds a number of too many digits") from None
    except RecursionError:
        raise _RefusedError(f"is nested more than {yaml_values.MAX_DEPTH} deep") from None
    try:
        lines = yaml_values.parse(text).lines  # JSON is YAML, apart from rare escapes and tabs
    except yaml_values.YamlError:
        lines = yaml_values.Lines(0, {})
    return Source(path, values, lines)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _RefusedError(f"key {key!r} is there twice in one object — keep one")
        made[key] = value
    return made


def _no_constant(name: str) -> Any:
    raise _RefusedError(f"{name} is no JSON number")
