"""Parses a template's text into a reply's blocks, by marks that mean the same in any dialect.

- The first line is the title, ``# Title``.
- Blank lines separate blocks; a block is never cut, so text that belongs together has none in it.
- ``### Heading`` also starts a block.
- ``---`` is a separator.
- Columns are between ``::: columns`` and ``:::``; each starts with ``### Name``.
- ``::: picture`` is where the answer's picture goes, if it has one.
- Text between ``::: unpictured`` and ``:::`` is shown if there is no picture.
- Text between ``::: folded`` and ``:::`` is shown on request if a platform has buttons, and at once
  elsewhere.

Values can't forge any of these: they are escaped and hold no line break.
"""

from collections.abc import Iterator
from dataclasses import replace

from briefings.rendering.dialects.dialect import Dialect, Markup
from briefings.rendering.reply import Block, BlockKind, Column
from briefings.rendering.sayable import SayableError
from briefings.translations import Message, gettext

OPENING = "::: columns"
PICTURE = "::: picture"
UNPICTURED = "::: unpictured"
FOLDED = "::: folded"
CLOSING = ":::"
_NAME = "### "


class ReplySyntaxError(SayableError, ValueError):
    """A template's text is not a reply."""


def parse_reply(text: str, dialect: Dialect) -> tuple[str, tuple[Block, ...]]:
    """The title and blocks of `text`, which is in `dialect` except for the layout marks.

    Raises:
        ReplySyntaxError: no title, nothing below it, columns that are not named, or something
            that is not closed.
    """
    lines = [line.rstrip() for line in text.strip().split("\n")]
    if not lines[0].startswith("# ") or not lines[0][2:].strip():
        raise ReplySyntaxError(gettext("the first line must be the title: # Title"))
    blocks = tuple(_blocks(iter(lines[1:]), dialect))
    if not any(block.text or block.columns for block in blocks):
        raise ReplySyntaxError(gettext("there is nothing below the title"))
    return lines[0][2:].strip(), blocks


def _within(mark: str, rest: Iterator[str], dialect: Dialect) -> list[Block]:
    """The blocks between `mark` and its closing mark."""
    inside: list[str] = []
    for line in rest:
        if line == CLOSING and inside.count(OPENING) == inside.count(CLOSING):
            return _blocks(iter(inside), dialect)
        inside.append(line)
    raise ReplySyntaxError(_unclosed(mark))


def _blocks(rest: Iterator[str], dialect: Dialect) -> list[Block]:
    blocks: list[Block] = []
    paragraph: list[str] = []

    def end_paragraph() -> None:
        if paragraph:
            blocks.append(Block(text="\n".join(paragraph)))
            paragraph.clear()

    for line in rest:
        if line == OPENING:
            end_paragraph()
            blocks.append(_columns(rest))
        elif line == PICTURE:
            end_paragraph()
            blocks.append(Block(BlockKind.PICTURE))
        elif line == FOLDED:
            end_paragraph()
            blocks += [replace(one, folded=True) for one in _within(line, rest, dialect)]
        elif line == UNPICTURED:
            end_paragraph()
            blocks += [replace(one, unpictured=True) for one in _within(line, rest, dialect)]
        elif line == CLOSING:
            raise ReplySyntaxError(gettext("%(mark)s closes nothing", mark=CLOSING))
        elif line == "---":
            end_paragraph()
            blocks.append(Block(BlockKind.SEPARATOR))
        elif line:
            if line.startswith(_NAME):
                end_paragraph()
                line = dialect.heading(Markup(line.removeprefix(_NAME)))  # noqa: PLW2901  # the rest of the line
            paragraph.append(line)
        else:
            end_paragraph()
    end_paragraph()
    return blocks


def _columns(lines: Iterator[str]) -> Block:
    columns: list[tuple[str, list[str]]] = []
    for line in lines:
        if line == CLOSING:
            if not columns:
                raise ReplySyntaxError(gettext("there are no columns in %(mark)s", mark=OPENING))
            return Block(
                BlockKind.COLUMNS,
                columns=tuple(Column(name, "\n".join(body)) for name, body in columns),
            )
        if line.startswith(_NAME):
            columns.append((line.removeprefix(_NAME), []))
        elif line:
            if not columns:
                raise ReplySyntaxError(
                    gettext(
                        "a column must start with %(start)s, not with %(line)s",
                        start=f"{_NAME}Name",
                        line=repr(line),
                    )
                )
            columns[-1][1].append(line)
    raise ReplySyntaxError(_unclosed(OPENING))


def _unclosed(mark: str) -> Message:
    return gettext("%(mark)s is not closed by %(closing)s", mark=mark, closing=CLOSING)
