"""Cuts each reply into messages once, whoever asks.

In a channel one question is asked again and again, by many people. Their messages differ only in
the owner in the custom_ids, which is filled in for each.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from bot.discord.messages import custom_ids
from bot.discord.messages.layout import compose, pick
from bot.discord.messages.pages import Button, LinkButton, MessagePage, Row, Select
from bot.discord.messages.screen import SCREEN
from briefings.answers.questions import AskCheck
from briefings.answers.shorthand import base36
from briefings.rendering.reply import Reply

MOST = 128
"""How many replies are cached, each a few kB."""


class KeptPages:
    """Cuts replies into messages, and remembers the latest."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[int, int], tuple[Reply, list[MessagePage]]] = OrderedDict()

    def all(self, reply: Reply, owner: int) -> list[MessagePage]:
        """Like `compose`, with buttons for a reply to the user with the id `owner`."""
        return [_owned(page, owner) for page in self._cut(reply, owner)]

    def one(self, reply: Reply, owner: int, number: int) -> MessagePage:
        """Page `number` of `all`, as `pick` takes it."""
        return _owned(pick(self._cut(reply, owner), number), owner)

    def _cut(self, reply: Reply, owner: int) -> Sequence[MessagePage]:
        # The length of the owner's number decides what else fits into a custom_id.
        digits = len(base36(owner))
        if reply.question is None or isinstance(reply.question, AskCheck):
            # Made for one use; and somebody's message is not ours to keep.
            return compose(reply, custom_ids.encoder(owner), tallest=SCREEN)
        key = (id(reply), digits)
        known, pages = self._kept.get(key, (None, []))
        if known is not reply:  # held here, so that no other reply gets the same id
            pages = compose(reply, custom_ids.encoder(36 ** (digits - 1)), tallest=SCREEN)
            self._kept[key] = (reply, pages)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return pages


def _owned(page: MessagePage, owner: int) -> MessagePage:
    return replace(page, rows=tuple(_owned_row(row, owner) for row in page.rows))


def _owned_row(row: Row, owner: int) -> Row:
    return tuple(_owned_item(item, owner) for item in row)


def _owned_item(item: Button | LinkButton | Select, owner: int) -> Button | LinkButton | Select:
    match item:
        case Button(label, custom_id, style):
            return Button(label, custom_ids.owned(custom_id, owner), style)
        case Select():
            options = (
                replace(option, value=custom_ids.owned(option.value, owner))
                for option in item.options
            )
            return replace(item, options=tuple(options))
        case LinkButton():
            return item
