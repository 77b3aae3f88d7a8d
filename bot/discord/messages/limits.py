"""Would Discord accept this message? Checks every limit and rule on the JSON as sent.

`compose` stays within all of them by construction; this verifies it, and ``briefbot ask --json
--limits`` shows it to operators. It knows more than Discord's OpenAPI description, which says
nothing about totals, Components V2 with embeds, or duplicate custom_ids.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from bot.discord.messages import measure
from bot.discord.messages.measure import length
from bot.discord.messages.pages import IS_COMPONENTS_V2

Payload = Mapping[str, Any]

ROW, BUTTON, SELECT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, RULE, CONTAINER = (
    1, 2, 3, 9, 10, 11, 12, 13, 14, 17,
)  # fmt: skip
LINK_STYLE = 5
_SELECTS = {SELECT, 5, 6, 7, 8}
_V2 = {SECTION, TEXT, THUMBNAIL, GALLERY, FILE, RULE, CONTAINER}
_TOP = {ROW, *_V2} - {THUMBNAIL}
_INSIDE = {
    ROW: {BUTTON, *_SELECTS},
    SECTION: {TEXT},
    CONTAINER: {ROW, SECTION, TEXT, GALLERY, FILE, RULE},
}
_URL = re.compile(r"(?:https?|discord)://[^\s/?#]+\S*")
_PICTURE_URL = re.compile(r"https?://[^\s/?#]+\S*|attachment://\S+")
_ATTACHED = "attachment://"
_FILE_NAME = re.compile(r"[\w.-]{1,255}", re.ASCII)


def violations(payload: Payload) -> list[str]:
    """Why Discord would refuse `payload` as a new message; empty if it would not."""
    return list(_message(payload))


def _message(payload: Payload) -> Iterator[str]:
    content = payload.get("content") or ""
    embeds = payload.get("embeds") or []
    components = payload.get("components") or []
    flagged = bool((payload.get("flags") or 0) & IS_COMPONENTS_V2)
    files = payload.get("attachments") or []
    attached = files or any(payload.get(key) for key in ("poll", "sticker_ids"))
    if not (content.strip() or embeds or components or attached):
        yield "the message is empty"
    yield from _longest("content", content, measure.CONTENT)
    yield from _longest("nonce", str(payload.get("nonce") or ""), measure.NONCE)
    yield from _embeds(embeds)
    if flagged:
        for key in ("content", "embeds", "poll", "sticker_ids"):
            if payload.get(key):
                yield f"{key} stands beside Components V2"
    yield from _components(components, flagged=flagged)
    yield from _attachments(files)
    names = {file.get("filename") for file in files}
    for where, url in _pictured(embeds, components):
        if url.startswith(_ATTACHED) and url.removeprefix(_ATTACHED) not in names:
            yield f"{where} shows a file that is not attached: {url[:60]!r}"


def _attachments(files: list[Payload]) -> Iterator[str]:
    yield from _most("the message", "attachments", len(files), measure.ATTACHMENTS)
    for number, file in enumerate(files):
        at = f"attachments[{number}]"
        yield from _longest(f"{at}.description", file.get("description") or "", measure.ALT)
        # Discord replaces other characters, so that attachment:// would miss the file.
        if not _FILE_NAME.fullmatch(name := file.get("filename") or ""):
            yield f"{at}.filename is no plain name: {name[:40]!r}"
    ids = [file.get("id") for file in files]
    if len(set(ids)) < len(ids):
        yield "two attachments have the same id"


def _pictured(embeds: list[Payload], components: list[Payload]) -> Iterator[tuple[str, str]]:
    """Where a message shows pictures or files, and their addresses."""
    for number, embed in enumerate(embeds):
        for key, name in (
            ("image", "url"), ("thumbnail", "url"), ("footer", "icon_url"), ("author", "icon_url"),
        ):  # fmt: skip
            if url := (embed.get(key) or {}).get(name):
                yield f"embeds[{number}].{key}", str(url)
    for where, item, _ in walk(components):
        shown = [item.get("media"), item.get("file")]
        shown += [picture.get("media") for picture in item.get("items") or []]
        for media in shown:
            if media and media.get("url"):
                yield where, str(media["url"])


def _longest(where: str, text: str, most: int) -> Iterator[str]:
    if length(text) > most:
        yield f"{where} has {length(text):,} characters, at most {most:,} are allowed"


def _between(where: str, text: Any, most: int) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield f"{where} is empty"
    else:
        yield from _longest(where, text, most)


def _most(where: str, what: str, count: int, most: int) -> Iterator[str]:
    if count > most:
        yield f"{where} has {count} {what}, at most {most} are allowed"


def _embeds(embeds: list[Payload]) -> Iterator[str]:
    yield from _most("the message", "embeds", len(embeds), measure.EMBEDS)
    total = sum(map(_embed_length, embeds))
    if total > measure.EMBED_TOTAL:
        yield f"the embeds have {total:,} characters together, at most {measure.EMBED_TOTAL:,}"
    for number, embed in enumerate(embeds):
        yield from _embed(f"embeds[{number}]", embed)


def _embed_length(embed: Payload) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for made in embed.get("fields") or []:
        texts += [made.get("name"), made.get("value")]
    return sum(length(text) for text in texts if text)


def _embed(where: str, embed: Payload) -> Iterator[str]:
    if not embed.keys() & {"title", "description", "fields", "footer", "author", "image", "url"}:
        yield f"{where} is empty"
    yield from _longest(f"{where}.title", embed.get("title") or "", measure.TITLE)
    description = embed.get("description") or ""
    yield from _longest(f"{where}.description", description, measure.DESCRIPTION)
    if footer := embed.get("footer"):
        yield from _longest(f"{where}.footer", footer.get("text") or "", measure.FOOTER)
    if author := embed.get("author"):
        yield from _between(f"{where}.author", author.get("name"), measure.AUTHOR)
    fields = embed.get("fields") or []
    yield from _most(where, "fields", len(fields), measure.FIELDS)
    for number, made in enumerate(fields):
        at = f"{where}.fields[{number}]"
        yield from _between(f"{at}.name", made.get("name"), measure.FIELD_NAME)
        yield from _between(f"{at}.value", made.get("value"), measure.FIELD_VALUE)
    yield from _colour(f"{where}.color", embed.get("color"))
    yield from _addresses(where, embed)


def _addresses(where: str, embed: Payload) -> Iterator[str]:
    if (url := embed.get("url")) is not None:
        yield from _address(f"{where}.url", url, _URL, measure.EMBED_URL)
    for key in ("image", "thumbnail"):
        if picture := embed.get(key):
            at = f"{where}.{key}.url"
            yield from _address(at, picture.get("url"), _PICTURE_URL, measure.EMBED_URL)
    for key in ("footer", "author"):
        if icon := (embed.get(key) or {}).get("icon_url"):
            yield from _address(f"{where}.{key}.icon_url", icon, _PICTURE_URL, measure.EMBED_URL)


def _address(where: str, url: Any, pattern: re.Pattern[str], most: int) -> Iterator[str]:
    if not isinstance(url, str) or not pattern.fullmatch(url):
        yield f"{where} is no address: {str(url)[:40]!r}"
    else:
        yield from _longest(where, url, most)


def _colour(where: str, colour: Any) -> Iterator[str]:
    if colour is not None and not 0 <= colour <= 0xFFFFFF:
        yield f"{where} is no colour"


def walk(
    components: list[Payload], where: str = "components"
) -> Iterator[tuple[str, Payload, int | None]]:
    """Each component, nested ones and accessories too, with its place and its parent's type."""

    def below(
        items: list[Payload], where: str, parent: int | None
    ) -> Iterator[tuple[str, Payload, int | None]]:
        for number, item in enumerate(items):
            at = f"{where}[{number}]"
            yield at, item, parent
            kind = item.get("type")
            yield from below(item.get("components") or [], f"{at}.components", kind)
            if accessory := item.get("accessory"):
                yield f"{at}.accessory", accessory, None

    yield from below(components, where, None)


