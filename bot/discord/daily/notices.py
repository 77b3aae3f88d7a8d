"""What `/daily` says to moderators, in the look of all replies."""

from collections.abc import Sequence

from bot.discord.messages import custom_ids
from bot.discord.messages.layout import compose
from bot.discord.messages.pages import MessagePage, Row
from briefings.rendering.reply import Block, Reply, Tone


def cards(title: str, texts: Sequence[str], tone: Tone = Tone.ANSWER) -> list[MessagePage]:
    """`texts` under a title, on as many messages as it takes."""
    blocks = tuple(Block(text=text) for text in texts)
    return compose(Reply("daily", title, blocks, tone=tone), custom_ids.encoder(0))


def card(
    title: str, text: str, rows: tuple[Row, ...] = (), tone: Tone = Tone.ANSWER
) -> MessagePage:
    """One short text under a title, with rows of buttons or a menu below."""
    (page,) = cards(title, [text], tone)
    return MessagePage(page.colour, page.parts, rows=rows)
