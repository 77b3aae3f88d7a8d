"""A file of YAML or JSON becomes plain values whose lines are known.

YAML is read by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema) and
not by PyYAML's YAML 1.1, in which ``no`` (Norwegian) is false, ``12:30`` a number and a date no
text. Tags, merge keys and values other than text, numbers, true, false and null are refused.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from briefings.digest.problems import Problem

MAX_BYTES = 16 * 1024 * 1024
"""Largest file that is read: about 30,000 quotations."""
MAX_VALUES = 1_000_000
"""Most values that a file may stand for once its aliases are followed."""
MAX_DEPTH = 20
"""A digest file is seven levels deep."""

FieldPath = tuple[str | int, ...]
"""Keys and list positions that lead from a file's top to a value."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _CoreLoader(_Loader):  # type: ignore[misc]  # chosen at run time: libyaml may be missing
    """A safe loader that tells only null, booleans and numbers from text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # as PyYAML declares it


_SCALARS: dict[str, tuple[str, list[str], Callable[[str], Any]]] = {
    "tag:yaml.org,2002:null": (
        r"~|null|Null|NULL|",
        ["~", "n", "N", ""],
        lambda _: None,
    ),
    "tag:yaml.org,2002:bool": (
        r"true|True|TRUE|false|False|FALSE",
        list("tTfF"),
        lambda text: text.lower() == "true",
    ),
    "tag:yaml.org,2002:int": (r"[-+]?[0-9]{1,18}", list("-+0123456789"), int),
    "tag:yaml.org,2002:float": (
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?",
        list("-+.0123456789"),
        float,
    ),
}
_CONSTRUCT: dict[str, Callable[[str], Any]] = {"tag:yaml.org,2002:str": str}
for _tag, (_pattern, _first, _make) in _SCALARS.items():
    _CoreLoader.add_implicit_resolver(_tag, re.compile(f"(?:{_pattern})\\Z"), _first)
    _CONSTRUCT[_tag] = _make


class _RefusedError(Exception):
    """A file can't be read as values; carries the only problem worth telling."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True)
class Source:
    """A file's values and where in the file each stands."""

    path: Path
    text: str
    values: Any

    @cached_property
    def _root(self) -> yaml.Node | None:
        """The nodes with their lines; needed only once there is a problem to place."""
        try:
            return _compose(self.text)
        except _RefusedError:  # JSON that is no YAML
            return None

    def line(self, path: Sequence[str | int]) -> int:
        """The line, from 1, of the key or list item at `path`, else of what is nearest to it."""
        node = self._root
        if node is None:
            return 1
        line = node.start_mark.line
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return int(line) + 1

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


def read_source(path: Path) -> Source | list[Problem]:
    """Read a file, or say what is wrong with it."""
    problems: list[Problem] = []
    try:
        text = _text(path)
        if path.suffix.lower() == ".json":
            values = _from_json(text)
        else:
            values = _Values(path, problems).of(_compose(text))
    except _RefusedError as refused:
        return [Problem(path, refused.line, "", refused.message)]
    return problems or Source(path, text, values)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _RefusedError(
                f"has {size / 1e6:.0f} MB — at most {MAX_BYTES / 1e6:.0f} MB a file: split it"
            )
        data = path.read_bytes()
    except OSError as error:
        raise _RefusedError(f"can't be read: {error.strerror or error}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _RefusedError("is not UTF-8 — save the file as UTF-8", line) from None
    if not text.strip():
        raise _RefusedError("is empty — a digest file has keys such as article and quotes")
    return text


def _from_json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _RefusedError(f"is not JSON: {error.msg}", error.lineno) from None
    except RecursionError:
        raise _RefusedError(f"is nested more than {MAX_DEPTH} deep") from None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _RefusedError(f"key {key!r} is there twice in one object — keep one")
        made[key] = value
    return made


def _no_constant(name: str) -> Any:
    raise _RefusedError(f"{name} is no JSON number")


def _compose(text: str) -> yaml.Node | None:
    loader = _CoreLoader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise _RefusedError(_not_yaml(error, text, line), line) from None
    except yaml.reader.ReaderError:
        raise _unprintable(text) from None
    except RecursionError:
        raise _RefusedError(f"is nested more than {MAX_DEPTH} deep") from None
    finally:
        loader.dispose()
    return node


def _not_yaml(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    indentation = here[: len(here) - len(here.lstrip())]
    if "\t" in indentation:
        return "is indented with a tab — YAML takes spaces only"
    context = f" ({error.context})" if error.context else ""
    return f"is not YAML: {error.problem}{context} — text with ': ' or ' #' in it needs quotes"


def _unprintable(text: str) -> _RefusedError:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:  # pragma: no cover  # libyaml and PyYAML agree on what is printable
        return _RefusedError("is not YAML: it holds a character that YAML does not allow")
    line = text.count("\n", 0, found.start()) + 1
    name = f"U+{ord(found.group()):04X}"
    return _RefusedError(f"holds the control character {name} — remove or escape it", line)


class _Values:
    """Makes the plain values of one file's nodes, noting what is not allowed."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self._path = path
        self._problems = problems
        self._count = 0

    def of(self, node: yaml.Node | None, depth: int = 0) -> Any:
        self._count += 1
        if node is None:
            raise _RefusedError("is empty — a digest file has keys such as article and quotes")
        line = node.start_mark.line + 1
        if self._count > MAX_VALUES:
            raise _RefusedError(f"stands for more than {MAX_VALUES:,} values — too many", line)
        if depth > MAX_DEPTH:
            raise _RefusedError(f"is nested more than {MAX_DEPTH} deep", line)
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            return [self.of(item, depth + 1) for item in node.value]
        make = _CONSTRUCT.get(node.tag)
        if make is None or not isinstance(node, yaml.ScalarNode):
            self._note(node, f"the tag {node.tag} is not allowed — leave it out")
            return None
        try:
            return make(node.value)
        except ValueError:  # an explicit tag, as in "!!int x"
            self._note(node, f"{node.value!r} is not what its tag {node.tag} says")
            return None

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._note(key_node, "a key must be a word")
                continue
            key = str(key_node.value)
            if key in made:
                self._note(
                    key_node, f"key {key!r} is there twice, first on line {first[key]} — keep one"
                )
                continue
            first[key] = key_node.start_mark.line + 1
            made[key] = self.of(value_node, depth + 1)
        return made

    def _note(self, node: yaml.Node, message: str) -> None:
        self._problems.append(Problem(self._path, node.start_mark.line + 1, "", message))


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line, item
    return None
