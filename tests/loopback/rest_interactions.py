"""REST: answers to interactions, and follow-ups with their tokens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.loopback.interactions import (
    ANSWERS_TO,
    CallbackKind,
    Interaction,
    InteractionKind,
    flags_of,
)
from tests.loopback.messages import Message, MessageFlag
from tests.loopback.rest_channels import refuse_empty, uploaded
from tests.loopback.routing import Call, RefusalError, Routes, invalid, unknown

if TYPE_CHECKING:
    from tests.loopback.server import LoopbackDiscord

TOKEN_LIVES_S = 15 * 60.0
FOLLOWUPS_WITHOUT_APP = 5

routes = Routes()


@routes.add("POST", "/interactions/{interaction}/{token}/callback", needs_token=False)
def callback(discord: LoopbackDiscord, call: Call) -> Any:
    interaction = discord.interactions.get(call.params["token"])
    if interaction is None or str(interaction.id) != call.params["interaction"]:
        raise unknown(10062, "interaction")
    refusal = _refusal(discord, interaction, call)
    if refusal is not None:
        interaction.refusals.append(refusal.code)
        raise refusal
    body: dict[str, Any] = call.body
    kind = CallbackKind(body["type"])
    _carry_out(discord, interaction, call, kind, body.get("data") or {})
    interaction.callback = body
    interaction.answered_at = discord.now()
    return _described(interaction, kind) if call.query.get("with_response") == "1" else None


def _refusal(discord: LoopbackDiscord, interaction: Interaction, call: Call) -> RefusalError | None:
    if discord.refuses_callbacks is not None:
        return discord.refuses_callbacks
    if interaction.callback is not None:
        return RefusalError(400, 40060, "Interaction has already been acknowledged.")
    if discord.now() - interaction.sent_at > discord.callback_deadline:
        return unknown(10062, "interaction")
    if call.body.get("type") not in ANSWERS_TO[interaction.kind]:
        return invalid(f"type: {call.body.get('type')} does not answer {interaction.kind.name}")
    return None


def _carry_out(
    discord: LoopbackDiscord,
    interaction: Interaction,
    call: Call,
    kind: CallbackKind,
    data: dict[str, Any],
) -> None:
    if kind is CallbackKind.MESSAGE:
        refuse_empty(data, call)
    if kind in (CallbackKind.MESSAGE, CallbackKind.DEFERRED_MESSAGE):
        flags = flags_of(data, kind)
        interaction.original = _new_message(discord, interaction, call, data, flags)
    elif kind in (CallbackKind.UPDATE, CallbackKind.DEFERRED_UPDATE):
        if interaction.pressed is None:
            raise invalid("type: there is no message to update")
        interaction.original = interaction.pressed
        if kind is CallbackKind.UPDATE:
            _edit(discord, interaction.pressed, call, data)


def _described(interaction: Interaction, kind: CallbackKind) -> dict[str, Any]:
    about = {"id": str(interaction.id), "type": int(interaction.kind)}
    resource: dict[str, Any] = {"type": int(kind)}
    if interaction.original is not None:
        about |= {
            "response_message_id": str(interaction.original.id),
            "response_message_loading": interaction.original.loading,
            "response_message_ephemeral": interaction.original.ephemeral,
        }
        if kind in (CallbackKind.MESSAGE, CallbackKind.UPDATE):
            resource["message"] = interaction.original.payload()
    return {"interaction": about, "resource": resource}


def _new_message(
    discord: LoopbackDiscord,
    interaction: Interaction,
    call: Call,
    data: dict[str, Any],
    flags: MessageFlag,
) -> Message:
    message = Message(
        discord.world.snowflakes.now(),
        interaction.channel,
        discord.world.bot,
        json.dumps(data).encode(),
        flags,
        uploaded(discord, call, data),
        visible_to=interaction.user.id if flags & MessageFlag.EPHEMERAL else None,
        interaction_id=interaction.id,
    )
    return discord.keep(message)


def _edit(discord: LoopbackDiscord, message: Message, call: Call, data: dict[str, Any]) -> None:
    message.edit(data, discord.wall_clock())
    message.attachments += uploaded(discord, call, data)


def _interaction(discord: LoopbackDiscord, call: Call) -> Interaction:
    """The interaction with the token in the path, if it was answered and is still valid."""
    interaction = discord.interactions.get(call.params["token"])
    if interaction is None or call.id("application") != discord.world.application_id:
        raise unknown(10015, "Webhook")
    if discord.now() - interaction.sent_at > TOKEN_LIVES_S:
        raise RefusalError(401, 50027, "Invalid Webhook Token")
    answerless = interaction.kind is InteractionKind.AUTOCOMPLETE
    if interaction.callback is None or answerless:
        raise unknown(10015, "Webhook")
    return interaction


@routes.add("POST", "/webhooks/{application}/{token}", needs_token=False)
def follow_up(discord: LoopbackDiscord, call: Call) -> Any:
    """A new message; after a deferral the first one replaces "is thinking …"."""
    interaction = _interaction(discord, call)
    body: dict[str, Any] = call.body or {}
    refuse_empty(body, call)
    original = interaction.original
    if original is not None and original.loading and not original.deleted:
        _edit(discord, original, call, body)
        return original.payload()
    if not interaction.app_in_guild and len(interaction.followups) >= FOLLOWUPS_WITHOUT_APP:
        interaction.refusals.append(40094)
        raise RefusalError(400, 40094, "This interaction has reached its limit of follow-ups")
    flags = flags_of(body, CallbackKind.MESSAGE)
    message = _new_message(discord, interaction, call, body, flags)
    interaction.followups.append(message)
    return message.payload()


def _its_message(discord: LoopbackDiscord, call: Call) -> Message:
    interaction = _interaction(discord, call)
    if call.params["message"] == "@original":
        message = interaction.original
    else:
        wanted = call.id("message")
        own = [*interaction.followups, *([interaction.original] if interaction.original else [])]
        message = next((kept for kept in own if kept.id == wanted), None)
    if message is None or message.deleted:
        raise unknown(10008, "Message")
    return message


@routes.add("GET", "/webhooks/{application}/{token}/messages/{message}", needs_token=False)
def get_message(discord: LoopbackDiscord, call: Call) -> Any:
    return _its_message(discord, call).payload()


@routes.add("PATCH", "/webhooks/{application}/{token}/messages/{message}", needs_token=False)
def edit_message(discord: LoopbackDiscord, call: Call) -> Any:
    message = _its_message(discord, call)
    _edit(discord, message, call, call.body or {})
    return message.payload()


@routes.add("DELETE", "/webhooks/{application}/{token}/messages/{message}", needs_token=False)
def delete_message(discord: LoopbackDiscord, call: Call) -> Any:
    discord.forget(_its_message(discord, call))
