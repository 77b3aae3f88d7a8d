"""Questions in buttons: a button's custom_id contains everything it needs.

A custom_id is at most 100 characters from anybody: Discord returns what we sent, but a forged
client can send anything. So decoding checks everything and runs nothing.

Each question declares its letter and fields: `briefings.answers.shorthand`. The form is ``1``
(version), the press's kind, a letter for the question, then fields separated by ``|``, a free text
last so that it needs no escaping::

    1eq|<owner>|<part>|<page>|<person>|<topic>|<contains>

A question about another's answer has that one's letter before its fields. Ids that would not fit
are replaced by ``~`` and eight characters of their hash; `Decoder` finds them again among the ids
that exist.
"""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from bot.discord.messages.controls import Encode, Press
from bot.discord.messages.measure import CUSTOM_ID, length
from briefings.answers.questions import QUESTIONS, Question
from briefings.answers.shorthand import Shorthand, base36, from_base36, restored, shortened

VERSION = "1"
MAX_PAGE = 99_999


class StaleError(ValueError):
    """The custom_id is not from this version of the program, or names something gone."""


@dataclass(frozen=True, slots=True)
class DecodedButton:
    """A decoded custom_id. `owner` is the id of the user whose reply it is below."""

    press: Press
    question: Question
    part: int
    owner: int


@lru_cache(maxsize=2**14)
def shorten(identifier: str) -> str:
    """`~` and 40 bits of the id's hash: always 9 characters."""
    digest = hashlib.sha256(identifier.encode()).digest()[:5]
    return "~" + base64.b32encode(digest).decode().lower()


_ASKED = {one.SHORTHAND.letter: one for one in QUESTIONS if one.SHORTHAND}
"""Classes of questions by their declared letters."""


def encode(question: Question, *, press: Press, owner: int, part: int = 0) -> str:
    """The custom_id that asks `question` again.

    Raises:
        ValueError: the question does not fit in 100 characters (its text is too long, or no button
            asks it).
    """
    short = shortened(question)
    if short is None:
        raise ValueError(f"no button asks {type(question).__name__}")
    letter, page, names, text = short.letter, short.page, list(short.names), short.text
    if any("|" in name for name in names):
        raise ValueError("an id holds no '|'")
    head = [VERSION + press + letter, base36(owner), base36(part), base36(page)]
    while True:
        custom_id = "|".join([*head, *names, text])
        if length(custom_id) <= CUSTOM_ID:
            return custom_id
        longest = max(range(len(names)), key=lambda i: len(names[i]), default=None)
        if longest is None or len(names[longest]) <= len(shorten("")):
            raise ValueError(f"{type(question).__name__} does not fit into {CUSTOM_ID} characters")
        names[longest] = shorten(names[longest])


def encoder(owner: int) -> Encode:
    """Makes the custom_ids below a reply to the user with the id `owner`."""

    def make(question: Question, page: int, press: Press) -> str | None:
        try:
            return encode(question, press=press, owner=owner, part=page)
        except ValueError:
            return None  # a question too long for a button gets none

    return make


def owned(custom_id: str, owner: int) -> str:
    """The same custom_id, below a reply to the user with the id `owner`."""
    head, _, rest = custom_id.split("|", 2)
    return f"{head}|{base36(owner)}|{rest}"


def _number(text: str, limit: int) -> int:
    try:
        return from_base36(text, limit)
    except ValueError as error:
        raise StaleError(str(error)) from None


class Decoder:
    """Reads custom_ids back, given the ids that exist now."""

    def __init__(self, identifiers: Iterable[str]) -> None:
        self._identifiers = identifiers

    @cached_property
    def _known(self) -> dict[str, str]:
        """Ids by their shortened forms. Few buttons contain one: most need no such list."""
        return {shorten(identifier): identifier for identifier in self._identifiers}

    def _expand(self, name: str) -> str:
        if not name.startswith("~"):
            return name
        try:
            return self._known[name]
        except KeyError:
            raise StaleError("it names something that the digest no longer has") from None

    def decode(self, custom_id: str) -> DecodedButton:
        """What the button with this custom_id asks.

        Raises:
            StaleError: it is from another version, or forged.
        """
        if length(custom_id) > CUSTOM_ID or len(custom_id) < 3 or custom_id[0] != VERSION:
            raise StaleError("another version made it")
        try:
            press, asked = Press(custom_id[1]), _ASKED[custom_id[2]]
        except (ValueError, KeyError):
            raise StaleError("no such button or question") from None
        parts = custom_id.split("|", 4)
        if len(parts) < 5 or parts[0] != custom_id[:3]:
            raise StaleError("its fields are not complete")
        owner = _number(parts[1], 2**64 - 1)
        part = _number(parts[2], MAX_PAGE)
        page = _number(parts[3], MAX_PAGE)
        return DecodedButton(press, self._question(asked, page, parts[4]), part, owner)

    def _question(self, asked: type[Any], page: int, rest: str) -> Question:
        """The question of the class `asked` with the fields in `rest`."""
        declared: Shorthand = asked.SHORTHAND
        if declared.of:
            letter, _, rest = rest.partition("|")
            inner = _ASKED.get(letter)
            if inner is None or inner is asked:
                raise StaleError("no such question")
            question: Question = asked(self._question(inner, page, rest))
            return question
        # A text comes last and may contain "|"; without one, all fields are names.
        most = len(declared.names) if declared.text else rest.count("|")
        *names, text = rest.split("|", most)
        try:
            question = restored(asked, page, [self._expand(name) for name in names], text)
        except ValueError as error:
            raise StaleError(str(error)) from None
        return question
