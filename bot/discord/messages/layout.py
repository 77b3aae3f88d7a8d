"""Turns a reply into messages, each within every limit of Discord's by construction.

Pages are cut between blocks, never inside one: a quotation keeps its source. A heading stays with
the block below it, and is repeated where its section continues. A block that no message could hold
is not cut either: a line replaces each passage that is too long, and the line with the source stays
(`fitting`). Each page lists the sources that its own lines cite (`source_lists`); if a button can
lead to them, the list stays folded instead. On a phone a page is no taller than a screen, unless a
single block is.

Replies without columns are Components V2: a container with the topic's colour. Those with columns
are embeds, the only place where Discord shows text side by side.
"""

import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.discord.messages import screen
from bot.discord.messages.controls import Encode, Press, asks_for_sources, controls
from bot.discord.messages.measure import FIELDS_PER_ROW
from bot.discord.messages.packing import ContainerPacker, EmbedPacker, Unit
from bot.discord.messages.pages import MessagePage
from bot.discord.messages.source_lists import Sources, numbers, split_sources
from briefings.pictures.sketches import sketch
from briefings.rendering.dialects.discord import HEADING
from briefings.rendering.reply import Block, BlockKind, Reply, Tone
from briefings.translations import gettext

PALETTE = (0x0072B2, 0x56B4E9, 0x009E73, 0xCC79A7, 0x8E7CC3, 0xF0E442)
"""Accents of topics. Okabe and Ito's colours, which colour-blind readers can distinguish too
(https://jfly.uni-koeln.de/color/); the two warm ones are reserved for notices and errors."""
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


def compose(
    reply: Reply, encode: Encode, *, tallest: float = math.inf, fold: bool = True
) -> list[MessagePage]:
    """The messages that show `reply`, at least one, in reading order.

    Args:
        tallest: pixels that a page may take on a phone; a button asks for the pages after the
            first, so a reply without a question, which has no button, is not limited.
        fold: whether to leave out what a button can show.
        encode: makes the custom_id of a button that asks a question and wants a given page of its
            reply, from 1 (0 for the last page), in the same message or in a new one. None if a
            question is too long for a custom_id: its button is left out.
    """
    folded = fold and asks_for_sources(reply, encode)
    blocks = _shown(reply, folded=folded)
    if not _can_turn(reply, encode):
        tallest = math.inf
    packers = _packed(reply, blocks, tallest - _around(reply, encode))
    colour, total = colour_of(reply), len(packers)
    pages = []
    slot = next((at for at, one in enumerate(packers, start=1) if one.has_slot), 1)
    for number, packer in enumerate(packers, start=1):
        parts, embeds = packer.finished(_counted(reply, number, total))
        rows = controls(reply, encode, number, total, sources=folded)
        page = MessagePage(colour, parts, embeds, rows, number, total, pictured=number == slot)
        pages.append(page)
    return pages


def fits(reply: Reply, encode: Encode, tallest: float) -> bool:
    """Whether `reply` is one message of at most `tallest` pixels on a phone."""
    blocks = _shown(reply, folded=asks_for_sources(reply, encode))
    return len(_packed(reply, blocks, tallest - _around(reply, encode))) == 1


def _shown(reply: Reply, *, folded: bool) -> list[Block]:
    return [block for block in reply.blocks if not (folded and block.folded)]


def _can_turn(reply: Reply, encode: Encode) -> bool:
    return reply.question is not None and encode(reply.question, 2, Press.TURN) is not None


def _around(reply: Reply, encode: Encode) -> float:
    """Pixels for what surrounds a page's text: names above, page count and buttons."""
    rows = controls(reply, encode, 2, 3, sources=True)
    return screen.HEAD + screen.RULE + screen.rows_height(rows)


def pick(pages: Sequence[MessagePage], number: int) -> MessagePage:
    """Page `number` from 1; the last one for 0 or for a page that is no longer there."""
    return pages[number - 1] if 1 <= number <= len(pages) else pages[-1]


def _counted(reply: Reply, number: int, total: int) -> str:
    """Which page this is, if there are several."""
    if reply.pages.total > 1:
        at, of = reply.pages.number, reply.pages.total
        if number > 1:
            said = gettext("Page %(number)s of %(total)s, continued", number=at, total=of)
        else:
            said = gettext("Page %(number)s of %(total)s", number=at, total=of)
    elif total > 1:
        said = gettext("Page %(number)s of %(total)s", number=number, total=total)
    else:
        return ""
    return reply.language.say(said)


