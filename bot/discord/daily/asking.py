"""The menus and buttons of `/daily`'s own questions."""

from collections.abc import Mapping, Sequence

from bot.discord.daily.notices import card
from bot.discord.messages.measure import OPTION, OPTIONS, plain_label
from bot.discord.messages.pages import Button, MessagePage, Option, Select, Style
from bot.discord.readers import Speaker, channel_mention
from briefings.answers.types import Choice
from briefings.translations import Command, Message, Sentences, gettext
from briefings.translations.message import Option as OptionName
from briefings.translations.message import Said

PREFIX = "daily|"
"""The prefix of our own buttons' custom_ids: `daily|remove|<id>|<user>`."""


def pressed(custom_id: str) -> tuple[str, str, str]:
    """The contents of a button's or menu's custom_id: a verb, its object, and the user's id."""
    _, verb, what, owner = [*custom_id.split("|"), "", "", ""][:4]
    return verb, what, owner


def which_briefing(
    say: Speaker, verb: str, why: Message, names: Mapping[str, str], owner: int
) -> MessagePage:
    """Asks which of these daily briefings is meant, in order to do what the verb says."""
    parts = [
        why,
        gettext(
            "Or name it in the option `%(option)s` of `%(command)s`.",
            option=OptionName("briefing"),
            command=Command(f"daily {verb}"),
        ),
    ]
    if len(names) > OPTIONS:
        parts.append(
            gettext(
                "The menu has the first %(shown)s of %(total)s.", shown=OPTIONS, total=len(names)
            )
        )
    options = [Option(plain_label(name, OPTION), key) for key, name in names.items()]
    placeholder = say(gettext("Choose a daily briefing"))
    menu = Select(f"{PREFIX}choose|{verb}|{owner}", placeholder, tuple(options[:OPTIONS]))
    said = say(Sentences(tuple(parts)))
    return card(say, gettext("Which daily briefing?"), said, ((menu,),))


def which_tag(say: Speaker, tags: Sequence[Choice], channel_id: int, owner: int) -> MessagePage:
    """Asks which of the forum's tags the posts should get."""
    options = tuple(Option(plain_label(tag.name, OPTION), tag.id) for tag in tags[:OPTIONS])
    menu = Select(f"{PREFIX}tag|{channel_id}|{owner}", say(gettext("Choose a tag")), options)
    text = gettext(
        "%(channel)s requires a tag on every post. Which one do the briefings get?",
        channel=channel_mention(channel_id),
    )
    return card(say, gettext("Which tag?"), say(text), ((menu,),))


def really(
    say: Speaker, title: Message, text: Said, yes: Message, verb: str, owner: int
) -> MessagePage:
    """Asks before something is deleted.

    Args:
        verb: what the button does, and to what: "remove|<id>".
    """
    buttons = (
        Button(say(yes), f"{PREFIX}{verb}|{owner}", Style.DANGER),
        Button(say(gettext("Keep it")), f"{PREFIX}keep||{owner}"),
    )
    return card(say, title, say(text), (buttons,))
