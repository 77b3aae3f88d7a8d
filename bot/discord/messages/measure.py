"""Discord's limits as numbers, the room that the layout keeps free, and how text is counted.

Source: https://docs.discord.com/developers/resources/message and
https://docs.discord.com/developers/components/reference
"""

from briefings.rendering.dialects.untrusted import clean, is_invisible

CONTENT = 2_000
EMBEDS = 10
EMBED_TOTAL = 6_000
"""The total of titles, descriptions, fields, footers and authors of a message's embeds."""
TITLE = 256
DESCRIPTION = 4_096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1_024
FOOTER = 2_048
AUTHOR = 256

COMPONENTS = 40
"""Components V2 of a message, nested ones included."""
V2_TEXT = 4_000
"""The total of a message's text displays."""
ROWS = 5
ROW_BUTTONS = 5
LABEL = 80
CUSTOM_ID = 100
OPTIONS = 25
OPTION = 100
PLACEHOLDER = 150
BUTTON_URL = 512
EMBED_URL = 2_048
SECTION_TEXTS = 3
GALLERY_ITEMS = 10
NONCE = 25
ATTACHMENTS = 10
ALT = 1_024
"""The description of an attachment or of a picture in a gallery."""

NAMELESS = "…"
"""Replaces an invisible name: Discord accepts no empty one."""

# What the layout keeps free, and what it allows itself.

FIELDS_PER_ROW = 3
"""Inline fields that Discord puts side by side."""
COUNT_ROOM = 80
"""Room for the line that counts pages."""
HEADING = 300
"""Longest heading over a block that alone fills a page."""
LINKS = 3
"""The most link buttons below a reply."""
CONTROLS = 14
"""Most components that the rows below a reply take: pages and sources 4, ways on 6, links 4."""
PARTS = COMPONENTS - CONTROLS - 3
"""Parts of a container. The container itself, the page count and a picture are components too.
Room for the picture is always kept, so that a reply has the same pages with and without it."""


def length(text: str) -> int:
    """The greatest length of `text`, however Discord counts.

    It has been seen to count characters in one place and UTF-16 units in another; the latter
    are never fewer.
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, most: int) -> str:
    """Plain `text` in at most `most` UTF-16 units, with an ellipsis for what is cut.

    It is cut between words if one ends in the last third.
    """
    if length(text) <= most:
        return text
    kept = text[: most - 1]
    while length(kept) > most - 1:
        kept = kept[:-1]
    end = kept.rfind(" ")
    return f"{kept[: end if end > most * 2 // 3 else len(kept)].rstrip()}…"


def plain_label(text: str, most: int) -> str:
    """Plain `text` as Discord accepts it for a choice: one line, not empty, without characters
    that are invisible or change the writing direction."""
    shown = clean(text).strip()
    return clip(shown, most) if shown and not is_invisible(shown) else NAMELESS


def clip_markdown(text: str, most: int) -> str:
    """`clip` for Markdown: no lone backslash is left before the ellipsis."""
    if length(text) <= most:
        return text
    kept = clip(text, most).removesuffix("…")
    backslashes = len(kept) - len(kept.rstrip("\\"))
    return f"{kept[: len(kept) - backslashes % 2]}…"
