"""The name of a source if nobody gives one."""

import re
from collections.abc import Collection, Iterable
from pathlib import PurePath
from urllib.parse import urlsplit

from briefings.sources.model import Kind
from briefings.translations import Message, gettext

LONGEST = 60


def name_for(kind: Kind, address: str, title: str | None, taken: Collection[str]) -> str:
    """A name that no other source of the owner has: its title, else its host or folder.

    Args:
        taken: the others' names.
    """
    return Names(taken).give(kind, address, title)


class Names:
    """The names of an owner's sources; chooses different ones for new sources."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}
        self._number: dict[str, int] = {}
        """By a name, the last number that was put behind it."""

    def give(self, kind: Kind, address: str, title: str | None) -> str:
        """Like `name_for`; the name is then taken."""
        line = _line(title or "")
        # A title that is an address would be mistaken for the source at it.
        base = line if line and "://" not in line else _place(kind, address)
        number = self._number.get(base.casefold(), 1)
        name = base if number == 1 else f"{base} {number}"
        while name.casefold() in self._taken:
            number += 1
            name = f"{base} {number}"
        self._number[base.casefold()] = number
        self._taken.add(name.casefold())
        return name


def problem_with_name(name: str) -> Message | None:
    """Why a source can't have a name; None if it can."""
    if _line(name) != name:
        return gettext("a name is one line of at most %(most)s characters", most=LONGEST)
    if "://" in name:
        return gettext("a name is no address")
    return None


def _place(kind: Kind, address: str) -> str:
    if kind is Kind.FOLDER:
        return _line(PurePath(address).name) or "folder"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return _line(host.removeprefix("www.")) or "source"


def _line(text: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in text)
    plain = re.sub(r"\s+", " ", plain).strip()
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"
