"""A pseudo-language: text that still reads as English in it was never marked."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import time
from typing import Any

from pydantic import BaseModel

from briefings.translations import Language, Message

_PLACE = re.compile(r"%\(\w+\)s|%%")
_WORD = re.compile(r"[A-Za-z]{2,}")
_ADDRESS = re.compile(r"\(https?://[^)]*\)|<https?://[^>]*>|<[#@][!&]?\d+>|<t:-?\d+:\w>")


def _disguised(text: str) -> str:
    """Replaces letters with full-width ones; keeps the placeholders."""
    pieces, end = [], 0
    for place in _PLACE.finditer(text):
        pieces += [_letters(text[end : place.start()]), place[0]]
        end = place.end()
    return "".join([*pieces, _letters(text[end:])])


def _letters(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in text)


def plain(text: str) -> str:
    """Disguised text back in English."""
    return unicodedata.normalize("NFKC", text)


class Pseudo(Language):
    """Writes everything in full-width letters."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__("en-x-pseudo")

    def _text(self, message: Message) -> str:
        return _disguised(super()._text(message))

    def dated(self, year: int, month: int = 0, day: int = 0, width: str = "long") -> str:
        return _letters(super().dated(year, month, day, width))

    def weekday(self, number: int, width: str = "long") -> str:
        return _letters(super().weekday(number, width))

    def listed(self, texts: Any, last: str = "and") -> str:
        return super().listed(texts, last if last == "," else _letters(last))

    def clock(self, value: time) -> str:
        return super().clock(value)


def words_of(value: Any) -> Iterator[str]:
    """The words of all texts in a value, however deep."""
    if isinstance(value, str):
        yield from _WORD.findall(value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from words_of(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from words_of(one)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from words_of(getattr(value, name))
    elif is_dataclass(value) and not isinstance(value, type | Message):
        for field in fields(value):
            yield from words_of(getattr(value, field.name))


def english_in(text: str) -> list[str]:
    """The undisguised words in what a reader sees."""
    return _WORD.findall(_ADDRESS.sub(" ", text))
