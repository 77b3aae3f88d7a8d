"""What one message has room for.

A packer takes units until one does not fit. It never holds more than Discord allows or, after its
first unit, more than a screen shows.
"""

import math
import re
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.discord.messages import measure, screen
from bot.discord.messages.fitting import fit
from bot.discord.messages.measure import clip_markdown, length
from bot.discord.messages.pages import Embed, Field, PageCount, PictureSlot, Rule, Text
from briefings.rendering.dialects.discord import HEADING, ITEM, SMALL
from briefings.rendering.reply import Column
from briefings.translations import ENGLISH, Language

_BLANK = "\u200b"
"""Discord requires some character in each part of a field."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What stays on one page: a block and its heading."""

    heading: str = ""
    """Including its ``###`` and the lines below it."""
    text: str = ""
    columns: tuple[Column, ...] = ()
    ruled: bool = False
    """Whether a separator comes before it."""
    pictured: bool = False
    """Whether it is only a picture slot; `text` is shown there without a picture."""
    language: Language = ENGLISH
    """The reply's language."""

    def under(self, section: str) -> "Unit":
        """This unit with the heading of its section, which began on an earlier page."""
        missing = not (self.heading or self.pictured) and length(section) <= measure.HEADING
        return replace(self, heading=section) if missing else self

    def fitted(self, room: int) -> "Unit":
        """This unit without passages too long for a page with `room` for text."""
        if self.pictured:
            return self
        heading = self.heading
        if length(heading) > measure.HEADING:
            heading = clip_markdown(heading.partition("\n")[0], measure.HEADING)
        text = fit(self.text, room - measure.HEADING - 1, self.language)
        return replace(self, heading=heading, text=text)


_MARK = re.compile(rf"{ITEM}|{SMALL}|\d+\. ")
_SMALL = re.compile(rf"^{SMALL}", re.MULTILINE)


def _is_tight(mark: str, after: str) -> bool:
    """Whether no gap separates a paragraph from one that begins with `mark`.

    This is so for list items and sources.
    """
    return bool(mark) and mark == _mark(after)


def _mark(text: str) -> str:
    """The mark at the start of a list item or small print, without its number; else ""."""
    mark = _MARK.match(text)
    return mark[0].lstrip("0123456789") if mark else ""


def _is_entry(part: Text | Rule | PictureSlot) -> bool:
    """Whether it is a paragraph of its own, not an item or small print."""
    return isinstance(part, Text) and not _mark(part.text)


@dataclass(slots=True)
class ContainerPacker:
    """A Components V2 container: text displays and rules under a title."""

    title: str
    most: float = math.inf
    """The greatest height, in pixels."""
    picture: float = 0.0
    """The picture's height in pixels; 0 if there is none."""
    parts: list[Text | Rule | PictureSlot] = field(default_factory=list)
    _used: int = 0
    _height: float = 0.0
    _last_mark: str = ""
    """The mark at the start of the last text."""

    def __post_init__(self) -> None:
        head = f"## {clip_markdown(self.title, measure.TITLE)}"
        self.parts.append(Text(head))
        self._used = length(head)
        self._height = screen.title_height(head)

    def copy(self) -> "ContainerPacker":
        made = copy(self)
        made.parts = [*self.parts]
        return made

    @property
    def has_slot(self) -> bool:
        """Whether there is a picture slot."""
        return any(isinstance(part, PictureSlot) for part in self.parts)

    @property
    def is_empty(self) -> bool:
        return not any(isinstance(part, Text) for part in self.parts[1:])

    @property
    def room(self) -> int:
        return measure.V2_TEXT - measure.COUNT_ROOM - measure.TITLE - len("## ")

    def add(self, unit: Unit) -> bool:
        if unit.pictured:
            return self._add_picture(unit)
        text = "\n".join(filter(None, (unit.heading, unit.text)))
        ruled = unit.ruled and not self.is_empty
        joined = not ruled and not unit.heading and _is_tight(self._last_mark, unit.text)
        new_parts = ruled + (not joined)
        used = self._used + length(text) + joined
        room = measure.V2_TEXT - measure.COUNT_ROOM
        if len(self.parts) + new_parts > measure.PARTS or used > room:
            return False
        height = self._height + screen.text_height(text) + screen.RULE * (not joined)
        if height > self.most and not self.is_empty:
            return False
        if ruled:
            self.parts.append(Rule())
        if joined:
            last = self.parts.pop()
            text = f"{last.text}\n{text}" if isinstance(last, Text) else text
        self.parts.append(Text(text))
        self._used = used
        self._height = height
        self._last_mark = _mark(unit.text)
        return True

    def _add_picture(self, unit: Unit) -> bool:
        if self.has_slot:
            return True
        height = self._height + max(self.picture, screen.text_height(unit.text))
        if self._used + length(unit.text) > measure.V2_TEXT - measure.COUNT_ROOM:
            return False
        if height > self.most and not self.is_empty:
            return False
        self.parts.append(PictureSlot(unit.text))
        self._used += length(unit.text)
        self._height = height
        self._last_mark = ""
        return True

    def finished(
        self, counted: str
    ) -> tuple[tuple[Text | Rule | PictureSlot, ...], tuple[Embed, ...]]:
        """Parts and embeds of the message; `counted` says which page it is, "" for the only one."""
        footer = (PageCount(f"{SMALL}{counted}"),) if counted else ()
        return (*self._aired(), *footer), ()

    def _aired(self) -> list[Text | Rule | PictureSlot]:
        """The parts with space before headings and between paragraphs, if there is room."""
        pairs = list(pairwise(self.parts[1:]))
        entries = [_is_entry(part) and not isinstance(before, Rule) for before, part in pairs]
        headings = [isinstance(part, Text) and part.text.startswith(HEADING) for _, part in pairs]
        for airy in (entries, headings):
            if len(self.parts) + sum(airy) <= measure.PARTS:
                aired = self.parts[:2]
                for (_, part), air in zip(pairs, airy, strict=True):
                    aired += [Rule(line=False), part] if air else [part]
                return aired
        return self.parts


