"""Reads YAML text into plain values, with the line of each.

It follows the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), not PyYAML's
YAML 1.1, in which ``no`` (Norwegian) is false, ``12:30`` is a number and a date is not text. Tags
and merge keys are refused. It works on the parser's events because PyYAML's own composer recurses
without limit: 100,000 opening brackets crash the process.
"""

import re
from typing import Any, NamedTuple

import yaml

EMPTY = "is empty — a digest file has keys such as article and quotes"

MAX_VALUES = 1_000_000
"""The most values in a file, with its aliases expanded."""
MAX_DEPTH = 20
"""The deepest nesting; a digest file is seven levels deep."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class YamlError(Exception):
    """Text that is not YAML, or YAML that we refuse.

    Attributes:
        line: from 1; 0 if unknown.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Lines(NamedTuple):
    """The line of a value, from 1, and those of its parts, by key or list position."""

    line: int
    inner: "dict[str | int, Lines]"


class _Built(NamedTuple):
    value: Any
    lines: Lines
    size: int
    """How many values it has, with aliases expanded."""


class Parsed(NamedTuple):
    value: Any
    lines: Lines
    mistakes: tuple[YamlError, ...]
    """Duplicate keys (the first counts) and tags (which are ignored)."""


def parse(text: str) -> Parsed:
    """The value of a YAML document and its lines.

    Raises:
        YamlError: it is not YAML, contains no or several documents, a key that is not a word or an
            alias before its anchor, or is too deep or too large.
    """
    loader = _Loader(text)
    try:
        return _Reader(loader).document()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise YamlError(_not_yaml(error, text, line), line) from None
    except yaml.reader.ReaderError:
        raise _unprintable(text) from None
    finally:
        loader.dispose()


class _Reader:
    """Builds the values of one document from the parser's events."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader
        self._anchors: dict[str, _Built] = {}
        self._mistakes: list[YamlError] = []

    def document(self) -> Parsed:
        self._next()  # the stream's start
        if not isinstance(self._next(), yaml.DocumentStartEvent):
            raise YamlError(EMPTY)
        built = self._build(self._next(), 0)
        self._next()  # the document's end
        after = self._next()
        if isinstance(after, yaml.DocumentStartEvent):
            mark: Any = after.start_mark
            line = mark.line + 1
            raise YamlError("has a second document — one a file: split it at the ---", line)
        return Parsed(built.value, built.lines, tuple(self._mistakes))

    def _next(self) -> Any:
        return self._loader.get_event()

    def _build(self, event: Any, depth: int) -> _Built:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, line)
        if event.tag is not None:
            mistake = YamlError(f"the tag {event.tag} is not allowed — leave it out", line)
            self._mistakes.append(mistake)
        if depth > MAX_DEPTH:
            raise YamlError(f"is nested more than {MAX_DEPTH} deep", line)
        if isinstance(event, yaml.ScalarEvent):
            value = plain_value(event.value) if event.implicit[0] else event.value
            built = _Built(value, Lines(line, {}), 1)
        elif isinstance(event, yaml.SequenceStartEvent):
            built = self._sequence(line, depth)
        else:
            built = self._mapping(line, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = built
        return built

    def _alias(self, event: Any, line: int) -> _Built:
        built = self._anchors.get(event.anchor)
        if built is None:
            raise YamlError(f"the alias *{event.anchor} stands before its &{event.anchor}", line)
        return built

    def _sequence(self, line: int, depth: int) -> _Built:
        values: list[Any] = []
        inner: dict[str | int, Lines] = {}
        size = 1
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            item = self._build(event, depth + 1)
            inner[len(values)] = item.lines._replace(line=event.start_mark.line + 1)
            values.append(item.value)
            size = _limited(size + item.size, line)
        return _Built(values, Lines(line, inner), size)

    def _mapping(self, line: int, depth: int) -> _Built:
        values: dict[str, Any] = {}
        inner: dict[str | int, Lines] = {}
        size = 1
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key_line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError("a key must be a word", key_line)
            key = event.value
            item = self._build(self._next(), depth + 1)
            size = _limited(size + item.size, line)
            if key in values:
                first = inner[key].line
                message = f"key {key!r} is there twice, first on line {first} — keep one"
                self._mistakes.append(YamlError(message, key_line))
            else:
                inner[key] = item.lines._replace(line=key_line)
                values[key] = item.value
        return _Built(values, Lines(line, inner), size)


def _limited(size: int, line: int) -> int:
    if size > MAX_VALUES:
        raise YamlError(f"stands for more than {MAX_VALUES:,} values — too many", line)
    return size


def plain_value(text: str) -> Any:
    """What a scalar without quotes means."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def _not_yaml(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    lines = text.split("\n")
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    indentation = here[: len(here) - len(here.lstrip())]
    if "\t" in indentation:
        return "is indented with a tab — YAML takes spaces only"
    message = f"is not YAML: {error.problem}"
    if error.context:
        message += f" ({error.context})"
    if ": " in here.partition(": ")[2]:
        message += " — text with a colon and a space in it needs quotes"
    return message


def _unprintable(text: str) -> YamlError:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:  # pragma: no cover  # libyaml and PyYAML agree on what is printable
        return YamlError("is not YAML: it holds a character that YAML does not allow")
    line = text.count("\n", 0, found.start()) + 1
    name = f"U+{ord(found.group()):04X}"
    return YamlError(f"holds the control character {name} — remove it, or escape it", line)
