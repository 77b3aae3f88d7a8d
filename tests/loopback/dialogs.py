"""Choices in selects and input in dialogs (modals), as sent to the bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.loopback.commands import NotOfferedError, OptionKind, UserInput
from tests.loopback.messages import ComponentKind

_POINTS_TO = {
    ComponentKind.USER_SELECT: OptionKind.USER,
    ComponentKind.ROLE_SELECT: OptionKind.ROLE,
    ComponentKind.MENTIONABLE_SELECT: OptionKind.MENTIONABLE,
    ComponentKind.CHANNEL_SELECT: OptionKind.CHANNEL,
    ComponentKind.FILE_UPLOAD: OptionKind.ATTACHMENT,
}
_ONE_VALUE = (ComponentKind.TEXT_INPUT, ComponentKind.RADIO_GROUP, ComponentKind.CHECKBOX)


def chosen(menu: Mapping[str, Any], values: Sequence[Any], typed: UserInput) -> list[str]:
    """The values of a select: options by value or label, or users, roles or channels.

    Raises NotOfferedError for an unknown value and for too few or too many, unless forged.
    """
    low, high = menu.get("min_values", 1), menu.get("max_values", 1)
    if not typed.forge and not low <= len(values) <= high:
        raise NotOfferedError(f"{len(values)} chosen where {low} to {high} are asked for")
    points_to = _POINTS_TO.get(menu["type"])
    if points_to is not None:
        return [typed.resolve(points_to, menu, value) for value in values]
    return [_option(menu.get("options") or [], value, typed) for value in values]


def _option(offered: Sequence[Mapping[str, Any]], value: str, typed: UserInput) -> str:
    for option in offered:
        if value in (option["value"], option["label"]):
            return str(option["value"])
    if not typed.forge:
        raise NotOfferedError(f"{value!r} is none of {[option['label'] for option in offered]}")
    return value


def filled(
    part: Mapping[str, Any], values: dict[str, Any], typed: UserInput, label: str = ""
) -> dict[str, Any]:
    """A part of a dialog as submitted; removes its input from `values` (by custom_id or label).
    Inputs that aren't given keep their preset, as when a user leaves them alone."""
    kind = part["type"]
    if "components" in part:
        return {"type": kind, "components": [filled(c, values, typed) for c in part["components"]]}
    if "component" in part:
        inner = filled(part["component"], values, typed, part["label"])
        return {"type": kind, "component": inner}
    if "custom_id" not in part:
        return {"type": kind}
    given = [n for n in (part["custom_id"], part.get("label"), label) if n in values]
    value = values.pop(given[0]) if given else _preset(part)
    answer = {"type": kind, "custom_id": part["custom_id"], "id": part.get("id", 0)}
    if kind not in _ONE_VALUE:
        left_alone = not value and not part.get("required", True)
        return answer | {"values": [] if left_alone else chosen(part, value, typed)}
    if kind == ComponentKind.RADIO_GROUP and value is not None:
        value = _option(part["options"], value, typed)
    if not typed.forge:
        _refuse_unless_accepted(part, value)
    return answer | {"value": value}


def _preset(part: Mapping[str, Any]) -> Any:
    if part["type"] == ComponentKind.TEXT_INPUT:
        return part.get("value") or ""
    if part["type"] == ComponentKind.CHECKBOX:
        return part.get("default", False)
    defaults = [option["value"] for option in part.get("options") or [] if option.get("default")]
    if part["type"] == ComponentKind.RADIO_GROUP:
        return defaults[0] if defaults else None
    return defaults


def _refuse_unless_accepted(part: Mapping[str, Any], value: Any) -> None:
    if part["type"] == ComponentKind.CHECKBOX:
        return
    required = part.get("required", True)
    text = value or ""
    shortest = part.get("min_length") or 0
    if (required and not text) or (text and len(text) < shortest):
        raise NotOfferedError(f"{part['custom_id']}: {text!r} is too short")
    if len(text) > (part.get("max_length") or 4000):
        raise NotOfferedError(f"{part['custom_id']}: {len(text)} characters are too many")
