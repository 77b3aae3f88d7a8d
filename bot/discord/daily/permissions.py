"""The permissions that the bot needs where it posts, and those it lacks."""

from collections.abc import Sequence

import discord

from bot.discord.readers import channel_mention, role_mention
from briefings.translations import Listed, gettext, pgettext
from briefings.translations import Message as Text

NEEDED = {
    "view_channel": pgettext("permission", "View Channel"),
    "send_messages": pgettext("permission", "Send Messages"),
    "embed_links": pgettext("permission", "Embed Links"),
    "read_message_history": pgettext("permission", "Read Message History"),
}
"""Permissions for a daily post, by discord.py's name. History: after an outage, the bot must not
post again what is already there."""


def missing_permissions(
    channel: discord.abc.GuildChannel | discord.Thread, member: discord.Member
) -> list[Text]:
    """The names of the permissions that a daily post in the channel needs and the bot lacks."""
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return [NEEDED["view_channel"]]  # for the channel that the thread is in
    return missing(channel.permissions_for(member), in_thread=isinstance(channel, discord.Thread))


def missing(granted: discord.Permissions, *, in_thread: bool) -> list[Text]:
    """The names of permissions that a daily post needs but are not granted."""
    needed = dict(NEEDED)
    if in_thread:
        del needed["send_messages"]
        needed["send_messages_in_threads"] = pgettext("permission", "Send Messages in Threads")
    elif not granted.send_messages:
        # Without the right to send there is no right to embed: granting one brings back the other.
        del needed["embed_links"]
    return [name for permission, name in needed.items() if not getattr(granted, permission)]


def missing_for_subscription(
    channel: discord.abc.GuildChannel | discord.Thread, ping: discord.Role | None, *, publish: bool
) -> Text | None:
    """Why a subscription can't be made for the channel; None if it can."""
    lacking = missing_permissions(channel, channel.guild.me)
    here = channel_mention(channel.id)
    if lacking:
        names = Listed(tuple(gettext("**%(name)s**", name=one) for one in lacking), ",")
        return gettext(
            "In %(channel)s the bot lacks %(permissions)s. Allow that and try again.",
            channel=here,
            permissions=names,
        )
    if publish and channel.type is not discord.ChannelType.news:
        return gettext(
            "%(channel)s is not an announcement channel: posts can be published only there.",
            channel=here,
        )
    if ping is None:
        return None
    if ping.is_default():
        return gettext("The role to ping can't be @everyone.")
    everyone = channel.permissions_for(channel.guild.me).mention_everyone
    if not ping.mentionable and not everyone:
        return gettext(
            "The bot may not ping %(role)s: make the role mentionable, or allow the bot to mention "
            "all roles.",
            role=role_mention(ping.id),
        )
    return None


def lacks(missing: Sequence[Text], channel_id: int) -> Text:
    return gettext(
        "The bot lacks %(permissions)s in %(channel)s.",
        permissions=Listed(tuple(missing), ","),
        channel=channel_mention(channel_id),
    )
