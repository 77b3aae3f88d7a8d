"""A reply as one text, for an e-mail or a terminal."""

import re

from briefings.rendering.reply import Block, BlockKind, Reply
from briefings.translations import gettext

LINE = "-" * 40
_MARK = re.compile(r"- |\d+\. ")
_SOURCE = re.compile(r".*\[\d+\] “")


def as_text(reply: Reply) -> str:
    """`reply`, rendered in the dialect `PLAIN`, with its title underlined.

    Columns are stacked; a picture, buttons and menus are left out.
    """
    parts = [f"{reply.title}\n{'=' * len(reply.title)}"]
    before = ""
    for text in filter(None, map(_block, reply.blocks)):
        parts.append(f"{_between(before, text) if before else _GAP}{text}")
        before = text
    if reply.pages.total > 1:
        page = gettext(
            "Page %(number)s of %(total)s", number=reply.pages.number, total=reply.pages.total
        )
        parts.append(f"{_GAP}{reply.language.say(page)}")
    return "".join(parts)


_GAP = "\n\n"


def _between(before: str, after: str) -> str:
    """The gap between two blocks: none between list items or lines of the list of sources."""
    tight = (_MARK.match(before) and _MARK.match(after)) or (
        _SOURCE.match(before) and _SOURCE.match(after)
    )
    return "\n" if tight else _GAP


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.TEXT:
            return block.text
        case BlockKind.SEPARATOR:
            return LINE
        case BlockKind.COLUMNS:
            return "\n\n".join(f"{column.name}:\n{column.text}" for column in block.columns)
        case BlockKind.PICTURE:
            return ""
