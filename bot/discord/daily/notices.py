"""What `/daily` says to moderators, in the style of all replies."""

from collections.abc import Sequence

from bot.discord.messages import custom_ids
from bot.discord.messages.layout import compose
from bot.discord.messages.pages import MessagePage, Row
from bot.discord.readers import Speaker
from briefings.rendering.reply import Block, Reply, Tone
from briefings.translations.message import Said


def cards(
    say: Speaker, title: Said, texts: Sequence[str], tone: Tone = Tone.ANSWER
) -> list[MessagePage]:
    """`texts`, which are Markdown, under a title, in as many messages as necessary."""
    blocks = tuple(Block(text=text) for text in texts)
    reply = Reply("daily", say(title), blocks, tone=tone, language=say.language)
    return compose(reply, custom_ids.encoder(0))


def card(
    say: Speaker,
    title: Said,
    text: str,
    rows: tuple[Row, ...] = (),
    tone: Tone = Tone.ANSWER,
) -> MessagePage:
    """One short text, which is Markdown, under a title, with rows of buttons or a menu below."""
    (page,) = cards(say, title, [text], tone)
    return MessagePage(page.colour, page.parts, rows=rows)