def _components(components: list[Payload], *, flagged: bool) -> Iterator[str]:
    found = list(walk(components))
    if not flagged:
        yield from _most("the message", "rows", len(components), measure.ROWS)
    yield from _most("the message", "components, nested ones included,", len(found),
                     measure.COMPONENTS)  # fmt: skip
    text = _text_length(components)
    if text > measure.V2_TEXT:
        yield f"the text displays have {text:,} characters, at most {measure.V2_TEXT:,} together"
    ids = Counter(item["custom_id"] for _, item, _ in found if item.get("custom_id"))
    for custom_id, count in ids.items():
        if count > 1:
            yield f"custom_id {custom_id!r} is used {count} times"
    for where, item, parent in found:
        yield from _placed(where, item, parent, flagged=flagged)
        yield from _component(where, item)


def _text_length(components: list[Payload]) -> int:
    return sum(
        length(item.get("content") or "")
        for _, item, _ in walk(components)
        if item.get("type") == TEXT
    )


def _placed(where: str, item: Payload, parent: int | None, *, flagged: bool) -> Iterator[str]:
    kind = item.get("type")
    if kind in _V2 and not flagged:
        yield f"{where} is of Components V2, but the message lacks the flag"
    accessory = where.endswith(".accessory")
    allowed = {BUTTON, THUMBNAIL} if accessory else _INSIDE.get(parent or 0, _TOP)
    if kind not in allowed:
        yield f"{where} can't be a component of type {kind}"


