"""Which subscription a moderator means, and what it brings."""

from collections.abc import Mapping, Sequence

from bot.daily.tables import Into, Subscription
from bot.discord.messages.measure import clip
from bot.discord.readers import role_mention
from briefings.translations import Listed, Message, gettext, pgettext
from briefings.translations.message import Value

LONGEST_WORD = 40
"""Of a word or phrase that is filtered by: forty of them, escaped, leave room in a message."""


def which(typed: str | None, known: Mapping[str, tuple[str, str]]) -> list[str]:
    """The ids of the subscriptions meant by the typed text; without text, all of them.

    `known` has each one's channel id and its name for autocomplete. The text can be the id, the
    name or any part of the name, or a channel as Discord writes it, `<#123>`.
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


STYLES = {"short": pgettext("choice", "short"), "full": pgettext("choice", "full")}


def about(one: Subscription, names: Sequence[str]) -> Listed:
    """What a subscription brings: topics and everything that differs from the default."""
    topics: Value = Listed(tuple(names), ",") if names else gettext("all topics")
    style = STYLES.get(one.style, one.style)
    extras: list[tuple[Message, object]] = [
        (gettext("forum posts"), one.into is Into.FORUM),
        (gettext("published"), one.publish),
        (gettext("a line on days without news"), not one.quiet),
        (gettext("pings %(role)s", role=role_mention(one.role_id or 0)), one.role_id is not None),
        (gettext("with %(words)s", words=_either(one.words_in)), one.words_in),
        (gettext("without %(words)s", words=_either(one.words_out)), one.words_out),
    ]
    return Listed((topics, style, *(extra for extra, wanted in extras if wanted)), ",")


def _either(words: Sequence[str]) -> Listed:
    """Words that a moderator typed, which may be anything."""
    shown = (clip(word, LONGEST_WORD) for word in words)
    return Listed(tuple(gettext("“%(word)s”", word=word) for word in shown), "or")
