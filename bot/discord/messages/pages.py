"""A message as plain data, and its two outgoing forms: JSON and discord.py's objects.

`to_payload` says exactly what Discord receives; `to_discord` makes discord.py send the same.
Source of the shapes: https://docs.discord.com/developers/components/reference and
https://docs.discord.com/developers/resources/message#embed-object
"""

import io
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

import discord
from discord import ui

IS_COMPONENTS_V2 = 1 << 15
"""The message flag without which Discord refuses containers and text displays."""


class Style(IntEnum):
    """Those of Discord's button styles that we use."""

    PRIMARY = 1
    SECONDARY = 2
    DANGER = 4


@dataclass(frozen=True, slots=True)
class Button:
    """Asks something when pressed; `custom_id` carries all that the answer needs."""

    label: str
    custom_id: str
    style: Style = Style.SECONDARY


@dataclass(frozen=True, slots=True)
class LinkButton:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    value: str
    """A button's custom_id in all but name: what choosing it asks."""


@dataclass(frozen=True, slots=True)
class Select:
    custom_id: str
    placeholder: str
    options: tuple[Option, ...]


Row = tuple[Button | LinkButton | Select, ...]
"""Up to five buttons, or one select."""


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class PageCount(Text):
    """The last text of a page, such as "page 2 of 3"."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture attached to a message as a file."""

    name: str
    """The file's name, of ASCII letters, digits, "-", "." and "_": Discord changes others."""
    data: bytes
    alt: str
    """What the picture shows, for those who can't see it; at most `measure.ALT` long."""

    @property
    def url(self) -> str:
        """Its address within the message's own files."""
        return f"attachment://{self.name}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What separates two texts."""

    line: bool = True
    """Whether it is a line or only space."""


@dataclass(frozen=True, slots=True)
class PictureSlot:
    """Where a page shows its image, if it has one."""

    instead: str = ""
    """The text shown there otherwise."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    value: str
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Embed:
    title: str = ""
    description: str = ""
    fields: tuple[Field, ...] = ()
    footer: str = ""
    """Plain text: Markdown has no meaning there."""
    pictured: bool = False
    """Whether it shows the page's image, if there is one."""
    instead: str = ""
    """Its text if there is no image."""


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One message. It has either `parts` (a Components V2 container) or `embeds`, never both."""

    colour: int
    parts: tuple[Text | Rule | PictureSlot, ...] = ()
    embeds: tuple[Embed, ...] = ()
    rows: tuple[Row, ...] = ()
    number: int = 1
    """Its number among the pages of one reply, from 1."""
    total: int = 1
    pictured: bool = True
    """Whether this page shows the reply's picture, if there is one."""
    image: Image | None = None
    """Shown in the slot among the parts, or in the embed with one."""

    @property
    def shown(self) -> tuple[Text | Rule | Image, ...]:
        """The container's parts with the image in its place."""
        slot = next(
            ((at, part) for at, part in enumerate(self.parts) if isinstance(part, PictureSlot)),
            None,
        )
        at, instead = (slot[0], slot[1].instead) if slot else (self._above_sources, "")
        seen: tuple[Text | Image, ...] = (Text(instead),) if instead else ()
        if self.image and self.parts:
            seen = (self.image,)
        parts = (*self.parts[:at], *seen, *self.parts[at:])
        return tuple(part for part in parts if not isinstance(part, PictureSlot))

    @property
    def shown_embeds(self) -> tuple[Embed, ...]:
        """The embeds; without an image, the one that would show it is merged with the next.

        With an image but no slot, the first embed shows it.
        """
        if not self.embeds:
            return ()
        at = next((at for at, embed in enumerate(self.embeds) if embed.pictured), 0)
        first, *others = self.embeds[at:]
        if first.instead and not self.image:
            said = "\n\n".join(filter(None, (first.description, first.instead)))
            first = replace(first, description=said)
        if self.image:
            first = replace(first, pictured=True)
        elif first.pictured and others and not (first.fields or others[0].description):
            following = others.pop(0)
            first = replace(following, title=first.title, description=first.description)
        elif first.pictured and others and not (first.title or first.description or first.fields):
            return (*self.embeds[:at], *others)
        return (*self.embeds[:at], first, *others)

    @property
    def _above_sources(self) -> int:
        """The place of an image without a slot: above the last separator, else at the end."""
        for at in reversed(range(len(self.parts))):
            part = self.parts[at]
            if isinstance(part, Rule) and part.line:
                return at
        return len(self.parts) - (bool(self.parts) and isinstance(self.parts[-1], PageCount))


