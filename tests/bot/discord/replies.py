"""What a member sees of a reply on the simulated Discord."""

from typing import Any

import simcord
from simcord import InteractionResult


def shown(result: InteractionResult) -> str:
    """All text of the first response and the follow-ups."""
    messages = [message for message in (result.response, *result.followups) if message]
    return "\n".join(text_of(message) for message in messages)


def text_of(message: simcord.ResponseMessage) -> str:
    texts = [message.content, *_texts(message.components)]
    for embed in message.embeds:
        texts += [embed.title or "", embed.description or ""]
        texts += [f"{field.name}\n{field.value}" for field in embed.fields]
    return "\n".join(text for text in texts if text)


def _texts(components: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for component in components:
        found += [component["content"]] if "content" in component else []
        found += _texts(component.get("components", []))
    return found


def buttons(message: simcord.ResponseMessage) -> dict[str, str]:
    """custom_id by label."""
    found: dict[str, str] = {}

    def collect(components: list[dict[str, Any]]) -> None:
        for component in components:
            if component["type"] == 2 and component.get("custom_id"):
                found[component["label"]] = component["custom_id"]
            collect(component.get("components", []))

    collect(message.components)
    return found
