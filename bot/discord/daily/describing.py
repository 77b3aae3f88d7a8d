"""Which subscription is meant by what was typed, and what one brings."""

from collections.abc import Mapping, Sequence

from bot.daily.tables import Into, Subscription
from briefings.rendering.dialects.discord import escape


def which(typed: str | None, known: Mapping[str, tuple[str, str]]) -> list[str]:
    """The ids of the subscriptions that are meant by what was typed: all of them by nothing.

    `known` has each one's channel id and its name as it is completed. Typed can be the id or
    the name, or as much of the name as one likes; a channel also as Discord writes it, `<#123>`.
    """
    wanted = (typed or "").strip().casefold()
    if wanted in known:
        return [wanted]
    channel = wanted.removeprefix("<#").removesuffix(">")
    start = f"#{wanted.removeprefix('#')} "
    names = {key: f"{name.casefold()} " for key, (_, name) in known.items()}
    there = [key for key, (place, _) in known.items() if place == channel]
    whole = [key for key, name in names.items() if name.startswith(start)]
    return there or whole or [key for key, name in names.items() if wanted in name]


def about(one: Subscription, names: Sequence[str]) -> str:
    """What a subscription brings: topics and everything that is not the default."""
    parts = [", ".join(names) if names else "all topics", one.style]
    extras = {
        "forum posts": one.into is Into.FORUM,
        "published": one.publish,
        "a line on days without news": not one.quiet,
        f"pings <@&{one.role_id}>": one.role_id is not None,
        f"with {_listed(one.words_in)}": bool(one.words_in),
        f"without {_listed(one.words_out)}": bool(one.words_out),
    }
    return ", ".join([*parts, *(extra for extra, wanted in extras.items() if wanted)])


def _listed(words: Sequence[str]) -> str:
    """Words that a moderator typed, which may be anything."""
    return " or ".join(f"“{escape(word)}”" for word in words)