Packer = ContainerPacker | EmbedPacker


def _packed(reply: Reply, blocks: Sequence[Block], tallest: float) -> list[Packer]:
    """The blocks of `reply` on as many pages as necessary."""
    kind = EmbedPacker if any(block.columns for block in blocks) else ContainerPacker
    units = [replace(unit, language=reply.language) for unit in _units(blocks)]
    drawn = screen.picture_height(
        sketch(reply.answer, reply.language), embedded=kind is EmbedPacker
    )
    empty = kind(reply.title, tallest, drawn)
    whole = empty.copy()
    if all(whole.add(unit) for unit in units):
        return [whole]
    lines, sources = split_sources(units)
    drafts = [_Draft(empty.copy(), sources)]
    section = ""
    for unit in lines:
        section = unit.heading or ("" if unit.ruled else section)
        if drafts[-1].add(unit):
            continue
        if not drafts[-1].packer.is_empty:
            drafts.append(_Draft(empty.copy(), sources))
        if not (drafts[-1].add(unit.under(section)) or drafts[-1].add(unit)):
            drafts[-1].force(unit)
    pages: list[Packer] = []
    for draft in drafts:
        pages.append(draft.packer)
        _add_sources(pages, sources.listed(draft.cited), empty)
    cited = frozenset().union(*(draft.cited for draft in drafts))
    _add_sources(pages, sources.listed(sources.numbers - cited), empty)
    return pages


def _add_sources(pages: list[Packer], units: Iterable[Unit], empty: Packer) -> None:
    """Put `units` on the last page, and what does not fit on new ones."""
    for unit in units:
        if pages[-1].add(unit):
            continue
        if not pages[-1].is_empty:
            pages.append(empty.copy())
        if not pages[-1].add(unit):
            pages[-1].add(unit.fitted(pages[-1].room))


@dataclass(slots=True)
class _Draft:
    """A packer whose lines leave room for the list of their sources."""

    packer: Packer
    sources: Sources
    cited: frozenset[int] = field(default_factory=frozenset)

    def add(self, unit: Unit) -> bool:
        cited = self.cited | self._cited_in(unit)
        made = self.packer.copy()
        if not made.add(unit):
            return False
        full = made.copy()
        if not all(full.add(source) for source in self.sources.listed(cited)):
            return False
        self.packer, self.cited = made, cited
        return True

    def force(self, unit: Unit) -> None:
        """Put a line that is too long, or has too many sources, on the empty packer."""
        self.cited = self._cited_in(unit)
        if not self.packer.add(unit):
            self.packer.add(unit.fitted(self.packer.room))

    def _cited_in(self, unit: Unit) -> frozenset[int]:
        texts = (unit.heading, unit.text, *(column.text for column in unit.columns))
        return numbers("\n".join(texts)) & self.sources.numbers


def _units(blocks: Sequence[Block]) -> Iterator[Unit]:
    """Join each heading with its block, and long rows of columns part by part."""
    heading, ruled = "", False
    for block, instead in _with_instead(blocks):
        if block.kind is BlockKind.SEPARATOR:
            if heading:
                yield Unit(heading, ruled=ruled)
            heading, ruled = "", True
        elif block.kind is BlockKind.PICTURE:
            if heading:
                yield Unit(heading, ruled=ruled)
                heading, ruled = "", False
            yield Unit(text=instead, pictured=True)
        elif block.kind is BlockKind.TEXT and block.text.startswith(HEADING):
            if heading:
                yield Unit(heading, ruled=ruled)
                ruled = False
            heading = block.text
        elif block.text.strip():
            yield Unit(heading, block.text, ruled=ruled)
            heading, ruled = "", False
        elif block.columns:
            for start in range(0, len(block.columns), FIELDS_PER_ROW):
                columns = block.columns[start : start + FIELDS_PER_ROW]
                yield Unit(heading if start == 0 else "", columns=columns, ruled=ruled)
                ruled = False
            heading = ""
    if heading:
        yield Unit(heading, ruled=ruled)


def _with_instead(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Each block; with the first picture slot, the text shown there without a picture."""
    said = "\n".join(block.text for block in blocks if block.unpictured and block.text.strip())
    slot = next((block for block in blocks if block.kind is BlockKind.PICTURE), None)
    for block in blocks:
        if block is slot:
            yield block, said
        elif slot is None or not block.unpictured:
            yield block, ""
