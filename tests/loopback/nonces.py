"""The memory behind `enforce_nonce`: a repeat posts nothing and returns the first message."""

from __future__ import annotations

from collections import OrderedDict

from tests.loopback.messages import Message


class Nonces:
    """Remembers for `seconds` which message had which nonce.

    Discord compares with all the author's recent messages, whatever their channel: two posts with
    the same nonce are one post, even in two channels. Source:
    https://discord.com/developers/docs/resources/message#create-message
    """

    def __init__(self, seconds: float = 180.0) -> None:
        self.seconds = seconds
        self._known: OrderedDict[str, tuple[float, Message]] = OrderedDict()

    def recall(self, nonce: str, now: float) -> Message | None:
        while self._known and next(iter(self._known.values()))[0] <= now - self.seconds:
            self._known.popitem(last=False)
        known = self._known.get(nonce)
        return None if known is None else known[1]

    def remember(self, nonce: str, message: Message, now: float) -> None:
        self._known[nonce] = (now, message)