def to_payload(page: MessagePage) -> dict[str, Any]:
    """The JSON body that creates `page`, mentioning nobody.

    A page with an image is sent as multipart: this as ``payload_json``, the image as ``files[0]``.
    """
    payload: dict[str, Any]
    if page.embeds:
        payload = {"embeds": [_embed_payload(embed, page) for embed in page.shown_embeds]}
    else:
        payload = {"flags": IS_COMPONENTS_V2}
    payload["components"] = _components(page)
    if page.image:
        described = {"id": 0, "filename": page.image.name, "description": page.image.alt}
        payload["attachments"] = [described]
    return {**payload, "tts": False, "allowed_mentions": {"parse": []}}


def _components(page: MessagePage) -> list[dict[str, Any]]:
    """The rows below embeds, or the container that holds all."""
    rows = [{"type": 1, "components": [_item_payload(item) for item in row]} for row in page.rows]
    if page.embeds:
        return rows
    container = {
        "type": 17,
        "accent_color": page.colour,
        "spoiler": False,
        "components": [*map(_part_payload, page.shown), *rows],
    }
    return [container]


def _part_payload(part: Text | Rule | Image) -> dict[str, Any]:
    match part:
        case Text():
            return {"type": 10, "content": part.text}
        case Rule():
            return {"type": 14, "divider": part.line, "spacing": 1}
        case Image():
            item = {"media": {"url": part.url}, "description": part.alt, "spoiler": False}
            return {"type": 12, "items": [item]}


def _item_payload(item: Button | LinkButton | Select) -> dict[str, Any]:
    match item:
        case Button():
            return {
                "type": 2,
                "style": int(item.style),
                "label": item.label,
                "custom_id": item.custom_id,
                "disabled": False,
            }
        case LinkButton():
            return {
                "type": 2,
                "style": 5,
                "label": item.label,
                "url": item.url,
                "disabled": False,
            }
        case Select():
            return {
                "type": 3,
                "custom_id": item.custom_id,
                "placeholder": item.placeholder,
                "min_values": 1,
                "max_values": 1,
                "disabled": False,
                "required": True,
                "options": [
                    {"label": option.label, "value": option.value, "default": False}
                    for option in item.options
                ],
            }


def _embed_payload(embed: Embed, page: MessagePage) -> dict[str, Any]:
    payload: dict[str, Any] = {"type": "rich", "color": page.colour, "flags": 0}
    if page.image and embed.pictured:
        payload["image"] = {"url": page.image.url, "description": page.image.alt}
    if embed.title:
        payload["title"] = embed.title
    if embed.description:
        payload["description"] = embed.description
    if embed.fields:
        payload["fields"] = [
            {"name": field.name, "value": field.value, "inline": field.inline}
            for field in embed.fields
        ]
    if embed.footer:
        payload["footer"] = {"text": embed.footer}
    return payload


class _RowsView(ui.View):
    """Finished components: discord.py need not build, check or keep them.

    Buttons are answered by their custom_id, even after a restart, so discord.py need not hold a
    view in memory for each message.
    """

    def __init__(self, components: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._ready = components
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        return self._ready


class _ContainerView(ui.LayoutView):
    """Like `_RowsView`, for Components V2."""

    def __init__(self, components: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._ready = components
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        return self._ready

    def has_components_v2(self) -> bool:
        return True


def to_discord(page: MessagePage, *, edit: bool = False) -> dict[str, Any]:
    """Keyword arguments for discord.py's ``send`` and ``send_message``.

    Args:
        edit: for ``edit_message`` instead; the page's image replaces the message's.

    The view is marked finished before it is sent. That needs a running event loop; a script without
    one never sends the view.
    """
    common: dict[str, Any] = {"allowed_mentions": discord.AllowedMentions.none()}
    if page.image or edit:
        common["attachments" if edit else "files"] = _files(page)
    if page.embeds:
        embeds = [
            discord.Embed.from_dict(_embed_payload(embed, page)) for embed in page.shown_embeds
        ]
        return {"embeds": embeds, "view": _RowsView(_components(page)), **common}
    return {"view": _ContainerView(_components(page)), **common}


def _files(page: MessagePage) -> list[discord.File]:
    if page.image is None:
        return []
    image = page.image
    return [discord.File(io.BytesIO(image.data), image.name, description=image.alt)]