@dataclass(slots=True)
class EmbedPacker:
    """Embeds: text in their descriptions, columns as inline fields under a heading."""

    title: str
    most: float = math.inf
    """The greatest height, in pixels."""
    picture: float = 0.0
    """The picture's height in pixels; 0 if there is none."""
    embeds: list[Embed] = field(default_factory=list)
    _used: int = 0
    _height: float = 0.0
    _last_mark: str = ""
    """The mark at the start of the last text."""

    def __post_init__(self) -> None:
        self.embeds.append(Embed(title=clip_markdown(self.title, measure.TITLE)))
        self._used = length(self.embeds[0].title)
        self._height = screen.title_height(self.title)

    def copy(self) -> "EmbedPacker":
        made = copy(self)
        made.embeds = [*self.embeds]
        return made

    @property
    def has_slot(self) -> bool:
        """Whether there is a picture slot."""
        return any(embed.pictured for embed in self.embeds)

    @property
    def is_empty(self) -> bool:
        return len(self.embeds) == 1 and not (self.embeds[0].description or self.embeds[0].fields)

    @property
    def room(self) -> int:
        return measure.DESCRIPTION

    def add(self, unit: Unit) -> bool:
        own = max(self.picture if unit.pictured else 0.0, _embedded_height(unit))
        height = self._height + own
        if height > self.most and not self.is_empty:
            return False
        if unit.pictured:
            added = self._add_picture(unit)
        else:
            added = self._add_fields(unit) if unit.columns else self._add_text(unit)
        if added:
            self._height = height
        return added

    def _add_picture(self, unit: Unit) -> bool:
        # The picture goes below the text so far; the rest goes into other embeds.
        made = replace(self.embeds[-1], pictured=True, instead=unit.text)
        cost = length(unit.text) + len("\n\n")
        if length(made.description) + cost > measure.DESCRIPTION:
            return False
        return self._put(made, cost, "", over=True)

    def _add_text(self, unit: Unit) -> bool:
        # An embed's text is small anyway.
        text = _SMALL.sub("", "\n".join(filter(None, (unit.heading, unit.text))))
        if not text.strip():
            return True
        embed = self.embeds[-1]
        if (unit.ruled and not self.is_empty) or embed.fields or embed.pictured:
            return self._put(Embed(description=text), length(text), unit.text)
        joint = ""
        if embed.description:
            joint = "\n" if _is_tight(self._last_mark, unit.text) else "\n\n"
        description = f"{embed.description}{joint}{text}"
        if length(description) > measure.DESCRIPTION:
            return not self.is_empty and self._put(Embed(description=text), length(text), unit.text)
        changed = replace(embed, description=description)
        return self._put(changed, len(joint) + length(text), unit.text, over=True)

    def _add_fields(self, unit: Unit) -> bool:
        fields = _fields(unit)
        cost = sum(length(made.name) + length(made.value) for made in fields)
        embed = self.embeds[-1]
        inline = 0
        for earlier in reversed(embed.fields):
            if not earlier.inline:
                break
            inline += 1
        flows = not embed.pictured and (bool(unit.heading) or inline % measure.FIELDS_PER_ROW == 0)
        if flows and len(embed.fields) + len(fields) <= measure.FIELDS:
            changed = replace(embed, fields=(*embed.fields, *fields))
            return self._put(changed, cost, "", over=True)
        return self._put(Embed(fields=fields), cost, "")

    def _put(self, embed: Embed, cost: int, last: str, *, over: bool = False) -> bool:
        """Append `embed`, or replace the last one with it, if the message has room."""
        full = not over and len(self.embeds) == measure.EMBEDS
        if full or length(embed.description) > measure.DESCRIPTION:
            return False
        if self._used + cost > measure.EMBED_TOTAL - measure.COUNT_ROOM:
            return False
        if over:
            self.embeds.pop()
        self.embeds.append(embed)
        self._used += cost
        self._last_mark = _mark(last)
        return True

    def finished(
        self, counted: str
    ) -> tuple[tuple[Text | Rule | PictureSlot, ...], tuple[Embed, ...]]:
        """Parts and embeds of the message; `counted` says which page it is, "" for the only one."""
        return (), (*self.embeds[:-1], replace(self.embeds[-1], footer=counted))


def _embedded_height(unit: Unit) -> float:
    if unit.columns:
        return sum(screen.field_height(one.name, one.value) for one in _fields(unit))
    text = "\n".join(filter(None, (unit.heading, unit.text)))
    return screen.text_height(text, embedded=True) + screen.EMBED * unit.ruled


def _fields(unit: Unit) -> tuple[Field, ...]:
    """The heading as its own field, then a field for each column."""
    fields = []
    if unit.heading:
        name, _, below = unit.heading.removeprefix(HEADING).partition("\n")
        fields.append(_field(name, below, unit.language, inline=False))
    columns = (_field(one.name, one.text, unit.language, inline=True) for one in unit.columns)
    return (*fields, *columns)


def _field(name: str, value: str, language: Language, *, inline: bool) -> Field:
    return Field(
        clip_markdown(name.strip(), measure.FIELD_NAME) or _BLANK,
        fit(value.strip(), measure.FIELD_VALUE, language) or _BLANK,
        inline,
    )
