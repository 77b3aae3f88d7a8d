"""Recognises our own posts in a channel's history.

Discord forgets a nonce after some minutes and does not show it later. It does show the message. Two
identical posts of ours are interchangeable: it does not matter which one counts for which page, as
long as each counts once.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

DISCORD_EPOCH_MS = 1_420_070_400_000
"""Milliseconds from 1970 to the start of 2015, from which Discord's ids count."""

CLOCK_SLACK = timedelta(minutes=2)
"""How far our clock and Discord's may differ."""

Payload = Mapping[str, Any]


def snowflake(moment: datetime) -> int:
    """The lowest id that Discord could give at `moment`."""
    return max(0, int(moment.timestamp() * 1000) - DISCORD_EPOCH_MS) << 22


def search_from(first_tried: datetime) -> int:
    """The id after which to look for a post that was first tried at `first_tried`."""
    return snowflake(first_tried - CLOCK_SLACK)


def fingerprint(message: Payload) -> str:
    """A hash of a message's readable content, the same when sent and when read back.

    Discord adds to messages (ids, widths, proxies), drops empty parts and trims spaces; none of
    that counts.
    """
    text = json.dumps(list(_readable(message)), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


_EMBED_PARTS = ("title", "description", "url")
_COMPONENT_PARTS = ("content", "label", "custom_id", "url")


def _readable(message: Payload) -> Iterator[str]:
    yield from _texts("content", [message.get("content")])
    for embed in message.get("embeds") or ():
        yield from _texts("embed", (embed.get(part) for part in _EMBED_PARTS))
        for field in embed.get("fields") or ():
            yield from _texts("field", (field.get("name"), field.get("value")))
        for part, key in (("footer", "text"), ("author", "name")):
            yield from _texts(part, [(embed.get(part) or {}).get(key)])
    yield from _components(message.get("components") or ())


def _components(components: Iterable[Payload]) -> Iterator[str]:
    for component in components:
        yield from _texts("part", (component.get(part) for part in _COMPONENT_PARTS))
        yield from _components(component.get("components") or ())
        if component.get("accessory"):
            yield from _components([component["accessory"]])


def _texts(kind: str, texts: Iterable[str | None]) -> Iterator[str]:
    for text in texts:
        words = " ".join((text or "").split())
        if words:
            yield f"{kind}: {words}"
