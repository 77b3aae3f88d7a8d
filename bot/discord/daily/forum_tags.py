"""A forum's tags: which one a daily briefing's posts get."""

from collections.abc import Sequence

import discord

from bot.daily.times import InputError
from bot.discord.readers import channel_mention
from briefings.answers.types import Choice
from briefings.translations import Listed, Message, Sentences, gettext
from briefings.translations.message import Option


def usable(forum: discord.ForumChannel) -> list[discord.ForumTag]:
    """The tags that the bot may give to a post."""
    moderates = forum.permissions_for(forum.guild.me).manage_threads
    return [tag for tag in forum.available_tags if moderates or not tag.moderated]


def chosen(place: object, typed: str) -> discord.ForumTag | None:
    """The tag typed as its id or its name, in any case; None if none was typed.

    Raises:
        InputError: there is no such tag, or the forum requires one but has none that the bot may
            give.
    """
    wanted = typed.strip()
    if not isinstance(place, discord.ForumChannel):
        if wanted:
            raise InputError(
                gettext(
                    "Only posts in a forum have tags: leave the option `%(option)s` out.",
                    option=Option("tag"),
                )
            )
        return None
    tags = usable(place)
    for tag in tags:
        if wanted and wanted.casefold() in (str(tag.id), tag.name.casefold()):
            return tag
    if wanted:
        missing = gettext(
            "%(channel)s has no tag “%(tag)s”.", channel=channel_mention(place.id), tag=wanted
        )
        raise InputError(Sentences((missing, _offered(tags))))
    if place.flags.require_tag and not tags:
        needed = gettext(
            "%(channel)s requires a tag on every post.", channel=channel_mention(place.id)
        )
        raise InputError(Sentences((needed, _offered(tags))))
    return None


def to_choose(place: object) -> list[Choice]:
    """The tags to choose from if a post needs one; none if it does not."""
    needed = isinstance(place, discord.ForumChannel) and place.flags.require_tag
    return choices(place, "") if needed else []


def choices(place: object, typed: str) -> list[Choice]:
    """The tags whose names contain the text typed so far; none if the place is not a forum."""
    if not isinstance(place, discord.ForumChannel):
        return []
    wanted = typed.strip().casefold()
    return [Choice(str(tag.id), tag.name) for tag in usable(place) if wanted in tag.name.casefold()]


def _offered(tags: Sequence[discord.ForumTag]) -> Message:
    if not tags:
        return gettext(
            "It has none that the bot may give: add a tag that members may use, or turn off "
            "**Require people to select tags when posting** in the forum's settings."
        )
    return gettext(
        "Choose one in the option `%(option)s`: %(tags)s.",
        option=Option("tag"),
        tags=Listed(tuple(tag.name for tag in tags), ","),
    )
