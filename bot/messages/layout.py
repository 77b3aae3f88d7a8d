"""A reply becomes messages, each within every limit of Discord's by construction.

Pages are cut between blocks, never inside one: a quotation keeps its source. A heading stays
with the block below it. A block that no message could hold is not cut either; the passages that
are too long give way to a line that says so, and the line with the source stays (`fitting`).

Replies without columns are Components V2: a container with the topic's colour. Those with
columns are embeds, the only place where Discord has text side by side.
"""

import zlib
from collections.abc import Iterator, Sequence

from bot.messages.controls import Encode, controls
from bot.messages.pages import MessagePage
from bot.messages.sheets import HEADING, PER_ROW, CardSheet, EmbedSheet, Unit
from briefings.rendering.reply import Block, BlockKind, Reply, Tone

PALETTE = (0x0072B2, 0x56B4E9, 0x009E73, 0xCC79A7, 0x8E7CC3, 0xF0E442)
"""Accents of topics. Okabe and Ito's colours, told apart by colour-blind readers too
(https://jfly.uni-koeln.de/color/); their two warm ones are kept for notices and errors."""
PLAIN, NOTICE, ERROR = 0x99AAB5, 0xE69F00, 0xD55E00


def colour_of(reply: Reply) -> int:
    """The colour at a reply's edge: by tone, else by topic, the same on every day and machine."""
    if reply.tone is Tone.ERROR:
        return ERROR
    if reply.tone is Tone.NOTICE:
        return NOTICE
    if reply.accent is None:
        return PLAIN
    return PALETTE[zlib.crc32(reply.accent.encode()) % len(PALETTE)]


def compose(reply: Reply, encode: Encode) -> list[MessagePage]:
    """The messages that show `reply`, at least one, in reading order.

    Args:
        encode: makes the custom_id of a button that asks a question and wants a given page of
            the reply to it, from 1 (0 asks for the last page), in the same message or in one of
            its own. None where a question is too long for a custom_id: its button is left out.
    """
    kind = EmbedSheet if any(block.columns for block in reply.blocks) else CardSheet
    sheets: list[CardSheet | EmbedSheet] = [kind(reply.title)]
    for unit in _units(reply.blocks):
        if sheets[-1].add(unit):
            continue
        if not sheets[-1].is_empty:
            sheets.append(kind(reply.title))
        if not sheets[-1].add(unit):
            sheets[-1].add(unit.fitted(sheets[-1].room))
    colour, total = colour_of(reply), len(sheets)
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        parts, embeds = sheet.finished(_counted(reply, number, total))
        rows = controls(reply, encode, number, total)
        pages.append(MessagePage(colour, parts, embeds, rows, number, total))
    return pages


def pick(pages: Sequence[MessagePage], number: int) -> MessagePage:
    """Page `number` from 1; the last one for 0 or for a page that is no longer there."""
    return pages[number - 1] if 1 <= number <= len(pages) else pages[-1]


def _counted(reply: Reply, number: int, total: int) -> str:
    """Which page this is, where there are several."""
    parts = []
    if reply.pages.total > 1:
        parts.append(f"Page {reply.pages.number:,} of {reply.pages.total:,}")
    if total > 1:
        parts.append(f"{'part' if parts else 'Page'} {number:,} of {total:,}")
    return ", ".join(parts)


def _units(blocks: Sequence[Block]) -> Iterator[Unit]:
    """Join each heading with the block that it heads, and long rows of columns part by part."""
    heading, ruled = "", False
    for block in blocks:
        if block.kind is BlockKind.SEPARATOR:
            if heading:
                yield Unit(heading, ruled=ruled)
            heading, ruled = "", True
        elif block.kind is BlockKind.PICTURE:
            if heading:
                yield Unit(heading, ruled=ruled)
                heading, ruled = "", False
            yield Unit(pictured=True)
        elif block.kind is BlockKind.TEXT and block.text.startswith(HEADING):
            if heading:
                yield Unit(heading, ruled=ruled)
                ruled = False
            heading = block.text
        elif block.text.strip():
            yield Unit(heading, block.text, ruled=ruled)
            heading, ruled = "", False
        elif block.columns:
            for start in range(0, len(block.columns), PER_ROW):
                columns = block.columns[start : start + PER_ROW]
                yield Unit(heading if start == 0 else "", columns=columns, ruled=ruled)
                ruled = False
            heading = ""
    if heading:
        yield Unit(heading, ruled=ruled)