def _component(where: str, item: Payload) -> Iterator[str]:
    inner = item.get("components") or []
    match item.get("type"):
        case 1:
            yield from _row(where, inner)
        case 2:
            yield from _button(where, item)
        case kind if kind in _SELECTS:
            yield from _select(where, item)
        case 9:
            yield from _most(where, "texts", len(inner), measure.SECTION_TEXTS)
            if not inner or not item.get("accessory"):
                yield f"{where} needs a text and an accessory"
        case 10:
            yield from _between(f"{where}.content", item.get("content"), measure.V2_TEXT)
        case 11 | 13:
            media = item.get("media") or item.get("file") or {}
            yield from _address(where, media.get("url"), _PICTURE_URL, measure.EMBED_URL)
        case 12:
            yield from _gallery(where, item.get("items") or [])
        case 17:
            if not inner:
                yield f"{where} is empty"
            yield from _colour(f"{where}.accent_color", item.get("accent_color"))


def _row(where: str, inner: list[Payload]) -> Iterator[str]:
    if not inner:
        yield f"{where} is empty"
    yield from _most(where, "buttons", len(inner), measure.ROW_BUTTONS)
    if len(inner) > 1 and any(item.get("type") in _SELECTS for item in inner):
        yield f"{where} has a select beside something else"


def _gallery(where: str, items: list[Payload]) -> Iterator[str]:
    if not items:
        yield f"{where} is empty"
    yield from _most(where, "pictures", len(items), measure.GALLERY_ITEMS)
    for number, item in enumerate(items):
        at = f"{where}.items[{number}]"
        url = (item.get("media") or {}).get("url")
        yield from _address(at, url, _PICTURE_URL, measure.EMBED_URL)
        yield from _longest(f"{at}.description", item.get("description") or "", measure.ALT)


def _button(where: str, item: Payload) -> Iterator[str]:
    label = item.get("label") or ""
    if not label.strip() and not item.get("emoji"):
        yield f"{where} has neither label nor emoji"
    yield from _longest(f"{where}.label", label, measure.LABEL)
    if item.get("style") == LINK_STYLE:
        if not item.get("url"):
            yield f"{where} is a link button without a URL"
        else:
            yield from _address(f"{where}.url", item["url"], _URL, measure.BUTTON_URL)
        if item.get("custom_id"):
            yield f"{where} is a link button with a custom_id"
    elif item.get("style") in {1, 2, 3, 4}:
        yield from _between(f"{where}.custom_id", item.get("custom_id"), measure.CUSTOM_ID)
        if item.get("url"):
            yield f"{where} has a URL but is no link button"
    elif item.get("style") != 6:  # a premium button has a sku_id and nothing else
        yield f"{where} has no style that Discord knows"


def _select(where: str, item: Payload) -> Iterator[str]:
    yield from _between(f"{where}.custom_id", item.get("custom_id"), measure.CUSTOM_ID)
    yield from _longest(f"{where}.placeholder", item.get("placeholder") or "", measure.PLACEHOLDER)
    if item.get("type") != SELECT:
        return
    options = item.get("options") or []
    if not options:
        yield f"{where} has no options"
    yield from _most(where, "options", len(options), measure.OPTIONS)
    values = Counter(option.get("value") for option in options)
    for value, count in values.items():
        if count > 1:
            yield f"{where} has the value {value!r} {count} times"
    for number, option in enumerate(options):
        at = f"{where}.options[{number}]"
        yield from _between(f"{at}.label", option.get("label"), measure.OPTION)
        yield from _between(f"{at}.value", option.get("value"), measure.OPTION)
        yield from _longest(f"{at}.description", option.get("description") or "", measure.OPTION)


def usage(payload: Payload) -> dict[str, tuple[int, int]]:
    """How much of each of Discord's totals `payload` takes: (used, allowed), by name."""
    embeds = payload.get("embeds") or []
    components = payload.get("components") or []
    found = list(walk(components))
    used: dict[str, tuple[int, int]] = {}
    if (payload.get("flags") or 0) & IS_COMPONENTS_V2:
        used["text"] = (_text_length(components), measure.V2_TEXT)
        used["components"] = (len(found), measure.COMPONENTS)
    else:
        used["content"] = (length(payload.get("content") or ""), measure.CONTENT)
        used["embeds"] = (len(embeds), measure.EMBEDS)
        used["embed text"] = (sum(map(_embed_length, embeds)), measure.EMBED_TOTAL)
        fields = max((len(embed.get("fields") or []) for embed in embeds), default=0)
        used["fields"] = (fields, measure.FIELDS)
        used["rows"] = (len(components), measure.ROWS)
    if files := payload.get("attachments"):
        alts = [length(file.get("description") or "") for file in files]
        used["attachments"] = (len(files), measure.ATTACHMENTS)
        used["alt text"] = (max(alts), measure.ALT)
    ids = [length(item["custom_id"]) for _, item, _ in found if item.get("custom_id")]
    used["custom_id"] = (max(ids, default=0), measure.CUSTOM_ID)
    return used
